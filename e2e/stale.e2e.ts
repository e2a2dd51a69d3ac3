import { type Browser, type BrowserContext, type Page, test } from '@playwright/test';
import { type Cable, layCable } from './cable.ts';
import { command, type Opened, openIncident, sendTo } from './incident-steps.ts';
import { api, expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A dispatcher's browser is without connection for a minute in which much happens: by the browser's own word (offline), and by the
// live feed alone being cut on the way. The page says that it is behind; afterwards everything is current and nothing doubled.

let world: World;
let cable: Cable;
test.beforeAll(async () => {
  world = await startWorld({ env: { SIGAP_ASTERISK: 'off' } });
  cable = await layCable(world);
});
test.afterAll(async () => {
  await cable?.close();
  await world?.stop();
});

const minuteMs = 60_000;

interface BoardAnswer {
  readonly assignments: readonly { id: string; state: string; incident: { id: string } }[];
  readonly unassigned: readonly { incident: { id: string } }[];
  readonly drafts: readonly { id: string }[];
  readonly resolved: readonly { id: string }[];
}

/** Which incidents the board must show, in which lane's words. */
async function truth(room: Page): Promise<string[]> {
  const board = await api<BoardAnswer>(room, '/api/board');
  const ids = [
    ...board.assignments.map((one) => one.incident.id),
    ...board.unassigned.map((one) => one.incident.id),
    ...board.drafts.map((one) => one.id),
    ...board.resolved.map((one) => one.id),
  ];
  return [...new Set(ids)].toSorted();
}

const shown = (board: Page) =>
  board.locator('[data-card]').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-card') ?? ''));

/** For a minute of the world's time things happen, from another room. */
async function muchHappens(room: Page, watched: Opened, task: string): Promise<void> {
  const began = Date.now();
  await command(room, `/api/assignments/${task}/acknowledge`);
  await command(room, `/api/incidents/${watched.id}/notes`, { text: 'Tangga sedang dibawa' });
  for (let n = 0; n < 6 || Date.now() - began < minuteMs; n++) {
    const incident = await openIncident(room, 'TREE_FALL', { placeText: `Jalan Anggrek ${n}` });
    if (n % 2 === 0) {
      const [id] = await sendTo(room, incident, 'DLH');
      if (n % 4 === 0) await command(room, `/api/assignments/${id}/finish`, { result: 'DONE' }).catch(() => undefined);
    }
    await command(room, `/api/assignments/${task}/${n === 0 ? 'en-route' : 'arrive'}`).catch(() => undefined);
    await room.waitForTimeout(5000);
  }
}

/** The dispatcher's three pages: the board, the list, one incident. */
async function open(context: BrowserContext, board: Page, watched: Opened) {
  const [list, sheet] = [await context.newPage(), await context.newPage()];
  await board.goto('/board');
  await list.goto('/incidents');
  await sheet.goto(`/incidents/${watched.id}`);
  await expect(board.locator(`[data-card="${watched.id}"]`)).toBeVisible(soon);
  await expect(list.getByRole('grid', { name: 'Kejadian' })).toBeVisible(soon);
  await expect(sheet.getByRole('list', { name: 'Kronologi' })).toBeVisible(soon);
  for (const page of [board, list, sheet]) await expect(page.getByText('terhubung', { exact: true })).toBeVisible(soon);
  return { board, list, sheet };
}

type Pages = Awaited<ReturnType<typeof open>>;

/** Every page shows what the server says, each thing once. */
async function isCurrent({ board, list, sheet }: Pages, room: Page, watched: Opened): Promise<void> {
  for (const page of [board, list, sheet])
    await expect(page.getByRole('alert').getByText(/terputus sejak/)).toBeHidden(soon);
  const wanted = await truth(room);
  // A lane makes only the cards in sight: scrolled through, each of them is met.
  await board.setViewportSize({ width: 1440, height: 6000 });
  await expect.poll(async () => (await shown(board)).toSorted(), soon).toEqual(wanted);
  await board.setViewportSize({ width: 1440, height: 900 });
  await expect(board.locator(`[data-card="${watched.id}"]`)).toContainText(/Tiba di lokasi/, soon);
  const { count } = await api<{ count: number }>(room, '/api/incidents/list/count');
  await expect(list.getByText(`${count} kejadian`)).toBeVisible(soon);
  const numbers = list.getByRole('grid', { name: 'Kejadian' }).locator('tbody tr > th');
  await expect(numbers).toHaveCount(Math.min(count, 100), soon);
  const texts = await numbers.allTextContents();
  expect(new Set(texts).size).toBe(texts.length);
  const { items } = await api<{ items: unknown[] }>(room, `/api/incidents/${watched.id}/timeline`);
  await expect(sheet.getByRole('list', { name: 'Kronologi' }).getByRole('listitem')).toHaveCount(items.length, soon);
  await expect(sheet.getByText('Tangga sedang dibawa')).toHaveCount(1, soon);
}

const ways = {
  'the browser itself is offline': {
    cut: (context: BrowserContext) => context.setOffline(true),
    mend: (context: BrowserContext) => context.setOffline(false),
  },
  'the live feed alone is cut on its way': {
    cut: async () => cable.cut('feed'),
    mend: async () => cable.mend(),
  },
} as const;

/** A dispatcher who is cut off in one of the ways, with the pages that must be right afterwards. */
async function cutOff(browser: Browser, name: keyof typeof ways, watched: Opened) {
  const way = ways[name];
  // Whoever is offline by the browser has a way of their own to the server.
  const { page, context } = await signIn(
    browser,
    name === 'the browser itself is offline' ? world : cable.world,
    'dispatcher',
  );
  const pages = await open(context, page, watched);
  await way.cut(context);
  for (const each of Object.values(pages))
    await expect(each.getByRole('alert').getByText(/terputus sejak/)).toBeVisible(soon);
  return { name, page, pages, context, mend: () => way.mend(context) };
}

test('browsers that lost their connection for a minute show nothing stale, by whichever way it was lost', async ({
  browser,
}) => {
  const { page: room, context: elsewhere } = await signIn(browser, world, 'supervisor');
  const watched = await openIncident(room, 'FIRE_BUILDING', { placeText: 'Gg. Melati' });
  const [task = ''] = await sendTo(room, watched, 'DAMKAR');
  const lost = [
    await cutOff(browser, 'the browser itself is offline', watched),
    await cutOff(browser, 'the live feed alone is cut on its way', watched),
  ];
  await muchHappens(room, watched, task);
  for (const { name, page, pages, context, mend } of lost) {
    await expectAccessible(page, `board, ${name}`);
    await picture(page, 'board-behind');
    await mend();
    await isCurrent(pages, room, watched);
    await context.close();
  }
  await elsewhere.close();
});
