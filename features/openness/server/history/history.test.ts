import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDispatchScene, type DispatchScene } from '#features/dispatch/server/testing.ts';
import { addNote } from '#features/incidents/contract.ts';
import { figuresOf } from '#features/monev/figures.ts';
import { loadMonthRows, loadRegion } from '#features/monev/server/store.ts';
import { verifyTenant } from '#features/monev/server/verify.ts';
import { systemActor } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { present } from '#platform/shared/result.ts';
import { assignmentMapping, incidentMapping, type RawRow } from '../../history.ts';
import { type HistoryPlan, planHistory } from './import-history.ts';

let database: TestDatabase;
let scene: DispatchScene;
beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createDispatchScene(database, { slug: 'sidoarjo' });
});
afterAll(() => database.close());

const times = ['reportedAt', 'verifiedAt', 'dispatchedAt', 'resolvedAt', 'closedAt', 'changedAt'] as const;
const fields = {
  externalId: 'Tiket',
  state: 'Status',
  type: 'Jenis',
  village: 'Desa',
  callerName: 'Pelapor',
  callbackNumber: 'Telepon',
  description: 'Uraian',
  ...Object.fromEntries(times.map((time) => [time, time])),
};
const values = {
  type: { 'Kebakaran Rumah': 'FIRE_BUILDING', Laka: 'TRAFFIC_INJURY' },
  state: { Selesai: 'CLOSED', Proses: 'DISPATCHED' },
};
const mapping = (system: string) => incidentMapping.parse({ system, dateFormat: 'dd/MM/yyyy HH:mm', fields, values });

const ticket = (number: string, given: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  Tiket: number,
  Status: 'Selesai',
  Jenis: 'Kebakaran Rumah',
  Desa: 'Sidokare',
  Pelapor: 'Budi Santoso',
  Telepon: '081234567890',
  Uraian: 'Api dari dapur',
  reportedAt: '05/03/2025 10:00',
  verifiedAt: '05/03/2025 10:02',
  dispatchedAt: '05/03/2025 10:03',
  resolvedAt: '05/03/2025 11:30',
  closedAt: '05/03/2025 12:00',
  ...given,
});
const rawRows = (cells: readonly Readonly<Record<string, string>>[]): RawRow[] =>
  cells.map((one, index) => ({ line: index + 2, cells: one }));

const where = () => ({ place: scene.place, who: { tenantId: scene.tenantId, actor: systemActor } });
const planned = (system: string, cells: readonly Readonly<Record<string, string>>[], open = false) =>
  planHistory(where(), { kind: 'incidents', mapping: mapping(system), rows: rawRows(cells), open });
const problemsOf = ({ problems }: Pick<HistoryPlan, 'problems'>) =>
  problems.map(({ line, code, field }) => [line, code, field]);

const assignmentMap = (system: string) =>
  assignmentMapping.parse({
    system,
    targets: 'today',
    fields: Object.fromEntries(
      [
        'externalId',
        'incident',
        'agency',
        'state',
        'sentAt',
        'acknowledgedAt',
        'arrivedAt',
        'finishedAt',
        'reason',
        'endedAt',
      ].map((one) => [one, one]),
    ),
  });
const task = (number: string, incident: string, given: Readonly<Record<string, string>> = {}) => ({
  externalId: number,
  incident,
  agency: 'DAMKAR',
  state: 'DONE',
  sentAt: '2025-03-05 10:03:00',
  acknowledgedAt: '2025-03-05 10:03:30',
  arrivedAt: '2025-03-05 10:15:00',
  finishedAt: '2025-03-05 11:30:00',
  ...given,
});
const plannedTasks = (system: string, cells: readonly Readonly<Record<string, string>>[], open = false) =>
  planHistory(where(), { kind: 'assignments', mapping: assignmentMap(system), rows: rawRows(cells), open });

const imported = (system: string) =>
  scene.work((ctx) =>
    rows<{
      external: string;
      id: string;
      number: number;
      description: string | null;
      state: string;
      reported_at: string;
    }>(
      ctx.tx,
      sql`select h.external_id as external, i.id, i.number, i.state, i.reported_at, p.description from history_rows h
          join incidents i on i.id = h.row_id join incident_particulars p on p.incident_id = i.id where h.system = ${system} order by 1`,
    ),
  );
const findings = async () => (await verifyTenant(database.systemDb, scene.tenantId)).findings;
const count = async (table: string) =>
  present(
    await scene.work((ctx) => row<{ n: number }>(ctx.tx, sql`select count(*) as n from ${sql.table(table)}`)),
    'a count',
  ).n;

describe('incidents with their own times', () => {
  test('come in once, as rows of their month, and wake nobody', async () => {
    const before = { deadlines: await count('deadlines'), events: await count('events') };
    const plan = await planned('alpha', [
      ticket('A-1'),
      ticket('A-2', { Jenis: 'FIRE_BUILDING', Desa: '35.15.15.2012' }),
      ticket('A-1'),
    ]);
    expect(plan.problems).toEqual([]);
    expect(plan.counts).toEqual({ added: 2, changed: 0, same: 1, older: 0, erased: 0 });
    expect(await imported('alpha')).toEqual([]);
    expect((await plan.take()).batches).toBe(1);
    expect(await imported('alpha')).toMatchObject([
      { external: 'A-1', state: 'CLOSED', reported_at: '2025-03-05T03:00:00.000Z', description: 'Api dari dapur' },
      { external: 'A-2', state: 'CLOSED' },
    ]);
    expect(await count('deadlines')).toBe(before.deadlines);
    expect(await count('events')).toBe(before.events + 1);
    const again = await planned('alpha', [
      ticket('A-1'),
      ticket('A-2', { Jenis: 'FIRE_BUILDING', Desa: '35.15.15.2012' }),
    ]);
    expect(again.counts).toMatchObject({ added: 0, same: 2 });
    expect((await again.take()).batches).toBe(0);
    expect(await count('events')).toBe(before.events + 1);
  });

  test('with their assignments, count in the figures of their month, by the source import', async () => {
    const plan = await plannedTasks('alpha', [
      task('T-1', 'A-1'),
      task('T-2', 'A-1', {
        agency: 'PSC119',
        state: 'REJECTED',
        reason: 'outside_area',
        endedAt: '2025-03-05 10:06:00',
        arrivedAt: '',
        finishedAt: '',
      }),
    ]);
    expect(plan.problems).toEqual([]);
    await plan.take();
    const figures = await scene.work(async (ctx) =>
      figuresOf(await loadMonthRows(ctx.tx, await loadRegion(ctx.tx, scene.tenantId), '2025-03')),
    );
    const of = (code: string, by: string, key: string | null = null) =>
      figures.find((one) => one.code === code && one.by === by && one.key === key);
    expect(of('INCIDENTS', 'source', 'import')).toMatchObject({ value: 2 });
    expect(of('T_ARRIVAL', 'all')).toMatchObject({ count: 1, p50: 15 * 60_000 });
    expect(of('T_ACK', 'agency', 'DAMKAR')).toMatchObject({ count: 1, p50: 30_000 });
    expect(of('SLA_ARRIVE', 'agency', 'DAMKAR')).toMatchObject({ part: 1, whole: 1 });
    expect(await findings()).toEqual([]);
  });

  test('a changed row changes what came, until somebody works on it here', async () => {
    const changed = await planned('alpha', [
      ticket('A-1', { Uraian: 'Api dari gudang' }),
      ticket('A-2', { Jenis: 'FIRE_BUILDING', Desa: '35.15.15.2012' }),
    ]);
    expect(changed.counts).toMatchObject({ added: 0, changed: 1, same: 1 });
    await changed.take();
    const [first] = await imported('alpha');
    expect(first?.description).toBe('Api dari gudang');
    expect(await findings()).toEqual([]);
    await scene.must('supervisor', addNote, {
      params: { id: present(first, 'it came').id },
      body: { text: 'Dicek ulang' },
    });
    const later = await planned('alpha', [ticket('A-1', { Uraian: 'Lain lagi' })]);
    expect(problemsOf(later)).toEqual([[2, 'touched', 'externalId']]);
    await later.take();
    expect((await imported('alpha'))[0]?.description).toBe('Api dari gudang');
    expect((await planned('alpha', [ticket('A-1', { Uraian: 'Api dari gudang' })])).counts.same).toBe(1);
  });

  test('what is wrong is said row by row, and with the good rows alone it goes on', async () => {
    const plan = await planned('beta', [
      ticket('B-1'),
      ticket('B-2', { Jenis: 'Naga' }),
      ticket('B-3', { reportedAt: '31/02/2025 10:00' }),
      ticket('B-4', { resolvedAt: '05/03/2025 09:00' }),
      ticket('B-5', { Status: 'Proses' }),
      ticket('B-6', { Desa: 'Atlantis' }),
      ticket('B-7', { reportedAt: '05/03/2030 10:00' }),
      ticket('', {}),
      ticket('B-8', { Uraian: 'satu' }),
      ticket('B-8', { Uraian: 'dua' }),
    ]);
    expect(problemsOf(plan)).toEqual([
      [3, 'unknown_value', 'type'],
      [4, 'bad_time', 'reportedAt'],
      [5, 'out_of_order', 'resolvedAt'],
      [6, 'not_ended', 'state'],
      [7, 'village_unknown', 'village'],
      [8, 'in_future', 'reportedAt'],
      [9, 'missing', 'externalId'],
      [10, 'twice_in_file', 'externalId'],
      [11, 'twice_in_file', 'externalId'],
    ]);
    expect((await plan.take()).counts.added).toBe(1);
    expect((await imported('beta')).map(({ external }) => external)).toEqual(['B-1']);
  });

  test('an erased one does not come back', async () => {
    await database.ownerPool.query(
      `update incident_particulars set description = null, caller_name = null, erased_at = now() where incident_id = (select row_id from history_rows where external_id = 'B-1')`,
    );
    const plan = await planned('beta', [ticket('B-1')]);
    expect(plan.counts).toMatchObject({ erased: 1, added: 0, changed: 0 });
    await plan.take();
    expect((await imported('beta'))[0]?.description).toBeNull();
  });
});

describe('what has not ended', () => {
  test('comes only when asked for; its assignments have a next deadline and no ladder', async () => {
    const open = ticket('O-1', { Status: 'Proses', resolvedAt: '', closedAt: '' });
    await (await planned('open', [open], true)).take();
    const running = task('OT-1', 'O-1', { state: 'ACKNOWLEDGED', arrivedAt: '', finishedAt: '' });
    expect(problemsOf(await plannedTasks('open', [running]))).toEqual([[2, 'not_ended', 'state']]);
    const twice = await plannedTasks(
      'open',
      [running, task('OT-2', 'O-1', { state: 'SENT', acknowledgedAt: '', arrivedAt: '', finishedAt: '' })],
      true,
    );
    expect(problemsOf(twice)).toEqual([[3, 'open_twice', 'agency']]);
    const ladders = await count('assignment_ladders');
    await twice.take();
    const deadlines = await scene.work((ctx) =>
      rows<{ kind: string; later: boolean }>(
        ctx.tx,
        sql`select d.kind, d.due_at > now() + interval '23 hours' as later from deadlines d join history_rows h on h.row_id = d.subject_id where h.system = 'open'`,
      ),
    );
    expect(deadlines).toEqual([{ kind: 'assignment.arrive', later: true }]);
    expect(await count('assignment_ladders')).toBe(ladders);
    expect(await findings()).toEqual([]);
    const done = await plannedTasks('open', [task('OT-1', 'O-1')], true);
    expect(done.counts.changed).toBe(1);
    await done.take();
    expect(await findings()).toEqual([]);
  });

  test('nor does an assignment whose incident is unknown or over', async () => {
    const plan = await plannedTasks(
      'alpha',
      [task('X-1', 'nobody'), task('X-2', 'A-2', { state: 'SENT', acknowledgedAt: '', arrivedAt: '', finishedAt: '' })],
      true,
    );
    expect(problemsOf(plan)).toEqual([
      [2, 'incident_unknown', 'incident'],
      [3, 'incident_ended', 'state'],
    ]);
  });
});

describe('verify finds', () => {
  test('a row made faster, a batch made to fit it, and a row that is gone', async () => {
    const id = `(select row_id from history_rows where system = 'alpha' and external_id = 'T-1')`;
    await database.ownerPool.query(
      `update assignments set arrived_at = arrived_at - interval '5 minutes' where id = ${id}`,
    );
    expect(await findings()).toMatchObject([
      { invariant: 8, subject: expect.stringMatching(/^assignments \d+ arrived_at/) },
    ]);
    await database.ownerPool.query(
      `update history_versions set columns = jsonb_set(columns, '{arrived_at}', '"2025-03-05T03:10:00.000Z"') where row_id = ${id}`,
    );
    expect(await findings()).toMatchObject([{ invariant: 8, subject: expect.stringMatching(/^batch /) }]);
    await database.ownerPool.query(
      `update history_versions set columns = jsonb_set(columns, '{arrived_at}', '"2025-03-05T03:15:00.000Z"') where row_id = ${id}`,
    );
    await database.ownerPool.query(
      `update assignments set arrived_at = arrived_at + interval '5 minutes' where id = ${id}`,
    );
    expect(await findings()).toEqual([]);
    await database.ownerPool.query(`delete from assignments where id = ${id}`);
    expect(await findings()).toMatchObject([
      { subject: expect.stringMatching(/^brought-in row /), found: 'gone from assignments' },
    ]);
  });
});

test('any files, in any order and any batches, killed anywhere, lead to the same rows', async () => {
  const version = fc.record({ number: fc.integer({ min: 1, max: 6 }), at: fc.integer({ min: 0, max: 59 }) });
  const file = fc.array(version, { maxLength: 12 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(file, { minLength: 1, maxLength: 4 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 2 }),
      fc.infiniteStream(fc.nat()),
      async (files, sizes, chance) => {
        run += 1;
        const line = ({ number, at }: { number: number; at: number }) =>
          ticket(`P-${number}`, { Uraian: `versi ${at}`, changedAt: `01/04/2025 10:${String(at).padStart(2, '0')}` });
        const chosen = () => chance.next().value ?? 0;
        const orders = [files, files.toSorted(() => (chosen() % 2) - 0.5)];
        for (const [index, order] of orders.entries()) {
          for (const one of order) {
            const plan = await planned(`p${run}-${index}`, one.map(line));
            // Killed after some rows: what was written stays, the same file goes on.
            const limit = chosen() % (one.length + 2);
            await plan
              .take({
                batchRows: sizes[index] ?? 1,
                onProgress: (done) => {
                  if (done > limit) throw new Error('killed');
                },
              })
              .catch(() => undefined);
            await (await planned(`p${run}-${index}`, one.map(line))).take({ batchRows: sizes[index] ?? 1 });
          }
        }
        const newest = new Map<string, number>();
        for (const { number, at } of files.flat())
          newest.set(`P-${number}`, Math.max(newest.get(`P-${number}`) ?? 0, at));
        const wanted = [...newest].sort().map(([external, at]) => [external, `versi ${at}`]);
        for (const index of [0, 1])
          expect((await imported(`p${run}-${index}`)).map((one) => [one.external, one.description])).toEqual(wanted);
      },
    ),
    { numRuns: 12 },
  );
}, 120_000);
