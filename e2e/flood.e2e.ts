import { type Page, test } from '@playwright/test';
import type { LineView } from '#features/calls/line-contract.ts';
import { type Flood, startFlood } from '#features/calls/server/lines/test-flood.ts';
import { answer, deskOf, dial, hangUp, hearsSomething } from './call-steps.ts';
import { api, becomeReady, expectAccessible, picture } from './page-steps.ts';
import { changeTrunk } from './setting-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// One number calls without end and strangers knock at the exchange: the citizen is next at the only desk all the same, the
// monitoring calls get through, and what happened is on a page. The desk is real, and so is every call.

let world: World;
test.beforeAll(async ({ browser }) => {
  world = await startWorld();
  const { page: admin, context } = await signIn(browser, world, 'admin');
  // The demo's operator has all addresses of this machine; here all but the first are strangers.
  await changeTrunk(admin, { peers: ['127.0.0.1'] });
  await context.close();
});
test.afterAll(() => world.stop());

const stranger = '127.9.0.1';
const flooding = '081199999999';

function flood(from: string, perSecond: number, caller: string): Promise<Flood> {
  const target = { host: '127.0.0.1', port: world.sipPort };
  return startFlood({
    target,
    from,
    perSecond,
    next: () => ({ method: 'INVITE', user: '112', caller }),
    talkMs: 60_000,
  });
}

const lineOf = async (page: Page) => (await api<{ items: LineView[] }>(page, '/api/lines')).items[0];

/** A monitoring call that began after this moment came through. */
async function comesThrough(boss: Page, since: string): Promise<void> {
  const last = async () => {
    const canary = (await lineOf(boss))?.lastCanary ?? null;
    return canary !== null && canary.dueAt > since ? canary.outcome : null;
  };
  await expect.poll(last, { timeout: 180_000 }).toBe('answered');
}

/** Calls of the flood that the desk answers before the one whose id this is. */
async function answerUntil(desk: Page, callId: string): Promise<number> {
  for (let before = 0; ; before++) {
    const answered = await answer(desk);
    if (answered === callId) return before;
    // A key that comes before the telephone has the call is pressed again, as a person would.
    await expect(async () => {
      await desk.keyboard.press('F4');
      const state = async () => (await deskOf(desk)).presence.state;
      await expect.poll(state, { timeout: 5000 }).not.toBe('talking');
    }).toPass();
  }
}

test('under a flood the citizen is next, monitoring calls get through, and a page says who it was', async ({
  browser,
}) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  const { page: boss, context: bossContext } = await signIn(browser, world, 'supervisor');
  await becomeReady(desk);

  const strangers = await flood(stranger, 50, '1000');
  await expect.poll(() => strangers.answers.get(401) ?? 0).toBeGreaterThan(10);
  const one = await flood('127.0.0.1', 5, flooding);
  await expect.poll(async () => (await deskOf(desk)).queue.waiting).toBeGreaterThan(10);
  const began = new Date().toISOString();

  const citizen = await dial(world, '081234567890');
  const ofCitizen = async () =>
    (await api<{ items: { id: string }[] }>(boss, '/api/calls?caller=081234567890')).items[0]?.id;
  await expect.poll(ofCitizen).toBeDefined();
  // The one that rings when the citizen comes, and at most one more that was chosen in the same moment.
  expect(await answerUntil(desk, (await ofCitizen()) ?? '')).toBeLessThanOrEqual(2);
  await hearsSomething(citizen);
  expect((await deskOf(desk)).queue.waiting).toBeGreaterThan(10);
  await picture(desk, 'flood-desk');

  await comesThrough(boss, began);
  await Promise.all([one.stop(), strangers.stop()]);
  await hangUp(desk, citizen);

  await boss.goto('/lines/figures');
  await expect(boss.getByRole('row', { name: new RegExp(stranger) })).toBeVisible({ timeout: 120_000 });
  await expect(boss.getByText(/terbanyak \d+ dari satu nomor/).first()).toBeVisible();
  await expectAccessible(boss, 'who knocked');
  await picture(boss, 'flood-page');
  await Promise.all([context.close(), bossContext.close()]);
});
