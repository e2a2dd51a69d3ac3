import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './world.ts';

/** The machine may stand still for seconds; also said here because pictures are taken without playwright.config.ts. */
export const soon = { timeout: 60_000 };

/** The API as this person's browser sees it, with their cookie. */
export async function api<Value>(page: Page, path: string): Promise<Value> {
  const response = await page.request.get(path);
  expect(response.status(), path).toBe(200);
  // The contract's schema has filtered it on the server.
  return (await response.json()) as Value;
}

/** Press `Siap`, and wait until the server knows the desk and its telephone. */
export async function becomeReady(page: Page): Promise<void> {
  // A machine under load takes its time to show the desk.
  await page.getByRole('button', { name: /^Siap/ }).click({ timeout: 120_000 });
  await expect
    .poll(
      async () => (await api<{ presence: { state: string; reachable: boolean } }>(page, '/api/desk')).presence,
      soon,
    )
    .toMatchObject({ state: 'ready', reachable: true });
}

/** What the story needs in the page is there before the page's own scripts; whether to leave in mid-call is answered with yes. */
export async function reloadWith(page: Page, script: string): Promise<void> {
  await page.addInitScript(script);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
}

/** No finding of axe on the page once it stands still: a colour on its way from one to another is neither. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const findings = async () => {
    const { violations } = await new AxeBuilder({ page })
      // React Aria's announcer names a pending button for a moment after that button has left the page.
      .exclude('[data-live-announcer]')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    return violations.map(
      (violation) => `${name}: ${violation.id} ${violation.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
    );
  };
  // One look takes many seconds on a busy machine.
  await expect.poll(findings, soon).toEqual([]);
}

/** The first field of an incident by keyboard, in a caller's word; the list of types is open when it returns, Enter takes the first. */
export async function findType(desk: Page): Promise<void> {
  await desk.getByRole('combobox', { name: /Jenis kejadian/ }).pressSequentially('kobong');
  await desk
    .getByRole('option', { name: /Kebakaran rumah/ })
    .first()
    .waitFor();
}

/** The first of the types that are found is taken. */
export async function takeType(desk: Page): Promise<void> {
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('combobox', { name: /Jenis kejadian/ })).toHaveValue(/Kebakaran rumah/, soon);
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
  await expect(desk.getByText('Sidokare, Sidoarjo').first()).toBeVisible(soon);
}

async function fillIncident(desk: Page): Promise<void> {
  await findType(desk);
  await takeType(desk);
  await takePlace(desk);
}

/** A fire by keyboard while one talks, kept; nobody is sent. */
export async function saveIncident(desk: Page): Promise<void> {
  await fillIncident(desk);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('link', { name: 'Buka halaman kejadian' })).toBeVisible(soon);
}

/** A fire with life at risk by keyboard while one talks, and the proposal of the routing table sent. */
export async function sendIncident(desk: Page): Promise<void> {
  await fillIncident(desk);
  await desk.keyboard.press('Alt+y');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('checkbox', { name: /Pemadam Kebakaran/ })).toBeChecked(soon);
  await desk.keyboard.press('F9');
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
