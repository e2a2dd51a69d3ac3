import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { refuseRequest } from '#platform/server/http/problem.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { ok, present } from '#platform/shared/result.ts';
import { obstacleFilePath, obstacleFileQuery } from '../../obstacle-contract.ts';
import { type ObstacleRow, selectObstacles } from './obstacle-store.ts';
import { filterOf, todayOf } from './read-obstacles.ts';

const head = [
  'nomor',
  'kode',
  'judul',
  'instansi',
  'status',
  'instansi_penanggung_jawab',
  'tenggat',
  'bulan',
  'nilai',
  'ambang',
  'baris',
];
/** More than any register holds in ten years; a file is no page. */
const most = 100_000;

/** What begins like a formula is no formula in a spreadsheet. */
const cell = (value: string | number | null) => {
  const text = value === null ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

export function obstaclesCsv(found: readonly ObstacleRow[]): string {
  const lines = found.map((one) => [
    one.number,
    one.code,
    one.title,
    one.agency,
    one.state,
    one.ownerAgency,
    one.dueOn,
    one.evidence?.month ?? null,
    one.evidence?.value ?? null,
    one.evidence?.threshold ?? null,
    one.evidence?.whole ?? null,
  ]);
  return [head, ...lines]
    .map((line) => line.map(cell).join(','))
    .join('\r\n')
    .concat('\r\n');
}

/** The register as a file, with the filters of the list. Who answers for it in person is not in it. */
export function exportObstacles(place: () => Workplace): HttpPlugin {
  return {
    method: 'GET',
    path: obstacleFilePath,
    summary: 'The register of obstacles as CSV, without names of people',
    permission: 'obstacle.read',
    serve: async (request, reply, requester) => {
      const asker = present(requester, 'a route with a permission is only reached with a session');
      const query = obstacleFileQuery.safeParse(request.query);
      if (!query.success) return refuseRequest(reply, asker.actor.language, 'request.invalid', { where: 'query' });
      const found = await runAction(place(), asker, async (ctx) =>
        ok(await selectObstacles(ctx, { ...filterOf(query.data, await todayOf(ctx)), before: null, limit: most })),
      );
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="kendala.csv"')
        .header('cache-control', 'no-store')
        .send(obstaclesCsv(found.ok ? found.value : []));
    },
  };
}
