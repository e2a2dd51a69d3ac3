import { Plus } from 'lucide-react';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { changeScorecard, readScorecard } from '../contract.ts';
import { type Criterion, criteriaOf, scorecard } from '../scorecard.ts';
import { CriterionSetting } from './CriterionSetting.tsx';
import { texts } from './texts.ts';

const stale = ['/api/quality/scorecard', '/api/settings'];

/** The scorecard with all its versions. */
export function ScorecardSetting() {
  const t = useText();
  const canUndo = useCan()('setting.change');
  const card = useRoute(readScorecard, {});
  return (
    <QueryView query={card}>
      {(shown) => (
        <>
          <Card title={t(texts.card)}>
            <ScorecardForm key={shown.id} setting={shown} />
          </Card>
          <Card title={t(screenTexts.history)}>
            <SettingHistory
              kind="scorecard"
              id={shown.id}
              version={shown.version}
              canUndo={canUndo}
              inWords={(content) => {
                const read = scorecard.safeParse(content);
                if (!read.success) return [];
                return read.data.sections.map(({ name, criteria }) => ({
                  term: t(name),
                  value: criteria.map((each) => `${t(each.name)} (${each.weight})`).join('; '),
                }));
              }}
              invalidates={stale}
            />
          </Card>
        </>
      )}
    </QueryView>
  );
}

const mostInSection = 12;

function ScorecardForm({ setting }: { setting: RouteOutput<typeof readScorecard> }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(setting);
  const change = useCommand(changeScorecard, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason, set } = draft;
  const isSound = scorecard.safeParse(content).success;
  const revise = (at: number, part: Partial<(typeof content.sections)[number]>) =>
    set({ sections: content.sections.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isSound}
      onSave={() => change.mutate({ body: { version, content, reason } })}
    >
      {content.sections.map((section, at) => (
        // Sections are told apart by their place alone.
        // biome-ignore lint/suspicious/noArrayIndexKey: as said above
        <fieldset key={at} className="flex flex-col gap-3 border-t border-line pt-3 first:border-0 first:pt-0">
          <legend className="font-semibold">{t(texts.section, { number: at + 1 })}</legend>
          <div className="grid gap-3 sm:grid-cols-2">
            {(['id', 'en'] as const).map((language) => (
              <TextField
                key={language}
                label={t(language === 'id' ? texts.inIndonesian : texts.inEnglish)}
                isReadOnly={isReadOnly}
                value={section.name[language]}
                onChange={(typed) => revise(at, { name: { ...section.name, [language]: typed } })}
              />
            ))}
          </div>
          {section.criteria.map((criterion) => (
            <CriterionSetting
              key={criterion.id}
              criterion={criterion}
              isReadOnly={isReadOnly}
              onChange={(next) =>
                revise(at, { criteria: section.criteria.map((each) => (each.id === next.id ? next : each)) })
              }
              onDrop={
                section.criteria.length > 1
                  ? () => revise(at, { criteria: section.criteria.filter(({ id }) => id !== criterion.id) })
                  : null
              }
            />
          ))}
          {isReadOnly || section.criteria.length >= mostInSection ? null : (
            <div>
              <Button
                size="small"
                icon={<Plus aria-hidden size={14} />}
                onPress={() => revise(at, { criteria: [...section.criteria, newCriterion(criteriaOf(content))] })}
              >
                {t(texts.addCriterion)}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      {isSound ? null : <Notice tone="warn">{t(texts.cardInvalid)}</Notice>}
    </SettingForm>
  );
}

/** An id that none has: letters, so that it never looks like the place of a row. */
function newCriterion(there: readonly Criterion[]): Criterion {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const free = [...letters].flatMap((one) => [...letters].map((two) => `own_${one}${two}`));
  const id = free.find((each) => !there.some((criterion) => criterion.id === each)) ?? 'own';
  const name = { id: '', en: '' };
  return { id, name, help: name, kind: 'yes_no', weight: 1, isCritical: false, mayNotApply: true };
}
