import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { screenTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { readGoalSetting } from '../../goal-contract.ts';
import { firstMonth, type GoalPeriod, goalPeriod, goalSetting } from '../../goals.ts';
import { useFigureWords } from '../figure-words.ts';
import { figureOfGoal, useGoalWords } from '../lock/GoalsTable.tsx';
import { useMonthName } from '../month-name.ts';
import { GoalForm } from './GoalForm.tsx';
import { texts } from './texts.ts';

export type Setting = RouteOutput<typeof readGoalSetting>;
/** What a change of goals makes stale. */
export const staleByGoals = ['/api/monev/goals', '/api/monev/months', '/api/settings'];

/** What should be reached, period by period, with its history; who may, changes it. */
export function GoalSettings() {
  const t = useText();
  const can = useCan();
  const setting = useRoute(readGoalSetting, {});
  const inWords = usePeriodWords();
  return (
    <QueryView query={setting}>
      {(shown) => (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <div className="flex flex-col gap-4">
            <Card title={t(texts.goals)}>
              <DefinitionList items={shown.content.periods.toReversed().map(inWords)} />
            </Card>
            {can('goal.change') ? (
              <Card title={t(texts.change)}>
                <GoalForm key={shown.id} setting={shown} />
              </Card>
            ) : null}
          </div>
          {can('setting.read') ? (
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="goals"
                id={shown.id}
                version={shown.version}
                canUndo={can('setting.change')}
                inWords={(content) => {
                  const read = goalSetting.safeParse(content);
                  return read.success ? read.data.periods.toReversed().map(inWords) : [];
                }}
                invalidates={staleByGoals}
              />
            </Card>
          ) : null}
        </div>
      )}
    </QueryView>
  );
}

/** A period as one line: from when, and what should be reached. */
function usePeriodWords(): (period: GoalPeriod) => { term: string; value: string } {
  const t = useText();
  const monthName = useMonthName();
  const figureWords = useFigureWords();
  const goalWords = useGoalWords();
  return (period) => {
    const { from, goals } = goalPeriod.parse(period);
    return {
      term: from === firstMonth ? t(texts.goalsAlways) : t(texts.goalsFrom, { month: monthName(from) }),
      value:
        goals.length === 0
          ? t(texts.noGoals)
          : goals.map((one) => `${figureWords(figureOfGoal(one)).label}: ${goalWords(one)}`).join('; '),
    };
  };
}
