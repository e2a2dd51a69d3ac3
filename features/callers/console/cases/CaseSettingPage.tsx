import { Plus, Trash2 } from 'lucide-react';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { changeCaseSetting, readCaseSetting } from '../../case-contract.ts';
import { type CaseSetting, caseSetting, letterPlaceholders } from '../../case-setting.ts';
import { screenNames } from '../../screen-names.ts';
import { caseTexts as texts } from './texts.ts';

const stale = ['/api/case-setting', '/api/settings'];

const figures = {
  calls: texts.callsToOpen,
  days: texts.daysToOpen,
  takers: texts.takersToOpen,
  cleanDays: texts.cleanDays,
  keepEndedDays: texts.keepEndedDays,
} as const;
type Figure = keyof typeof figures;
// Object.keys forgets the key type; `figures` is the only source of the keys.
const figureNames = Object.keys(figures) as Figure[];

/** When cases are opened and end, and their letters. */
export function CaseSettingPage() {
  const t = useText();
  const canUndo = useCan()('setting.change');
  const setting = useRoute(readCaseSetting, {});
  return (
    <Page title={t(screenNames.caseSetting)} description={t(texts.settingNote)} width="text">
      <QueryView query={setting}>
        {(shown) => (
          <>
            <CaseSettingForm key={shown.id} setting={shown} />
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="caller_case"
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

function CaseSettingForm({ setting }: { setting: RouteOutput<typeof readCaseSetting> }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(setting);
  const change = useCommand(changeCaseSetting, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason, set } = draft;
  const isSound = caseSetting.safeParse(content).success;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isSound}
      onSave={() => change.mutate({ body: { version, content, reason } })}
    >
      <Card>
        <div className="grid gap-3 sm:grid-cols-2">
          {figureNames.map((name) => (
            <TextField
              key={name}
              type="number"
              label={t(figures[name])}
              min={1}
              isReadOnly={isReadOnly}
              value={Number.isNaN(content[name]) ? '' : String(content[name])}
              onChange={(typed) => set({ [name]: Number.parseInt(typed, 10) })}
            />
          ))}
        </div>
      </Card>
      <Letters letters={content.letters} isReadOnly={isReadOnly} onChange={(letters) => set({ letters })} />
      {isSound ? null : <Notice tone="warn">{t(texts.range)}</Notice>}
    </SettingForm>
  );
}

interface LettersProps {
  readonly letters: CaseSetting['letters'];
  readonly isReadOnly: boolean;
  readonly onChange: (letters: CaseSetting['letters']) => void;
}

function Letters({ letters, isReadOnly, onChange }: LettersProps) {
  const t = useText();
  const revise = (id: string, part: { name?: string; text?: string }) =>
    onChange(letters.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const known = letterPlaceholders.map((word) => `{${word}}`).join(' ');
  const free = Array.from({ length: 21 }, (_, index) => `surat_${index + 1}`).find(
    (id) => !letters.some((one) => one.id === id),
  );
  return (
    <Card title={t(texts.letters)}>
      <p className="mb-2 text-ink-soft">{t(texts.placeholders, { list: known })}</p>
      <div className="flex flex-col gap-4">
        {letters.map((one) => (
          <fieldset key={one.id} className="flex flex-col gap-2 border-t border-line pt-3 first:border-0 first:pt-0">
            <TextField
              label={t(texts.letterName)}
              value={one.name}
              isReadOnly={isReadOnly}
              onChange={(name) => revise(one.id, { name })}
            />
            <TextArea
              label={t(texts.letterWords)}
              rows={8}
              value={one.text}
              isReadOnly={isReadOnly}
              onChange={(text) => revise(one.id, { text })}
            />
            {isReadOnly ? null : (
              <div>
                <Button
                  size="small"
                  icon={<Trash2 aria-hidden size={14} />}
                  onPress={() => onChange(letters.filter(({ id }) => id !== one.id))}
                  aria-label={`${t(texts.dropLetter)}: ${one.name}`}
                >
                  {t(texts.dropLetter)}
                </Button>
              </div>
            )}
          </fieldset>
        ))}
      </div>
      {isReadOnly || free === undefined || letters.length >= 20 ? null : (
        <div className="mt-3">
          <Button
            icon={<Plus aria-hidden size={16} />}
            onPress={() => onChange([...letters, { id: free, name: '', text: '' }])}
          >
            {t(texts.addLetter)}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** An older content in words; only the fields that are given. */
function settingInWords(given: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: string }[] {
  const read = caseSetting.safeParse(given);
  if (!read.success) return [];
  const said = figureNames
    .filter((name) => name in given)
    .map((name) => ({ term: t(figures[name]), value: String(read.data[name]) }));
  if ('letters' in given)
    said.push({ term: t(texts.letters), value: read.data.letters.map(({ name }) => name).join('; ') });
  return said;
}
