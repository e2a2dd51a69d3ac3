import { Switch } from '#platform/ui/Checkbox.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { type AgencyContent, agencyKinds } from '../agency.ts';
import { screenTexts } from '../screen-texts.ts';
import { agencyKindTexts } from '../texts.ts';
import { CalendarFields } from './CalendarFields.tsx';

interface AgencyFieldsProps {
  readonly content: AgencyContent;
  readonly onChange: (content: AgencyContent) => void;
  readonly isReadOnly?: boolean;
}

/** What of an agency is editable. */
export function AgencyFields({ content, onChange, isReadOnly = false }: AgencyFieldsProps) {
  const t = useText();
  const set = (part: Partial<AgencyContent>) => onChange({ ...content, ...part });
  return (
    <>
      <TextField
        label={t(screenTexts.name)}
        isRequired
        isReadOnly={isReadOnly}
        value={content.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={t(screenTexts.nameEn)}
        isRequired
        isReadOnly={isReadOnly}
        value={content.nameEn}
        onChange={(nameEn) => set({ nameEn })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label={t(screenTexts.kind)}
          isDisabled={isReadOnly}
          options={agencyKinds.map((kind) => ({ id: kind, name: t(agencyKindTexts[kind]) }))}
          value={content.kind}
          onChange={(kind) => set({ kind })}
        />
        <TextField
          label={t(screenTexts.phone)}
          type="tel"
          isReadOnly={isReadOnly}
          value={content.phone ?? ''}
          onChange={(phone) => set({ phone: phone === '' ? null : phone })}
        />
      </div>
      <Switch isDisabled={isReadOnly} isSelected={content.hasAccounts} onChange={(hasAccounts) => set({ hasAccounts })}>
        {t(screenTexts.hasAccounts)}
      </Switch>
      <Switch isDisabled={isReadOnly} isSelected={content.medical} onChange={(medical) => set({ medical })}>
        {t(screenTexts.medical)}
      </Switch>
      <CalendarFields calendar={content.calendar} isReadOnly={isReadOnly} onChange={(calendar) => set({ calendar })} />
    </>
  );
}
