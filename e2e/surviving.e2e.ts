import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Page, test } from '@playwright/test';
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import type { PlacedCall } from '#platform/server/sip/place-call.ts';
import { answer, answerAlone, dial, finish, hangUp, hearsSomething } from './call-steps.ts';
import { api, becomeReady } from './page-steps.ts';
import { changeFollowUps, leadOut } from './setting-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// What dies in mid-call, as the people at both ends meet it: the page, the tab, the database, the exchange. The browser's test
// microphone beeps once a second.

let world: World;
/** The citizens' telephone, behind the operator. */
let telephone: Phone;
test.beforeAll(async ({ browser }) => {
  telephone = await listenForCalls({ answerAfterMs: 'never', audio: { tone: 440 } });
  world = await startWorld();
  const { page: admin, context } = await signIn(browser, world, 'admin');
  // Calls can leave the centre, and whose call was lost is called back at once.
  await leadOut(admin, `127.0.0.1:${telephone.port}`);
  await changeFollowUps(admin, { stepSeconds: [0, 5, 10], ringSeconds: 50 });
  await context.close();
});
test.afterAll(async () => {
  telephone?.close();
  await world?.stop();
});

const description = (desk: Page) => desk.getByRole('textbox', { name: 'Keterangan', exact: true });
const isOver = (citizen: PlacedCall) => citizen.events.some((event) => event.type === 'ended');

async function openDesk(browser: Browser, username: string): Promise<Page> {
  const { page } = await signIn(browser, world, username);
  page.on('dialog', (dialog) => void dialog.accept());
  return page;
}

/** The words are at the server, wherever the page goes now. */
async function typeAndKeep(desk: Page, words: string): Promise<void> {
  const isKept = (sent: { url: () => string; postData: () => string | null }) =>
    sent.url().endsWith('/words') && (sent.postData() ?? '').includes(words.slice(-8));
  const kept = desk.waitForResponse((response) => isKept(response.request()) && response.status() === 200);
  await description(desk).pressSequentially(words);
  await kept;
}

/** What could not be saved goes when the call is known, at one key. */
async function save(desk: Page): Promise<void> {
  await expect(async () => {
    await desk.keyboard.press('Control+Enter');
    await expect(desk.getByText('Semua tersimpan')).toBeVisible({ timeout: 5000 });
  }).toPass({ timeout: 120_000 });
}

/** What comes after the first load, with all that it brings: it is fetched once the page is at rest (platform/web/part.tsx). */
async function partsAreThere(desk: Page): Promise<void> {
  const form = () =>
    desk.evaluate<string | undefined>(
      "performance.getEntriesByType('resource').find(({ name }) => /IncidentForm.*\\.js/.test(name))?.name",
    );
  await expect.poll(form).toBeTruthy();
  // What is on its way already is waited for, not fetched again.
  await desk.evaluate(`import(${JSON.stringify(await form())}).then(() => undefined)`);
}

test('a page that is reloaded has its call and its words again, and a tab that dies leaves both to the next desk', async ({
  browser,
}) => {
  const one = await openDesk(browser, 'calltaker1');
  await becomeReady(one);
  const citizen = await dial(world, '081255550001');
  await answer(one);
  await typeAndKeep(one, 'asap dari dapur ');
  await one.reload();
  await answer(one);
  await expect(description(one)).toHaveValue('asap dari dapur ');
  await hearsSomething(citizen);

  await description(one).focus();
  await one.keyboard.press('End');
  await typeAndKeep(one, 'dua anak di dalam');
  const next = await openDesk(browser, 'calltaker2');
  await becomeReady(next);
  await one.context().close();
  await answer(next);
  await expect(description(next)).toHaveValue('asap dari dapur dua anak di dalam');
  await hearsSomething(citizen);
  expect(isOver(citizen)).toBe(false);
  await next.keyboard.press('Control+Enter');
  await expect(next.getByText('Semua tersimpan')).toBeVisible();
  await hangUp(next, citizen);
  await finish(next);
  await next.context().close();
});

/** Every process of the world's database stands still, as on a disk that hangs; returns how it goes on. */
function stopDatabase(): () => void {
  const main = readFileSync(join(world.data, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', main], { encoding: 'utf8' });
  const all = [main, ...children.split('\n')].map(Number).filter((pid) => pid > 0);
  const tell = (signal: NodeJS.Signals) => {
    // A child may have ended meanwhile.
    for (const pid of all) if (pid === all[0] || isThere(pid)) process.kill(pid, signal);
  };
  tell('SIGSTOP');
  return () => tell('SIGCONT');
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('the database is away: a call is answered, the form keeps what is typed and sends it once', async ({
  browser,
}) => {
  const desk = await openDesk(browser, 'calltaker1');
  await becomeReady(desk);
  const before = (await api<{ items: unknown[] }>(desk, '/api/incidents?group=all')).items.length;
  const goOn = stopDatabase();
  let citizen: PlacedCall;
  try {
    citizen = await dial(world, '081255550002');
    await answerAlone(desk);
    await hearsSomething(citizen);
    await description(desk).fill('pohon tumbang di jalan raya');
  } finally {
    goOn();
  }
  await save(desk);
  const after = await api<{ items: { description: string | null }[] }>(desk, '/api/incidents?group=all');
  expect(after.items.length).toBe(before + 1);
  expect(isOver(citizen)).toBe(false);
  await hangUp(desk, citizen);
  await finish(desk);
  await desk.context().close();
});

test('the server is away: the exchange rings the desk, which takes the call and the words, and all of it is imported afterwards', async ({
  browser,
}) => {
  const desk = await openDesk(browser, 'calltaker1');
  await becomeReady(desk);
  const before = (await api<{ items: unknown[] }>(desk, '/api/incidents?group=all')).items.length;
  await partsAreThere(desk);
  await world.kill();
  await expect(desk.getByText(/terputus sejak/i).first()).toBeVisible();
  const citizen = await dial(world, '081255550004');
  await answerAlone(desk);
  await hearsSomething(citizen);
  await description(desk).fill('tabrakan di simpang empat');
  await world.restart();
  await expect(desk.getByText(/terputus sejak/i)).toHaveCount(0);
  await save(desk);
  const after = await api<{ items: unknown[] }>(desk, '/api/incidents?group=all');
  expect(after.items.length).toBe(before + 1);
  await hangUp(desk, citizen);
  await finish(desk);
  const { items } = await api<{ items: { state: string; answeredAt: string | null }[] }>(
    desk,
    '/api/calls?group=ended',
  );
  expect(items[0]).toMatchObject({ state: 'ended', answeredAt: expect.any(String) });
  await desk.context().close();
});

test('the exchange dies: the desk registers again by itself, and whoever was cut off is called back', async ({
  browser,
}) => {
  const desk = await openDesk(browser, 'calltaker1');
  await becomeReady(desk);
  const citizen = await dial(world, '081255550003');
  await answer(desk);
  await hearsSomething(citizen);
  const rung = telephone.calls.length;
  process.kill(Number(readFileSync(join(world.data, 'asterisk', 'asterisk.pid'), 'utf8')), 'SIGKILL');
  await expect(desk.getByText(/Telepon TIDAK terdaftar/).first()).toBeVisible();
  await expect(desk.getByText('Telepon terdaftar', { exact: true })).toBeVisible();
  const back = await telephone.waitForCall(rung + 1, 120_000);
  expect(back.to).toContain('081255550003');
  await finish(desk);
  back.answer();
  await expect.poll(() => back.heard.energy()).toBeGreaterThan(300);
  await back.press('1');
  await answer(desk);
  await back.hangUp();
  await finish(desk);
  await desk.context().close();
});
