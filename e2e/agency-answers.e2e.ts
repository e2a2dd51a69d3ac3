import { type Page, test } from '@playwright/test';
import type { ChannelContent } from '#features/agencies/channel.ts';
import type { AgencyView } from '#features/agencies/contract.ts';
import { openMailServer } from '#platform/server/testing/receivers.ts';
import { api, expectAccessible, picture, soon } from './page-steps.ts';
import { change, type Setting } from './setting-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// Two fires are sent and nobody at the fire brigade acknowledges. Its admin sees it against the target and says why; the head reads it
// beside the figure and answers; the brief that goes out holds the figure and both.

let world: World;
let mail: Awaited<ReturnType<typeof openMailServer>>;
let damkar: AgencyView;

test.beforeAll(async ({ browser }) => {
  mail = await openMailServer({ user: 'pusat', password: 'kunci' });
  world = await startWorld({ env: { SIGAP_PUBLIC_URL: 'https://112.contoh.go.id' } });
  const { page: admin, context } = await signIn(browser, world, 'admin');
  await prepare(admin);
  await context.close();
});
test.afterAll(async () => {
  await mail?.close();
  await world?.stop();
});

async function prepare(admin: Page): Promise<void> {
  const { items } = await api<{ items: AgencyView[] }>(admin, '/api/agencies?limit=200');
  const found = items.find(({ code }) => code === 'DAMKAR');
  if (found === undefined) throw new Error('The demo has a fire brigade');
  damkar = found;
  await change(admin, `/api/agencies/${damkar.id}/contacts`, {
    reason: 'cerita uji',
    content: { name: 'Budi Piket', phone: null, email: 'piket@damkar.contoh.go.id', position: 1, active: true },
  });
  const channels = await api<Setting<ChannelContent>>(admin, '/api/channels');
  const email = {
    active: true,
    host: '127.0.0.1',
    port: mail.port,
    security: 'none',
    username: 'pusat',
    from: 'pusat112@contoh.go.id',
  };
  await change(admin, `/api/channels/${channels.id}/change`, {
    version: channels.version,
    reason: 'cerita uji',
    content: { ...channels.content, email },
    secrets: { email: 'kunci' },
  });
}

/** A fire on which the fire brigade is sent. */
async function sendFire(dispatcher: Page): Promise<void> {
  const { items } = await api<{ items: { id: string; code: string }[] }>(dispatcher, '/api/incident-types');
  const typeId = items.find(({ code }) => code === 'FIRE_BUILDING')?.id;
  const made = await dispatcher.request.post('/api/incidents', {
    data: { source: 'walk_in', typeId, lifeAtRisk: 'yes', villageCode: '35.15.08.1004', callerName: 'Sri Lestari' },
  });
  expect(made.status(), await made.text()).toBe(200);
  const { id } = await made.json();
  await change(dispatcher, `/api/incidents/${id}/assignments`, { agencies: [{ agencyId: damkar.id, part: 'lead' }] });
}

async function explains(agency: Page): Promise<void> {
  await agency.goto('/agency-answers');
  await expect(agency.getByRole('heading', { name: 'Kinerja OPD', level: 1 })).toBeVisible(soon);
  const line = agency.getByRole('row', { name: /Tidak tercapai/ }).first();
  await expect(line).toContainText('≥ 90', soon);
  await expect(agency.getByRole('grid', { name: 'Belum diterima sekarang' }).getByRole('row')).toHaveCount(3);
  await picture(agency, 'agency-answers-missed');
  await expectAccessible(agency, 'the page of an agency');
  await line.getByRole('button', { name: 'Jelaskan' }).click();
  const dialog = agency.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Sirene posko rusak sejak Senin; suku cadang dipesan.');
  await expectAccessible(agency, 'writing an explanation');
  await picture(agency, 'agency-answers-explain');
  await dialog.getByRole('button', { name: 'Simpan penjelasan' }).click();
  await expect(line.getByText('Sirene posko rusak sejak Senin')).toBeVisible(soon);
  // The rows behind the figure, by keyboard.
  await line
    .getByRole('button', { name: /^Diterima|0 %/ })
    .first()
    .focus();
  await agency.keyboard.press('Enter');
  await expect(agency.getByRole('dialog').getByRole('row')).toHaveCount(3, soon);
  await picture(agency, 'agency-answers-rows');
  await agency.keyboard.press('Escape');
}

async function answers(head: Page): Promise<void> {
  await head.goto('/agency-answers');
  await head.getByRole('row', { name: /Pemadam Kebakaran/ }).click({ timeout: soon.timeout });
  await expect(head.getByText('Sirene posko rusak sejak Senin')).toBeVisible(soon);
  await head.getByRole('button', { name: 'Tanggapi' }).click();
  await head.getByRole('dialog').getByRole('textbox').fill('Pakai radio sampai sirene kembali.');
  await head.getByRole('button', { name: 'Simpan tanggapan' }).click();
  await expect(head.getByText('Pakai radio sampai sirene kembali.')).toBeVisible(soon);
}

async function sendsBrief(head: Page): Promise<void> {
  await head.getByRole('button', { name: 'Kirim ringkasan' }).click();
  const dialog = head.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /Alasan mengirim/ }).fill('Rapat evaluasi');
  await expectAccessible(head, 'sending a brief');
  await dialog.getByRole('button', { name: 'Kirim ringkasan' }).click();
  const briefs = head.getByRole('region', { name: 'Ringkasan bulanan lewat surel' });
  await expect(briefs.getByText('Rapat evaluasi')).toBeVisible(soon);
  const sources = () => mail.mails.map(({ source }) => source).filter((source) => source.includes('application/pdf'));
  await expect.poll(() => sources().length, soon).toBe(1);
  await expect(briefs.getByText('Terkirim', { exact: true })).toBeVisible(soon);
  await picture(head, 'agency-answers-head');
  await expectAccessible(head, 'an agency as the head sees it');
  // Long lines of a mail are folded by a `=` at their end (RFC 2045).
  const told = (sources()[0] ?? '').replaceAll('=\r\n', '');
  for (const part of ['Sirene posko rusak sejak Senin', 'Pakai radio sampai sirene kembali', '0 dari 2'])
    expect(told).toContain(part);
  // With their spaces, which the letters of the attached file never have.
  expect(told).not.toMatch(/Sri Lestari|Budi Piket/);
}

test('an agency that missed its target says why, the head answers, and the brief holds both', async ({ browser }) => {
  const { page: dispatcher, context: room } = await signIn(browser, world, 'dispatcher');
  await sendFire(dispatcher);
  await sendFire(dispatcher);
  const { page: agency, context: brigade } = await signIn(browser, world, 'damkar');
  await explains(agency);
  const { page: head, context: lead } = await signIn(browser, world, 'kadis');
  await answers(head);
  await sendsBrief(head);
  await agency.reload();
  await expect(agency.getByText('Pakai radio sampai sirene kembali.')).toBeVisible(soon);
  // Another agency has its own page only, and never this one.
  const { page: other, context: ambulance } = await signIn(browser, world, 'psc119');
  expect((await other.request.get(`/api/agency-answers/${damkar.id}`)).status()).toBe(404);
  for (const each of [room, brigade, lead, ambulance]) await each.close();
});
