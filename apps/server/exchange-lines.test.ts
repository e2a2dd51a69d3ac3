import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExchangeTenant } from '#features/calls/server/pbx/exchange-tenant.ts';
import { testTenants } from '#features/calls/server/pbx/test-exchange.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '#features/calls/server/test-room.ts';
import { installAsterisk } from '#platform/server/asterisk/install.ts';
import { readTrunkStates } from '#platform/server/asterisk/sip-state.ts';
import { toolCache } from '#platform/server/asterisk/test-asterisk.ts';
import { tryConfiguration } from '#platform/server/asterisk/try-configuration.ts';
import { headerOf, respond } from '#platform/server/sip/message.ts';
import { placeCall } from '#platform/server/sip/place-call.ts';
import { openSipSocket, type SipSocket } from '#platform/server/sip/transport.ts';
import { until } from '#platform/server/testing/until.ts';

let centre: TestCentre;
let desk: TestDesk;
let operator: SipSocket;
const registered: string[] = [];

beforeAll(async () => {
  centre = await openTestCentre();
  desk = await centre.addDesk('petugas1', { answerAfterMs: 100, tone: 1100 });
  // An operator's registrar that asks for a password, and then believes whatever it is told.
  operator = await openSipSocket('127.0.0.1', 0, (request, peer) => {
    if (!('method' in request.start) || request.start.method !== 'REGISTER') return;
    const authorization = headerOf(request, 'authorization');
    if (authorization === '') {
      const challenge = [['WWW-Authenticate', 'Digest realm="operator", nonce="abc", algorithm=MD5']] as const;
      operator.send(respond(request, 401, 'Unauthorized', { headers: challenge }), peer);
      return;
    }
    registered.push(/username="([^"]+)"/.exec(authorization)?.[1] ?? '');
    operator.send(
      respond(request, 200, 'OK', {
        headers: [
          ['Contact', headerOf(request, 'contact')],
          ['Expires', '300'],
        ],
      }),
      peer,
    );
  });
});
afterAll(async () => {
  operator?.close();
  await centre?.close();
});

const withLines = (lines: NonNullable<ExchangeTenant['lines']>): ExchangeTenant[] =>
  testTenants.map((tenant) => (tenant.slug === 'sidoarjo' ? { ...tenant, lines } : tenant));
const line = { key: 'aaaa0001', peers: ['127.9.0.0/24'], qualify: false, srtp: false };

test('a conversation keeps its sound through ten changes of lines, a registration among them', async () => {
  const pid = centre.exchange.asterisk.pid();
  const talking = await placeCall({
    host: '127.0.0.1',
    port: centre.exchange.places.sipPort,
    from: '081234567890',
    to: '112',
    audio: { tone: 440 },
  });
  await talking.waitFor('answered');
  const received = desk.phone.calls.at(-1);
  const bothHear = async (what: string) => {
    const [from, since] = [talking.now(), received?.now() ?? 0];
    await until(what, () => {
      const caller = talking.heard.tones([1100], from).length > 0;
      return caller && (received?.heard.tones([440], since).length ?? 0) > 0;
    });
  };
  await bothHear('sound at first');
  const server = { host: '127.0.0.1', port: operator.port, transport: 'udp' } as const;
  for (let change = 1; change <= 10; change++) {
    const registration = { username: `akun${change}`, password: 'sangat;rahasia' };
    const lines = change % 2 === 0 ? [line] : [line, { ...line, key: 'aaaa0002', peers: [], server, registration }];
    await centre.exchange.asterisk.apply(centre.exchange.settingsFor(withLines(lines)));
    if (change % 2 === 1) await until('the line registers', () => registered.includes(`akun${change}`));
    await bothHear(`sound after change ${change}`);
  }
  expect(talking.events.map(({ type }) => type)).not.toContain('ended');
  expect(centre.exchange.asterisk.pid()).toBe(pid);
  await talking.hangUp();
}, 180_000);

test('the state of a registration and of a line that is asked by OPTIONS is seen', async () => {
  const server = { host: '127.0.0.1', port: operator.port, transport: 'udp' } as const;
  const away = { host: '127.0.0.1', port: 9, transport: 'udp' } as const;
  const registration = { username: 'akun', password: 'sangat-rahasia' };
  const lines = [
    { ...line, server, registration, qualify: true },
    { ...line, key: 'aaaa0003', peers: ['127.9.3.1'], server: away, qualify: true },
  ];
  await centre.exchange.asterisk.apply(centre.exchange.settingsFor(withLines(lines)));
  const states = async () =>
    readTrunkStates(
      await centre.exchange.asterisk.command('pjsip show registrations'),
      await centre.exchange.asterisk.command('pjsip show contacts'),
    );
  await until(
    'the states are seen',
    async () => {
      const seen = await states();
      const one = seen.get('trunk-sidoarjo_aaaa0001');
      return (
        one?.registration === 'registered' &&
        one.reach === 'reachable' &&
        seen.get('trunk-sidoarjo_aaaa0003')?.reach === 'unreachable'
      );
    },
    90_000,
  );
}, 120_000);

test('Asterisk itself is asked whether it takes a configuration, without a word to anybody', async () => {
  const program = await installAsterisk({
    prefix: `${centre.exchange.places.folder}/prefix`,
    cache: toolCache,
    log: () => undefined,
  });
  if (!program.ok) throw new Error('Asterisk was installed a moment ago');
  const before = registered.length;
  const server = { host: '127.0.0.1', port: operator.port, transport: 'udp' } as const;
  const registration = { username: 'percobaan', password: 'x' };
  const good = centre.exchange.settingsFor(withLines([{ ...line, server, registration }]));
  expect(await tryConfiguration({ program: program.value, settings: good })).toEqual([]);
  expect(registered.slice(before)).not.toContain('percobaan');
  // TLS with a certificate, and sound with keys in the signalling.
  const folder = centre.exchange.places.folder;
  const [certificate, key] = [`${folder}/tls.pem`, `${folder}/tls.key`];
  const names = ['-subj', '/CN=112.example', '-days', '2'];
  await promisify(execFile)('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    certificate,
    ...names,
  ]);
  // Asterisk reads it as a user of its own.
  await Promise.all([certificate, key].map((file) => chmod(file, 0o644)));
  const encrypted = centre.exchange.settingsFor(
    withLines([{ ...line, server: { ...server, transport: 'tls' }, registration, srtp: true }]),
  );
  const withTls = { ...encrypted, sip: { ...encrypted.sip, tls: { port: 1, certificate, key } } };
  expect(await tryConfiguration({ program: program.value, settings: withTls })).toEqual([]);
  const without = { ...withTls, sip: { ...withTls.sip, tls: { port: 1, certificate: `${folder}/none.pem`, key } } };
  expect((await tryConfiguration({ program: program.value, settings: without })).join(' ')).toMatch(/transport-tls/);
  // Passes our own rules and not Asterisk's.
  const bad = centre.exchange.settingsFor(withLines([{ ...line, peers: ['300.1.2.3'] }]));
  const complaints = await tryConfiguration({ program: program.value, settings: bad });
  expect(complaints.join(' ')).not.toBe('');
}, 180_000);
