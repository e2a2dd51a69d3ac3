import type { FigureSet } from './figure-set.ts';
import { type Goal, shareCodes, shareWanted } from './goals.ts';
import { type KpiCode, kpiLabels, kpis } from './kpi.ts';
import type { ItemFacts, ItemKind } from './meeting.ts';
import { isUnfinished, type ObstacleState } from './obstacle.ts';

/** One thing to speak of. `key` names it once in a meeting. */
export interface AgendaItem {
  readonly key: string;
  readonly kind: ItemKind;
  readonly title: string;
  readonly obstacleId: string | null;
  readonly facts: ItemFacts | null;
}

export interface AgendaFacts {
  readonly figures: FigureSet;
  /** What should have been reached in that month. */
  readonly goals: readonly Goal[];
  readonly agencies: readonly { readonly code: string; readonly name: string }[];
  readonly obstacles: readonly {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly state: ObstacleState;
    readonly dueOn: string | null;
  }[];
  /** Not done by their date. */
  readonly actions: readonly {
    readonly id: string;
    readonly task: string;
    readonly who: string;
    readonly dueOn: string;
    readonly obstacleId: string | null;
  }[];
  /** What the last meeting did not decide. */
  readonly undecided: readonly { readonly id: string; readonly title: string }[];
}

/** Figures that can miss a goal. */
const judged: readonly KpiCode[] = ['SERVICE_LEVEL', 'SERVICE_LEVEL_30', ...shareCodes];
const noFacts = { part: 0, whole: null, target: null, dueOn: null };

/** First what is left over, then what was not reached, agencies that did not acknowledge, obstacles, overdue actions. */
export function agendaOf(facts: AgendaFacts): AgendaItem[] {
  return [
    ...facts.undecided.map(({ id, title }) => item(`undecided:${id}`, 'free', title)),
    ...unreached(facts),
    ...unacknowledged(facts),
    ...facts.obstacles
      .filter(({ state }) => isUnfinished(state))
      .map(({ id, number, title, dueOn }) =>
        item(`obstacle:${id}`, 'obstacle', `#${number} ${title}`, { obstacleId: id, facts: { ...noFacts, dueOn } }),
      ),
    ...facts.actions.map(({ id, task, who, dueOn, obstacleId }) =>
      item(`action:${id}`, 'action', `${who}: ${task}`, { obstacleId, facts: { ...noFacts, dueOn } }),
    ),
  ];
}

/** Nothing was counted, nothing was missed. */
function unreached({ figures, goals }: AgendaFacts): AgendaItem[] {
  return judged.flatMap((code) => {
    const figure = figures.find(code);
    const target = shareWanted(goals, code);
    if (figure?.kind !== 'rate' || figure.whole === 0 || target === null) return [];
    const share = figure.part / figure.whole;
    const lessIsBetter = 'lessIsBetter' in kpis[code];
    if (lessIsBetter ? share <= target : share >= target) return [];
    const { part, whole } = figure;
    return [item(`figure:${code}`, 'figure', kpiLabels[code].id, { facts: { part, whole, target, dueOn: null } })];
  });
}

function unacknowledged({ figures, agencies }: AgendaFacts): AgendaItem[] {
  return agencies.flatMap(({ code, name }) => {
    const part = figures.count('UNACKNOWLEDGED', 'agency', code);
    if (part === 0) return [];
    const whole = figures.count('ASSIGNED', 'agency', code);
    const title = `${name}: ${kpiLabels.UNACKNOWLEDGED.id}`;
    return [item(`agency:${code}`, 'agency', title, { facts: { part, whole, target: null, dueOn: null } })];
  });
}

function item(
  key: string,
  kind: ItemKind,
  title: string,
  more: { readonly obstacleId?: string | null; readonly facts?: ItemFacts } = {},
): AgendaItem {
  return { key, kind, title: title.slice(0, 200), obstacleId: more.obstacleId ?? null, facts: more.facts ?? null };
}

/** Whether these are the items of the meeting, each once, in another order. */
export function isReordering(before: readonly string[], after: readonly string[]): boolean {
  return (
    before.length === after.length && new Set(after).size === after.length && before.every((id) => after.includes(id))
  );
}
