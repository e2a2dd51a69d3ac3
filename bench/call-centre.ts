// A whole centre for the benchmarks of calls: its database, its exchange with Asterisk's own queue beside ours, its telephones.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { movePresence } from '#features/calls/server/set-presence.ts';
import { openTestCentre, type TestCentre } from '#features/calls/server/test-room.ts';
import type { AsteriskSettings } from '#platform/server/asterisk/config/settings.ts';
import { startDoorbell } from '#platform/server/db/session.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { openBenchDatabase, openPools } from './bench-database.ts';
import type { AgentsOrder, AgentsSample, Reaction } from './call-agents.ts';

/** What is dialled for Asterisk's own queue; 112 is for ours. */
export const dialled = { ours: '112', queue: '119' } as const;
export type Side = keyof typeof dialled;
export const sides: readonly Side[] = ['ours', 'queue'];

export interface CallCentre {
  readonly centre: TestCentre;
  readonly users: readonly string[];
  readonly postgres: string;
  readonly tell: (order: AgentsOrder) => Promise<AgentsSample[]>;
  /** More desks, who are ready when it resolves. */
  readonly addDesks: (count: number) => Promise<void>;
  readonly untilIdle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** `calls`: how many at once at most; `mostDesks`: with those that are added later. */
export async function openCallCentre(options: {
  desks: number;
  calls: number;
  mostDesks?: number;
  /** Desks answer like people instead of at once. */
  reaction?: Reaction;
  /** Desks wrap up for so long, on both sides; left out: they are ready the moment a call is over. */
  wrapUpS?: number;
}): Promise<CallCentre> {
  const database = await openBenchDatabase();
  const agents = fork(join(import.meta.dirname, 'call-agents.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const size = {
    desks: options.mostDesks ?? options.desks,
    rtpPorts: Math.min(8000, Math.max(400, 8 * options.calls)),
  };
  const centre = await openTestCentre({
    database: openPools(database.prepared).database,
    alter: withQueue(options.wrapUpS),
    size,
  });
  const users: string[] = [];
  if (options.wrapUpS !== undefined) await setWrapUp(centre, options.wrapUpS);
  const stopTidying = keepDesksReady(centre, users, options.wrapUpS === undefined);
  const tell = (order: AgentsOrder) => tellAgents(agents, order);
  const addDesks = async (count: number) =>
    void users.push(...(await registerDesks(centre, tell, { first: users.length, count, reaction: options.reaction })));
  await addDesks(options.desks);
  return {
    centre,
    users,
    postgres: database.version,
    tell,
    addDesks,
    untilIdle: () => untilIdle(centre, users.length),
    close: async () => {
      await stopTidying();
      agents.disconnect();
      await centre.close();
      await database.close();
    },
  };
}

/** Another number of the same trunk: the same lines up to the broadcast, then Asterisk's own queue. */
const withQueue =
  (wrapUpS: number | undefined) =>
  (settings: AsteriskSettings): AsteriskSettings => {
    const [own] = settings.queues;
    if (own === undefined) throw new Error('The exchange has no queue to copy');
    const lines = settings.dialplan.split('\n');
    const from = lines.indexOf('[emergency]');
    const to = lines.findIndex((line, at) => at > from && line.includes('n,StasisBroadcast('));
    if (from < 0 || to < from) throw new Error('The dialplan has changed: the benchmark cannot copy its beginning');
    const incoming = lines.findIndex((line) => line.startsWith('exten => 112,1,Set('));
    const entry = [
      (lines[incoming] ?? '').replace('exten => 112,', `exten => ${dialled.queue},`),
      lines[incoming + 1] ?? '',
      ' same => n,Goto(bench,call,1)',
    ];
    const end = [' same => n,Queue(bench)', ' same => n,Hangup()', ' same => n(full),Hangup(42)', ''];
    const body = ['[bench]', ...lines.slice(from + 1, to), ...end];
    return {
      ...settings,
      queues: [
        ...settings.queues,
        { ...own, name: 'bench', strategy: 'leastrecent', ...(wrapUpS === undefined ? {} : { wrapUpS }) },
      ],
      dialplan: [...lines.slice(0, incoming), ...entry, ...lines.slice(incoming), '', ...body].join('\n'),
    };
  };

/** One length for all classes, so that both sides wrap up alike. */
async function setWrapUp(centre: TestCentre, wrapUpS: number): Promise<void> {
  await centre.database.ownerPool.query(
    'insert into queue_settings (id, tenant_id, content) values (gen_random_uuid(), $1, $2)',
    [centre.tenantId, JSON.stringify({ wrapUpS, wrapUpByCode: {} })],
  );
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

async function registerDesks(
  centre: TestCentre,
  tell: CallCentre['tell'],
  { first, count, reaction }: { first: number; count: number; reaction: Reaction | undefined },
): Promise<string[]> {
  const names = Array.from({ length: count }, (_, at) => `petugas${first + at}`);
  const users: string[] = [];
  for (const name of names) users.push(await centre.addUser(name));
  const issue = (userId: string) => centre.exchange.asterisk.credentials.issue(userId, 'sidoarjo');
  const desks = await Promise.all(users.map(issue));
  await tell({
    kind: 'register',
    sipPort: centre.exchange.places.sipPort,
    desks,
    ...(reaction === undefined ? {} : { reaction }),
  });
  for (const userId of users) await centre.ready(userId);
  return users;
}

/**
 * People classify and are ready again: here the moment their call is over, as the members of Asterisk's queue are. It is done
 * by the actions that they would press, and counts as our processor time. Where wrap-ups last, our own deadlines end them.
 */
function keepDesksReady(centre: TestCentre, users: readonly string[], endsWrapUps: boolean): () => Promise<void> {
  const { ownerPool, systemPool } = centre.database;
  let again = false;
  let tidying: Promise<void> | null = null;
  const tidy = async () => {
    await ownerPool.query("update calls set disposition = 'TEST' where disposition is null and state = 'ended'");
    const { rows } = await ownerPool.query<{ user_id: string }>(
      "select user_id from presences where state not in ('ready', 'offered', 'talking') and (state <> 'wrap_up' or $2) and user_id = any($1)",
      [users, endsWrapUps],
    );
    await Promise.all(rows.map((row) => centre.act((ctx) => movePresence(ctx, row.user_id, 'ready', null))));
  };
  const ring = () => {
    again = true;
    tidying ??= (async () => {
      while (again) {
        again = false;
        await tidy().catch(() => undefined);
      }
      tidying = null;
    })();
  };
  const bell = startDoorbell({ pool: systemPool, log: silentLog, channel: 'telephony', ring });
  const timer = setInterval(ring, 500);
  return async () => {
    clearInterval(timer);
    await bell.stop();
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
  // On a crowded machine a telephone may miss a qualify: half the desks are as good, and the remark counts what was answered.
  if (ready < count / 2) throw new Error(`Only ${ready} of ${count} desks came to rest`);
}
