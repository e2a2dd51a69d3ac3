import { inTenant } from '#platform/server/db/database.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { refuseRequest } from '#platform/server/http/problem.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { present } from '#platform/shared/result.ts';
import { exportPath, exportQuery } from '../contract.ts';
import { monthCsv, tableCsv } from '../csv.ts';
import { month as monthSchema } from '../month.ts';
import { shownEdition } from './lock/lock-store.ts';
import { loadMonthRows, loadRegion } from './store.ts';

/** The rows of a month as a file from which anybody can compute the figures again (features/monev/csv.ts). */
export function exportMonth(place: () => Workplace): HttpPlugin {
  return {
    method: 'GET',
    path: exportPath,
    summary: 'The rows and figures of a month as CSV, without personal data',
    permission: 'monev.export',
    serve: async (request, reply, requester) => {
      const { tenantId, actor } = present(requester, 'a route with a permission is only reached with a session');
      // Fastify fills the path's own parameter.
      const month = monthSchema.safeParse((request.params as { month: string }).month);
      const query = exportQuery.safeParse(request.query);
      if (!month.success || !query.success)
        return refuseRequest(reply, actor.language, 'request.invalid', { where: month.success ? 'query' : 'month' });
      const { table, edition } = query.data;
      const found = await inTenant(place().db, tenantId, async (tx) => {
        const region = await loadRegion(tx, tenantId);
        const kept = await shownEdition({ tx, tenantId }, month.data, edition ?? null);
        if (kept === 'unknown') return null;
        return { region, rows: kept?.rows ?? (await loadMonthRows(tx, region, month.data)) };
      });
      if (found === null) return refuseRequest(reply, actor.language, 'request.invalid', { where: 'edition' });
      const { region, rows } = found;
      const locked = edition === undefined ? '' : ` edition ${edition}`;
      const heading = `sigap monev ${month.data} ${region.slug} ${region.zone}${locked}`;
      const parts = [region.slug, month.data, edition === undefined ? null : `edition-${edition}`, table ?? null];
      const name = `monev-${parts.filter((part) => part !== null).join('-')}.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .send(table === undefined ? monthCsv(rows, heading) : tableCsv(rows, table));
    },
  };
}
