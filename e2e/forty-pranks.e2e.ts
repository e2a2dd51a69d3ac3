import { type Page, test } from '@playwright/test';
import pg from 'pg';
import type { z } from 'zod';
import { withOwner } from '#apps/server/cli/open-house.ts';
import { readConfig } from '#apps/server/config.ts';
import type { CallView } from '#features/calls/contract.ts';
import type { incidentItem } from '#features/incidents/contract.ts';
import type { listHintRows, readHints } from '#features/monev/hint-contract.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { msBetween } from '#platform/shared/time.ts';
import { answer, becomeFree, deskOf, dial, finish, hearsSomething, talks } from './call-steps.ts';
import { command } from './incident-steps.ts';
import { api, becomeReady, expectAccessible, picture, sendIncident, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A number that three call takers closed forty times as a prank calls with a real fire, in the same second as a citizen nobody knows. Both
// are answered by people at once; the desk is told facts, and what others thought only five seconds after the answer; the fire
// becomes an incident and is sent. The hint would have called it a prank: nobody saw it, and nothing was done with it.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
  await withOwner(readConfig({ SIGAP_DATA: world.data, SIGAP_ASTERISK: 'off' }, []), fillPranks);
});
test.afterAll(() => world?.stop());

const number = '081299990040';
const stranger = '081288887777';
/** Made as rows; the fortieth is a real call. */
const before = 39;
/** What history may cost a call, and a machine that stands still for a moment. */
const boundMs = 5000;

/** Pranks of the last three weeks, each answered, closed and wrapped up by one of three call takers in turn. */
async function fillPranks(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `with takers as (select u.id, u.tenant_id, row_number() over (order by u.username) - 1 as place
           from users u join tenants t on t.id = u.tenant_id where t.slug = 'sidoarjo' and u.username in ('calltaker1', 'calltaker2', 'calltaker3')),
         made as (select gen_random_uuid() as id, t.id as user_id, t.tenant_id, 700000 + n as number,
             now() - make_interval(days => 1 + n % 20, mins => n) as at
           from generate_series(1, $1::int) n join takers t on t.place = n % 3)
       insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, caller_raw, caller_e164, arrived_at, queued_at, first_offered_at,
         answered_at, answered_by, ended_at, ended_by, disposition, disposition_by, disposition_at, wrapped_up_at)
       select id, tenant_id, number, 'ended', 'cerita', id::text, '112', $2, '+62' || substr($2, 2), at, at, at, at + interval '3 seconds', user_id,
         at + interval '30 seconds', 'caller', 'PRANK_ADULT', user_id, at + interval '35 seconds', at + interval '40 seconds' from made`,
      [before, number],
    );
  } finally {
    await client.end();
  }
}

const facts = (desk: Page) => desk.getByRole('region', { name: 'Yang diketahui tentang nomor ini' });
const rings = (desk: Page) => desk.getByRole('heading', { name: 'Panggilan masuk' });
const callOf = (page: Page, id: string) => api<CallView>(page, `/api/calls/${id}`);

/** The fortieth: answered at a real desk, judged on its evidence and wrapped up. */
async function prank(desk: Page): Promise<void> {
  const caller = await dial(world, number);
  const id = await answer(desk);
  await caller.hangUp();
  await expect(talks(desk)).toBeHidden(soon);
  await command(desk, `/api/calls/${id}/disposition`, { code: 'PRANK_ADULT', evidence: ['laughter', 'admits_prank'] });
  await becomeFree(desk);
  await command(desk, '/api/desk/presence', { state: 'offline' });
}

interface DeskOfFire {
  readonly fire: Page;
  readonly other: Page;
  /** What the desk of the fire showed of the number in that moment. */
  readonly known: string;
}

/** Which of two desks has the number with the pranks: the one that says how often it has called. A ring that nobody takes goes on to the other. */
async function deskOfFire(one: Page, two: Page): Promise<DeskOfFire> {
  let found: DeskOfFire | undefined;
  await expect(async () => {
    for (const [fire, other] of [
      [one, two],
      [two, one],
    ] as const) {
      const known = (await facts(fire).allTextContents()).join(' ');
      if (known.includes('40 panggilan dalam 90 hari')) found = { fire, other, known };
    }
    expect(found).toBeDefined();
  }).toPass(soon);
  if (found === undefined) throw new Error('waited for above');
  return found;
}

/** Milliseconds from the INVITE to the ring and to the answer, by Asterisk's clock. */
function waitOf({ arrivedAt, firstOfferedAt, answeredAt }: CallView): { ring: number; answer: number } {
  if (firstOfferedAt === null || answeredAt === null) throw new Error('It neither rang nor was answered');
  return { ring: msBetween(arrivedAt, firstOfferedAt), answer: msBetween(arrivedAt, answeredAt) };
}

async function expectSent(page: Page, callId: string): Promise<void> {
  const found = async () =>
    (await api<{ items: z.output<typeof incidentItem>[] }>(page, `/api/incidents?group=all&callId=${callId}`)).items[0];
  await expect.poll(async () => (await found())?.state, soon).toBe('DISPATCHED');
}

test('a number with forty pranks calls with a real fire and is answered like everyone else', async ({ browser }) => {
  const { page: third, context: gone } = await signIn(browser, world, 'calltaker3');
  await becomeReady(third);
  await prank(third);
  await gone.close();

  const { page: one, context: oneContext } = await signIn(browser, world, 'calltaker1');
  const { page: two, context: twoContext } = await signIn(browser, world, 'calltaker2');
  await becomeReady(one);
  await becomeReady(two);
  const [citizen, burning] = await Promise.all([dial(world, stranger), dial(world, number)]);
  await expect(rings(one)).toBeVisible(soon);
  await expect(rings(two)).toBeVisible(soon);
  const atRing = await deskOfFire(one, two);
  // At the ring: how often, and nothing of what others thought; no word of a score either.
  expect(atRing.known).toContain('Penilaian petugas lain tampil 5 detik setelah dijawab');
  expect(atRing.known).not.toMatch(/iseng/i);
  await expect(atRing.fire.getByText(/mungkin iseng|petunjuk iseng/i)).toHaveCount(0);
  await picture(atRing.fire, 'forty-pranks-ring');

  const [ofOne, ofTwo] = await Promise.all([answer(one), answer(two)]);
  const { fire, other } = await deskOfFire(one, two);
  const [fireId, citizenId] = fire === one ? [ofOne, ofTwo] : [ofTwo, ofOne];
  await expect(facts(fire)).toContainText('40 ditutup iseng oleh 3 petugas', soon);
  const shownAt = Date.now();
  const call = await callOf(fire, fireId);
  expect(shownAt - Date.parse(call.answeredAt ?? '')).toBeGreaterThanOrEqual(boundMs);
  await picture(fire, 'forty-pranks-talk');

  // Both by people, each at once: the history of the one cost it nothing while there was a desk for each.
  const [ofFire, ofCitizen] = [waitOf(call), waitOf(await callOf(other, citizenId))];
  expect(call.answeredBy).not.toBeNull();
  expect(ofFire.ring).toBeLessThan(boundMs);
  expect(Math.abs(ofFire.ring - ofCitizen.ring)).toBeLessThan(boundMs);
  test.info().annotations.push({ type: 'ms', description: JSON.stringify({ fire: ofFire, citizen: ofCitizen }) });
  await hearsSomething(burning);
  await hearsSomething(citizen);

  await sendIncident(fire);
  await expectSent(fire, fireId);
  await Promise.all([burning.hangUp(), citizen.hangUp()]);
  await finish(fire);
  await finish(other, '3');
  expect((await deskOf(fire)).call).toBeNull();

  await lookAtHints(await signIn(browser, world, 'supervisor'), fireId);
  await oneContext.close();
  await twoContext.close();
});

/** What the hint would have said of the fire, and that it did nothing. */
async function lookAtHints({ page, context }: Awaited<ReturnType<typeof signIn>>, fireId: string): Promise<void> {
  const { items } = await api<RouteOutput<typeof listHintRows>>(page, '/api/hints/rows?group=wrong');
  expect(items).toMatchObject([{ callId: fireId, confirmed: 40, people: 3, cue: null, code: 'EMERGENCY_NEW' }]);
  const { order, figures } = await api<RouteOutput<typeof readHints>>(page, '/api/hints');
  expect(order).toMatchObject({ state: 'shadow', orderingSince: null });
  expect(figures).toMatchObject({ needs: 1, wouldPass: 0 });
  await page.goto('/hints');
  await expect(page.getByText('Ditandai, ternyata butuh bantuan')).toBeVisible(soon);
  await expect(page.getByRole('button', { name: 'Tanda tangani' })).toBeDisabled();
  await expectAccessible(page, 'hints');
  await picture(page, 'hints');
  await page.getByRole('button', { name: 'Lihat panggilannya: Ditandai mungkin iseng' }).click();
  const rows = page.getByRole('dialog', { name: 'Panggilan di balik angka' });
  await expect(rows.getByText('40 iseng oleh 3 petugas')).toBeVisible(soon);
  await expectAccessible(page, 'calls behind a figure');
  await picture(page, 'hints-rows');
  await context.close();
}
