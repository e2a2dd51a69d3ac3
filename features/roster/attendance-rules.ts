import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import type { AttendanceVerdict, RosterSetting, ShiftSpan } from './shift.ts';

/** As calls tell it (`presence.changed`): a person rings, talks and wraps up only at the post. */
export interface PresenceAt {
  readonly at: Instant;
  readonly state: string;
}

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** How somebody was at their post in one shift. Lengths in milliseconds, counted up to `now` while the shift runs. */
export interface Attendance {
  readonly verdict: AttendanceVerdict;
  /** First ready within the shift; its start for who was ready before. */
  readonly arrivedAt: Instant | null;
  readonly lateMs: number;
  /** Offline from then on to the end; only once the shift is over. */
  readonly leftAt: Instant | null;
  readonly earlyMs: number;
  /** Offline between arrival and leaving, of at least `gapMinutes`. */
  readonly gaps: readonly Span[];
  readonly breaks: readonly Span[];
  readonly postMs: number;
  readonly breakMs: number;
  /** Offline after the arrival, however short, and after leaving. */
  readonly awayMs: number;
}

type Kind = 'post' | 'break' | 'away';
interface Segment extends Span {
  readonly kind: Kind;
}

const kindOf = (state: string): Kind => (state === 'offline' ? 'away' : state === 'break' ? 'break' : 'post');
const lengthOf = ({ from, to }: Span) => msBetween(from, to);
const total = (spans: readonly Span[]) => spans.reduce((sum, span) => sum + lengthOf(span), 0);

/** What one was doing through the shift, up to `until`; neighbours of one kind are one. */
function segmentsOf(changes: readonly PresenceAt[], from: Instant, until: Instant): Segment[] {
  const sorted = [...changes].sort((a, b) => a.at.localeCompare(b.at));
  const before = sorted.filter(({ at }) => at <= from).at(-1);
  const inside = sorted.filter(({ at }) => at > from && at < until);
  const points = [{ at: from, state: before?.state ?? 'offline' }, ...inside];
  const segments: Segment[] = [];
  for (const [index, { at, state }] of points.entries()) {
    const [kind, to] = [kindOf(state), points[index + 1]?.at ?? until];
    const last = segments.at(-1);
    if (at === to) continue;
    if (last?.kind === kind) segments[segments.length - 1] = { ...last, to };
    else segments.push({ kind, from: at, to });
  }
  return segments;
}

/**
 * Attendance of one shift from the changes of a presence (any order; one before the start says what was at the start). Breaks before the
 * first ready are no arrival. Pure: `now` is given.
 */
export function attendanceOf(
  shift: ShiftSpan,
  changes: readonly PresenceAt[],
  setting: Pick<RosterSetting, 'lateMinutes' | 'gapMinutes'>,
  now: Instant,
): Attendance {
  const [lateMs, gapMs] = [setting.lateMinutes * 60_000, setting.gapMinutes * 60_000];
  const isOver = now >= shift.endsAt;
  const until = isOver ? shift.endsAt : now;
  const segments = now <= shift.startsAt ? [] : segmentsOf(changes, shift.startsAt, until);
  const first = segments.findIndex(({ kind }) => kind === 'post');
  if (first === -1) return { ...nothing, verdict: absentAs(shift, now, lateMs) };
  const there = segments.slice(first);
  const arrivedAt = there[0]?.from ?? shift.startsAt;
  const late = msBetween(shift.startsAt, arrivedAt);
  const end = there.at(-1);
  const left = isOver && end?.kind === 'away' ? end : null;
  const away = there.filter(({ kind }) => kind === 'away');
  const breaks = there.filter(({ kind }) => kind === 'break');
  return {
    verdict: late > lateMs ? 'late' : 'present',
    arrivedAt,
    lateMs: late > lateMs ? late : 0,
    leftAt: left?.from ?? null,
    earlyMs: left !== null && lengthOf(left) > lateMs ? lengthOf(left) : 0,
    gaps: away.filter((span) => span !== left && lengthOf(span) >= gapMs).map(spanOnly),
    breaks: breaks.map(spanOnly),
    postMs: total(there.filter(({ kind }) => kind === 'post')),
    breakMs: total(breaks),
    awayMs: total(away),
  };
}

const spanOnly = ({ from, to }: Segment): Span => ({ from, to });

const nothing: Attendance = {
  verdict: 'planned',
  arrivedAt: null,
  lateMs: 0,
  leftAt: null,
  earlyMs: 0,
  gaps: [],
  breaks: [],
  postMs: 0,
  breakMs: 0,
  awayMs: 0,
};

/** Who has not come: not due yet, still in time, or missing. */
function absentAs(shift: ShiftSpan, now: Instant, lateMs: number): AttendanceVerdict {
  if (now <= shift.startsAt) return 'planned';
  return now < shift.endsAt && now <= plusMs(shift.startsAt, lateMs) ? 'waiting' : 'missing';
}
