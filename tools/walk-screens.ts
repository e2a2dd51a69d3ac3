import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import sharp from 'sharp';
import { command, type Opened, openIncident, sendTo } from '#e2e/incident-steps.ts';
import { api } from '#e2e/page-steps.ts';
import { signIn, type World } from '#e2e/world.ts';

/*
 * Every screen of every account, at 1440 and 390 px, light and dark, for review and for `docs/screens/`. Called by
 * take-pictures.ts once its story is told, so that calls, incidents and tasks are there.
 */

/** A screen is pictured with the first of these accounts that finds it in its rail; each account's first page always. */
const accounts = [
  'calltaker1',
  'dispatcher',
  'supervisor',
  'damkar',
  'crew1',
  'informasi',
  'kadis',
  'bupati',
  'dpo',
  'admin',
] as const;

const sizes = { 1440: { width: 1440, height: 860 }, 390: { width: 390, height: 844 } } as const;
const schemes = ['light', 'dark'] as const;

/** A narrow page is pictured as far down as somebody would scroll. */
const longest = 2400;

/** One page at both sizes in both schemes: `NAME-1440-light.webp` and its sisters. */
export async function shootAll(page: Page, name: string, into: string): Promise<void> {
  for (const width of [1440, 390] as const) {
    await page.setViewportSize(sizes[width]);
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme });
      // The live feed never ends, so a quiet network cannot be waited for; a moment is enough for what a page fetches. A map is
      // drawn anew in other colours, piece by piece.
      const hasMap = (await page.locator('canvas').count()) > 0;
      await page.waitForTimeout(hasMap ? 4000 : 700);
      await page
        .getByText('Memuat…')
        .first()
        .waitFor({ state: 'hidden', timeout: 15_000 })
        .catch(() => undefined);
      const png = await page.screenshot({ animations: 'disabled', fullPage: width === 390 });
      const { width: across, height } = await sharp(png).metadata();
      await sharp(png)
        .extract({ left: 0, top: 0, width: across, height: Math.min(height, longest) })
        .webp({ quality: 70 })
        .toFile(join(into, `${name}-${width}-${scheme}.webp`));
    }
  }
  console.log(`  ${name}`);
}

/** Enough on the boards, lists and maps that they show what they are for. */
async function fillRegency(dispatcher: Page): Promise<Opened> {
  const fire = await openIncident(dispatcher, 'FIRE_BUILDING', {
    placeText: 'Gg. Melati belakang pasar',
    description: 'Gudang kertas terbakar, asap tebal',
    callerName: 'Budi Hartono',
    callbackNumber: '081298765432',
    point: { latitude: -7.4478, longitude: 112.7183 },
  });
  await sendTo(dispatcher, fire, 'DAMKAR', 'PSC119', 'PLN');
  await command(dispatcher, `/api/incidents/${fire.id}/notes`, { text: 'Warga menutup jalan Seruni' });
  const crash = await openIncident(dispatcher, 'TRAFFIC_INJURY', {
    placeText: 'Perempatan Gedangan',
    lifeAtRisk: 'yes',
    point: { latitude: -7.3906, longitude: 112.7279 },
  });
  await sendTo(dispatcher, crash, 'PSC119', 'DISHUB');
  await openIncident(dispatcher, 'TREE_FALL', {
    placeText: 'Jalan Kenanga',
    point: { latitude: -7.4561, longitude: 112.7102 },
  });
  await openIncident(dispatcher, 'FLOOD', {
    placeText: 'RT 3 RW 2',
    point: { latitude: -7.3639, longitude: 112.7265 },
  });
  return fire;
}

/** Pages that no rail leads to, with somebody who may open them. */
async function openedFrom(dispatcher: Page, { id }: Opened): Promise<readonly (readonly [string, string, string])[]> {
  const calls = await api<{ items: { id: string }[] }>(dispatcher, '/api/calls');
  const call = calls.items[0]?.id;
  return [
    ['dispatcher', 'incident', `/incidents/${id}`],
    ['damkar', 'incident-of-agency', `/incidents/${id}`],
    ['dispatcher', 'incident-new', '/incidents/new'],
    ['dispatcher', 'map-reach', '/map?cov=10'],
    ['supervisor', 'incident-replay', `/incidents/${id}/replay`],
    ['dispatcher', 'incident-print', `/incidents/${id}/print`],
    ['dispatcher', 'board-table', '/board?view=table'],
    ['informasi', 'campaign-proposals', '/campaigns/proposals'],
    ['informasi', 'campaign-material', '/campaigns/material'],
    ...(call === undefined ? [] : [['supervisor', 'call', `/calls/${call}`] as const]),
  ];
}

async function pathsInRail(page: Page): Promise<readonly string[]> {
  const links = page.getByRole('navigation').first().getByRole('link');
  return links.evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? '/'));
}

/** Picture every screen into a folder. */
export async function walkScreens(browser: Browser, world: World, into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  const stranger = await browser.newPage({ baseURL: world.url });
  await stranger.goto('/');
  await stranger.getByLabel('Nama pengguna').waitFor();
  await shootAll(stranger, 'sign-in', into);
  await stranger.close();

  const { page: dispatcher, context } = await signIn(browser, world, 'dispatcher');
  const others = await openedFrom(dispatcher, await fillRegency(dispatcher));
  await context.close();

  const seen = new Set<string>();
  for (const account of accounts) {
    const { page, context: own } = await signIn(browser, world, account);
    await page.waitForTimeout(1500);
    const landing = new URL(page.url()).pathname;
    const rail = await pathsInRail(page);
    for (const path of new Set([landing, ...rail])) {
      if (seen.has(path) && path !== landing) continue;
      seen.add(path);
      await page.goto(path);
      await shootAll(page, `${account}${path.replaceAll('/', '-')}`, into);
    }
    for (const [who, name, path] of others) {
      if (who !== account) continue;
      await page.goto(path);
      await page.waitForTimeout(1500);
      await shootAll(page, name, into);
    }
    await own.close();
  }
}
