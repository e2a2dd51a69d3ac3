import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './world.ts';

/** The API as this person's browser sees it, with their cookie. */
export async function api<Value>(page: Page, path: string): Promise<Value> {
  const response = await page.request.get(path);
  expect(response.status(), path).toBe(200);
  // The contract's schema has filtered it on the server.
  return (await response.json()) as Value;
}

/** Press `Siap`, and wait until the server knows the desk and its telephone. */
export async function becomeReady(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Siap/ }).click();
  await expect
    .poll(async () => (await api<{ presence: { state: string; reachable: boolean } }>(page, '/api/desk')).presence)
    .toMatchObject({ state: 'ready', reachable: true });
}

/** No finding of axe on the page as it is now. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // React Aria's announcer names a pending button for a moment after that button has left the page.
    .exclude('[data-live-announcer]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(
    violations.map(
      (violation) => `${name}: ${violation.id} ${violation.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
    ),
  ).toEqual([]);
}

/** The first field of an incident by keyboard, in a caller's word; the list of types is open when it returns, Enter takes the first. */
export async function findType(desk: Page): Promise<void> {
  await desk.getByRole('combobox', { name: /Jenis kejadian/ }).pressSequentially('kobong');
  await desk
    .getByRole('option', { name: /Kebakaran rumah/ })
    .first()
    .waitFor();
}

/** The second field, and the village taken. */
export async function takePlace(desk: Page): Promise<void> {
  const place = desk.getByRole('combobox', { name: /Tempat/ });
  await place.click();
  await place.pressSequentially('kel sidokare');
  await desk
    .getByRole('option', { name: /Sidokare/ })
    .first()
    .waitFor();
  await desk.keyboard.press('Enter');
}

/** The talk is over: the call gets the class of this key, and the wrap-up is ended. */
export async function wrapUp(desk: Page, classKey: string): Promise<void> {
  await expect(desk.getByRole('heading', { name: 'Merampungkan panggilan' })).toBeVisible();
  await desk.keyboard.press('F7');
  await desk.keyboard.press(classKey);
  await expect(desk.getByText('Belum diklasifikasi')).toBeHidden();
  await desk.keyboard.press('F10');
}

/** The talk is over: the call is classified as a new emergency, and the desk is ready again. */
export async function classify(desk: Page): Promise<void> {
  await wrapUp(desk, '1');
  await expect
    .poll(async () => (await api<{ presence: { state: string } }>(desk, '/api/desk')).presence.state)
    .toBe('ready');
}

/** To look at: the page as it is now, wide and narrow, light and dark, into the folder that SIGAP_STORY_PICTURES names. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SIGAP_STORY_PICTURES;
  if (folder === undefined) return;
  const before = page.viewportSize();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${folder}/${name}-${width}-${scheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before !== null) await page.setViewportSize(before);
}
