import type { IncidentItem } from '#features/incidents/contract.ts';
import { type IncidentState, type Priority, priorities } from '#features/incidents/incident.ts';
import { formatDuration, type Instant } from '#platform/shared/time.ts';
import type { AssignmentState } from './assignment.ts';
import type { AssignmentItem } from './contract.ts';

/** Where an open incident stands for those who dispatch it: what has to happen next decides, not what has happened. */
export const stages = ['unassigned', 'sent', 'on_the_way', 'on_scene', 'resolved'] as const;
export type Stage = (typeof stages)[number];

/** One open incident on the board. */
export interface BoardCard {
  readonly id: string;
  readonly number: number;
  readonly state: IncidentState;
  readonly stage: Stage;
  readonly type: { readonly id: string; readonly en: string } | null;
  readonly priority: Priority | null;
  readonly isLifeAtRisk: boolean;
  readonly isSensitive: boolean;
  readonly cannotSpeak: boolean;
  /** Words of the place where this reader may see them, and the village. */
  readonly place: string | null;
  readonly districtName: string | null;
  readonly tasks: readonly AssignmentItem[];
  /** Nobody is on it: since when it waits. */
  readonly since: Instant;
  /** The earliest target that runs. */
  readonly dueAt: Instant | null;
  readonly isOverdue: boolean;
  /** Who gave it back last, and why. */
  readonly rejection: { readonly agencyName: string; readonly reason: string } | null;
}

/** What the board of the contract says, as far as cards are made of it. */
export interface BoardRows {
  readonly assignments: readonly AssignmentItem[];
  readonly unassigned: readonly {
    readonly incident: IncidentItem;
    readonly lastRejection: { readonly agencyName: string; readonly reason: string; readonly at: Instant } | null;
  }[];
  readonly drafts: readonly IncidentItem[];
  readonly resolved: readonly IncidentItem[];
}

const stageOfTask: Readonly<Partial<Record<AssignmentState, Stage>>> = {
  SENT: 'sent',
  DELIVERED: 'sent',
  SEND_FAILED: 'sent',
  ACKNOWLEDGED: 'on_the_way',
  EN_ROUTE: 'on_the_way',
  ON_SCENE: 'on_scene',
  HANDLING: 'on_scene',
};

/** The least advanced of its open assignments: one agency that has not answered is what the dispatcher must see. */
export function stageOf(tasks: readonly { readonly state: AssignmentState }[]): Stage {
  const found = tasks.flatMap((task) => stageOfTask[task.state] ?? []);
  return stages.find((stage) => found.includes(stage)) ?? 'unassigned';
}

/** Every open incident once, the most urgent first. */
export function cardsOf(board: BoardRows): BoardCard[] {
  const byIncident = Map.groupBy(board.assignments, (one) => one.incident.id);
  const cards = [
    ...[...byIncident.values()].flatMap((tasks) => cardOfTasks(tasks) ?? []),
    ...board.unassigned.map(({ incident, lastRejection }) => cardOfItem(incident, 'unassigned', lastRejection)),
    ...board.drafts.map((incident) => cardOfItem(incident, 'unassigned', null)),
    ...board.resolved.map((incident) => cardOfItem(incident, 'resolved', null)),
  ];
  // An event shows an assignment as ended before the board was read anew: its incident may stand in two places.
  return [...new Map(cards.map((card) => [card.id, card])).values()].sort(byUrgency);
}

function cardOfTasks(tasks: readonly AssignmentItem[]): BoardCard | null {
  const urgent = tasks.toSorted((a, b) => ((a.clock?.dueAt ?? '9') < (b.clock?.dueAt ?? '9') ? -1 : 1));
  const [first] = urgent;
  if (first === undefined) return null;
  const { incident } = first;
  return {
    id: incident.id,
    number: incident.number,
    state: incident.state,
    stage: stageOf(tasks),
    type: incident.type?.name ?? null,
    priority: incident.priority,
    isLifeAtRisk: incident.lifeAtRisk === 'yes',
    isSensitive: incident.sensitive,
    cannotSpeak: incident.callerCannotSpeak,
    place: incident.villageName,
    districtName: incident.districtName,
    tasks: urgent,
    since: tasks.map((task) => task.sentAt).toSorted()[0] ?? first.sentAt,
    dueAt: first.clock?.dueAt ?? null,
    isOverdue: tasks.some((task) => task.clock?.overdue === true),
    rejection: null,
  };
}

function cardOfItem(
  incident: IncidentItem,
  stage: Stage,
  lastRejection: BoardRows['unassigned'][number]['lastRejection'],
): BoardCard {
  const place = [incident.placeText ?? incident.landmark, incident.village?.name].filter(Boolean).join(' – ');
  return {
    id: incident.id,
    number: incident.number,
    state: incident.state,
    stage,
    type: incident.type?.name ?? null,
    priority: incident.priority,
    isLifeAtRisk: incident.lifeAtRisk === 'yes',
    isSensitive: incident.sensitive,
    cannotSpeak: incident.callerCannotSpeak,
    place: place === '' ? null : place,
    districtName: incident.village?.districtName ?? null,
    tasks: [],
    since:
      stage === 'resolved'
        ? (incident.resolvedAt ?? incident.reportedAt)
        : (lastRejection?.at ?? incident.verifiedAt ?? incident.reportedAt),
    dueAt: null,
    isOverdue: false,
    rejection: lastRejection,
  };
}

/** Overdue first, then the higher priority, then what is due next, then what waits longest. */
export function byUrgency(a: BoardCard, b: BoardCard): number {
  const key = (card: BoardCard) =>
    `${card.isOverdue ? 0 : 1} ${card.priority ?? 'P9'} ${card.dueAt ?? '9'} ${card.since} ${card.number}`;
  return key(a) < key(b) ? -1 : 1;
}

export const laneKinds = ['state', 'priority'] as const;
export type LaneKind = (typeof laneKinds)[number];
export interface Lane {
  readonly id: Stage | Priority;
  readonly cards: readonly BoardCard[];
}

/** The cards in their lanes; each keeps the order of urgency. What has no priority yet is nobody's to leave for last: P1. */
export function lanesOf(cards: readonly BoardCard[], kind: LaneKind): readonly Lane[] {
  if (kind === 'state') return stages.map((id) => ({ id, cards: cards.filter((card) => card.stage === id) }));
  return priorities.map((id) => ({ id, cards: cards.filter((card) => (card.priority ?? 'P1') === id) }));
}

/** Those of one agency and one district, where one is chosen. */
export function narrowed(
  cards: readonly BoardCard[],
  by: { readonly agencyId: string | null; readonly districtName: string | null },
): readonly BoardCard[] {
  return cards.filter(
    (card) =>
      (by.agencyId === null || card.tasks.some((task) => task.agency.id === by.agencyId)) &&
      (by.districtName === null || card.districtName === by.districtName),
  );
}

export type Move = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

/** The card a key leads to. Beside it means the same height in the next lane that has cards; nothing chosen yet: the first. */
export function moveFrom(lanes: readonly Lane[], current: string | null, move: Move): string | null {
  const filled = lanes.filter((lane) => lane.cards.length > 0);
  const laneAt = filled.findIndex((lane) => lane.cards.some((card) => card.id === current));
  const lane = filled[laneAt];
  if (lane === undefined) return filled[0]?.cards[0]?.id ?? null;
  const at = lane.cards.findIndex((card) => card.id === current);
  const within = (cards: readonly BoardCard[], wanted: number) =>
    cards[Math.max(0, Math.min(cards.length - 1, wanted))]?.id ?? null;
  switch (move) {
    case 'up':
      return within(lane.cards, at - 1);
    case 'down':
      return within(lane.cards, at + 1);
    case 'first':
      return within(lane.cards, 0);
    case 'last':
      return within(lane.cards, lane.cards.length);
    case 'left':
    case 'right': {
      const next = filled[laneAt + (move === 'left' ? -1 : 1)];
      return next === undefined ? current : within(next.cards, at);
    }
  }
}

export interface ClockFace {
  readonly state: 'elapsed' | 'remaining' | 'soon' | 'overdue';
  readonly figure: string;
}

const soonMs = 60_000;

/** What the clock of a card shows: to its target and beyond it, or since when nobody is on it. */
export function clockFace(clock: { readonly until: number | null; readonly since: number }, now: number): ClockFace {
  if (clock.until === null) return { state: 'elapsed', figure: formatDuration(now - clock.since) };
  const left = clock.until - now;
  const figure = formatDuration(Math.abs(left));
  return { state: left < 0 ? 'overdue' : left <= soonMs ? 'soon' : 'remaining', figure };
}

/** The part of a long list that is in sight, with some beyond either end: rows from `from` up to `to`. */
export function rowsInSight(
  view: { readonly top: number; readonly height: number },
  row: number,
  count: number,
  spare = 4,
): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.floor(view.top / row) - spare);
  return { from: Math.min(from, count), to: Math.min(count, Math.ceil((view.top + view.height) / row) + spare) };
}
