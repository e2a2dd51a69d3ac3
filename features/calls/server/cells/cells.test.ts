import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Result } from '#platform/shared/result.ts';
import { cellOf } from '../../caller-place-cell.ts';
import * as routes from '../../cell-site-contract.ts';
import { showCallerPlaces } from '../../place-contract.ts';
import { placePart } from '../place/place-part.ts';
import { insertCallerPlace } from '../place/place-store.ts';
import { noIncidents } from '../recording/incidents-behind.ts';
import { openTestRoom, type TestRoom } from '../test-room.ts';
import { cellsPart } from './cell-imports.ts';

let room: TestRoom;
let admin = '';
beforeAll(async () => {
  room = await openTestRoom();
  admin = await room.addUser('admin');
});
afterAll(() => room?.close());

const actor = (): Actor => ({
  kind: 'user',
  id: admin,
  sessionId: randomUUID(),
  permissions: new Set(['setting.change', 'call.read']),
  topics: [],
  groupId: null,
  language: 'id',
});

/** As over HTTP, by the part's own table of routes. */
async function ask<Value>(route: { method: string; path: string }, input: object): Promise<Result<Value>> {
  const { systemDb } = room.database;
  const place = placePart({ systemDb, place: () => room.place, log: room.place.log, incidents: noIncidents });
  const all = [...(cellsPart.routes ?? []), ...(place.routes ?? [])];
  const bound = all.find((each) => each.route.method === route.method && each.route.path === route.path);
  if (bound === undefined) throw new Error(`There is no route ${route.path}`);
  const answer = await runAction(room.place, { tenantId: room.tenantId, actor: actor() }, (ctx) =>
    bound.action(ctx, { params: {}, query: {}, body: {}, ...input }),
  );
  // The caller names the output of the route that it asks.
  return answer as Result<Value>;
}
const must = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

const heading = 'mcc;mnc;lac;cid;lat;lon;radius;operator;source;date';
async function begin(parts: readonly string[]): Promise<string> {
  const { id } = must(await ask<{ id: string }>(routes.beginCellImport, { body: { fileName: 'menara.csv', heading } }));
  let firstLine = 2;
  for (const [at, csv] of parts.entries()) {
    const body = { firstLine, csv, isLast: at === parts.length - 1 };
    must(await ask(routes.checkCellRows, { params: { id }, body }));
    // As over a network that repeats itself.
    must(await ask(routes.checkCellRows, { params: { id }, body }));
    firstLine += csv.split('\n').filter((line) => line !== '').length;
  }
  return id;
}
const take = (id: string, body: object) =>
  ask<{ written: number; removed: number }>(routes.takeCellImport, {
    params: { id },
    body: { mode: 'add', reason: 'daftar operator', leaveOutBad: false, ...body },
  });
const line = (cid: number, latitude = -7.4478) =>
  `510;10;64001;${cid};${latitude};112.7183;800;Telkomsel;surat;2026-11-01`;
const sites = () =>
  rows<{ cell: string; latitude: number }>(
    room.database.systemDb,
    sql`select cell, latitude from cell_sites order by cell`,
  );

test('a file is looked at in parts; its bad rows are named by their line, and nothing has changed', async () => {
  const id = await begin([`${line(1)}\n${line(2, 999)}\n`, `${line(3)}\n${line(1)}\nbukan baris\n`]);
  const looked = must(await ask(routes.readCellImport, { params: { id } }));
  expect(looked).toMatchObject({
    good: 2,
    bad: 3,
    known: 0,
    problems: [
      { line: 3, problem: 'latitude' },
      { line: 5, problem: 'twice' },
      { line: 6, problem: 'mcc' },
    ],
  });
  expect(await sites()).toEqual([]);
  expect(await take(id, {})).toMatchObject({ refusal: { code: 'cells.bad_rows', detail: { count: 3 } } });
  expect(await sites()).toEqual([]);
  expect(must(await take(id, { leaveOutBad: true }))).toEqual({ written: 2, removed: 0 });
  expect((await sites()).map(({ cell }) => Number(cell))).toEqual([1, 3]);
  expect(await take(id, {})).toMatchObject({ refusal: { code: 'cells.over' } });
  expect(await rows(room.database.systemDb, sql`select 1 from cell_import_rows`)).toEqual([]);
});

test('added rows write known cells anew, and a whole table is put in the place of another', async () => {
  const more = await begin([`${line(3, -7.5)}\n${line(4)}\n`]);
  expect(must(await ask(routes.readCellImport, { params: { id: more } }))).toMatchObject({ good: 2, bad: 0, known: 1 });
  expect(must(await take(more, {}))).toEqual({ written: 2, removed: 0 });
  expect((await sites()).map(({ cell, latitude }) => [Number(cell), latitude])).toEqual([
    [1, -7.4478],
    [3, -7.5],
    [4, -7.4478],
  ]);
  const all = await begin([`${line(9)}\n`]);
  expect(must(await take(all, { mode: 'replace' }))).toEqual({ written: 1, removed: 3 });
  const told = await rows<{ content: unknown }>(
    room.database.systemDb,
    sql`select content from events where name = 'cells.imported' order by seq`,
  );
  expect(told.at(-1)?.content).toEqual({ mode: 'replace', written: 1, removed: 3 });
});

test('a file without its columns, an empty one, and one that was left are refused', async () => {
  const wrong = { body: { fileName: 'x.csv', heading: 'nama,alamat' } };
  expect(await ask(routes.beginCellImport, wrong)).toMatchObject({ refusal: { code: 'cells.missing_columns' } });
  const left = await begin([`${line(1)}\n`]);
  const empty = await begin(['']);
  expect(await take(left, {})).toMatchObject({ refusal: { code: 'cells.over' } });
  expect(await take(empty, {})).toMatchObject({ refusal: { code: 'cells.nothing' } });
  must(await ask(routes.dropCellImport, { params: { id: empty } }));
  expect(await take(randomUUID(), {})).toMatchObject({ refusal: { code: 'cells.not_found' } });
});

test('ten thousand rows are taken at once', async () => {
  const parts = Array.from({ length: 5 }, (_, part) =>
    Array.from({ length: 2000 }, (_, at) => line(10_000 + part * 2000 + at)).join('\n'),
  );
  const id = await begin(parts);
  expect(must(await take(id, { mode: 'replace' }))).toMatchObject({ written: 10_000 });
}, 60_000);

test('a call’s cell is a point with its uncertainty; in LTE also when its area was named anew', async () => {
  const call = newId<'call'>();
  const id = await begin([`510;10;64001;${0x1117304};-7.4478;112.7183;800;Telkomsel;surat;2026-11-01\n`]);
  must(await take(id, { mode: 'replace' }));
  await run(
    room.database.systemDb,
    sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, arrived_at, answered_at, answered_by)
        values (${call}, ${room.tenantId}, 900001, 'answered', 'uji', 'sel', '112', now(), now(), ${admin})`,
  );
  const tell = (origin: string, name: string) =>
    room.act(async (ctx) => {
      const place = { kind: 'cell', cell: cellOf(name, 'lte') } as const;
      return { ok: true as const, value: await insertCallerPlace(ctx, call, { source: 'cell', origin, place }) };
    });
  await tell('P-Access-Network-Info 1', '51010FA011117304');
  await tell('P-Access-Network-Info 2', '51010FA021117304');
  await tell('P-Access-Network-Info 3', '51010FA0119999FF');
  const seen = must(
    await ask<{ items: { place: object }[] }>(showCallerPlaces, { params: { id: call }, body: { reason: 'uji sel' } }),
  );
  const point = { kind: 'geodetic', latitude: -7.4478, longitude: 112.7183, uncertaintyM: 800, method: 'Cell' };
  expect(seen.items.map(({ place }) => place)).toEqual([
    expect.objectContaining({ ...point, mast: expect.objectContaining({ operator: 'Telkomsel', asOf: '2026-11-01' }) }),
    expect.objectContaining(point),
    expect.objectContaining({ kind: 'cell' }),
  ]);
});
