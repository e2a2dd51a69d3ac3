import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import * as dispatch from '../../contract.ts';
import type { UnitId } from '../../unit.ts';
import { unitStatuses } from '../../unit.ts';
import { createUnitScene, type Pressed, type UnitScene } from './testing.ts';

let database: TestDatabase;
let scene: UnitScene;
let now: Instant = '2026-11-22T03:00:00.000Z';

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createUnitScene(database, { slug: 'sidoarjo', clock: () => now });
});
afterAll(() => database.close());

/** What people and devices do; `press` goes into the device's queue, `flush` sends it, perhaps again what was sent before. */
const move = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('assign' as const),
      unit: fc.nat(1),
      task: fc.nat(1),
      force: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      unit: fc.nat(1),
      status: fc.constantFrom(...unitStatuses),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      unit: fc.nat(1),
      task: fc.nat(1),
      what: fc.constantFrom('take', 'en_route', 'on_scene', 'returning', 'note', 'finish', 'check_in'),
      skewMinutes: fc.constantFrom(0, 0, 0, -500, 45),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('flush' as const), again: fc.boolean(), shuffled: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), task: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 15 }) }) },
);
type Move = typeof move extends fc.Arbitrary<infer One> ? One : never;

interface Round {
  readonly units: readonly UnitId[];
  readonly tasks: readonly string[];
  waiting: (Pressed & { key: string })[];
  readonly sent: (Pressed & { key: string })[];
  readonly outcomes: Map<string, string>;
}

function pressed(round: Round, one: Extract<Move, { kind: 'press' }>): Pressed & { key: string } {
  const [unitId, assignmentId] = [round.units[one.unit] ?? '', round.tasks[one.task] ?? ''] as [UnitId, never];
  const said = { key: newId(), unitId, at: plusMs(now, one.skewMinutes * 60_000) };
  switch (one.what) {
    case 'take':
      return { ...said, kind: 'take', assignmentId, force: null };
    case 'note':
      return { ...said, kind: 'note', assignmentId, text: 'catatan' };
    case 'finish':
      return { ...said, kind: 'finish', assignmentId, result: 'DONE', note: null };
    case 'check_in':
      return { ...said, kind: 'check_in' };
    default:
      return { ...said, kind: 'status', status: one.what as 'en_route', assignmentId };
  }
}

async function make(round: Round, one: Move): Promise<void> {
  switch (one.kind) {
    case 'wait':
      now = plusMs(now, one.minutes * 60_000);
      return;
    case 'press':
      round.waiting.push(pressed(round, one));
      return;
    case 'say':
      await scene.say('dispatcher', round.units[one.unit] as UnitId, one.status);
      return;
    case 'assign':
      await scene.assign(
        'dispatcher',
        { id: round.tasks[one.task] ?? '' },
        round.units[one.unit] as UnitId,
        one.force ? 'nearest' : undefined,
      );
      return;
    case 'cancel':
      await scene.as('dispatcher', dispatch.cancelAssignment, {
        params: { id: (round.tasks[one.task] ?? '') as never },
        body: { reason: 'not_needed' },
      });
      return;
    case 'flush': {
      const batch = [...(one.again ? round.sent : []), ...round.waiting];
      if (one.shuffled) batch.reverse();
      round.sent.push(...round.waiting);
      round.waiting = [];
      if (batch.length === 0) return;
      const answers = await scene.field(...batch.slice(0, 100));
      for (const answer of answers as unknown as { key: string; outcome: string; repeated: boolean }[]) {
        // What was answered once is answered so for ever.
        const before = round.outcomes.get(answer.key);
        expect(answer.repeated).toBe(before !== undefined);
        if (before !== undefined) expect(answer.outcome).toBe(before);
        round.outcomes.set(answer.key, answer.outcome);
        expect(answer.outcome).not.toBe('failed');
      }
    }
  }
}

/** Whatever must hold of these rows, each with its name; nothing else comes back. */
async function violations(round: Round): Promise<unknown[]> {
  return scene.work((ctx) =>
    rows(
      ctx.tx,
      sql`
      select 'assignment without exactly one deadline' as what, a.id from assignments a where a.id = any(${[...round.tasks]}::uuid[])
        and (a.ended_at is null) <> ((select count(*) from deadlines d where d.subject_id = a.id and d.kind like 'assignment.%') = 1)
      union all select 'unit on an assignment that is over', k.id from unit_assignments k join assignments a on a.id = k.assignment_id
        where k.unit_id = any(${[...round.units]}::uuid[]) and k.ended_at is null and a.ended_at is not null
      union all select 'present task is none of the open ones', u.id from units u where u.id = any(${[...round.units]}::uuid[])
        and (u.current_id is null) <> not exists (select from unit_assignments k where k.unit_id = u.id and k.ended_at is null)
      union all select 'present task is over', u.id from units u join unit_assignments k on k.id = u.current_id
        where u.id = any(${[...round.units]}::uuid[]) and k.ended_at is not null
      union all select 'status is not that of the newest row', u.id from units u where u.id = any(${[...round.units]}::uuid[])
        and u.status <> (select s.status from unit_statuses s where s.unit_id = u.id and not s.late order by s.at desc, s.number desc limit 1)
      union all select 'rows with a gap', u.id from units u where u.id = any(${[...round.units]}::uuid[])
        and u.status_number <> (select count(*) from unit_statuses s where s.unit_id = u.id)
      union all select 'row without its event', s.unit_id from unit_statuses s where s.unit_id = any(${[...round.units]}::uuid[])
        and 1 <> (select count(*) from events e where e.name = 'unit.status_changed' and e.content->>'unitId' = s.unit_id::text
          and (e.content->>'number')::int = s.number and e.occurred_at = s.at)
      union all select 'on scene and not watched', u.id from units u where u.id = any(${[...round.units]}::uuid[])
        and (u.status = 'on_scene') <> exists (select from deadlines d where d.subject_id = u.id and d.kind = 'unit.silence')
      union all select 'moment in the future or before it was sent', a.id from assignments a where a.id = any(${[...round.tasks]}::uuid[])
        and (a.en_route_at not between a.sent_at and ${now}::timestamptz or a.arrived_at not between a.sent_at and ${now}::timestamptz
          or a.finished_at not between a.sent_at and ${now}::timestamptz)`,
    ),
  );
}

/** Notes are counted by the words they left: one for each that was taken, however often it was sent. */
async function notesOf(round: Round): Promise<number> {
  const found = await scene.work((ctx) =>
    rows<{ count: number }>(
      ctx.tx,
      sql`select count(*)::int as count from incident_notes where assignment_id = any(${[...round.tasks]}::uuid[]) and text = 'catatan'`,
    ),
  );
  return found[0]?.count ?? 0;
}

test('whatever people and devices do in whatever order: nothing lost, nothing doubled, every open assignment has its deadline', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 3, maxLength: 22 }), async (moves) => {
      const tasks = [await scene.sendOne(await scene.open()), await scene.sendOne(await scene.open())].map(
        ({ id }) => id,
      );
      const units = [await scene.unit({ crew: true }), await scene.unit({ crew: true })];
      const round: Round = { units, tasks, waiting: [], sent: [], outcomes: new Map() };
      now = plusMs(now, 60_000);
      for (const one of moves) {
        await make(round, one);
        expect(await violations(round)).toEqual([]);
      }
      // The network is back for good.
      await make(round, { kind: 'flush', again: true, shuffled: true });
      expect(await violations(round)).toEqual([]);
      expect(round.outcomes.size).toBe(round.sent.length);
      const taken = round.sent.filter((one) => one.kind === 'note' && round.outcomes.get(one.key) === 'applied');
      expect(await notesOf(round)).toBe(taken.length);
    }),
    { numRuns: 40 },
  );
}, 300_000);
