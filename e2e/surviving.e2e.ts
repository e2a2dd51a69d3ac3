import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Page, test } from '@playwright/test';
import type { FollowUpContent } from '#features/calls/follow-up.ts';
import type { CentreContent } from '#features/people/tenant.ts';
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { energyOf } from '#platform/server/sip/sound.ts';
import { api, becomeReady } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// What dies in mid-call, as the people at both ends meet it: the page, the tab, the database, the exchange. The browser's test
// microphone beeps once a second.

let world: World;
/** The citizens' telephone, behind the operator. */
let telephone: Phone;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(360_000);
  telephone = await listenForCalls({ answerAfterMs: 'never', audio: { tone: 440 } });
  world = await startWorld();
  const { page: admin, context } = await signIn(browser, world, 'admin');
  await leadOut(admin);
  await context.close();
});
test.afterAll(async () => {
  telephone?.close();
  await world?.stop();
});

/** The machine may stand still for seconds. */
const soon = { timeout: 60_000 };

interface Setting<Content> {
  readonly id: string;
  readonly version: number;
  readonly content: Content;
}

async function change(page: Page, path: string, data: object): Promise<void> {
  const response = await page.request.post(path, { data });
  expect(response.status(), `${path}: ${await response.text()}`).toBe(200);
}

/** Calls can leave the centre, and whose call was lost is called back at once. */
async function leadOut(admin: Page): Promise<void> {
  const { content: centre, version } = await api<Setting<CentreContent>>(admin, '/api/centre');
  const overflowAddress = `127.0.0.1:${telephone.port}`;
  const content = { ...centre, trunk: { ...centre.trunk, overflowAddress } };
  await change(admin, '/api/centre/change', { version, reason: 'jalur keluar', content });
  const setting = await api<Setting<FollowUpContent>>(admin, '/api/follow-up-setting');
  const steps = { ...setting.content, stepSeconds: [0, 5, 10], ringSeconds: 50 };
  const body = { version: setting.version, reason: 'cerita uji', content: steps };
  await change(admin, `/api/follow-up-setting/${setting.id}/change`, body);
}

interface DeskAnswer {
  readonly call: { readonly id: string; readonly state: string } | null;
  readonly presence: { readonly state: string };
}
const deskOf = (page: Page) => api<DeskAnswer>(page, '/api/desk');
const description = (desk: Page) => desk.getByRole('textbox', { name: 'Keterangan' });
const isOver = (citizen: PlacedCall) => citizen.events.some((event) => event.type === 'ended');

async function openDesk(browser: Browser, username: string): Promise<Page> {
  const { page } = await signIn(browser, world, username);
  page.on('dialog', (dialog) => void dialog.accept());
  return page;
}

const dial = (from: string): Promise<PlacedCall> =>
  placeCall({ host: '127.0.0.1', port: world.sipPort, from, to: '112', audio: { tone: 440 } });

/** F2 until it is answered: a telephone that has just registered may be rung a second time. */
async function answerAlone(desk: Page): Promise<void> {
  await expect(async () => {
    await desk.keyboard.press('F2');
    await expect(desk.getByRole('heading', { name: 'Panggilan berlangsung' })).toBeVisible({ timeout: 5000 });
  }).toPass({ timeout: 120_000 });
}

/** The same, and the server knows. */
async function answer(desk: Page): Promise<void> {
  await expect(async () => {
    await answerAlone(desk);
    await expect.poll(async () => (await deskOf(desk)).call?.state, { timeout: 5000 }).toBe('answered');
  }).toPass({ timeout: 120_000 });
}

/** Beeps have rests: the loudest 200 ms from now on. */
async function hearsSomebody(citizen: PlacedCall): Promise<void> {
  const from = citizen.now();
  const loudest = () => {
    const samples = citizen.heard.samples(from);
    let most = 0;
    for (let at = 0; at + 1600 <= samples.length; at += 1600)
      most = Math.max(most, energyOf(samples.subarray(at, at + 1600)));
    return most;
  };
  await expect.poll(loudest, soon).toBeGreaterThan(80);
}

/** The words are at the server, wherever the page goes now. */
async function typeAndKeep(desk: Page, words: string): Promise<void> {
  const isKept = (sent: { url: () => string; postData: () => string | null }) =>
    sent.url().endsWith('/words') && (sent.postData() ?? '').includes(words.slice(-8));
  const kept = desk.waitForResponse((response) => isKept(response.request()) && response.status() === 200, soon);
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

/** What comes after the first load is fetched once the page is at rest (platform/web/part.tsx). */
async function partsAreThere(desk: Page): Promise<void> {
  const fetched = () =>
    desk.evaluate<boolean>(
      "performance.getEntriesByType('resource').some(({ name }) => name.includes('IncidentForm'))",
    );
  await expect.poll(fetched, soon).toBe(true);
}

async function finish(desk: Page): Promise<void> {
  await expect(desk.getByRole('heading', { name: 'Merampungkan panggilan' })).toBeVisible(soon);
  await desk.keyboard.press('F7');
  await desk.keyboard.press('1');
  await expect(desk.getByText('Belum diklasifikasi')).toBeHidden(soon);
  await desk.keyboard.press('F10');
  await expect.poll(async () => (await deskOf(desk)).presence.state, soon).toBe('ready');
}

test('a page that is reloaded has its call and its words again, and a tab that dies leaves both to the next desk', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const one = await openDesk(browser, 'calltaker1');
  await becomeReady(one);
  const citizen = await dial('081255550001');
  await answer(one);
  await typeAndKeep(one, 'asap dari dapur ');
  await one.reload();
  await answer(one);
  await expect(description(one)).toHaveValue('asap dari dapur ');
  await hearsSomebody(citizen);

  await description(one).focus();
  await one.keyboard.press('End');
  await typeAndKeep(one, 'dua anak di dalam');
  const next = await openDesk(browser, 'calltaker2');
  await becomeReady(next);
  await one.context().close();
  await answer(next);
  await expect(description(next)).toHaveValue('asap dari dapur dua anak di dalam', soon);
  await hearsSomebody(citizen);
  expect(isOver(citizen)).toBe(false);
  await next.keyboard.press('Control+Enter');
  await expect(next.getByText('Semua tersimpan')).toBeVisible(soon);
  await next.keyboard.press('F4');
  await citizen.waitFor('ended', 60_000);
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
  test.setTimeout(600_000);
  const desk = await openDesk(browser, 'calltaker1');
  await becomeReady(desk);
  const before = (await api<{ items: unknown[] }>(desk, '/api/incidents?group=all')).items.length;
  const goOn = stopDatabase();
  let citizen: PlacedCall;
  try {
    citizen = await dial('081255550002');
    await expect(desk.getByRole('heading', { name: 'Panggilan masuk' })).toBeVisible(soon);
    await answerAlone(desk);
    await hearsSomebody(citizen);
    await description(desk).fill('pohon tumbang di jalan raya');
  } finally {
    goOn();
  }
  await save(desk);
  const after = await api<{ items: { description: string | null }[] }>(desk, '/api/incidents?group=all');
  expect(after.items.length).toBe(before + 1);
  expect(isOver(citizen)).toBe(false);
  await desk.keyboard.press('F4');
  await citizen.waitFor('ended', 60_000);
  await finish(desk);
  await desk.context().close();
});

test('the server is away: the exchange rings the desk, which takes the call and the words, and all of it is imported afterwards', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const desk = await openDesk(browser, 'calltaker1');
  await becomeReady(desk);
  const before = (await api<{ items: unknown[] }>(desk, '/api/incidents?group=all')).items.length;
  await partsAreThere(desk);
  await world.kill();
  await expect(desk.getByText(/terputus sejak/i).first()).toBeVisible(soon);
  const citizen = await dial('081255550004');
  await expect(desk.getByRole('heading', { name: 'Panggilan masuk' })).toBeVisible(soon);
  await answerAlone(desk);
  await hearsSomebody(citizen);
  await description(desk).fill('tabrakan di simpang empat');
  await world.restart();
  await expect(desk.getByText(/terputus sejak/i)).toHaveCount(0, soon);
  await save(desk);
  const after = await api<{ items: unknown[] }>(desk, '/api/incidents?group=all');
  expect(after.items.length).toBe(before + 1);
  await desk.keyboard.press('F4');
  await citizen.waitFor('ended', 60_000);
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
  test.setTimeout(600_000);
  const desk = await openDesk(browser, 'calltaker1');
  await becomeReady(desk);
  const citizen = await dial('081255550003');
  await answer(desk);
  await hearsSomebody(citizen);
  const rung = telephone.calls.length;
  process.kill(Number(readFileSync(join(world.data, 'asterisk', 'asterisk.pid'), 'utf8')), 'SIGKILL');
  await expect(desk.getByText(/Telepon TIDAK terdaftar/).first()).toBeVisible(soon);
  await expect(desk.getByText('Telepon terdaftar', { exact: true })).toBeVisible(soon);
  const back = await telephone.waitForCall(rung + 1, 120_000);
  expect(back.to).toContain('081255550003');
  await finish(desk);
  back.answer();
  await expect.poll(() => back.heard.energy(), soon).toBeGreaterThan(300);
  await back.press('1');
  await answer(desk);
  await back.hangUp();
  await finish(desk);
  await desk.context().close();
});
