import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '#platform/server/testing/until.ts';
import {
  deskBrowser,
  firewall,
  type Lan,
  makeCertificate,
  must,
  openLan,
  proxyConfiguration,
  removeFolder,
} from './lan.ts';
import { keepConnections, soundOf } from './page-sound.ts';

/**
 * A room of desks on a LAN, as docs/operations.md sets it up: server and desk are machines of their own (network namespaces),
 * between them a cable, before the server the proxy and the firewall of deploy/.
 */
const repository = join(import.meta.dirname, '../..');
const name = '112.uji.lan';
const password = 'ruang-meja-uji-112';
let lan: Lan;
let folder: string;
let browser: Browser;
let authority: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sigap-lan-'));
  lan = await openLan();
  const { server, desk } = lan;
  const certificate = await makeCertificate(repository, join(folder, 'ca'), [name, server.address]);
  authority = certificate.authority;
  await must(...server.inside('nft', '-f', await firewall(repository, folder, '10.112.7.0/24')));
  const node = server.start([process.execPath, join(repository, 'apps/server/main.ts')], {
    SIGAP_DATA: join(folder, 'data'),
    SIGAP_DEMO_PASSWORD: password,
    SIGAP_PUBLIC_URL: `https://${name}`,
    SIGAP_SIP_WS_URL: `wss://${name}/sip`,
  });
  const proxy = server.start(['haproxy', '-f', await proxyConfiguration(repository, folder, certificate.proxy)]);
  const over = Promise.race(
    [node, proxy].map((each) => each.ended.then(() => Promise.reject(new Error(each.output())))),
  );
  over.catch(() => undefined);
  await Promise.race([
    over,
    until(
      'the desk reaches the server',
      async () => (await reach(`https://${server.address}/health/ready`))[0] === 200,
      400_000,
    ),
  ]);
  browser = await chromium.launch({
    executablePath: await deskBrowser(folder, desk, authority),
    args: [
      '--no-sandbox',
      `--host-resolver-rules=MAP ${name} ${server.address}`,
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
});
afterAll(async () => {
  await browser?.close();
  await lan?.close();
  await removeFolder(folder);
});

/** Statuses of addresses as the desk's machine sees them, trusting the authority. */
async function reach(...targets: string[]): Promise<(number | string)[]> {
  const env = `NODE_EXTRA_CA_CERTS=${authority}`;
  const printed = await must(
    ...lan.desk.inside('env', env, process.execPath, join(repository, 'e2e/root/probe.ts'), ...targets),
  );
  // probe.ts prints one line, in the order asked.
  return Object.values(JSON.parse(printed.trim().split('\n').at(-1) ?? '{}') as Record<string, number | string>);
}

/** The API as this person's browser sees it. */
function api<Value>(page: Page, path: string): Promise<Value> {
  return page.evaluate<Value>(`fetch(${JSON.stringify(path)}).then((answer) => answer.json())`);
}

test('ARI, the database and the server itself are out of reach; only the proxy is not', async () => {
  const { address } = lan.server;
  const statuses = await reach(
    `https://${address}/ari/asterisk/info`,
    `https://${address}/ari/events`,
    `https://${address}/ws`,
    `https://${address}/metrics`,
  );
  expect(statuses).toEqual([404, 404, 404, 404]);
  expect(await reach(`http://${address}/`)).toEqual([308]);
  const ports = ['8112', '8113', '5060', '22'].map((port) => `${address}:${port}`);
  expect(await reach(...ports)).toEqual(['closed', 'closed', 'closed', 'closed']);
  expect(await reach(`${address}:443`)).toEqual(['open']);
});

test('the call of the story is answered at a desk of the LAN over HTTPS, with sound both ways', async () => {
  const context = await browser.newContext({
    locale: 'id-ID',
    baseURL: `https://${name}`,
    permissions: ['microphone'],
  });
  await context.addInitScript({ content: keepConnections });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByLabel('Nama pengguna').fill('calltaker1');
  await page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByRole('navigation').first().waitFor();
  const cookies = await context.cookies();
  expect(cookies.filter(({ httpOnly }) => httpOnly).map(({ secure }) => secure)).toEqual([true]);

  await page.getByRole('button', { name: /^Siap/ }).click();
  await until(
    'the desk is registered',
    async () => (await api<{ presence: { reachable: boolean } }>(page, '/api/desk')).presence.reachable,
  );
  const citizen = lan.server.start([process.execPath, join(repository, 'e2e/root/citizen.ts')]);
  await page.getByRole('heading', { name: 'Panggilan masuk' }).waitFor({ timeout: 60_000 });
  await page.keyboard.press('F2');
  await page.getByRole('heading', { name: 'Panggilan berlangsung' }).waitFor({ timeout: 60_000 });

  // A second of speech is 50 packets; the citizen's tone has energy, a silent line has none.
  await until('four seconds were heard', async () => (await soundOf(page)).packetsReceived > 200);
  const sound = await soundOf(page);
  expect(sound.packetsSent).toBeGreaterThan(100);
  expect(sound.energyReceived).toBeGreaterThan(0.001);
  // Over the cable, not over some loopback.
  expect(sound.remote).toBe(lan.server.address);
  await page.keyboard.press('F4');
  expect(await citizen.ended, citizen.output()).toBe(0);
  // citizen.ts prints one line.
  const heard = JSON.parse(citizen.output().trim().split('\n').at(-1) ?? '{}') as {
    answered: boolean;
    packets: number;
    peak: number;
  };
  expect(heard.answered).toBe(true);
  expect(heard.packets).toBeGreaterThan(200);
  expect(heard.peak).toBeGreaterThan(1000);
  console.log(JSON.stringify({ sound, heard }));
  await context.close();
});
