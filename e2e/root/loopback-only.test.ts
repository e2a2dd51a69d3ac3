import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningPostgres, startPostgres } from '#platform/server/postgres/launcher.ts';

const run = promisify(execFile);
/** A machine beside ours: a network namespace with a cable to this one. 198.18.0.0/15 is for tests (RFC 2544). */
const name = `test${process.pid}`;
const [here, there] = ['198.18.112.1', '198.18.112.2'];
let folder: string;
let postgres: RunningPostgres;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loopback-'));
  postgres = await startPostgres({ folder, log: () => undefined, settings: { fsync: 'off', archive_mode: 'off' } });
  await run('ip', ['netns', 'add', name]);
  await run('ip', ['link', 'add', `${name}a`, 'type', 'veth', 'peer', 'name', `${name}b`, 'netns', name]);
  await run('ip', ['addr', 'add', `${here}/30`, 'dev', `${name}a`]);
  await run('ip', ['link', 'set', `${name}a`, 'up']);
  await run('ip', ['-n', name, 'addr', 'add', `${there}/30`, 'dev', `${name}b`]);
  await run('ip', ['-n', name, 'link', 'set', `${name}b`, 'up']);
});
afterAll(async () => {
  await run('ip', ['link', 'del', `${name}a`]).catch(() => undefined);
  await run('ip', ['netns', 'del', name]).catch(() => undefined);
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Whether the machine beside ours can open a TCP connection to this one. */
async function isReachable(port: number): Promise<boolean> {
  const program = `require('net').connect(${port},'${here}').once('connect',()=>process.exit(0)).once('error',()=>process.exit(1))`;
  return run('ip', ['netns', 'exec', name, process.execPath, '-e', program]).then(
    () => true,
    () => false,
  );
}

test('the embedded PostgreSQL cannot be reached from another machine; what listens everywhere can', async () => {
  const witness = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => witness.listen(0, '0.0.0.0', resolve));
  // A server that listens on TCP has an address of this shape.
  const { port } = witness.address() as AddressInfo;
  expect(await isReachable(port)).toBe(true);
  expect(await isReachable(postgres.port)).toBe(false);
  await new Promise((resolve) => witness.close(resolve));
});
