import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type Browser, chromium, type Page } from '@playwright/test';
import { signIn, startWorld } from '#e2e/world.ts';
import { type BenchResult, quantile } from './result.ts';

const rounds = 50;
const warmUp = 5;
const openOnBoard = 10;

const acknowledged = 'Diterima OPD';

/** One text that changes on the dispatcher's board: the row of this incident. */
interface Sent {
  readonly assignmentId: string;
  readonly incidentNumber: number;
}

/**
 * An agency acknowledges: milliseconds from its page's command until the dispatcher's board shows it painted. The reference
 * posts the answer of that command to a bare Node server whose event stream changes one text in a copy of the same board
 * (same elements and styles, no script of ours). Rounds alternate; all pages in one browser.
 */
export async function bench(): Promise<BenchResult> {
  const world = await startWorld({ env: { SIGAP_ASTERISK: 'off', SIGAP_BACKUPS: 'off' } });
  const browser = await chromium.launch({ executablePath: process.env['SIGAP_CHROMIUM'] ?? '/usr/bin/chromium' });
  const bare = await startBare();
  try {
    const dispatcher = (await signIn(browser, world, 'dispatcher')).page;
    const agency = (await signIn(browser, world, 'damkar')).page;
    await dispatcher.goto('/board?view=table');
    const { open, send } = await deskOf(dispatcher, agency);
    const standing: Sent[] = [];
    for (let n = 0; n < openOnBoard; n++) standing.push(await send(await open()));
    const mover = await open();
    const copied = standing[0]?.incidentNumber ?? 0;
    const [copy, poster] = await openCopy(browser, dispatcher, bare);
    const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
    const answered: number[] = [];
    for (let n = 0; n < warmUp + rounds; n++) {
      const next = await send(mover);
      const ours = await command(
        agency,
        dispatcher,
        `/api/assignments/${next.assignmentId}/acknowledge`,
        '{}',
        next.incidentNumber,
      );
      await copy.evaluate(`for (const cell of document.querySelectorAll('[data-changed]')) cell.textContent = ''`);
      const plain = await command(
        poster,
        copy,
        '/send',
        JSON.stringify({ incident: copied, answer: ours.answer }),
        copied,
      );
      await cancel(dispatcher, next);
      if (n < warmUp) continue;
      times.ours.push(ours.ms);
      times.bare.push(plain.ms);
      answered.push(ours.answeredMs);
    }
    return {
      name: 'command to painted',
      ours: say(times.ours),
      reference: `bare Node SSE server into a copy of the board: ${say(times.bare)}`,
      ratio: quantile(times.ours, 0.5) / quantile(times.bare, 0.5),
      target: { atMost: 2 },
      remark: `acknowledge on the agency's page until the frame after the change on the dispatcher's board with ${openOnBoard} open assignments; ${rounds} alternating rounds, headless Chromium ${browser.version()}, clocks of 1 ms; real server with an embedded PostgreSQL, fsync on. The command itself was answered after ${say(answered)}`,
    };
  } finally {
    await browser.close();
    bare.server.closeAllConnections();
    bare.server.close();
    await world.stop();
  }
}

const say = (times: readonly number[]) =>
  `p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`;

async function request<Value>(page: Page, method: 'GET' | 'POST', path: string, body?: object): Promise<Value> {
  const headers = method === 'POST' ? { 'idempotency-key': randomUUID() } : {};
  const response = await page.request.fetch(path, { method, headers, ...(body === undefined ? {} : { data: body }) });
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
  // The route's contract has shaped it on the server.
  return (await response.json()) as Value;
}

interface Incident {
  readonly id: string;
  readonly number: number;
}

/** Open incidents, and send one to the fire service until its screen has it and the board shows it. */
async function deskOf(dispatcher: Page, agency: Page) {
  const types = await request<{ items: { id: string; code: string }[] }>(dispatcher, 'GET', '/api/incident-types');
  const typeId = types.items.find(({ code }) => code === 'FIRE_BUILDING')?.id;
  const places = await request<{ items: { code: string }[] }>(dispatcher, 'GET', '/api/places?q=sidokare');
  const villageCode = places.items.find(({ code }) => code.split('.').length === 4)?.code;
  const body = { source: 'radio', typeId, villageCode, lifeAtRisk: 'no' };
  const open = () => request<Incident>(dispatcher, 'POST', '/api/incidents', body);
  const damkar = await leadFor(dispatcher, await open());
  const send = async ({ id, number }: Incident): Promise<Sent> => {
    const agencies = [{ agencyId: damkar, part: 'lead' }];
    const path = `/api/incidents/${id}/assignments`;
    const sent = await request<{ items: { id: string }[] }>(dispatcher, 'POST', path, { agencies });
    const assignmentId = sent.items[0]?.id;
    if (assignmentId === undefined) throw new Error('Nothing was sent');
    await request(agency, 'POST', `/api/assignments/${assignmentId}/delivered`);
    // Let both pages come to rest before the command, as they are when somebody has read the task: the board reads itself once
    // or twice after what was done here, and waits a quarter of a second after each reading.
    await dispatcher.waitForTimeout(1000);
    return { assignmentId, incidentNumber: number };
  };
  return { open, send };
}

async function leadFor(dispatcher: Page, { id }: Incident): Promise<string> {
  const path = `/api/incidents/${id}/proposal`;
  const proposed = await request<{ agencies: { id: string; code: string }[] }>(dispatcher, 'GET', path);
  const damkar = proposed.agencies.find(({ code }) => code === 'DAMKAR');
  if (damkar === undefined) throw new Error('The routing table does not propose the fire service');
  return damkar.id;
}

async function cancel(dispatcher: Page, { assignmentId, incidentNumber }: Sent): Promise<void> {
  await request(dispatcher, 'POST', `/api/assignments/${assignmentId}/cancel`, { reason: 'not_needed' });
  for (let turn = 0; turn < 500; turn++) {
    if (!(await dispatcher.evaluate<boolean>(isShown(incidentNumber)))) return;
    await dispatcher.waitForTimeout(20);
  }
  throw new Error('The cancelled assignment stays on the board');
}

/** In-page code is text: the types of a browser are not those of this process. */
const isShown = (incident: number) =>
  `[...document.querySelectorAll('tbody tr')].some((row) => row.textContent.includes('${acknowledged}') &&
    [...row.querySelectorAll('span')].some((each) => each.textContent === '${incident}'))`;

/** Milliseconds from a POST on one page until the frame after the row has changed on the other. */
async function command(
  from: Page,
  to: Page,
  path: string,
  body: string,
  incident: number,
): Promise<{ ms: number; answeredMs: number; answer: string }> {
  await to.evaluate(`{
    const isSo = () => ${isShown(incident)};
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
  const sent = await from.evaluate<{ at: number; answered: number; ok: boolean; answer: string }>(`(async () => {
    const at = Date.now();
    const headers = { 'content-type': 'application/json', 'idempotency-key': '${randomUUID()}' };
    const response = await fetch('${path}', { method: 'POST', headers, body: ${JSON.stringify(body)} });
    const answered = Date.now();
    return { at, answered, ok: response.ok, answer: await response.text() };
  })()`);
  if (!sent.ok) throw new Error(`${path}: ${sent.answer}`);
  const at = await to.evaluate<number>('window.painted');
  return { ms: at - sent.at, answeredMs: sent.answered - sent.at, answer: sent.answer };
}

interface Bare {
  readonly server: Server;
  readonly url: string;
  readonly page: { html: string };
}

async function startBare(): Promise<Bare> {
  const clients = new Set<ServerResponse>();
  const page = { html: '' };
  const server = createServer(async (incoming, response) => {
    if (incoming.method === 'POST') {
      let body = '';
      for await (const chunk of incoming) body += String(chunk);
      for (const client of clients) client.write(`data: ${body}\n\n`);
      response.end('{}');
    } else if (incoming.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
      clients.add(response);
    } else {
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(incoming.url === '/copy' ? page.html : '');
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port');
  return { server, page, url: `http://127.0.0.1:${address.port}` };
}

/** The board as it stands, without our scripts, and ten lines that change the state of a row. */
async function openCopy(browser: Browser, dispatcher: Page, bare: Bare): Promise<readonly [Page, Page]> {
  const { body, styles } = await dispatcher.evaluate<{ body: string; styles: string }>(`({
    body: document.body.innerHTML,
    styles: [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join('\\n'),
  })`);
  const script = `
    new EventSource('/events').onmessage = ({ data }) => {
      const { incident } = JSON.parse(data);
      for (const row of document.querySelectorAll('tbody tr')) {
        if (![...row.querySelectorAll('span')].some((each) => each.textContent === String(incident))) continue;
        const cell = row.cells[4];
        cell.dataset.changed = '';
        cell.textContent = '${acknowledged}';
      }
    };`;
  bare.page.html = `<!doctype html><style>${styles}</style><body>${body.replace(/<script[\s\S]*?<\/script>/g, '')}<script>${script}</script>`;
  const [copy, poster] = [await browser.newPage(), await browser.newPage()];
  await copy.goto(`${bare.url}/copy`, { waitUntil: 'domcontentloaded' });
  await poster.goto(bare.url);
  await copy.waitForTimeout(500);
  return [copy, poster];
}
