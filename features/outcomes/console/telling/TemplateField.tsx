import { Switch } from '#platform/ui/Checkbox.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { maxTemplate, type TellingContent } from '../../telling.ts';
import type { TellingSettingView } from '../../telling-contract.ts';
import { faultTexts } from '../../telling-texts.ts';
import { checkTemplate, fillTemplate, type Milestone, smsParts, type TemplateFault } from '../../telling-words.ts';
import { settingTexts } from './texts.ts';

interface TemplateFieldProps {
  readonly milestone: Milestone;
  readonly name: string;
  readonly setting: TellingSettingView;
  readonly value: TellingContent['templates'][Milestone];
  readonly isReadOnly: boolean;
  readonly onChange: (value: TellingContent['templates'][Milestone]) => void;
}

/** One text, with what it will look like and cost while it is typed. */
export function TemplateField({ milestone, name, setting, value, isReadOnly, onChange }: TemplateFieldProps) {
  const t = useText();
  const faults = checkTemplate(milestone, value.text);
  const preview = fillTemplate(value.text, {
    nomor: '1024',
    jenis: 'Pohon tumbang',
    instansi: 'Damkar',
    pusat: setting.centreName,
    tautan: setting.address === null ? null : `${setting.address}/t/${'x'.repeat(22)}`,
  });
  return (
    <div className="flex flex-col gap-1">
      <Switch isDisabled={isReadOnly} isSelected={value.active} onChange={(active) => onChange({ ...value, active })}>
        {name}
      </Switch>
      <TextArea
        aria-label={name}
        label={name}
        rows={2}
        maxLength={maxTemplate}
        isReadOnly={isReadOnly}
        value={value.text}
        onChange={(text) => onChange({ ...value, text })}
        description={t(settingTexts.preview, { parts: smsParts(preview), text: preview })}
        {...(faults.length === 0 ? {} : { error: faults.map((fault) => wordOf(fault, t)).join('. ') })}
      />
    </div>
  );
}

function wordOf(fault: TemplateFault, t: Translate): string {
  if (fault === 'no_agency') return t(faultTexts.no_agency);
  if (fault === 'no_link') return t(faultTexts.no_link);
  if (fault === 'open_brace') return t(faultTexts.open_brace);
  return t(faultTexts.unknown, { name: `{${fault.slice('unknown:'.length)}}` });
}
