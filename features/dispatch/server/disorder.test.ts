import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import type { Route } from '#platform/shared/contract.ts';
import type { Result } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { rejectReasons } from '../assignment.ts';
import * as routes from '../contract.ts';
import { escalateAssignment } from './escalate.ts';
import { createDispatchScene, type DispatchScene } from './testing.ts';

let database: TestDatabase;
let scene: DispatchScene;
let now: Instant = '2026-11-21T10:00:00.000Z';

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createDispatchScene(database, { slug: 'sidoarjo', clock: () => now });
});
afterAll(() => database.close());

type Move =
  | {
      readonly kind: 'press';
      readonly player: 'damkar' | 'psc119' | 'dispatcher';
      readonly agency: 0 | 1;
      readonly what: number;
    }
  | { readonly kind: 'send'; readonly code: 'DAMKAR' | 'PSC119' }
  | { readonly kind: 'wait'; readonly minutes: number };

const presses: readonly { route: Route; body: object }[] = [
  { route: routes.deliverAssignment, body: {} },
  { route: routes.acknowledgeAssignment, body: {} },
  { route: routes.startAssignment, body: {} },
  { route: routes.arriveAssignment, body: {} },
  { route: routes.handleAssignment, body: {} },
  { route: routes.finishAssignment, body: { result: 'DONE' } },
  { route: routes.finishAssignment, body: { result: 'NOT_FOUND' } },
  { route: routes.rejectAssignment, body: { reason: rejectReasons[0] } },
  { route: routes.cancelAssignment, body: { reason: 'not_needed' } },
  { route: routes.failAssignment, body: {} },
];

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      player: fc.constantFrom('damkar' as const, 'psc119' as const, 'dispatcher' as const),
      agency: fc.constantFrom(0 as const, 1 as const),
      what: fc.nat(presses.length - 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      code: fc.constantFrom('DAMKAR' as const, 'PSC119' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 600 }) }),
  },
);

/** Whatever is due by now, as the timers would fire it. */
async function fireDue(): Promise<void> {
  for (let round = 0; round < 50; round++) {
    const fired = await scene.work(async (ctx) => {
      const due = await rows<{ subject_id: string; due_at: Instant }>(
        ctx.tx,
        sql`delete from deadlines where kind like 'assignment.%' and due_at <= ${ctx.now} returning subject_id, due_at`,
      );
      for (const one of due) await escalateAssignment(ctx, one.subject_id, one.due_at);
      return due.length;
    });
    if (fired === 0) return;
  }
  throw new Error('Escalations fire without end: the next one must lie in the future');
}

async function make(one: Move, incidentId: string, known: string[]): Promise<Result<unknown> | null> {
  if (one.kind === 'wait') {
    now = plusMs(now, one.minutes * 60_000);
    return null;
  }
  if (one.kind === 'send') {
    const part = known.length === 0 ? 'lead' : 'support';
    const sent = await scene.as('dispatcher', routes.sendAssignments, {
      params: { id: incidentId },
      body: { agencies: [{ agencyId: scene.agency(one.code), part }] },
    });
    if (sent.ok) known.push(...sent.value.items.map((item) => item.id));
    return sent;
  }
  const id = known[known.length - 1 - one.agency];
  const press = presses[one.what];
  if (id === undefined || press === undefined) return null;
  const needs = press.route.permission === 'assignment.cancel' && one.player !== 'dispatcher';
  return scene.as(needs ? 'dispatcher' : one.player, press.route, { params: { id }, body: press.body });
}

/** Invariants 4 and 5 of one incident, read from the rows. */
async function violations(incidentId: string) {
  return scene.work((ctx) =>
    rows(
      ctx.tx,
      sql`select a.id, a.state, i.state as incident from assignments a join incidents i on i.id = a.incident_id
          where a.incident_id = ${incidentId} and (
            (a.ended_at is null) <> ((select count(*) from deadlines d where d.subject_id = a.id and d.kind like 'assignment.%') = 1)
            or exists (select from deadlines d where d.subject_id = a.id and d.due_at <= ${ctx.now}::timestamptz)
            or (i.state = 'RESOLVED') <> (not exists (select from assignments b where b.incident_id = i.id and b.ended_at is null)
              and exists (select from assignments b where b.incident_id = i.id and b.result is not null)))`,
    ),
  );
}

test('whatever is pressed in whatever order: refused or written whole, a deadline while open, resolved exactly when all is done', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 25 }), async (moves) => {
      const incident = await scene.open();
      const known: string[] = [];
      for (const one of moves) {
        // A state the schema refuses would be thrown here; a refusal is an answer.
        await make(one, incident.id, known);
        // A press that comes late may set a clock that has already run out: it is due at once, and the timers fire it.
        await fireDue();
        expect(await violations(incident.id)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
