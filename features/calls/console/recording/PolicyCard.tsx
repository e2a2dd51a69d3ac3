import { SettingTabs } from '#features/people/console/SettingDialog.tsx';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { codecs, type RecordingPolicy, type RetentionClass, recordingPolicy } from '../../recording.ts';
import { changeRecordingPolicy, readRecordingPolicy } from '../../recording-contract.ts';
import { classTexts, codecTexts } from '../../recording-texts.ts';
import { texts } from './texts.ts';

const stale = ['/api/recording-policy', '/api/settings', '/api/calls'];

type Days = Exclude<keyof RecordingPolicy, 'codec'>;
const fields: readonly (readonly [Days, RetentionClass])[] = [
  ['emergencyDays', 'emergency'],
  ['nuisanceDays', 'nuisance'],
  ['testDays', 'test'],
  ['informationDays', 'information'],
];

/** How long each class of recordings is kept, and in which form. */
export function PolicyCard() {
  const t = useText();
  const can = useCan();
  const policy = useRoute(readRecordingPolicy, {});
  return (
    <Card title={t(texts.policy)}>
      <p className="pb-2 text-ink-soft">{t(texts.policyNote)}</p>
      <QueryView query={policy}>
        {(shown) => (
          <SettingTabs
            label={t(texts.policy)}
            tabs={[
              {
                id: 'policy',
                name: t(texts.policy),
                content: (showHistory) => <PolicyForm key={shown.id} shown={shown} onHistory={showHistory} />,
              },
            ]}
            history={
              can('setting.read')
                ? {
                    kind: 'recording_policy',
                    id: shown.id,
                    version: shown.version,
                    invalidates: stale,
                    inWords: (content) => {
                      const said = recordingPolicy.partial().safeParse(content);
                      if (!said.success) return [];
                      const days = fields.flatMap(([field, kept]) => {
                        const value = said.data[field];
                        return value === undefined
                          ? []
                          : [{ term: t(classTexts[kept]), value: `${value} ${t(texts.days)}` }];
                      });
                      const { codec } = said.data;
                      return codec === undefined
                        ? days
                        : [...days, { term: t(texts.form), value: t(codecTexts[codec]) }];
                    },
                  }
                : null
            }
          />
        )}
      </QueryView>
    </Card>
  );
}

function PolicyForm({ shown, onHistory }: { shown: RouteOutput<typeof readRecordingPolicy>; onHistory: () => void }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(shown);
  const change = useCommand(changeRecordingPolicy, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!recordingPolicy.safeParse(content).success}
      onSave={() => change.mutate({ body: { version, content, reason } })}
      onHistory={onHistory}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        {fields.map(([field, kept]) => (
          <TextField
            key={field}
            label={t(classTexts[kept])}
            type="number"
            min={1}
            max={36_500}
            isReadOnly={isReadOnly}
            value={String(content[field])}
            onChange={(typed) => draft.set({ [field]: Number(typed) })}
            after={<span className="text-ink-soft">{t(texts.days)}</span>}
          />
        ))}
        <Select
          label={t(texts.form)}
          description={t(texts.formNote)}
          isDisabled={isReadOnly}
          options={codecs.map((id) => ({ id, name: t(codecTexts[id]) }))}
          value={content.codec}
          onChange={(codec) => draft.set({ codec })}
        />
      </div>
    </SettingForm>
  );
}
