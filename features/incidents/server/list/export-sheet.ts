import { logAccesses } from '#features/people/server/log-access.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { formatDuration, formatInstant, type Instant, msBetween, type Zone } from '#platform/shared/time.ts';
import { type ListColumn, type ListCursor, placeOf } from '../../list-rules.ts';
import { columnTexts } from '../../list-texts.ts';
import { sourceTexts, stateTexts } from '../../texts.ts';
import { sightOn, toItem } from '../incident-rows.ts';
import type { ExportRow } from './export-store.ts';
import { type ListRow, listedRows } from './list-store.ts';

type Cell = string | number | null;

const callerHeads = { id: ['Nama pelapor', 'Nomor pelapor'], en: ["Caller's name", "Caller's number"] } as const;

export function headingsOf(ctx: Pick<ActionContext, 'actor'>, found: ExportRow): string[] {
  const { language } = ctx.actor;
  return [
    ...found.columns.map((column) => columnTexts[column][language]),
    ...(found.personal ? callerHeads[language] : []),
  ];
}

/** The next rows of the file and where they ended; each caller in them is a look, logged with the reason of the export. */
export async function nextRows(
  ctx: ActionContext,
  found: ExportRow,
  after: ListCursor | null,
  limit: number,
): Promise<{ cells: Cell[][]; cursor: ListCursor | null }> {
  const read = await listedRows(ctx, found.filter, { after, limit, leaves: true });
  const seen = read.filter((one) => found.personal && sightOn(ctx, one).words && one.caller_name !== null);
  await logAccesses(
    ctx,
    { type: 'incident', ids: seen.map((one) => one.id) },
    'caller_export',
    found.reason ?? 'export',
  );
  const last = read.at(-1);
  return {
    cells: read.map((one) => cellsOf(ctx, found, one)),
    cursor: read.length < limit || last === undefined ? null : { value: last.sort_value, number: last.number },
  };
}

function cellsOf(ctx: ActionContext, found: ExportRow, read: ListRow): Cell[] {
  const sight = sightOn(ctx, read);
  const item = toItem(read, sight);
  const { language } = ctx.actor;
  const at = (moment: Instant | null) => (moment === null ? null : formatInstant(moment, found.zone, language));
  const cells: Readonly<Record<ListColumn, () => Cell>> = {
    number: () => item.number,
    priority: () => item.priority,
    type: () => item.type?.name[language] ?? null,
    place: () => placeOf({ ...item, village: null }),
    village: () => (item.village === null ? null : `${item.village.name}, ${item.village.districtName}`),
    state: () => stateTexts[item.state][language],
    agencies: () => read.agencies.map((agency) => agency.name).join(', '),
    source: () => sourceTexts[item.source][language],
    calls: () => read.call_count,
    reported: () => at(item.reportedAt),
    verified: () => at(item.verifiedAt),
    dispatched: () => at(item.dispatchedAt),
    resolved: () => at(item.resolvedAt),
    closed: () => at(item.closedAt),
    age: () => formatDuration(msBetween(item.reportedAt, item.resolvedAt ?? item.closedAt ?? ctx.now)),
  };
  const caller = sight.words ? [read.caller_name, read.callback_number] : [null, null];
  return [...found.columns.map((column) => cells[column]()), ...(found.personal ? caller : [])];
}

/** A moment in words for the head of the file. */
export const inWords = (zone: Zone, language: 'id' | 'en') => (at: Instant) => formatInstant(at, zone, language);
