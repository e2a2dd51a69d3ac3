import { connect, type Socket } from 'node:net';
import { chromium, type Page } from '@playwright/test';
import { signIn, startWorld, type World } from '#e2e/world.ts';
import { regencyOf, request } from './many-incidents.ts';
import { type BenchResult, type BenchSize, quantile } from './result.ts';

/**
 * From the answer of the dispatcher's command (the assignment is committed) until the agency's page has painted the task, with
 * 500 screens of agencies connected to the same feed. The reference is the same page alone on the feed, in the same run; blocks
 * alternate. The 500 are real sessions' streams, read by raw sockets in this process; one is a page in a real browser.
 */
export async function bench(size: BenchSize = 'full'): Promise<readonly BenchResult[]> {
  const [screens, blocks, rounds] = size === 'full' ? [500, 4, 15] : [20, 2, 3];
  const world = await startWorld({ env: { SIGAP_ASTERISK: 'off', SIGAP_BACKUPS: 'off' } });
  const browser = await chromium.launch({ executablePath: process.env.SIGAP_CHROMIUM ?? '/usr/bin/chromium' });
  try {
    const dispatcher = (await signIn(browser, world, 'dispatcher')).page;
    const { page: agency, context } = await signIn(browser, world, 'damkar');
    await agency.goto('/tasks');
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const { open, send } = await regencyOf(dispatcher);
    const times: Record<'many' | 'alone', number[]> = { many: [], alone: [] };
    const round = async (n: number) => {
      const incident = await open(n);
      await watch(agency, incident.number);
      const { items } = await send(incident, 'DAMKAR');
      const committed = Date.now();
      const painted = await agency.evaluate<number>('window.painted');
      await request(dispatcher, 'POST', `/api/assignments/${items[0]?.id}/cancel`, { reason: 'not_needed' });
      await dispatcher.waitForTimeout(300);
      return painted - committed;
    };
    await round(0);
    for (let block = 0; block < blocks; block++) {
      for (let n = 0; n < rounds; n++) times.alone.push(await round(block * 100 + n));
      const sockets = await connectScreens(world, cookie, screens - 1);
      for (let n = 0; n < rounds; n++) times.many.push(await round(block * 100 + 50 + n));
      for (const socket of sockets) socket.destroy();
    }
    return [0.5, 0.99].map((share) => ({
      name: `committed to visible at the agency, ${screens} screens, p${share * 100}`,
      ours: say(times.many),
      reference: `the same page alone on the feed: ${say(times.alone)}`,
      // What is painted before the answer has reached the dispatcher counts as nothing; a ratio of nothings says nothing.
      ratio: ratioOf(quantile(times.many, share), quantile(times.alone, share)),
      target: { atMost: share === 0.5 ? 2 : 3 },
      remark: `${times.many.length} assignments each, in ${blocks} alternating blocks; from the command's answer to the frame after the task is on the page, clocks of 1 ms; headless Chromium ${browser.version()}, real server with an embedded PostgreSQL, fsync on; all of one agency, whose screens all hear each of them`,
    }));
  } finally {
    await browser.close();
    await world.stop();
  }
}

const ratioOf = (many: number, alone: number) => (alone <= 0 ? null : many / alone);

const say = (times: readonly number[]) =>
  `p50 ${quantile(times, 0.5).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms`;

/** In-page code is text: the types of a browser are not those of this process. */
async function watch(page: Page, incident: number): Promise<void> {
  await page.evaluate(`{
    const isSo = () => document.querySelector('#main')?.textContent.includes('${incident}');
    window.painted = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isSo()) return;
        observer.disconnect();
        requestAnimationFrame(() => resolve(Date.now()));
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    0;
  }`);
}

async function connectScreens(world: World, cookie: string, count: number): Promise<Socket[]> {
  const { hostname, port } = new URL(world.url);
  const sockets: Socket[] = [];
  let greeted = 0;
  for (let each = 0; each < count; each++) {
    const socket = connect(Number(port), hostname);
    socket.once('data', (chunk: Buffer) => {
      if (!chunk.toString().startsWith('HTTP/1.1 200'))
        throw new Error(`The feed refused a screen: ${chunk.toString().slice(0, 200)}`);
      greeted += 1;
    });
    socket.on('data', () => undefined);
    socket.write(
      `GET /api/events HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: text/event-stream\r\nCookie: ${cookie}\r\n\r\n`,
    );
    sockets.push(socket);
    if (each % 50 === 49) while (greeted < sockets.length) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  while (greeted < sockets.length) await new Promise((resolve) => setTimeout(resolve, 10));
  return sockets;
}
