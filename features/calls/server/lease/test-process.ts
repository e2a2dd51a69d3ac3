// Telephony in a process of its own, so that a test or a benchmark can kill and halt it: the child's half is at the end of this file.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Listener } from '#platform/server/action.ts';
import { createEndpointCredentials } from '#platform/server/asterisk/credentials.ts';
import { openDatabase } from '#platform/server/db/database.ts';
import { createLog } from '#platform/server/log/log.ts';
import { type CallStep, callSteps } from '../call-steps.ts';
import { createCalls } from '../calls.ts';
import type { TestExchange } from '../pbx/test-exchange.ts';

/** What the child needs to know. */
interface Order {
  readonly node: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly ari: { readonly url: string; readonly user: string; readonly password: string };
  readonly celFile: string;
  readonly folder: string;
  readonly etc: string;
  readonly prompts: string;
  readonly recordings: string;
  readonly sipPort: number;
  readonly follows: boolean;
}

export interface TestProcess {
  readonly node: string;
  readonly app: string;
  /** When each call came over to it, by the machine's monotonic clock in milliseconds. */
  readonly taken: readonly number[];
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void;
  /** End it whatever state it is in. */
  end(): Promise<void>;
  log(): string;
}

/** A telephony process of this name beside others of the same exchange and database; resolves when it leads calls. */
export async function startTestProcess(
  exchange: TestExchange,
  database: { readonly appUrl: string; readonly systemUrl: string },
  node: string,
  /** Lost calls are followed up, and calls can go out. */
  follows = false,
): Promise<TestProcess> {
  const child = fork(import.meta.filename, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const order: Order = {
    node,
    appUrl: database.appUrl,
    systemUrl: database.systemUrl,
    ari: exchange.asterisk.ari,
    celFile: exchange.asterisk.celFile,
    folder: exchange.places.folder,
    etc: exchange.asterisk.folders.etc,
    prompts: exchange.prompts,
    recordings: exchange.recordings,
    sipPort: exchange.places.sipPort,
    follows,
  };
  const taken: number[] = [];
  child.on('message', (told) => {
    if (typeof told === 'number') taken.push(told);
  });
  child.send(order);
  const ready = new Promise<string>((settle) => {
    child.on('message', (told) => told === 'ready' && settle('ready'));
    child.once('exit', (code) => settle(`ended with ${code}`));
  });
  const told = await ready;
  if (told !== 'ready') throw new Error(`A telephony process did not start (${told}):\n${output}`);
  return {
    node,
    app: `acd-${node}`,
    taken,
    signal: (name) => void child.kill(name),
    end: () => endOf(child),
    log: () => output,
  };
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function run(order: Order): Promise<void> {
  const log = createLog({ level: 'warn' });
  const app = openDatabase({ url: order.appUrl, maxConnections: 10, log, name: `test-app:${order.node}` });
  const system = openDatabase({ url: order.systemUrl, maxConnections: 6, log, name: `test-system:${order.node}` });
  const credentials = createEndpointCredentials({
    folder: join(order.folder, 'asterisk'),
    etc: order.etc,
    owner: undefined,
    queues: () => [],
    reload: async () => undefined,
  });
  const listeners: Record<string, Listener[]> = {};
  const calls = createCalls({
    systemDb: system.db,
    listen: system.pool,
    place: () => ({ db: app.db, listeners, log }),
    dataFolder: order.folder,
    log,
    exchange: () => ({
      state: 'running',
      asterisk: { ari: order.ari, celFile: order.celFile, credentials },
      recordings: order.recordings,
      systemName: 'test',
      prompts: order.prompts,
      refresh: async () => false,
      canDialOut: async () => order.follows,
      testLine: { host: '127.0.0.1', port: order.sipPort, account: (slug) => ({ name: slug, password: slug }) },
    }),
    node: order.node,
    wsUrl: () => '',
    sipDomain: '127.0.0.1',
  });
  for (const [name, listener] of Object.entries(calls.feature.listeners ?? {}))
    if (order.follows) listeners[name] = [listener];
  callSteps.subscribe((message) => {
    // Only the switchboard publishes there.
    if ((message as CallStep).step === 'taken') process.send?.(Number(process.hrtime.bigint()) / 1e6);
  });
  await calls.telephony.start();
  process.on('SIGTERM', () => {
    void calls.telephony.stop().then(() => process.exit(0));
  });
  process.send?.('ready');
}

if (process.argv[1] === import.meta.filename) process.once('message', (order: Order) => void run(order));
