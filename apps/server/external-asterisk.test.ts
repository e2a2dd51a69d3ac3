import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installAsterisk } from '#platform/server/asterisk/install.ts';
import { toolCache } from '#platform/server/asterisk/test-asterisk.ts';
import { run } from '#platform/server/debian/run.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { listenForCalls } from '#platform/server/sip/listen-for-calls.ts';
import { placeCall } from '#platform/server/sip/place-call.ts';
import { freePort, mediaPorts } from '#platform/server/testing/free-port.ts';
import { until } from '#platform/server/testing/until.ts';
import { present } from '#platform/shared/result.ts';
import { readConfig } from './config.ts';
import { createProgress } from './progress.ts';
import { type RunningServer, startServer } from './start.ts';

const password = 'kata-sandi-uji-112';
const quiet = createProgress(() => undefined);
let folder: string;
let env: Record<string, string>;
let ari: { url: string; password: string };
let operator: ChildProcess;
let server: RunningServer | null = null;

/** An operator's own Asterisk: a process that we neither started nor stop, with the configuration of our command. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sigap-external-'));
  const rtp = mediaPorts(100);
  env = {
    SIGAP_DATA: join(folder, 'data'),
    SIGAP_PORT: String(await freePort()),
    SIGAP_SIP_PORT: String(await freePort()),
    SIGAP_SIP_WS_PORT: String(await freePort()),
    SIGAP_RTP_PORTS: `${rtp.from}-${rtp.to}`,
    SIGAP_DEMO_PASSWORD: password,
    SIGAP_SERVICES: 'live,timers,jobs,telephony',
  };
  const first = await startServer(readConfig({ ...env, SIGAP_ASTERISK: 'off' }, []), silentLog, quiet);
  await first.stop();

  const program = await installAsterisk({ prefix: join(folder, 'prefix'), cache: toolCache, log: () => undefined });
  if (!program.ok) throw new Error(`This test needs Asterisk: ${program.refusal.code}`);
  const { command, modules, share } = program.value;
  const out = join(folder, 'etc');
  const args = ['asterisk-config', '--out', out, '--modules', modules, '--share', share];
  const written = await run(process.execPath, [join(import.meta.dirname, 'sigap.ts'), ...args], {
    env: { ...process.env, ...env },
  });
  expect(written.stderr + written.stdout).toContain('SIGAP_ASTERISK_ETC=');
  expect(written.status).toBe(0);
  env.SIGAP_ASTERISK_ETC = out;
  operator = spawn(command[0], [...command.slice(1), '-f', '-C', join(out, 'asterisk.conf')], { stdio: 'ignore' });
  ari = {
    url: `http://127.0.0.1:${env.SIGAP_SIP_WS_PORT}/ari`,
    password: await readFile(join(folder, 'data/keys/ari-password'), 'utf8'),
  };
  const ping = () =>
    fetch(`${ari.url}/asterisk/ping?api_key=sigap:${ari.password}`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until('Asterisk answers', ping);
}, 300_000);

afterAll(async () => {
  await server?.stop();
  operator?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const external = (changed: Record<string, string> = {}) =>
  readConfig(
    {
      ...env,
      SIGAP_ASTERISK: 'external',
      SIGAP_ARI_URL: ari.url,
      SIGAP_ARI_USER: 'sigap',
      SIGAP_ARI_PASSWORD: ari.password,
      ...changed,
    },
    [],
  );

test('one that is too old is refused with what is needed', async () => {
  const old = createHttpServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        system: { version: '20.9.3' },
        config: { name: 'pbx' },
        status: { startup_time: '2026-11-01T00:00:00.000+0000' },
      }),
    );
  });
  await new Promise<void>((resolve) => void old.listen(0, '127.0.0.1', resolve));
  // It listens on TCP, so its address is not a path.
  const { port } = old.address() as AddressInfo;
  const start = startServer(external({ SIGAP_ARI_URL: `http://127.0.0.1:${port}/ari` }), silentLog, quiet);
  await expect(start).rejects.toThrow('Asterisk 20.9.3 is too old; 22.10.1 or later (below 23) is needed.');
  old.close();
});

test('a wrong password is refused as one, an absent Asterisk as absent', async () => {
  const wrong = startServer(external({ SIGAP_ARI_PASSWORD: 'wrong' }), silentLog, quiet);
  await expect(wrong).rejects.toThrow(/refuses the ARI user sigap/);
  const absent = startServer(external({ SIGAP_ARI_URL: `http://127.0.0.1:${await freePort()}/ari` }), silentLog, quiet);
  await expect(absent).rejects.toThrow(/does not answer: .*ECONNREFUSED/);
});

test('a fit one takes calls, registers desks, and is left running', async () => {
  server = await startServer(external(), silentLog, quiet);
  const { app } = server;
  const signIn = async (username: string) => {
    const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { username, password } });
    const cookie = present(answer.cookies[0], 'signing in sets the session cookie');
    return `${cookie.name}=${cookie.value}`;
  };
  const supervisor = await signIn('supervisor');
  const sipPort = Number(env.SIGAP_SIP_PORT);
  const caller = await placeCall({
    host: '127.0.0.1',
    port: sipPort,
    from: '081234567890',
    to: '112',
    audio: { tone: 440 },
  });
  await caller.waitFor('early-media', 30_000);
  const calls = async () =>
    (await app.inject({ method: 'GET', url: '/api/calls', headers: { cookie: supervisor } })).json<{
      items: { state: string; recording: string | null }[];
    }>().items;
  await until('the call waits in the queue', async () => (await calls())[0]?.state === 'queued');
  // Until the announcement is heard.
  await until('the announcement is heard', () => caller.heard.packets() > 50);
  await caller.hangUp();
  await until('it is lost, and recorded', async () => {
    const [call] = await calls();
    return call?.state === 'lost' && call.recording === 'stored';
  });

  const desk = (
    await app.inject({ method: 'GET', url: '/api/desk', headers: { cookie: await signIn('calltaker1') } })
  ).json<{
    phone: { user: string; password: string };
  }>();
  const phone = await listenForCalls({ answerAfterMs: 'never', audio: { tone: 1100 } });
  const status = await phone.register({ host: '127.0.0.1', port: sipPort }, desk.phone.user, desk.phone.password);
  phone.close();
  expect(status).toBe(200);
  await changesTrunk(app, await signIn('admin'), sipPort);
  await server.stop();
  server = null;
  expect(operator.exitCode).toBe(null);
}, 300_000);

/** The demo's trunk is all of loopback; another number is what can be seen to be taken up. */
async function changesTrunk(app: RunningServer['app'], cookie: string, sipPort: number): Promise<void> {
  const headers = { cookie };
  const { content, version } = (await app.inject({ method: 'GET', url: '/api/centre', headers })).json();
  const status = async () => {
    const call = await placeCall({ host: '127.0.0.1', port: sipPort, from: '0812', to: '1500112', audio: 'none' });
    await Promise.race([call.waitFor('early-media'), call.waitFor('ended')]).catch(() => undefined);
    await call.hangUp();
    const last = call.events.at(-1);
    return last?.type === 'ended' ? last.status : 0;
  };
  expect(await status()).toBe(404);
  const trunk = { ...content.trunk, numbers: ['1500112'] };
  const payload = { version, reason: 'Nomor baru', content: { ...content, trunk } };
  const changed = await app.inject({ method: 'POST', url: '/api/centre/change', payload, headers });
  expect(changed.statusCode).toBe(200);
  await until('the new number is served', async () => (await status()) === 487);
}
