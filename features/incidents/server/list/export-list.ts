import { audience } from '#features/people/audience.ts';
import { logAccess } from '#features/people/server/log-access.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type * as routes from '../../list-contract.ts';
import type { ExportId } from '../../list-contract.ts';
import { longestExport } from '../../list-rules.ts';
import { type ExportRow, findExport, insertExport } from './export-store.ts';
import { countListed } from './list-store.ts';

export const beginExport: Action<typeof routes.beginExport> = async (ctx, { body }) => {
  const { format, filter, columns, withCaller, reason } = body;
  if (withCaller && reachFor(ctx.actor, 'caller.show') === null) return refuse('incident_export.caller_not_allowed');
  if (withCaller && reason.length < 5) return refuse('incident_export.reason_missing');
  const count = await countListed(ctx, filter, true);
  if (count > longestExport) return refuse('incident_export.too_long', { count, limit: longestExport });
  const id: ExportId = newId();
  await insertExport(ctx, {
    id,
    format,
    filter,
    columns,
    personal: withCaller,
    reason: reason === '' ? null : reason,
    rows_total: count,
  });
  const what = withCaller ? 'list_with_callers' : 'list';
  await logAccess(ctx, { type: 'incident_export', id }, what, reason === '' ? 'export' : reason);
  await appendEvent(ctx, {
    name: 'incident_export.asked',
    subject: { type: 'incident_export', id },
    audience: [audience.supervisors()],
    content: { format, rows: count, withCaller },
  });
  return ok(viewOf(present(await findExport(ctx, id), 'it was written just now')));
};

export const readExport: Action<typeof routes.readExport> = async (ctx, { params }) => {
  const found = await findExport(ctx, params.id);
  return found === null ? refuse('incident_export.not_found') : ok(viewOf(found));
};

function viewOf(found: ExportRow) {
  return {
    id: found.id,
    format: found.format,
    state: found.state,
    rowsTotal: found.rows_total,
    rowsDone: found.rows_done,
  };
}

/** What the file is of: who, when, what filter, why; its first lines. */
export function headOf(
  ctx: Pick<ActionContext, 'actor'>,
  found: ExportRow,
  inWords: (at: string) => string,
): string[][] {
  const says = ctx.actor.language === 'id';
  const filter = Object.entries(found.filter).map(([name, value]) => `${name}=${String(value)}`);
  return [
    [says ? 'Daftar kejadian' : 'List of incidents', found.region],
    [says ? 'Diekspor oleh' : 'Exported by', found.asked_by_name],
    [says ? 'Pada' : 'At', inWords(found.asked_at)],
    [says ? 'Saringan' : 'Filter', filter.join(' ')],
    [says ? 'Alasan' : 'Reason', found.reason ?? '–'],
    [says ? 'Jumlah baris' : 'Rows', String(found.rows_total)],
  ];
}
