import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { freePort, mediaPorts } from '#platform/server/testing/free-port.ts';

const repository = join(import.meta.dirname, '..');
const password = 'cerita-uji-112';

/** A whole Sigap in a folder of its own on ports of its own: what `npm start` runs, with the demo regencies in it. */
export interface World {
  readonly url: string;
  readonly sipPort: number;
  readonly data: string;
  readonly password: string;
  /** kill -9 of the server process; PostgreSQL and Asterisk live on. */
  kill: () => Promise<void>;
  /** Start the server process again on the same folder. */
  restart: () => Promise<void>;
  /** End everything and keep the folder. */
  halt: () => Promise<void>;
  stop: () => Promise<void>;
  log: () => string;
}

export async function startWorld(options: { env?: Record<string, string>; args?: string[] } = {}): Promise<World> {
  const data = await newFolder(options.args ?? []);
  const own = await ownVariables(data);
  const env = { ...process.env, ...own, ...options.env };
  let output = '';
  let child: ChildProcess | null = null;
  const url = `http://127.0.0.1:${own.SIGAP_PORT}`;

  const start = async () => {
    const started = spawn(process.execPath, [join(repository, 'apps/server/main.ts'), ...(options.args ?? [])], {
      cwd: repository,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    started.stdout.on('data', collect);
    started.stderr.on('data', collect);
    const ended = new Promise<never>((_resolve, reject) => {
      started.once('exit', (code) =>
        reject(new Error(`The server ended with ${code} before it was ready:\n${output}`)),
      );
    });
    await Promise.race([untilReady(url), ended]);
  };
  const finish = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });

  await start();
  return {
    url,
    sipPort: Number(own.SIGAP_SIP_PORT),
    data,
    password,
    kill: () => finish('SIGKILL'),
    restart: start,
    halt: () => finish('SIGTERM'),
    stop: async () => {
      await leaveAll();
      await finish('SIGTERM');
      await rm(data, { recursive: true, force: true });
    },
    log: () => output,
  };
}

/** The browsers of those who signed in; a worker has one for all its stories. */
const browsers = new Set<Browser>();

/** A page that was left open asks a world that is gone for news until the last story, and keeps its microphone: it slows all that follow. */
async function leaveAll(): Promise<void> {
  for (const browser of browsers) for (const context of browser.contexts()) await context.close();
}

/** Where the installation lies that e2e/template-setup.ts has filled once for all stories: half of a start is saved by it. */
export const templateVariable = 'SIGAP_STORY_TEMPLATE';

/** A copy of the template; empty where a story wants another installation than `npm start` makes, or there is no template. */
async function newFolder(args: readonly string[]): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'sigap-story-'));
  const template = process.env[templateVariable];
  // `cp -a` keeps the owners: PostgreSQL and Asterisk are not root's.
  if (template !== undefined && args.length === 0) await promisify(execFile)('cp', ['-a', `${template}/.`, data]);
  return data;
}

/** Free ports, so that several worlds run side by side. */
async function ownVariables(data: string) {
  const [port, sipPort, wsPort] = [await freePort(), await freePort(), await freePort()];
  const rtp = mediaPorts(200);
  return {
    SIGAP_DATA: data,
    SIGAP_PORT: String(port),
    SIGAP_SIP_PORT: String(sipPort),
    SIGAP_SIP_WS_PORT: String(wsPort),
    SIGAP_RTP_PORTS: `${rtp.from}-${rtp.to}`,
    SIGAP_DEMO_PASSWORD: password,
  };
}

async function untilReady(url: string): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt++) {
    const ready = await fetch(`${url}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The server was not ready within two minutes');
}

/** A citizen: SIPp calls 112 through the trunk and sends speech. */
export interface Citizen {
  /** Resolves when SIPp ends; the exit status is 0 when the scenario went as written. */
  readonly ended: Promise<number>;
  readonly log: () => string;
}

const speech = join(repository, 'e2e/sipp/kebakaran.alaw');

/** SIPp does not fill keywords into the name of the file it streams, so the scenario is written with the path in it. */
function scenarioOf(world: World, name: string): string {
  const target = join(world.data, `${name}.xml`);
  writeFileSync(
    target,
    readFileSync(join(repository, `e2e/sipp/${name}.xml`), 'latin1').replaceAll('[speech]', speech),
    'latin1',
  );
  return target;
}

export function callAs(
  world: World,
  options: { from: string; scenario: 'talk' | 'hang-up-in-queue'; localAddress?: string },
): Citizen {
  let output = '';
  const child = spawn(
    'sipp',
    [
      `127.0.0.1:${world.sipPort}`,
      '-sf',
      scenarioOf(world, options.scenario),
      '-i',
      options.localAddress ?? '127.0.0.1',
      '-m',
      '1',
      '-l',
      '1',
      '-timeout',
      '120',
      '-timeout_error',
      '-nostdin',
      '-key',
      'caller',
      options.from,
    ],
    { cwd: world.data, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    ended: new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1))),
    log: () => output,
  };
}

/**
 * Sign somebody in, in a browser context of their own: two people never share cookies. By the form as people do, or by the request
 * that the form sends, which spares a story the loading of a page.
 */
export async function signIn(
  browser: Browser,
  world: World,
  username: string,
  by: 'form' | 'request' = 'request',
): Promise<{ page: Page; context: BrowserContext }> {
  browsers.add(browser);
  const context = await browser.newContext({ baseURL: world.url, permissions: ['microphone', 'notifications'] });
  const page = await context.newPage();
  if (by === 'form') {
    await page.goto('/');
    // The first page of a browser that has just started, on a machine that may stall.
    await page.getByLabel('Nama pengguna').fill(username, { timeout: 60_000 });
    await page.getByLabel('Kata sandi', { exact: true }).fill(world.password);
    await page.getByRole('button', { name: 'Masuk' }).click();
  } else {
    const opened = await context.request.post('/api/session', { data: { username, password: world.password } });
    expect(opened.status(), await opened.text()).toBe(200);
    await page.goto('/');
  }
  await page.getByRole('navigation').first().waitFor();
  return { page, context };
}

export const test = base.extend<object, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for a destructured first parameter
    async ({}, use) => {
      const world = await startWorld();
      await use(world);
      await world.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});
export { expect };
