import { type Browser, type Page, test } from '@playwright/test';
import { api, expectAccessible, picture, soon } from './page-steps.ts';
import { change } from './setting-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// An accident with two agencies: one says that it is not its authority and another is sent; then the type turns out to be
// another one, which asks and does nothing by itself. An agency is out of service, and its cover is proposed. Nobody telephones.

let world: World;
test.beforeAll(async () => {
  world = await startWorld({ env: { SIGAP_ASTERISK: 'off' } });
});
test.afterAll(() => world.stop());

interface Named {
  readonly id: string;
  readonly code: string;
}
interface Assigned {
  readonly id: string;
  readonly agency: Named;
  readonly part: string;
  readonly state: string;
}

async function idOf(page: Page, path: string, code: string): Promise<string> {
  const { items } = await api<{ items: Named[] }>(page, path);
  const found = items.find((one) => one.code === code);
  if (found === undefined) throw new Error(`${path} has no ${code}`);
  return found.id;
}
const typeId = (page: Page, code: string) => idOf(page, '/api/incident-types', code);
const agencyId = (page: Page, code: string) => idOf(page, '/api/agencies?limit=500', code);

/** Somebody reports it by radio; what the form does is told by other stories. */
async function report(page: Page, code: string, given: object = {}): Promise<string> {
  const response = await page.request.post('/api/incidents', {
    data: {
      source: 'radio',
      typeId: await typeId(page, code),
      villageCode: '35.15.08.1004',
      lifeAtRisk: 'no',
      ...given,
    },
  });
  expect(response.status(), await response.text()).toBe(200);
  return (await response.json()).id;
}

const stateOf = async (page: Page, incidentId: string) =>
  (await api<{ items: Assigned[] }>(page, `/api/assignments?group=all&incidentId=${incidentId}`)).items
    .map((one) => `${one.agency.code} ${one.part} ${one.state}`)
    .sort();

async function rejectAsNotOurs(agency: Page): Promise<void> {
  await agency
    .getByRole('button', { name: /^Tolak/ })
    .first()
    .click(soon);
  const dialog = agency.getByRole('dialog');
  await dialog.getByText('Bukan wewenang', { exact: true }).click();
  await dialog
    .getByRole('button', { name: /^Tolak/ })
    .last()
    .click();
  await expect(dialog).toBeHidden(soon);
}

/** Only the chosen of those the table proposes; `there` are on it already and leave the list before it is read. */
async function sendOnly(dispatcher: Page, wanted: RegExp, there: readonly RegExp[] = []): Promise<void> {
  const list = dispatcher.getByRole('list', { name: /Usulan/ });
  await expect(list.getByText(wanted).first()).toBeVisible(soon);
  for (const gone of there) await expect(list.getByText(gone)).toHaveCount(0, soon);
  const names = await list
    .getByRole('checkbox')
    .evaluateAll((boxes) => boxes.map((box) => box.closest('label')?.textContent ?? ''));
  // What was unticked for an earlier sending stays so.
  for (const name of names) {
    const box = list.getByRole('checkbox', { name, exact: true });
    if ((await box.isChecked()) === wanted.test(name)) continue;
    await list.getByText(name, { exact: true }).click();
    await expect(box).toBeChecked({ ...soon, checked: wanted.test(name) });
  }
  await dispatcher.keyboard.press('F9');
}

async function otherPeople(browser: Browser) {
  const dispatcher = (await signIn(browser, world, 'dispatcher')).page;
  const dishub = (await signIn(browser, world, 'dishub')).page;
  const supervisor = (await signIn(browser, world, 'supervisor')).page;
  const admin = (await signIn(browser, world, 'admin')).page;
  return { dispatcher, dishub, supervisor, admin };
}

test('an accident is routed, given back, routed anew, and a later change asks', async ({ browser }) => {
  const { dispatcher, dishub, supervisor, admin } = await otherPeople(browser);
  const id = await report(dispatcher, 'TRAFFIC_INJURY');
  await dispatcher.goto(`/incidents/${id}`);
  await expect(dispatcher.getByText(/Aturan \d+, versi 1: jenis /).first()).toBeVisible(soon);
  await sendOnly(dispatcher, /Public Safety|Perhubungan/);
  await expect
    .poll(() => stateOf(dispatcher, id), soon)
    .toEqual([expect.stringMatching(/^DISHUB support/), expect.stringMatching(/^PSC119 lead/)]);

  await rejectAsNotOurs(dishub);
  await expect(dispatcher.getByText(/Ditolak.*Bukan wewenang/).first()).toBeVisible(soon);
  await sendOnly(dispatcher, /Kepolisian/, [/Public Safety/, /Perhubungan/]);
  await expect.poll(() => stateOf(dispatcher, id), soon).toContainEqual(expect.stringMatching(/^POLRES support/));
  await expect(dispatcher.getByText(/Diteruskan menurut Aturan \d+, versi 1: jenis /)).toBeVisible(soon);

  // Nobody was hurt after all.
  const before = await stateOf(dispatcher, id);
  await supervisor.goto('/board');
  const { version } = await api<{ version: number }>(dispatcher, `/api/incidents/${id}`);
  const changed = await supervisor.request.patch(`/api/incidents/${id}`, {
    data: { version, typeId: await typeId(dispatcher, 'TRAFFIC_MATERIAL') },
  });
  expect(changed.status(), await changed.text()).toBe(200);
  const question = dispatcher.getByRole('region', { name: /Sesudah jenis.* berubah/ });
  await expect(question.getByText(/Batalkan Public Safety/)).toBeVisible(soon);
  await expect(question.getByText(/Kepolisian Resor menjadi OPD utama/)).toBeVisible();
  await expect(supervisor.getByRole('region', { name: /OPD perlu ditinjau/ })).toBeVisible(soon);
  expect(await stateOf(dispatcher, id)).toEqual(before);
  await expectAccessible(dispatcher, 'question');
  await picture(dispatcher, 'routing-question');

  await dispatcher.keyboard.press('F6');
  await expect(question).toBeHidden(soon);
  const after = await stateOf(dispatcher, id);
  expect(after).toContainEqual('PSC119 lead CANCELLED');
  expect(after).toContainEqual(expect.stringMatching(/^POLRES lead/));
  await expect(supervisor.getByRole('region', { name: /OPD perlu ditinjau/ })).toBeHidden(soon);

  await outOfService(dishub, supervisor, dispatcher, admin);
  await settings(admin);
});

/** It says so on its own screen; the board shows it, and its cover is proposed in its place. */
async function outOfService(dishub: Page, supervisor: Page, dispatcher: Page, admin: Page): Promise<void> {
  await dishub.getByRole('button', { name: /Nyatakan tidak siap/ }).click();
  const dialog = dishub.getByRole('dialog').or(dishub.getByRole('alertdialog'));
  await dialog.getByText('Armada rusak atau terpakai').click();
  // The browsers of stories live in the regency's zone, WIB.
  const local = new Date(Date.now() + (5 + 7) * 3_600_000).toISOString().slice(0, 16);
  await dialog.getByLabel(/^Sampai/).fill(local);
  await expectAccessible(dishub, 'out of service, asked');
  await dialog.getByRole('button', { name: /Nyatakan tidak siap/ }).click();
  await expect(dishub.getByText(/Tidak siap sampai/)).toBeVisible(soon);
  await picture(dishub, 'routing-agency');
  await expect(supervisor.getByRole('region', { name: /Tidak siap \(1\)/ }).getByText('Dinas Perhubungan')).toBeVisible(
    soon,
  );
  await picture(supervisor, 'routing-board');

  const content = {
    agencyId: await agencyId(admin, 'DISHUB'),
    coverAgencyId: await agencyId(admin, 'SATPOLPP'),
    times: 'out_of_service',
    windows: [],
    fromDay: null,
    untilDay: null,
    position: 1,
    active: true,
  };
  await change(admin, '/api/covers', { reason: 'cerita uji', content });
  const id = await report(dispatcher, 'STREETLIGHT');
  await dispatcher.goto(`/incidents/${id}`);
  await expect(dispatcher.getByText(/Menggantikan Dinas Perhubungan \(sedang tidak siap\)/)).toBeVisible(soon);
  await picture(dispatcher, 'routing-cover');

  await dishub.getByRole('button', { name: /Siap kembali/ }).click();
  await expect(dispatcher.getByText(/Menggantikan Dinas Perhubungan/)).toBeHidden(soon);
  await expect(supervisor.getByRole('region', { name: /Tidak siap \(0\)/ })).toBeVisible(soon);
}

/** The table is tried before it is needed. */
async function settings(admin: Page): Promise<void> {
  await admin.goto('/routing');
  const type = admin.getByRole('region', { name: 'Coba aturan' }).getByRole('combobox', { name: /Jenis kejadian/ });
  await type.pressSequentially('Pohon tumbang');
  await admin
    .getByRole('option', { name: /Pohon tumbang/ })
    .first()
    .click(soon);
  await expect(admin.getByText(/Aturan \d+, versi 1: jenis Pohon tumbang/)).toBeVisible(soon);
  await admin.getByText(/Dilewati \(\d+\)/).click();
  await expect(admin.getByText(/Aturan 1: tidak cocok pada jenis/)).toBeVisible();
  await expectAccessible(admin, 'table');
  await picture(admin, 'routing-table');
  await admin.keyboard.press('F4');
  await expect(admin.getByRole('dialog').getByText('Hari libur').first()).toBeVisible(soon);
  await expectAccessible(admin, 'rule');
  await picture(admin, 'routing-rule');
  await admin.goto('/covers');
  await expect(admin.getByText('Saat menyatakan tidak siap')).toBeVisible(soon);
  await picture(admin, 'routing-covers');
}

test('a sensitive incident opens to a colleague only by name, with a reason', async ({ browser }) => {
  const dispatcher = (await signIn(browser, world, 'dispatcher')).page;
  const taker = (await signIn(browser, world, 'calltaker1')).page;
  const id = await report(dispatcher, 'CHILD_ABUSE', {
    placeText: 'gudang belakang pasar',
    callerName: 'Mawar Rahasia',
  });
  await taker.goto(`/incidents/${id}`);
  await expect(taker.getByRole('heading', { level: 1 })).toBeVisible(soon);
  await expect(taker.getByText('gudang belakang pasar')).toBeHidden();
  await dispatcher.goto(`/incidents/${id}`);
  await expect(dispatcher.getByText(/gudang belakang pasar/).first()).toBeVisible(soon);
  await dispatcher.getByRole('button', { name: 'Tambah penangan' }).click();
  const dialog = dispatcher.getByRole('dialog').or(dispatcher.getByRole('alertdialog'));
  const { user } = await api<{ user: { displayName: string } }>(taker, '/api/session');
  await dialog.getByRole('combobox', { name: /Petugas/ }).pressSequentially(user.displayName);
  await dispatcher.getByRole('option', { name: user.displayName }).first().click(soon);
  await dialog.getByText('Mengambil alih penanganan').click();
  await dialog.getByRole('button', { name: 'Tambah penangan' }).click();
  await expect(dialog).toBeHidden(soon);
  await picture(dispatcher, 'sensitive-handlers');
  // It opens where the colleague stands, without a reload.
  await expect(taker.getByText(/gudang belakang pasar/).first()).toBeVisible(soon);
  await expectAccessible(dispatcher, 'handlers');
});
