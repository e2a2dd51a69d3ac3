import type { FigureSet } from './figure-set.ts';
import { type KpiCode, kpiLabels } from './kpi.ts';
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

/** Shares that should be reached (design.md §5: 95 % in 10 s, 99 % in 30 s). */
const targets: readonly { readonly code: KpiCode; readonly target: number }[] = [
  { code: 'SERVICE_LEVEL', target: 0.95 },
  { code: 'SERVICE_LEVEL_30', target: 0.99 },
];
const noFacts = { part: 0, whole: null, target: null, dueOn: null };

/** First what is left over, then what was not reached, agencies that did not acknowledge, obstacles, overdue actions. */
export function agendaOf(facts: AgendaFacts): AgendaItem[] {
  return [
    ...facts.undecided.map(({ id, title }) => item(`undecided:${id}`, 'free', title)),
    ...unreached(facts.figures),
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
function unreached(figures: FigureSet): AgendaItem[] {
  return targets.flatMap(({ code, target }) => {
    const figure = figures.find(code);
    if (figure?.kind !== 'rate' || figure.whole === 0 || figure.part / figure.whole >= target) return [];
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
