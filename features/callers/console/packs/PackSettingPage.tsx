import { Plus, Trash2 } from 'lucide-react';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Checkbox } from '#platform/ui/Checkbox.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { changePackSetting, readPackSetting } from '../../pack-contract.ts';
import { type CasePackSetting, casePackSetting } from '../../pack-setting.ts';
import { screenNames } from '../../screen-names.ts';
import { packTexts as texts } from './texts.ts';

const stale = ['/api/case-pack-setting', '/api/settings'];
const lines = ['office', 'addressee', 'signerTitle'] as const;
const paragraphs = ['opening', 'closing'] as const;

/** The words and legal texts of evidence packs. */
export function PackSettingPage() {
  const t = useText();
  const canUndo = useCan()('setting.change');
  const setting = useRoute(readPackSetting, {});
  return (
    <Page title={t(screenNames.packSetting)} description={t(texts.settingNote)} width="text">
      <QueryView query={setting}>
        {(shown) => (
          <>
            <PackSettingForm key={shown.id} setting={shown} />
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="case_pack"
                id={shown.id}
                version={shown.version}
                canUndo={canUndo}
                inWords={(content) => settingInWords(content, t)}
                invalidates={stale}
              />
            </Card>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function PackSettingForm({ setting }: { setting: RouteOutput<typeof readPackSetting> }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(setting);
  const change = useCommand(changePackSetting, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason, set } = draft;
  const isSound = casePackSetting.safeParse(content).success;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isSound}
      onSave={() => change.mutate({ body: { version, content, reason } })}
    >
      <Card>
        <div className="flex flex-col gap-3">
          {lines.map((name) => (
            <TextField
              key={name}
              label={t(texts[name])}
              isReadOnly={isReadOnly}
              value={content[name]}
              onChange={(typed) => set({ [name]: typed })}
            />
          ))}
          {paragraphs.map((name) => (
            <TextArea
              key={name}
              label={t(texts[name])}
              rows={5}
              isReadOnly={isReadOnly}
              value={content[name]}
              onChange={(typed) => set({ [name]: typed })}
            />
          ))}
          <Checkbox isSelected={content.showNames} isReadOnly={isReadOnly} onChange={(showNames) => set({ showNames })}>
            {t(texts.showNames)}
          </Checkbox>
        </div>
      </Card>
      <LegalTexts legal={content.legal} isReadOnly={isReadOnly} onChange={(legal) => set({ legal })} />
      {isSound ? null : <Notice tone="warn">{t(texts.unsound)}</Notice>}
    </SettingForm>
  );
}

type Legal = CasePackSetting['legal'];

interface LegalProps {
  readonly legal: Legal;
  readonly isReadOnly: boolean;
  readonly onChange: (legal: Legal) => void;
}

function LegalTexts({ legal, isReadOnly, onChange }: LegalProps) {
  const t = useText();
  const revise = (id: string, part: Partial<Legal[number]>) =>
    onChange(legal.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const free = Array.from({ length: 21 }, (_, index) => `dasar_${index + 1}`).find(
    (id) => !legal.some((one) => one.id === id),
  );
  return (
    <Card title={t(texts.legal)}>
      <div className="flex flex-col gap-4">
        {legal.map((one) => (
          <fieldset key={one.id} className="flex flex-col gap-2 border-t border-line pt-3 first:border-0 first:pt-0">
            <TextField
              label={t(texts.legalName)}
              value={one.name}
              isReadOnly={isReadOnly}
              onChange={(name) => revise(one.id, { name })}
            />
            <TextArea
              label={t(texts.legalWords)}
              rows={4}
              value={one.text}
              isReadOnly={isReadOnly}
              onChange={(text) => revise(one.id, { text })}
            />
            <Checkbox
              isSelected={one.isChecked}
              isReadOnly={isReadOnly}
              onChange={(isChecked) => revise(one.id, { isChecked })}
            >
              {t(texts.isChecked)}
            </Checkbox>
            {isReadOnly ? null : (
              <div>
                <Button
                  size="small"
                  icon={<Trash2 aria-hidden size={14} />}
                  onPress={() => onChange(legal.filter(({ id }) => id !== one.id))}
                  aria-label={`${t(texts.dropLegal)}: ${one.name}`}
                >
                  {t(texts.dropLegal)}
                </Button>
              </div>
            )}
          </fieldset>
        ))}
      </div>
      {isReadOnly || free === undefined || legal.length >= 20 ? null : (
        <div className="mt-3">
          <Button
            icon={<Plus aria-hidden size={16} />}
            onPress={() => onChange([...legal, { id: free, name: '', text: '', isChecked: false }])}
          >
            {t(texts.addLegal)}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** An older content in words; only the fields that are given. */
function settingInWords(given: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: string }[] {
  const read = casePackSetting.safeParse(given);
  if (!read.success) return [];
  const { data } = read;
  const said = [...lines, ...paragraphs]
    .filter((name) => name in given)
    .map((name) => ({ term: t(texts[name]), value: data[name] }));
  if ('showNames' in given) said.push({ term: t(texts.showNames), value: t(data.showNames ? texts.yes : texts.no) });
  if ('legal' in given) said.push({ term: t(texts.legal), value: data.legal.map(({ name }) => name).join('; ') });
  return said;
}
