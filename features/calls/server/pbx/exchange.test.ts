import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AriClient, connectAri } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent } from '#platform/server/asterisk/ari/types.generated.ts';
import { readCel } from '#platform/server/asterisk/cel.ts';
import { listenForCalls } from '#platform/server/sip/listen-for-calls.ts';
import type { CallOptions } from '#platform/server/sip/place-call.ts';
import { energyOf, readWav } from '#platform/server/sip/sound.ts';
import { echoNumber } from '../../echo.ts';
import { callerVariables, leaseSeconds, trunkName } from './dialplan.ts';
import { callsFor, incomingRecordings } from './layout.ts';
import { keepLease } from './lease.ts';
import { announcementFile } from './prompts.ts';
import { callExchange, startTestExchange, type TestExchange } from './test-exchange.ts';

const callerTone = 440;
const deskTone = 1100;

let exchange: TestExchange;
beforeAll(async () => {
  exchange = await startTestExchange({ webrtc: false });
});
afterAll(async () => {
  await exchange?.close();
});

const call = (options: Partial<CallOptions> = {}) =>
  callExchange(exchange, { audio: { tone: callerTone }, ...options });

async function until<Value>(look: () => Promise<Value | undefined> | Value | undefined, what: string): Promise<Value> {
  for (let turn = 0; turn < 300; turn++) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error(`Waited in vain for ${what}`);
}

/** A registered desk phone that answers with its own tone. */
async function desk(name: string, tenant: string, answerAfterMs: number | 'never' = 200) {
  const phone = await listenForCalls({ answerAfterMs, audio: { tone: deskTone } });
  const issued = await exchange.asterisk.credentials.issue(name, tenant);
  const registrar = { host: '127.0.0.1', port: exchange.places.sipPort };
  const register = (password = issued.password) => phone.register(registrar, issued.user, password);
  return { phone, register, ...issued };
}

async function expectRecordings(channelId: string): Promise<void> {
  const folder = incomingRecordings(exchange.recordings);
  const names = (await readdir(folder)).filter((name) => name.startsWith(channelId));
  expect(names.sort()).toEqual([`${channelId}-caller.wav`, `${channelId}-desk.wav`, `${channelId}.wav`]);
  for (const name of names) {
    const wav = await until(async () => {
      const read = await readWav(join(folder, name));
      return energyOf(read.samples) > 300 ? read : undefined;
    }, `sound in the recording ${name}`);
    expect(wav.rate).toBe(8000);
  }
}

async function expectEventLog(channelId: string): Promise<void> {
  const lines = await until(async () => {
    const { events: all } = await readCel(exchange.asterisk.celFile, 0);
    const own = all.filter((line) => line.linkedId === channelId);
    return own.some((line) => line.type === 'LINKEDID_END') ? own : undefined;
  }, 'LINKEDID_END in the event log');
  expect(lines[0]).toMatchObject({
    type: 'CHAN_START',
    system: 'test',
    callerNumber: '+6281234567890',
    extension: '112',
    context: 'incoming-sidoarjo',
  });
  expect(new Set(lines.map((line) => line.type))).toEqual(
    new Set(['CHAN_START', 'ANSWER', 'BRIDGE_ENTER', 'BRIDGE_EXIT', 'HANGUP', 'CHAN_END', 'LINKEDID_END']),
  );
}

describe('who may call', () => {
  test('any number but the emergency numbers is refused', async () => {
    const other = await call({ to: '0318941234' });
    expect(await other.waitFor('ended')).toMatchObject({ by: 'refused', status: 404 });
  });

  test('an address that is no peer gets a challenge and never reaches the dialplan', async () => {
    const foreign = await call({ localAddress: '127.9.0.1' });
    expect(await foreign.waitFor('ended')).toMatchObject({ by: 'refused', status: 401 });
  });

  test('a desk may dial nothing, not even the emergency number', async () => {
    const { phone, user, password } = await desk('dials', 'sidoarjo');
    const unproved = await call({ from: user });
    expect(await unproved.waitFor('ended')).toMatchObject({ by: 'refused', status: 401 });
    const proved = await call({ from: user, password });
    expect(await proved.waitFor('ended')).toMatchObject({ by: 'refused', status: 403 });
    phone.close();
  });

  test('a desk hears itself at the echo, which nobody else reaches', async () => {
    const { phone, user, password } = await desk('hears-itself', 'sidoarjo');
    const echo = await call({ from: user, password, to: echoNumber });
    await echo.waitFor('answered');
    await until(() => (echo.heard.tones([callerTone]).length > 0 ? true : undefined), 'its own voice');
    await echo.hangUp();
    const outside = await call({ to: echoNumber });
    expect(await outside.waitFor('ended')).toMatchObject({ by: 'refused', status: 404 });
    const foreign = await call({ to: echoNumber, localAddress: '127.9.0.1' });
    expect(await foreign.waitFor('ended')).toMatchObject({ by: 'refused', status: 401 });
    phone.close();
  });

  test.each([
    ['127.0.0.7', 'sidoarjo', '112'],
    ['127.0.1.7', 'ketapang', 'sos'],
    ['127.0.2.7', 'sidoarjo', '110'],
  ])('a call from %s belongs to %s', async (localAddress, slug, to) => {
    const caller = await call({ localAddress, to });
    await caller.waitFor('early-media');
    expect(await exchange.asterisk.command('core show channels concise')).toContain(`PJSIP/${trunkName(slug)}-`);
    await caller.hangUp();
    expect(caller.events.at(-1)).toMatchObject({ type: 'ended', by: 'us', status: 487 });
  });
});

describe('when no process of ours is there', () => {
  test('registered desks ring, the caller hears the announcement, both are recorded', async () => {
    const { phone, register } = await desk('petugas-1', 'sidoarjo', 2500);
    const stranger = await desk('petugas-9', 'ketapang');
    expect([await register(), await stranger.register()]).toEqual([200, 200]);
    const caller = await call();
    const received = await phone.waitForCall(1);
    await caller.waitFor('answered');
    const answered = caller.now();
    expect(caller.heard.energy(0, answered - 200), 'announcement in early media').toBeGreaterThan(300);
    await until(
      () => (caller.heard.tones([deskTone], answered + 300).length > 0 ? true : undefined),
      'the desk to be heard',
    );
    await until(() => (received.heard.tones([callerTone]).length > 0 ? true : undefined), 'the caller to be heard');
    expect(stranger.phone.calls, 'desks of another regency stay silent').toHaveLength(0);
    await caller.hangUp();
    await received.waitFor('ended');
    phone.close();
    stranger.phone.close();
  });

  test('a wrong password is refused, and a revoked one no longer works', async () => {
    const { phone, register } = await desk('petugas-2', 'sidoarjo');
    expect(await register('wrong')).toBe(401);
    expect(await register()).toBe(200);
    await exchange.asterisk.credentials.revoke('petugas-2');
    // On one machine the desk's address is also a trunk's, which may register nothing: 403 instead of a new challenge.
    expect([401, 403]).toContain(await register());
    expect((await exchange.asterisk.credentials.list()).map((each) => each.name)).not.toContain('petugas-2');
    phone.close();
  });

  test('credentials outlive a restart of Asterisk', async () => {
    const { phone, register, user } = await desk('petugas-3', 'sidoarjo');
    await exchange.asterisk.stop();
    const back = await exchange.again();
    exchange = { ...exchange, asterisk: back };
    expect(await register()).toBe(200);
    expect(await back.command('queue show')).toContain(user);
    phone.close();
  });
});

describe('when a process of ours claims the call', () => {
  let ari: AriClient;
  const events: AriEvent[] = [];
  beforeAll(async () => {
    ari = connectAri({
      url: exchange.asterisk.ari.url,
      user: exchange.asterisk.ari.user,
      password: exchange.asterisk.ari.password,
      app: 'acd-test',
      events: ['CallBroadcast', 'StasisStart', 'StasisEnd', 'ChannelDestroyed', 'PlaybackStarted', 'PlaybackFinished'],
      onEvent: (event) => {
        events.push(event);
        if (event.type === 'CallBroadcast') {
          void ari.call('events.claimChannel', { channelId: event.channel.id, application: ari.app });
        }
      },
      log: () => undefined,
    });
    await ari.ready();
  });
  afterAll(async () => {
    await ari?.close();
  });

  const started = (test: (event: AriEvent & { type: 'StasisStart' }) => boolean) =>
    until(() => events.find((event) => event.type === 'StasisStart' && test(event)), 'StasisStart');

  test('it gets regency, headers, early media, a desk, audio both ways, recordings and the event log', async () => {
    const { phone, register, user } = await desk('petugas-4', 'sidoarjo');
    expect(await register()).toBe(200);
    const caller = await call({ headers: { 'P-Access-Network-Info': '3GPP-E-UTRAN-FDD; utran-cell-id-3gpp=5100123' } });
    const entered = await started((event) => event.args[0] === 'sidoarjo');
    if (entered.type !== 'StasisStart') throw new Error('unreachable: looked for above');
    const channelId = entered.channel.id;
    expect(entered.args).toEqual(['sidoarjo', channelId]);
    const names = Object.values(callerVariables).join(',');
    const variables = await ari.call('channels.getChannelVars', { channelId, variables: names });
    expect(variables.ok && JSON.stringify(variables.value)).toContain('utran-cell-id-3gpp=5100123');

    const played = await ari.call('channels.play', {
      channelId,
      media: `sound:${join(exchange.prompts, announcementFile('sidoarjo'))}`,
      playbackId: 'p1',
    });
    expect(played.ok).toBe(true);
    await until(() => (caller.heard.energy() > 300 ? true : undefined), 'the announcement as early media');
    expect(caller.events.map((event) => event.type)).not.toContain('answered');

    const leg = await ari.call('channels.originate', {
      endpoint: `PJSIP/${user}`,
      app: ari.app,
      appArgs: 'desk',
      channelId: 'desk-1',
    });
    expect(leg.ok).toBe(true);
    await started((event) => event.channel.id === 'desk-1');
    await ari.call('playbacks.stop', { playbackId: 'p1' });
    await ari.call('channels.answer', { channelId });
    await ari.call('bridges.createWithId', { bridgeId: 'b1', type: 'mixing', name: 'call:test' });
    await ari.call('bridges.addChannel', { bridgeId: 'b1', channel: [channelId, 'desk-1'] });
    await caller.waitFor('answered');
    const received = phone.calls[0];
    await until(
      () => (caller.heard.tones([deskTone], caller.now() - 1000).length > 0 ? true : undefined),
      'the desk to be heard',
    );
    await until(() => (received?.heard.tones([callerTone]).length === 1 ? true : undefined), 'the caller to be heard');
    await sleep(1000);
    await caller.hangUp();
    await until(
      () => events.find((event) => event.type === 'StasisEnd' && event.channel.id === channelId),
      'StasisEnd',
    );
    expect(await ari.call('channels.hangup', { channelId })).toMatchObject({
      ok: false,
      refusal: { code: 'asterisk.gone' },
    });
    await ari.call('channels.hangup', { channelId: 'desk-1' });
    await ari.call('bridges.destroy', { bridgeId: 'b1' });

    await expectRecordings(channelId);
    await expectEventLog(channelId);
    phone.close();
  });
});

describe('when the process that claimed a call dies before anybody answered', () => {
  const claiming = (app: string, lease: boolean) => {
    const claimed: string[] = [];
    const ari: AriClient = connectAri({
      ...exchange.asterisk.ari,
      app,
      events: ['CallBroadcast'],
      onEvent: (event) => {
        if (event.type !== 'CallBroadcast') return;
        const { id } = event.channel;
        void ari.call('events.claimChannel', { channelId: id, application: app }).then(() => claimed.push(id));
      },
      log: () => undefined,
    });
    return {
      ari,
      claimed,
      ready: ari.ready().then(() =>
        lease
          ? keepLease(
              ari,
              () => undefined,
              () => true,
            )
          : () => undefined,
      ),
    };
  };

  test('a living process keeps its call; when its lease runs out the desks ring', async () => {
    const { phone, register } = await desk('petugas-5', 'sidoarjo');
    expect(await register()).toBe(200);
    const { ari, claimed, ready } = claiming('acd-dies', true);
    const stop = await ready;
    const caller = await call();
    await until(() => (claimed.length === 1 ? true : undefined), 'the claim');
    await sleep((leaseSeconds + 2) * 1000);
    expect(phone.calls, 'the process lives: its call stays with it').toHaveLength(0);
    const elsewhere = await desk('petugas-6', 'ketapang');
    expect(await elsewhere.register()).toBe(200);
    const neighbour = await call({ localAddress: '127.0.1.8' });
    await until(() => (claimed.length === 2 ? true : undefined), 'the claim of the neighbour');
    stop();
    await ari.close();
    // Every caller who waits goes to the desks of the own regency.
    await Promise.all([phone.waitForCall(1), elsewhere.phone.waitForCall(1)]);
    await Promise.all([caller.waitFor('answered'), neighbour.waitFor('answered')]);
    await Promise.all([caller.hangUp(), neighbour.hangUp()]);
    phone.close();
    elsewhere.phone.close();
  });
});

test('beyond what this machine can carry the operator is told to try elsewhere', async () => {
  const { from, to } = exchange.places.rtp;
  const most = callsFor({ from, to });
  const callers = await Promise.all(Array.from({ length: most }, (_, index) => call({ from: `0811${index}` })));
  await Promise.all(callers.map((each) => each.waitFor('early-media')));
  const beyond = await call({ from: '0812' });
  expect(await beyond.waitFor('ended')).toMatchObject({ by: 'refused', status: 503 });
  await Promise.all(callers.map((each) => each.hangUp()));
  // The last of them leave Asterisk a moment after they hung up.
  await until(async () => {
    const after = await call({ from: '0813' });
    const taken = await after.waitFor('early-media').then(
      () => true,
      () => undefined,
    );
    await after.hangUp();
    return taken;
  }, 'room for calls again');
});
