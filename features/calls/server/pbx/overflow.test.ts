import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCel } from '#platform/server/asterisk/cel.ts';
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import type { CallOptions } from '#platform/server/sip/place-call.ts';
import { energyOf, readWav } from '#platform/server/sip/sound.ts';
import { until } from '#platform/server/testing/until.ts';
import { present } from '#platform/shared/result.ts';
import { incomingRecordings } from './layout.ts';
import { callExchange, startTestExchange, type TestExchange, testTenants, withShortQueue } from './test-exchange.ts';

const callerTone = 440;
const outsideTone = 1100;
const sidoarjo = present(testTenants[0], 'there are two test regencies');
const others = testTenants.slice(1);

let exchange: TestExchange;
/** The operator: where the calls go out, an address of its own that delivers none. */
let operator: Phone;

beforeAll(async () => {
  operator = await listenForCalls({ address: '127.9.0.9', answerAfterMs: 'never', audio: { tone: outsideTone } });
  exchange = await startTestExchange({
    tenants: [{ ...sidoarjo, overflow: overflow('0318941234') }, ...others],
    webrtc: false,
    alter: withShortQueue,
  });
});
afterAll(async () => {
  operator?.close();
  await exchange?.close();
});

const overflow = (number: string, port = operator.port, transport: 'udp' | 'tcp' = 'udp') =>
  ({ number, host: '127.9.0.9', port, transport }) as const;
const nextAtOperator = () => operator.waitForCall(operator.calls.length + 1);

const call = (options: Partial<CallOptions> = {}) =>
  callExchange(exchange, { audio: { tone: callerTone }, ...options });

test('the operator is dialled, the prompts go on until somebody picks up, both hear each other, both are recorded', async () => {
  const arriving = nextAtOperator();
  const caller = await call();
  const received = await arriving;
  expect(received.to).toContain('0318941234@127.9.0.9');
  expect(received.from).toContain('+6281234567890@127.0.0.1');
  const rings = caller.now();
  await until('a prompt is heard while it rings outside', () => caller.heard.energy(rings + 500, caller.now()) > 300);
  expect(caller.events.map((event) => event.type)).not.toContain('answered');
  received.answer();
  await caller.waitFor('answered');
  await until('the other end is heard', () => caller.heard.tones([outsideTone], caller.now() - 300).length > 0);
  await until('the caller is heard', () => received.heard.tones([callerTone]).length > 0);
  const { events } = await readCel(exchange.asterisk.celFile, 0);
  const { linkedId } = present(events.at(-1), 'the call is in the event log');
  await received.hangUp();
  expect(await caller.waitFor('ended')).toMatchObject({ by: 'peer' });
  for (const end of ['-caller', '-desk']) {
    await until(`the recording ${end} has its sound`, async () => {
      const { samples } = await readWav(`${incomingRecordings(exchange.recordings)}/${linkedId}${end}.wav`);
      return energyOf(samples) > 300;
    });
  }
});

test('busy there: the caller hears that all are busy, then 486', async () => {
  const arriving = nextAtOperator();
  const caller = await call();
  await (await arriving).hangUp();
  const busy = caller.now();
  expect(await caller.waitFor('ended')).toMatchObject({ by: 'refused', status: 486 });
  expect(caller.heard.energy(busy, caller.now()), 'the announcement').toBeGreaterThan(300);
});

test('a test call is not sent on, nor a drill', async () => {
  const rang = operator.calls.length;
  for (const { account, host, port } of [exchange.testLine, exchange.drillLine]) {
    const { name, password } = account('sidoarjo');
    const tried = await call({ host, port, from: name, password });
    expect(await tried.waitFor('ended')).toMatchObject({ by: 'refused', status: 486 });
  }
  expect(operator.calls).toHaveLength(rang);
});

test('another regency of the same exchange stays without', async () => {
  const rang = operator.calls.length;
  const neighbour = await call({ localAddress: '127.0.1.7' });
  expect(await neighbour.waitFor('ended')).toMatchObject({ by: 'refused', status: 486 });
  expect(operator.calls).toHaveLength(rang);
});

test('number, target and transport change while it runs, and go away again; who may call stays as it is', async () => {
  const takeUp = (part: object) => exchange.asterisk.apply(exchange.settingsFor([{ ...sidoarjo, ...part }, ...others]));
  const pid = exchange.asterisk.pid();
  await takeUp({ overflow: overflow('110') });
  const arriving = nextAtOperator();
  const caller = await call();
  const received = await arriving;
  expect(received.to).toContain('110@127.9.0.9');
  await caller.hangUp();
  await received.waitFor('ended');

  const inviteByTcp = await firstLineByTcp();
  await takeUp({ overflow: overflow('1500112', inviteByTcp.port, 'tcp') });
  const byTcp = await call();
  expect(await inviteByTcp.line).toBe(`INVITE sip:1500112@127.9.0.9:${inviteByTcp.port};transport=tcp SIP/2.0`);
  // It hangs up without an answer: as good as out of reach.
  expect(await byTcp.waitFor('ended', 60_000)).toMatchObject({ by: 'refused', status: 486 });

  const rang = operator.calls.length;
  await takeUp({});
  const other = await call();
  expect(await other.waitFor('ended')).toMatchObject({ by: 'refused', status: 486 });
  expect(operator.calls).toHaveLength(rang);
  const foreign = await call({ localAddress: '127.9.0.9' });
  expect(await foreign.waitFor('ended'), 'where calls go out none come in').toMatchObject({ status: 401 });
  expect(exchange.asterisk.pid()).toBe(pid);
}, 180_000);

/** An operator who takes calls by TCP, and answers that all lines are taken. */
async function firstLineByTcp(): Promise<{ port: number; line: Promise<string> }> {
  const heard = Promise.withResolvers<string>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes: Buffer) => {
      const lines = bytes.toString().split('\r\n');
      heard.resolve(lines[0] ?? '');
      const kept = lines.filter((line) => /^(Via|From|To|Call-ID|CSeq):/i.test(line));
      socket.end(['SIP/2.0 503 Service Unavailable', ...kept, 'Content-Length: 0', '', ''].join('\r\n'));
      server.close();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.9.0.9', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');
  return { port: address.port, line: heard.promise };
}
