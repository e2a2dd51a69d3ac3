import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, test } from './world.ts';

// Another system of the regency is told of an incident, goes away for a while, and gets what it missed.

/** Another system: it keeps what it is told, and says no while it is told to. */
async function otherSystem() {
  const told: { headers: Record<string, string>; body: string }[] = [];
  const state = { status: 204 };
  const server: Server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    if (state.status === 204) told.push({ headers, body: Buffer.concat(parts).toString('utf8') });
    response.writeHead(state.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server on a TCP port has an address of this kind.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { told, state, url, close: () => server.close() };
}

async function openIncident(page: Page, words: string): Promise<string> {
  const { items } = await (await page.request.get('/api/incident-types')).json();
  const flood = items.find(({ code }: { code: string }) => code === 'FLOOD');
  const made = await page.request.post('/api/incidents', {
    data: { source: 'walk_in', typeId: flood.id, lifeAtRisk: 'no', placeText: words, description: words },
  });
  expect(made.status(), await made.text()).toBe(200);
  return (await made.json()).id;
}

test('a webhook is set up, tried, told of an incident without a word of it, and catches up', async ({
  browser,
  world,
}) => {
  const system = await otherSystem();
  const { page: admin } = await signIn(browser, world, 'admin');
  const { page: dispatcher } = await signIn(browser, world, 'dispatcher');
  try {
    await admin.goto('/webhooks');
    await expect(admin.getByText('Belum ada sistem lain yang diberi tahu.')).toBeVisible(soon);
    await admin.getByRole('button', { name: 'Webhook baru' }).first().click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('Nama').fill('Simpel Damkar');
    await dialog.getByLabel('Alamat').fill('http://opd.example/hook');
    await expect(dialog.getByText('Bukan alamat https')).toBeVisible();
    await dialog.getByLabel('Alamat').fill(system.url);
    await dialog.getByLabel(/^Alasan/).fill('uji sambungan');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    const secret = (await dialog.locator('output').textContent(soon)) ?? '';
    expect(secret).toMatch(/^whsec_/);
    await expectAccessible(admin, 'the secret');
    await picture(admin, 'webhook-kunci');
    await dialog.getByRole('button', { name: 'Sudah saya simpan' }).click();

    await admin.getByRole('row', { name: /Simpel Damkar/ }).click();
    await admin.getByRole('tab', { name: 'Kiriman' }).click();
    await admin.getByRole('button', { name: 'Kirim uji coba' }).click();
    await expect.poll(() => system.told.length, soon).toBe(1);
    await expect(admin.getByRole('row', { name: /Uji coba.*Terkirim/ })).toBeVisible(soon);

    system.state.status = 503;
    const id = await openIncident(dispatcher, 'Rahasia Bu Sri, Jalan Melati');
    await expect(admin.getByText('Ditolak penerima, jawaban 503').first()).toBeVisible(soon);
    await expectAccessible(admin, 'deliveries');
    await picture(admin, 'webhook-kiriman');
    system.state.status = 204;
    // Ten seconds after the first refusal it is tried again by itself.
    await expect.poll(() => system.told.map(({ body }) => JSON.parse(body).type), soon).toContain('incident.opened');
    const opened = system.told.find(({ body }) => JSON.parse(body).type === 'incident.opened');
    const said = new Webhook(secret).verify(opened?.body ?? '', opened?.headers ?? {});
    expect(said).toMatchObject({ data: { subject: { type: 'incident', id } } });
    expect(JSON.stringify(system.told)).not.toMatch(/Rahasia|Melati/);
    await expect(admin.getByRole('row', { name: /incident.opened.*Terkirim/ })).toBeVisible(soon);
  } finally {
    system.close();
  }
});
