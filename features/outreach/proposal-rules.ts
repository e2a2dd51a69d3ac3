import type { CampaignAudience, CampaignKind } from './campaign.ts';
import { fewest, hideFew, mayShowPart, type Shown } from './privacy-rules.ts';

/** Prank calls of one hour of the week at one place, as often as they came. */
export interface PrankCount {
  /** Null: nobody knows where the caller was. */
  readonly district: string | null;
  readonly village: string | null;
  /** 1 is Monday (ISO 8601). */
  readonly weekday: number;
  /** Of the regency's clock, 0 to 23. */
  readonly hour: number;
  readonly code: string;
  readonly count: number;
}

export interface PrankWindow {
  readonly days: 'weekdays' | 'weekend';
  readonly fromHour: number;
  readonly toHour: number;
  /** Of the district's pranks; null: most of them, the rest is too few to be said. */
  readonly share: number | null;
}

export interface Proposal {
  readonly district: string;
  readonly count: number;
  readonly window: PrankWindow | null;
  /** Of children, where it may be said. */
  readonly childShare: number | null;
  readonly audience: CampaignAudience;
  readonly kind: CampaignKind;
  readonly villages: readonly { readonly code: string; readonly count: number }[];
  /** There was, or will be, a campaign about now: wait for its effect before the next. */
  readonly isRecent: boolean;
}

export interface Proposals {
  readonly total: number;
  /** Of the total, how many have a place in this regency. */
  readonly placed: number;
  readonly proposals: readonly Proposal[];
  /** Districts that had pranks, too few to be shown. */
  readonly hidden: number;
}

/** Hours that a window spans: long enough to gather calls, short enough to say when. */
const windowHours = 3;
/** From this share on, children are spoken to in school. */
const mostlyChildren = 0.5;
const mostVillages = 3;

/** Where and when pranks come from, most first. Nothing is proposed for what cannot be shown. */
export function propose(counts: readonly PrankCount[], recent: ReadonlySet<string>): Proposals {
  const total = sum(counts);
  const byDistrict = Map.groupBy(
    counts.filter(({ district }) => district !== null),
    ({ district }) => district ?? '',
  );
  const districts = [...byDistrict].map(([code, rows]) => ({ code, rows, count: sum(rows) }));
  const shown = hideFew(districts.map(({ count }) => count));
  const proposals = districts.flatMap(({ code, rows }, index) => {
    const count: Shown = shown[index] ?? null;
    return count === null ? [] : [proposalFor(code, count, rows, recent.has(code))];
  });
  return {
    total,
    placed: districts.reduce((all, { count }) => all + count, 0),
    proposals: proposals.sort(
      (a, b) => Number(a.isRecent) - Number(b.isRecent) || b.count - a.count || a.district.localeCompare(b.district),
    ),
    hidden: districts.length - proposals.length,
  };
}

function proposalFor(district: string, count: number, rows: readonly PrankCount[], isRecent: boolean): Proposal {
  const children = sum(rows.filter(({ code }) => code === 'PRANK_CHILD'));
  const isChildren = children / count >= mostlyChildren;
  return {
    district,
    count,
    window: windowOf(rows, count),
    childShare: mayShowPart(children, count) ? children / count : null,
    audience: isChildren ? 'primary_school' : 'adults',
    kind: isChildren ? 'school_visit' : 'village_meeting',
    villages: villagesOf(rows),
    isRecent,
  };
}

/** The three hours with the most calls for each day of their kind: five weekdays are not busier than two free days for being more. */
function windowOf(rows: readonly PrankCount[], count: number): PrankWindow | null {
  const candidates = (['weekdays', 'weekend'] as const).flatMap((days) => {
    const length = days === 'weekdays' ? 5 : 2;
    const ofDays = rows.filter(({ weekday }) => weekday <= 5 === (days === 'weekdays'));
    return Array.from({ length: 24 - windowHours + 1 }, (_one, fromHour) => {
      const toHour = fromHour + windowHours;
      const calls = sum(ofDays.filter(({ hour }) => hour >= fromHour && hour < toHour));
      return { days, fromHour, toHour, calls, perDay: calls / length };
    });
  });
  const best = candidates.reduce((a, b) => (b.perDay > a.perDay ? b : a));
  const { days, fromHour, toHour, calls } = best;
  if (mayShowPart(calls, count)) return { days, fromHour, toHour, share: calls / count };
  // Few outside it: that most are inside may be said, how few are outside may not.
  return calls >= fewest && calls > count / 2 ? { days, fromHour, toHour, share: null } : null;
}

/** Villages that can be shown; what has a district and no village is one of the cells, because the sum is known. */
function villagesOf(rows: readonly PrankCount[]): { code: string; count: number }[] {
  const cells = [...Map.groupBy(rows, ({ village }) => village ?? '')].map(([code, of]) => ({ code, count: sum(of) }));
  const shown = hideFew(cells.map(({ count }) => count));
  return cells
    .filter(({ code }, index) => code !== '' && shown[index] !== null)
    .sort((a, b) => b.count - a.count)
    .slice(0, mostVillages);
}

function sum(rows: readonly PrankCount[]): number {
  return rows.reduce((all, { count }) => all + count, 0);
}
