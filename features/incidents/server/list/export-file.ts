import { Readable } from 'node:stream';
import writeSheet from 'write-excel-file/node';
import { z } from 'zod';
import type { HttpPlugin, Requester } from '#platform/server/http/plugin.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import { runWork, type Workplace } from '#platform/server/unit.ts';
import { present } from '#platform/shared/result.ts';
import { exportFilePath, exportId } from '../../list-contract.ts';
import { byteOrderMark, csvLine, type ListCursor } from '../../list-rules.ts';
import { listRefusals } from '../../list-texts.ts';
import { headOf } from './export-list.ts';
import { headingsOf, inWords, nextRows } from './export-sheet.ts';
import { claimExport, type ExportRow, findExport, saveProgress } from './export-store.ts';

const params = z.object({ id: exportId });
const rowsAtOnce = 500;

/** The file of an export, written while it is sent; each part in a transaction of its own, so that nothing waits for it. */
export function exportFile(place: () => Workplace): HttpPlugin {
  return {
    method: 'GET',
    path: exportFilePath,
    summary: 'The filtered list as CSV or XLSX, once',
    permission: 'incident.export',
    serve: async (request, reply, requester) => {
      const who = present(requester, 'a route with a permission is only reached with a session');
      const asked = params.safeParse(request.params);
      const found = asked.success
        ? await runWork(place(), who, async (ctx) =>
            (await claimExport(ctx, asked.data.id)) ? findExport(ctx, asked.data.id) : null,
          )
        : null;
      if (found === null) {
        const code = 'incident_export.not_found';
        const problem = problemOf({ code, detail: {} }, listRefusals[code], who.actor.language);
        return reply.code(problem.status).type('application/problem+json').send(problem);
      }
      reply
        .header('content-disposition', `attachment; filename="kejadian-${found.asked_at.slice(0, 10)}.${found.format}"`)
        .header('cache-control', 'no-store');
      const rows = rowsOf(place, who, found);
      return found.format === 'csv'
        ? reply.type('text/csv; charset=utf-8').send(Readable.from(csvOf(who, found, rows)))
        : reply
            .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
            .send(await sheetOf(who, found, rows));
    },
  };
}

type Rows = AsyncGenerator<(string | number | null)[][]>;

async function* rowsOf(place: () => Workplace, who: Requester, found: ExportRow): Rows {
  let cursor: ListCursor | null = null;
  let done = 0;
  do {
    const after: ListCursor | null = cursor;
    const part = await runWork(place(), who, async (ctx) => {
      const next = await nextRows(ctx, found, after, rowsAtOnce);
      await saveProgress(ctx, found.id, done + next.cells.length, next.cursor === null);
      return next;
    });
    done += part.cells.length;
    cursor = part.cursor;
    yield part.cells;
  } while (cursor !== null);
}

const headLines = (who: Requester, found: ExportRow) => headOf(who, found, inWords(found.zone, who.actor.language));

async function* csvOf(who: Requester, found: ExportRow, rows: Rows): AsyncGenerator<string> {
  yield byteOrderMark + headLines(who, found).map(csvLine).join('') + csvLine([]) + csvLine(headingsOf(who, found));
  for await (const part of rows) yield part.map(csvLine).join('');
}

async function sheetOf(who: Requester, found: ExportRow, rows: Rows): Promise<Buffer> {
  const bold = (text: string) => ({ value: text, type: String, fontWeight: 'bold' as const });
  const cells: ({ value: string; type: StringConstructor; fontWeight?: 'bold' } | string | number | null)[][] = [
    ...headLines(who, found).map(([name = '', value = '']) => [bold(name), { value, type: String }]),
    [],
    headingsOf(who, found).map(bold),
  ];
  // A cell with a type of its own is never read as a formula.
  for await (const part of rows)
    for (const line of part)
      cells.push(line.map((cell) => (typeof cell === 'string' ? { value: cell, type: String } : cell)));
  const heads = headingsOf(who, found);
  return writeSheet(cells, {
    sheet: 'Kejadian',
    stickyRowsCount: headLines(who, found).length + 2,
    columns: heads.map((head) => ({ width: Math.max(14, head.length + 4) })),
  }).toBuffer();
}
