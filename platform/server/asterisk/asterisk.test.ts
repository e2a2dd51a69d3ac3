import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '#platform/server/debian/run.ts';
import { energyOf, readWav } from '#platform/server/sip/sound.ts';
import { connectAri } from './ari/client.ts';
import { generateAri } from './ari/generate.ts';
import type { AsteriskSettings } from './config/settings.ts';
import { checkVersion, findSystemAsterisk, installAsterisk } from './install.ts';
import { openSpeech } from './speech.ts';
import { startTestAsterisk, type TestAsterisk, type TestPlaces, toolCache } from './test-asterisk.ts';

const describeInstance = (places: TestPlaces): AsteriskSettings => ({
  systemName: 'plain',
  http: { host: '127.0.0.1', port: places.httpPort, sessionLimit: 100 },
  ari: places.ari,
  sip: { bind: '127.0.0.1', port: places.sipPort, userAgent: 'test' },
  rtp: places.rtp,
  trunks: [],
  probes: [],
  endpoints: { context: 'nowhere', codecs: ['alaw'], rtpTimeout: 10, webrtc: false },
  queues: [],
  music: [],
  dialplan: '[nowhere]\nexten => _X.,1,Hangup(21)\n[line]\nexten => s,1,Answer()\n same => n,Wait(600)\n',
});

async function until(look: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (let turn = 0; turn < 300; turn++) {
    if (await look()) return;
    await sleep(100);
  }
  throw new Error(`Waited in vain for ${what}`);
}

let instance: TestAsterisk;
let restarts = 0;
beforeAll(async () => {
  instance = await startTestAsterisk({
    describe: describeInstance,
    onRestart: () => {
      restarts++;
    },
  });
});
afterAll(async () => {
  await instance?.close();
});

const ping = async () => {
  const key = Buffer.from(`${instance.places.ari.user}:${instance.places.ari.password}`).toString('base64');
  return (await fetch(`${instance.asterisk.ari.url}/asterisk/ping`, { headers: { authorization: `Basic ${key}` } }))
    .status;
};

const ariOf = (events: string[] = [], lines: string[] = []) =>
  connectAri({
    url: instance.asterisk.ari.url,
    ...instance.places.ari,
    app: 'plain-test',
    events: ['StasisStart', 'ChannelDestroyed'],
    onEvent: (event) => void events.push(event.type),
    onConnect: async () => void lines.push('connected'),
    onDisconnect: () => void lines.push('disconnected'),
    log: () => undefined,
  });

describe('the process', () => {
  test('loads every module, complains of nothing and does not run as root', async () => {
    expect(await instance.asterisk.command('module show')).not.toMatch(/Not Running/);
    const messages = await readFile(join(instance.asterisk.folders.log, 'messages'), 'utf8');
    expect(messages.split('\n').filter((line) => line.includes('ERROR['))).toEqual([]);
    const status = await readFile(`/proc/${instance.asterisk.pid()}/status`, 'utf8');
    expect(Number(/^Uid:\s+(\d+)/m.exec(status)?.[1])).not.toBe(0);
  });

  test('events of telephones can be asked for before there is a trunk or a telephone', async () => {
    const ari = connectAri({
      url: instance.asterisk.ari.url,
      ...instance.places.ari,
      app: 'early',
      events: ['EndpointStateChange'],
      subscriptions: () => ['endpoint:PJSIP'],
      onEvent: () => undefined,
      onConnect: async () => undefined,
      log: () => undefined,
    });
    await ari.ready();
    const app = await ari.call('applications.get', { applicationName: 'early' });
    expect(app).toMatchObject({ ok: true, value: { endpoint_ids: [expect.stringContaining('PJSIP')] } });
    await ari.close();
  });

  test('a second instance runs beside the first', async () => {
    const other = await startTestAsterisk({ describe: describeInstance });
    expect(other.asterisk.pid()).not.toBe(instance.asterisk.pid());
    expect(await other.asterisk.command('core show version')).toContain('Asterisk 22.');
    await other.close();
  });

  test('is left running and adopted, with its calls', async () => {
    const ari = ariOf();
    await ari.ready();
    await ari.call('channels.originate', {
      endpoint: 'Local/s@line',
      context: 'line',
      extension: 's',
      channelId: 'kept',
    });
    const before = instance.asterisk.pid();
    instance.places.ari.password = 'changed-meanwhile';
    const again = await instance.again();
    expect(again.adopted).toBe(true);
    expect(again.pid()).toBe(before);
    expect(await ping(), 'the new password is in force').toBe(200);
    // Asterisk checks the password at every command, also on a socket that is open: the old one is of no use any more.
    await expect(ari.call('channels.get', { channelId: 'kept' })).rejects.toThrow(/401/);
    await ari.close();
    const renewed = ariOf();
    await renewed.ready();
    expect((await renewed.call('channels.get', { channelId: 'kept' })).ok).toBe(true);
    await renewed.call('channels.hangup', { channelId: 'kept' });
    await renewed.close();
  });

  test('a changed dialplan is taken up without a new start; other settings start it anew when no call is up', async () => {
    const again = await instance.again();
    const settings = describeInstance(instance.places);
    const pid = again.pid();
    expect(await again.apply({ ...settings, dialplan: `${settings.dialplan}[added]\nexten => s,1,Hangup()\n` })).toBe(
      'reload',
    );
    expect(await again.command('dialplan show added')).toContain('Hangup()');
    expect(
      await again.apply({ ...settings, trunks: [{ name: 'late', peers: ['127.0.7.0/24'], context: 'nowhere' }] }),
      'a trunk is added while it runs',
    ).toBe('reload');
    expect(await again.command('pjsip show identifies')).toContain('127.0.7.0/24');
    expect(again.pid()).toBe(pid);
    await again.apply({ ...settings, http: { ...settings.http, sessionLimit: 101 } });
    expect(again.pid()).not.toBe(pid);
  });

  test('a crash is followed by a new start, and the client connects again', async () => {
    const again = await instance.again();
    const lines: string[] = [];
    const ari = ariOf([], lines);
    await ari.ready();
    const [pid, count] = [again.pid(), restarts];
    process.kill(pid, 'SIGKILL');
    await until(() => restarts > count, 'the new start');
    await ari.ready();
    expect(lines).toEqual(['connected', 'disconnected', 'connected']);
    expect(again.pid()).not.toBe(pid);
    await ari.close();
  });

  test('a graceful stop lets a call end first', async () => {
    const again = await instance.again();
    const ari = ariOf();
    await ari.ready();
    await ari.call('channels.originate', {
      endpoint: 'Local/s@line',
      context: 'line',
      extension: 's',
      channelId: 'last',
    });
    const stopped = again.stop({ graceful: true, timeoutMs: 30_000 });
    await sleep(1000);
    expect((await ari.call('channels.hangup', { channelId: 'last' })).ok, 'the call was still up').toBe(true);
    await stopped;
    expect(again.pid()).toBe(0);
    await ari.close();
    expect((await instance.again()).adopted).toBe(false);
  });

  test('a process id that belongs to another program by now is not taken for ours', async () => {
    await (await instance.again()).stop();
    await writeFile(join(instance.places.folder, 'asterisk', 'asterisk.pid'), `${process.pid}\n`);
    const again = await instance.again();
    expect(again.adopted).toBe(false);
    expect(again.pid()).not.toBe(process.pid);
  });

  test('survives the kill -9 of the process that started it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'asterisk-kill-'));
    const child = fork(new URL('./start-for-test.ts', import.meta.url), {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const [message] = await once(child, 'message');
    const started = message as { pid: number; places: TestPlaces }; // what start-for-test.ts sends
    child.kill('SIGKILL');
    await once(child, 'exit');
    await sleep(300);
    const line = await readFile(`/proc/${started.pid}/cmdline`, 'utf8');
    expect(line).toContain(started.places.folder);
    const ping = await fetch(`http://127.0.0.1:${started.places.httpPort}/ari/asterisk/ping`, {
      headers: { authorization: `Basic ${Buffer.from(`test:${started.places.ari.password}`).toString('base64')}` },
    });
    expect(ping.status).toBe(200);
    process.kill(started.pid, 'SIGTERM');
    await until(
      () =>
        readFile(`/proc/${started.pid}/cmdline`).then(
          (bytes) => bytes.length === 0,
          () => true,
        ),
      'its end',
    );
    await rm(started.places.folder, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  });
});

describe('the client', () => {
  test('gives what is gone as a value, what is wrong as an exception, and rejects what is pending when it closes', async () => {
    const ari = ariOf();
    await ari.ready();
    expect(await ari.call('channels.hangup', { channelId: 'nobody' })).toMatchObject({
      ok: false,
      refusal: { code: 'asterisk.gone', detail: { status: 404 } },
    });
    await expect(ari.call('channels.originate', { endpoint: '' })).rejects.toThrow(
      /channels.originate was answered 400/,
    );
    expect(await ari.callSlow('bridges.list', {})).toEqual({ ok: true, value: [] });
    const pending = ari.call('asterisk.getInfo', {});
    const refused = expect(pending).rejects.toThrow(/connection to Asterisk ended/);
    await Promise.all([refused, ari.close()]);
    await expect(ari.ready()).rejects.toThrow(/closed/);
  });

  test('a frozen Asterisk costs the time-out of a command, and the socket is given up', async () => {
    const lines: string[] = [];
    const ari = connectAri({
      url: instance.asterisk.ari.url,
      ...instance.places.ari,
      app: 'frozen-test',
      events: [],
      onEvent: () => undefined,
      onDisconnect: () => void lines.push('disconnected'),
      log: () => undefined,
      timings: { answer: 300, ping: 400 },
    });
    await ari.ready();
    const pid = (await instance.again()).pid();
    process.kill(pid, 'SIGSTOP');
    try {
      // A thread may still be answering when kill() returns.
      await until(() => areAllStopped(pid), 'every thread of Asterisk to be stopped');
      await expect(ari.call('channels.list', {})).rejects.toThrow(/no answer from Asterisk within 300 ms/);
      await until(() => lines.length > 0, 'the socket to be given up');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await ari.ready();
    await ari.close();
  });

  test('the generated types are those of the installed Asterisk', async () => {
    const program = await installAsterisk({
      prefix: join(instance.places.folder, 'prefix'),
      cache: toolCache,
      log: () => undefined,
    });
    if (!program.ok) throw new Error(program.refusal.code);
    const text = await generateAri(join(program.value.share, 'rest-api'), program.value.version);
    expect(text).toBe(await readFile(join(import.meta.dirname, 'ari', 'types.generated.ts'), 'utf8'));
  });
});

test.each([
  ['22.10.1', true],
  ['22.11.0', true],
  ['22.10.0', false],
  ['20.6.0', false],
  ['23.0.0', false],
])('Asterisk %s is fit: %s', (version, fit) => {
  expect(checkVersion(version).ok).toBe(fit);
});

test('a machine without Asterisk is told so', async () => {
  const there = (await run('/usr/sbin/asterisk', ['-V'])).status === 0;
  const found = await findSystemAsterisk();
  if (!there) expect(found).toMatchObject({ ok: false, refusal: { code: 'asterisk.absent' } });
  else expect(found.ok ? found.value.version : found.refusal.code).toMatch(/^22\.|^asterisk\./);
});

test('a text is spoken into 8 kHz, once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'speech-test-'));
  const speech = await openSpeech({ cache: toolCache, log: () => undefined });
  if (!speech.ok) throw new Error(speech.refusal.code);
  const file = await speech.value.speak('Petugas akan segera menjawab', { folder });
  const wav = await readWav(file);
  expect(wav.rate).toBe(8000);
  expect(wav.samples.length / 8000).toBeGreaterThan(1);
  expect(energyOf(wav.samples)).toBeGreaterThan(300);
  expect(await speech.value.speak('Petugas akan segera menjawab', { folder })).toBe(file);
  await rm(folder, { recursive: true, force: true });
});

/** proc(5): the state is the field after the command's closing bracket; T is stopped. */
function areAllStopped(pid: number): boolean {
  return readdirSync(`/proc/${pid}/task`).every((thread) =>
    /\) T /.test(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')),
  );
}
