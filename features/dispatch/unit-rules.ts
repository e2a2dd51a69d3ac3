import type { Category } from '#features/incidents/incident.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { metresBetween, type SpherePoint } from '#platform/shared/sphere.ts';
import { type Instant, type Zone, zones } from '#platform/shared/time.ts';
import type { AssignmentState, CommandKind } from './assignment.ts';
import { assignmentCan } from './rules.ts';
import {
  agencyUnitsContent,
  type EndReason,
  type UnitAssignmentId,
  type UnitFiguresContent,
  type UnitKind,
  type UnitLabel,
  type UnitStatus,
} from './unit.ts';

/** Whom a recommendation may name: who drives back can turn round. */
const freeStatuses: readonly UnitStatus[] = ['available', 'returning'];
/** A unit that says so is not on its task any more. */
const leavingStatuses: readonly UnitStatus[] = ['available', 'returning', 'out_of_service'];
/** With a patient on board a unit goes on, whatever becomes of the assignment. */
const carryingStatuses: readonly UnitStatus[] = ['transporting', 'at_hospital'];

export function isFree(status: UnitStatus): boolean {
  return freeStatuses.includes(status);
}

/** Its positions are kept and its crew is watched over. */
export function isOnDuty(status: UnitStatus): boolean {
  return status !== 'out_of_service';
}

/**
 * What the agency's table says of one status after another. It fails open: a table that cannot be read, a status it does
 * not list and one it would shut in are all allowed, because a broken table must never lock dispatch out
 * (complaints.md §2, TicketsCAD).
 */
export function judgeMove(setting: unknown, from: UnitStatus, to: UnitStatus): 'usual' | 'unusual' | 'refused' {
  const read = agencyUnitsContent.safeParse(setting);
  if (!read.success || from === to || read.data.mode === 'off') return 'usual';
  const next = read.data.moves[from];
  if (next === undefined || next.length === 0 || next.includes(to)) return 'usual';
  return read.data.mode === 'enforce' ? 'refused' : 'unusual';
}

/** A device's time where it can be true, between `from` and now; else the nearer end, and `clamped` (design.md §5). */
export function clampDevice(
  deviceAt: Instant,
  bounds: { readonly from: Instant; readonly to: Instant },
): { at: Instant; clamped: boolean } {
  const at = Date.parse(deviceAt);
  const from = Math.min(Date.parse(bounds.from), Date.parse(bounds.to));
  const to = Date.parse(bounds.to);
  const kept = Math.min(Math.max(at, from), to);
  return { at: new Date(kept).toISOString(), clamped: kept !== at };
}

/** A task of a unit that is not over. */
export interface OpenTask {
  readonly id: UnitAssignmentId;
  readonly assignmentId: string;
}

/** A unit as the rules see it. */
export interface UnitState {
  readonly active: boolean;
  readonly status: UnitStatus;
  readonly statusAt: Instant;
  /** The one it works on; null when it has none. */
  readonly currentId: UnitAssignmentId | null;
  /** Oldest first. Beside the current one those it was called away from. */
  readonly open: readonly OpenTask[];
}

export type UnitCommand =
  | { readonly kind: 'assign'; readonly task: OpenTask; readonly at: Instant; readonly force: boolean }
  | {
      readonly kind: 'status';
      readonly status: UnitStatus;
      readonly at: Instant;
      /** Said about this task; null: about the one it works on. */
      readonly taskId: UnitAssignmentId | null;
      /** The agency's setting as it is stored, readable or not. */
      readonly setting: unknown;
      readonly force: boolean;
    }
  | { readonly kind: 'release'; readonly taskId: UnitAssignmentId; readonly at: Instant; readonly reason: EndReason };

/** What is written: rows of status in their order, tasks that end, and what the unit is afterwards. */
export interface UnitStep {
  readonly rows: readonly {
    readonly status: UnitStatus;
    readonly at: Instant;
    readonly taskId: UnitAssignmentId | null;
  }[];
  readonly ends: readonly { readonly id: UnitAssignmentId; readonly reason: EndReason }[];
  readonly status: UnitStatus;
  readonly statusAt: Instant;
  readonly currentId: UnitAssignmentId | null;
  /** Came after a newer status was written: kept in the history, and the unit stays what it is. */
  readonly late: boolean;
  /** The agency's table does not know this move. */
  readonly unusual: boolean;
}

export type UnitRefusal =
  | 'unit.not_active'
  | 'unit.already_assigned'
  | 'unit.busy'
  | 'unit.not_free'
  | 'unit.move_refused'
  | 'unit.not_assigned';

/** Decide a command on one unit. Nothing is taken from a unit silently: a task ends only by a row in `ends`. */
export function decideUnit(unit: UnitState, command: UnitCommand): Result<UnitStep, UnitRefusal> {
  switch (command.kind) {
    case 'assign':
      return assign(unit, command);
    case 'status':
      return move(unit, command);
    case 'release':
      return release(unit, command);
  }
}

const still = (unit: UnitState) => ({
  rows: [],
  ends: [],
  status: unit.status,
  statusAt: unit.statusAt,
  currentId: unit.currentId,
  late: false,
  unusual: false,
});

function assign(unit: UnitState, command: Extract<UnitCommand, { kind: 'assign' }>): Result<UnitStep, UnitRefusal> {
  const { task, at, force } = command;
  if (!unit.active) return refuse('unit.not_active');
  if (unit.open.some((one) => one.assignmentId === task.assignmentId)) return refuse('unit.already_assigned');
  if (!force && unit.open.length > 0) return refuse('unit.busy');
  if (!force && !isFree(unit.status)) return refuse('unit.not_free');
  // Its other task is kept: it comes back to it when this one is over (complaints.md §1, 15).
  const when = later(at, unit.statusAt);
  return ok({
    ...still(unit),
    rows: [{ status: 'dispatched', at: when, taskId: task.id }],
    status: 'dispatched',
    statusAt: when,
    currentId: task.id,
  });
}

function move(unit: UnitState, command: Extract<UnitCommand, { kind: 'status' }>): Result<UnitStep, UnitRefusal> {
  const { status, at } = command;
  const named = command.taskId === null ? null : (unit.open.find((one) => one.id === command.taskId) ?? null);
  // Said about a task that is over: kept as history, never as what the unit is now.
  const isOver = command.taskId !== null && named === null;
  if (isOver || at < unit.statusAt) {
    return ok({ ...still(unit), rows: [{ status, at, taskId: command.taskId ?? unit.currentId }], late: true });
  }
  const verdict = judgeMove(command.setting, unit.status, status);
  if (verdict === 'refused' && !command.force) return refuse('unit.move_refused', { from: unit.status, to: status });
  const taskId = named?.id ?? unit.currentId;
  if (status === unit.status && taskId === unit.currentId) return ok(still(unit));
  const ends = leavingStatuses.includes(status) ? endsOf(unit, status, taskId) : [];
  const rows = [{ status, at, taskId }];
  const after = afterEnds(unit, ends, { status, at, taskId });
  return ok({
    ...still(unit),
    rows: after.back === null ? rows : [...rows, { status: 'dispatched', at, taskId: after.back }],
    ends,
    status: after.back === null ? status : 'dispatched',
    statusAt: at,
    currentId: after.currentId,
    unusual: verdict !== 'usual',
  });
}

function endsOf(unit: UnitState, status: UnitStatus, taskId: UnitAssignmentId | null): UnitStep['ends'] {
  // Nobody is left to come back to the others either.
  if (status === 'out_of_service') return unit.open.map(({ id }) => ({ id, reason: 'out_of_service' }));
  return taskId === null ? [] : [{ id: taskId, reason: 'cleared' }];
}

/** Which task it works on afterwards; `back` when that is one it had been called away from. */
function afterEnds(
  unit: UnitState,
  ends: UnitStep['ends'],
  said: { status: UnitStatus; at: Instant; taskId: UnitAssignmentId | null },
): { currentId: UnitAssignmentId | null; back: UnitAssignmentId | null } {
  const left = unit.open.filter((one) => !ends.some((end) => end.id === one.id));
  if (!leavingStatuses.includes(said.status)) return { currentId: said.taskId, back: null };
  const isCurrentOver = unit.currentId === null || !left.some((one) => one.id === unit.currentId);
  if (!isCurrentOver) return { currentId: unit.currentId, back: unit.currentId };
  const next = left.at(-1)?.id ?? null;
  return { currentId: next, back: next };
}

function release(unit: UnitState, command: Extract<UnitCommand, { kind: 'release' }>): Result<UnitStep, UnitRefusal> {
  const { taskId, reason } = command;
  if (!unit.open.some((one) => one.id === taskId)) return refuse('unit.not_assigned');
  const ends = [{ id: taskId, reason }];
  if (taskId !== unit.currentId) return ok({ ...still(unit), ends });
  const next = unit.open.filter((one) => one.id !== taskId).at(-1)?.id ?? null;
  const at = later(command.at, unit.statusAt);
  const status = next === null ? afterRelease(unit.status) : 'dispatched';
  const rows = status === unit.status && next === null ? [] : [{ status, at, taskId: next }];
  return ok({
    ...still(unit),
    rows,
    ends,
    status,
    statusAt: rows.length === 0 ? unit.statusAt : at,
    currentId: next,
  });
}

/** Who had not left is free at once; who was out has to come back; who carries somebody goes on. */
function afterRelease(status: UnitStatus): UnitStatus {
  if (status === 'dispatched') return 'available';
  return leavingStatuses.includes(status) || carryingStatuses.includes(status) ? status : 'returning';
}

const later = (a: Instant, b: Instant) => (a > b ? a : b);

/**
 * What a unit's status does to its assignment, in order, where that is legal: the first unit on the road or on scene
 * moves it, the others find it moved. Leaving moves nothing: whether all is done a person says.
 */
export function stepsFor(status: UnitStatus, state: AssignmentState): readonly CommandKind[] {
  const wanted: readonly CommandKind[] =
    status === 'en_route'
      ? ['en_route']
      : status === 'on_scene'
        ? ['arrive']
        : carryingStatuses.includes(status)
          ? ['arrive', 'handle']
          : [];
  const steps: CommandKind[] = [];
  let now = state;
  for (const step of wanted) {
    // Arrived, and nobody had said it was on its way.
    if (step === 'arrive' && !assignmentCan[now].includes('arrive') && assignmentCan[now].includes('en_route')) {
      steps.push('en_route');
      now = 'EN_ROUTE';
    }
    if (!assignmentCan[now].includes(step)) continue;
    steps.push(step);
    now = step === 'en_route' ? 'EN_ROUTE' : step === 'arrive' ? 'ON_SCENE' : 'HANDLING';
  }
  return steps;
}

/** The agency's word for a status: the label that was chosen, else its first of that meaning, else none. */
export function labelOf(labels: readonly UnitLabel[], status: UnitStatus, code: string | null): UnitLabel | null {
  return (
    labels.find((one) => one.code === code && one.status === status) ??
    labels.find((one) => one.status === status) ??
    null
  );
}

/** The hour of a moment in a zone, 0 to 23. */
export function hourIn(at: Instant, zone: Zone): number {
  const offset = { WIB: 7, WITA: 8, WIT: 9 }[zones[zone]];
  return (new Date(at).getUTCHours() + offset) % 24;
}

function percentAt(figures: UnitFiguresContent, hour: number): number {
  const within = figures.hours.find(({ from, to }) =>
    from < to ? hour >= from && hour < to : hour >= from || hour < to,
  );
  return within?.percent ?? 100;
}

/** Seconds on the road by the straight line, the district's detour, and the speed of the kind at that hour. An estimate. */
export function estimateS(
  figures: UnitFiguresContent,
  way: {
    readonly metres: number;
    readonly kind: UnitKind;
    readonly hour: number;
    readonly districtCode: string | null;
  },
): number {
  return Math.round(way.metres / straightMps(figures, way));
}

/** Metres of straight line in so many minutes, with the detour of the regency at large: the other way round of `estimateS`. */
export function reachM(
  figures: UnitFiguresContent,
  { minutes, ...way }: { readonly kind: UnitKind; readonly hour: number; readonly minutes: number },
): number {
  return Math.round(minutes * 60 * straightMps(figures, { ...way, districtCode: null }));
}

/** Metres of straight line that one second on the road is worth. */
function straightMps(
  figures: UnitFiguresContent,
  way: { readonly kind: UnitKind; readonly hour: number; readonly districtCode: string | null },
): number {
  const detour =
    (way.districtCode === null ? undefined : figures.detourByDistrict[way.districtCode]) ?? figures.detourPercent;
  const mps = ((figures.speeds[way.kind] * percentAt(figures, way.hour)) / 100 / 3600) * 1000;
  return mps / (detour / 100);
}

/** The kinds of units that fit a category; null: every kind. */
export function kindsFor(figures: UnitFiguresContent, category: Category | null): readonly UnitKind[] | null {
  const kinds = category === null ? undefined : figures.kinds[category];
  return kinds === undefined || kinds.length === 0 ? null : kinds;
}

/** A village as coverage sees it. */
interface Reachable {
  readonly code: string;
  readonly districtCode: string;
  readonly point: SpherePoint;
}

/** Villages that none of these units reaches in so many minutes, the latest reached first; `seconds` null: there is no unit. */
export function missedVillages<Village extends Reachable>(
  figures: UnitFiguresContent,
  villages: readonly Village[],
  units: readonly (SpherePoint & { readonly kind: UnitKind })[],
  { minutes, hour }: { readonly minutes: number; readonly hour: number },
): (Village & { readonly seconds: number | null })[] {
  const inOrder = (seconds: number | null) => seconds ?? Number.POSITIVE_INFINITY;
  return villages
    .map((village) => {
      const { point, districtCode } = village;
      const times = units.map((unit) =>
        estimateS(figures, { metres: metresBetween(unit, point), kind: unit.kind, hour, districtCode }),
      );
      return { ...village, seconds: times.length === 0 ? null : Math.min(...times) };
    })
    .filter(({ seconds }) => inOrder(seconds) > minutes * 60)
    .sort((a, b) => inOrder(b.seconds) - inOrder(a.seconds) || (a.code < b.code ? -1 : 1));
}

/** Milliseconds on scene without a sign after which a crew is asked: by type, by category, or in general. */
export function silenceMs(
  figures: UnitFiguresContent,
  incident: { readonly typeCode: string | null; readonly category: Category | null } | null,
): number {
  const byType = incident?.typeCode == null ? undefined : figures.silenceByType[incident.typeCode];
  const byCategory = incident?.category == null ? undefined : figures.silenceByCategory[incident.category];
  return (byType ?? byCategory ?? figures.silenceMinutes) * 60_000;
}
