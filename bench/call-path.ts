import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CallStep, callSteps } from '#features/calls/server/call-steps.ts';
import { movePresence } from '#features/calls/server/set-presence.ts';
import { openTestCentre, type TestCentre } from '#features/calls/server/test-room.ts';
import type { AsteriskSettings } from '#platform/server/asterisk/config/settings.ts';
import type { PreparedDatabase } from '#platform/server/db/prepare.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { openBenchDatabase, openPool } from './bench-database.ts';
import type { AgentsOrder, AgentsSample } from './call-agents.ts';
import { monotonicMs } from './monotonic.ts';
import { type BenchResult, quantile } from './result.ts';

const desks = 16;
const perSecond = 4;
const talkSeconds = 1;
const blocks = 5;
const callsPerBlock = 60;
const warmUp = 20;
const queueNumber = '119';

/**
 * A caller's INVITE until the desk's INVITE, at the telephones' sockets. Ours: broadcast, claim, a row and a desk from the
 * database, originate. The reference: the same Asterisk, trunk, headers and MixMonitor, then `Queue()` (leastrecent) with the
 * same announcement to the same desks. Blocks alternate. Telephones have a process of their own.
 */
export async function bench(): Promise<readonly BenchResult[]> {
  const database = await openBenchDatabase();
  const pools = openPools(database.prepared);
  const agents = fork(join(import.meta.dirname, 'call-agents.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const centre = await openTestCentre({ database: pools.database, alter: withQueue });
  const steps = watchSteps();
  let stopTidying = async () => {};
  try {
    const users = await registerDesks(centre, agents);
    stopTidying = keepDesksReady(centre, users);
    const sipPort = centre.exchange.places.sipPort;
    const samples: Record<'ours' | 'queue', AgentsSample[]> = { ours: [], queue: [] };
    for (let block = -1; block < blocks; block++) {
      for (const side of ['ours', 'queue'] as const) {
        const to = side === 'ours' ? '112' : queueNumber;
        const callers = callersOf(block, side, block < 0 ? warmUp : callsPerBlock);
        const got = await tellAgents(agents, { kind: 'call', sipPort, to, callers, perSecond, seconds: talkSeconds });
        if (block >= 0) samples[side].push(...got);
        await untilIdle(centre, users.length);
      }
    }
    return resultsOf(samples, steps.known, database.version);
  } finally {
    steps.stop();
    await stopTidying();
    agents.disconnect();
    await centre.close();
    await database.close();
  }
}

/** A bench database as tests see theirs. */
export function openPools(prepared: PreparedDatabase) {
  const [app, system, owner] = [
    openPool(prepared.appUrl, 20),
    openPool(prepared.systemUrl, 12),
    openPool(prepared.ownerUrl, 6),
  ];
  return {
    database: {
      name: 'bench',
      ...prepared,
      db: app.db,
      systemDb: system.db,
      systemPool: system.pool,
      ownerPool: owner.pool,
      place: () => ({ db: app.db, listeners: {}, log: silentLog }),
      close: async () => void (await Promise.all([app.close(), system.close(), owner.close()])),
    },
  };
}

/** Another number of the same trunk: the same lines up to the broadcast, then Asterisk's own queue. */
function withQueue(settings: AsteriskSettings): AsteriskSettings {
  const [own] = settings.queues;
  if (own === undefined) throw new Error('The exchange has no queue to copy');
  const lines = settings.dialplan.split('\n');
  const [from, to] = [lines.indexOf('[emergency]'), lines.findIndex((line) => line.includes('n,StasisBroadcast('))];
  if (from < 0 || to < from) throw new Error('The dialplan has changed: the benchmark cannot copy its beginning');
  const incoming = lines.findIndex((line) => line.startsWith('exten => 112,1,Set('));
  const entry = [
    (lines[incoming] ?? '').replace('exten => 112,', `exten => ${queueNumber},`),
    lines[incoming + 1] ?? '',
    ' same => n,Goto(bench,call,1)',
  ];
  const body = ['[bench]', ...lines.slice(from + 1, to), ' same => n,Queue(bench)', ' same => n,Hangup()', ''];
  return {
    ...settings,
    queues: [...settings.queues, { ...own, name: 'bench', strategy: 'leastrecent' }],
    dialplan: [...lines.slice(0, incoming), ...entry, ...lines.slice(incoming), '', ...body].join('\n'),
  };
}

function callersOf(block: number, side: 'ours' | 'queue', count: number): string[] {
  const prefix = `08${side === 'ours' ? '1' : '2'}${block + 1}`;
  return Array.from({ length: count }, (_, n) => `${prefix}${String(n).padStart(7, '0')}`);
}

async function tellAgents(agents: ChildProcess, order: AgentsOrder): Promise<AgentsSample[]> {
  agents.send(order);
  // Its death without a word ends the wait as well: then the answer is its exit code.
  const [told] = await waitFirst(agents);
  if (typeof told !== 'object') throw new Error(`The process of the telephones ended with ${String(told)}`);
  // What call-agents.ts sends.
  const answer = told as { samples: AgentsSample[] } | { error: string };
  if ('error' in answer) throw new Error(answer.error);
  return answer.samples;
}

function waitFirst(agents: ChildProcess): Promise<unknown[]> {
  const controller = new AbortController();
  const { signal } = controller;
  const either = [once(agents, 'message', { signal }), once(agents, 'exit', { signal })];
  for (const each of either) each.catch(() => undefined);
  return Promise.race(either).finally(() => controller.abort());
}

async function registerDesks(centre: TestCentre, agents: ChildProcess): Promise<string[]> {
  const users: string[] = [];
  const accounts: { user: string; password: string }[] = [];
  for (let n = 0; n < desks; n++) {
    const userId = await centre.addUser(`petugas${n}`);
    users.push(userId);
    accounts.push(await centre.exchange.asterisk.credentials.issue(userId, 'sidoarjo'));
  }
  await tellAgents(agents, { kind: 'register', sipPort: centre.exchange.places.sipPort, desks: accounts });
  for (const userId of users) await centre.ready(userId);
  return users;
}

/** People classify and are ready again: done here within a fifth of a second, so that desks are free as in the queue. */
function keepDesksReady(centre: TestCentre, users: readonly string[]): () => Promise<void> {
  let stopped = false;
  const { ownerPool } = centre.database;
  const tidying = (async () => {
    while (!stopped) {
      await sleep(200);
      await ownerPool.query("update calls set disposition = 'TEST' where disposition is null and state = 'ended'");
      const { rows } = await ownerPool.query<{ user_id: string }>(
        "select user_id from presences where state not in ('ready', 'offered', 'talking') and user_id = any($1)",
        [users],
      );
      for (const { user_id } of rows) await centre.act((ctx) => movePresence(ctx, user_id, 'ready', null));
    }
  })();
  return async () => {
    stopped = true;
    await tidying;
  };
}

async function untilIdle(centre: TestCentre, count: number): Promise<void> {
  let ready = 0;
  for (let turn = 0; turn < 100; turn++) {
    const { rows } = await centre.database.ownerPool.query<{ ready: number }>(
      "select count(*)::int as ready from presences where state = 'ready' and reachable and call_id is null",
    );
    ready = rows[0]?.ready ?? 0;
    if (ready === count && centre.calls.telephony.state().openCalls === 0) return;
    await sleep(100);
  }
  // On a crowded machine a telephone may miss a qualify: nine desks are as good, and the remark counts what was answered.
  if (ready < count / 2) throw new Error(`Only ${ready} desks came to rest`);
}

type Steps = ReadonlyMap<string, Partial<Record<CallStep['step'], number>>>;

function watchSteps(): { known: Steps; stop: () => void } {
  const known = new Map<string, Partial<Record<CallStep['step'], number>>>();
  const hear = (message: unknown) => {
    const at = monotonicMs();
    // Only switchboard.ts publishes there.
    const { caller, step } = message as CallStep;
    if (caller === null) return;
    const steps = known.get(caller) ?? {};
    steps[step] ??= at;
    known.set(caller, steps);
  };
  callSteps.subscribe(hear);
  return { known, stop: () => void callSteps.unsubscribe(hear) };
}

function resultsOf(
  samples: Record<'ours' | 'queue', readonly AgentsSample[]>,
  steps: Steps,
  version: string,
): BenchResult[] {
  const took = (side: 'ours' | 'queue') =>
    samples[side].flatMap(({ sentAt, deskAt }) => (deskAt === null ? [] : [deskAt - sentAt]));
  const [ours, queue] = [took('ours'), took('queue')];
  const answered = (side: 'ours' | 'queue') =>
    `${samples[side].filter((each) => each.answered).length} of ${samples[side].length} answered`;
  const say = (times: readonly number[]) =>
    `p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`;
  const remark = `INVITE to INVITE at the telephones, ${perSecond} calls/s over ${desks} desks, ${talkSeconds} s each, ${blocks} alternating blocks; ours ${answered('ours')}, queue ${answered('queue')}; PostgreSQL ${version}, fsync on. ${splitOf(samples.ours, steps)}`;
  const result = (share: number, name: string, atMost: number) => ({
    name: `call path, ${name}`,
    ours: say(ours),
    reference: `app_queue: ${say(queue)}`,
    ratio: quantile(ours, share) / quantile(queue, share),
    target: { atMost },
    remark,
  });
  return [result(0.5, 'p50', 2), result(0.99, 'p99', 3)];
}

/** Where the time goes, as medians of the parts (claim and database run at once, so they do not add up). */
function splitOf(samples: readonly AgentsSample[], steps: Steps): string {
  const parts: [string, (one: AgentsSample, at: Partial<Record<CallStep['step'], number>>) => number | undefined][] = [
    ['INVITE to broadcast', ({ sentAt }, at) => minus(at.told, sentAt)],
    ['claim', (_, at) => minus(at.claimed, at.told)],
    ['database until the desk is chosen', (_, at) => minus(at.desk, at.told)],
    ['originate to INVITE', ({ deskAt }, at) => minus(deskAt ?? undefined, at.originating)],
    ['commit (after the desk was chosen)', (_, at) => minus(at.written, at.desk)],
  ];
  const told = parts.map(([name, of]) => {
    const times = samples.flatMap((one) => of(one, steps.get(one.caller) ?? {}) ?? []);
    return `${name} ${quantile(times, 0.5).toFixed(1)}/${quantile(times, 0.99).toFixed(1)}`;
  });
  return `Parts, p50/p99 ms: ${told.join(', ')}`;
}

const minus = (late: number | undefined, early: number | undefined) =>
  late === undefined || early === undefined ? undefined : late - early;
