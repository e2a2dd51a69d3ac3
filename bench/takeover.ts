import { setTimeout as sleep } from 'node:timers/promises';
import { deadMs } from '#features/calls/lease-rules.ts';
import { startTestProcess, type TestProcess } from '#features/calls/server/lease/test-process.ts';
import { openTestCentre, type TestCentre } from '#features/calls/server/test-room.ts';
import { connectAri } from '#platform/server/asterisk/ari/client.ts';
import type { AsteriskSettings } from '#platform/server/asterisk/config/settings.ts';
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { longestBreak } from '#platform/server/sip/sound.ts';
import { mediaPorts } from '#platform/server/testing/free-port.ts';
import { openBenchDatabase, openPools } from './bench-database.ts';
import { monotonicMs } from './monotonic.ts';
import { type BenchResult, quantile } from './result.ts';

const calls = 100;
/** Calls that send sound both ways; the others only hold their lines, or the telephones would be what is measured. */
const talking = 5;
const perSecond = 8;
const takeOvers = 3;
const deskTone = 1100;
const host = '127.0.0.1';

/**
 * A hundred calls in talk. The process that leads them is killed with -9 while another one runs: until its first command on a call is
 * accepted, until it leads all, and what was lost of the sound. Then the only process is killed and started again: until it leads all.
 * The references are what no implementation can go below: the silence that makes a process dead, and on the same socket two commands a call.
 */
export async function bench(): Promise<readonly BenchResult[]> {
  const database = await openBenchDatabase();
  const pools = openPools(database.prepared);
  const centre = await openTestCentre({ database: pools.database, alter: wide });
  const open: { phones: Phone[]; callers: PlacedCall[]; processes: TestProcess[] } = {
    phones: [],
    callers: [],
    processes: [],
  };
  const start = async (node: string) => {
    const began = monotonicMs();
    const started = await startTestProcess(centre.exchange, database.prepared, node);
    open.processes.push(started);
    return { process: started, began };
  };
  try {
    await centre.calls.telephony.stop();
    let leader = (await start('a')).process;
    await fillDesks(centre, open);
    const { firsts, lasts, lost, broken, heard, last } = await measureTakeOvers(open, leader, start);
    leader = last;
    const commands = await bareCommands(centre);
    await leader.end();
    const again = await start(leader.node);
    await untilTaken(again.process, calls);
    const adopted = again.process.taken;
    const lead = (adopted[calls - 1] ?? 0) - (adopted[0] ?? 0);
    return [
      {
        name: 'take-over, first command',
        ours: `${say(firsts)} from kill -9 to the first command accepted on a call`,
        reference: `${deadMs} ms of silence`,
        ratio: quantile(firsts, 0.5) / deadMs,
        target: { atMost: 10_000 / deadMs },
        remark: `${calls} calls in talk, ${takeOvers} take-overs; all led after ${say(lasts)}. ${lost} of ${heard} packets of ${talking} talks missing by sequence number, ${broken} ms the longest stretch without the desk's tone`,
      },
      {
        name: 'restart, calls adopted',
        ours: `${lead.toFixed(0)} ms from the first to the last of ${calls} calls`,
        reference: `${2 * calls} bare commands on one socket: ${commands.toFixed(0)} ms`,
        ratio: lead / commands,
        target: { atMost: 5 },
        remark: `from the start of the process to its first call ${((adopted[0] ?? 0) - again.began).toFixed(0)} ms (Node, database, registering, Asterisk's record), to its last ${((adopted[calls - 1] ?? 0) - again.began).toFixed(0)} ms`,
      },
    ];
  } finally {
    for (const each of open.processes) await each.end();
    await Promise.all(open.callers.map((caller) => caller.hangUp()));
    for (const phone of open.phones) phone.close();
    await centre.close();
    await database.close();
  }
}

type Start = (node: string) => Promise<{ process: TestProcess; began: number }>;

/** Kill whoever leads, several times; milliseconds until the other one leads the first and the last call, and what was lost of the sound. */
async function measureTakeOvers(open: { readonly callers: readonly PlacedCall[] }, first: TestProcess, start: Start) {
  let leader = first;
  const sounds = open.callers.slice(0, talking);
  const missing = () => sounds.reduce((sum, caller) => sum + caller.heard.missing(), 0);
  const [missedBefore, heardBefore] = [missing(), sounds[0]?.heard.packets() ?? 0];
  const since = sounds.map((caller) => caller.now());
  const [firsts, lasts]: [number[], number[]] = [[], []];
  for (let round = 0; round < takeOvers; round++) {
    const next = (await start(round % 2 === 0 ? 'b' : 'a')).process;
    await sleep(2000);
    const killedAt = monotonicMs();
    leader.signal('SIGKILL');
    await untilTaken(next, calls);
    firsts.push((next.taken[0] ?? 0) - killedAt);
    lasts.push((next.taken[calls - 1] ?? 0) - killedAt);
    leader = next;
  }
  const [lost, heard] = [missing() - missedBefore, (sounds[0]?.heard.packets() ?? 0) - heardBefore];
  const breaks = sounds.map((caller, n) => longestBreak(caller.heard.samples(since[n]), deskTone));
  return { firsts, lasts, lost, broken: Math.max(...breaks), heard: heard * talking, last: leader };
}

const say = (times: readonly number[]) =>
  times
    .map((each) => `${each.toFixed(0)}`)
    .join(', ')
    .concat(' ms');

/** Room for the calls, and lines that may be silent. */
function wide(settings: AsteriskSettings): AsteriskSettings {
  const rtp = mediaPorts(6 * calls);
  return {
    ...settings,
    rtp,
    trunks: settings.trunks.map((trunk) => ({ ...trunk, rtpTimeout: 3600 })),
    endpoints: { ...settings.endpoints, rtpTimeout: 3600 },
    dialplan: settings.dialplan.replace(/(GROUP_COUNT\(emergency\)\} > )\d+/, `$1${2 * calls}`),
  };
}

async function fillDesks(centre: TestCentre, open: { phones: Phone[]; callers: PlacedCall[] }): Promise<void> {
  const port = centre.exchange.places.sipPort;
  for (let n = 0; n < calls; n++) {
    const began = performance.now();
    const userId = await centre.addUser(`petugas${n}`);
    const { user, password } = await centre.exchange.asterisk.credentials.issue(userId, 'sidoarjo');
    const phone = await listenForCalls({ answerAfterMs: 0, audio: { tone: deskTone } });
    open.phones.push(phone);
    const status = await phone.register({ host, port }, user, password, 3600);
    if (status !== 200) throw new Error(`A desk was not registered: ${status}`);
    await centre.ready(userId);
    const audio = n < talking ? ({ tone: 440 } as const) : 'none';
    const caller = await placeCall({ host, port, from: `0812${String(n).padStart(7, '0')}`, to: '112', audio });
    open.callers.push(caller);
    await caller.waitFor('answered', 60_000);
    if (n >= talking) phone.calls.at(-1)?.vanish();
    await sleep(Math.max(0, 1000 / perSecond - (performance.now() - began)));
  }
}

async function untilTaken(process: TestProcess, count: number): Promise<void> {
  for (let turn = 0; turn < 1200; turn++) {
    if (process.taken.length >= count) return;
    await sleep(50);
  }
  throw new Error(`Only ${process.taken.length} of ${count} calls were taken over:\n${process.log()}`);
}

/** Milliseconds for two small commands a call, one after another, as a process could not do with less. */
async function bareCommands(centre: TestCentre): Promise<number> {
  const ari = connectAri({
    ...centre.exchange.asterisk.ari,
    app: 'bench',
    events: [],
    onEvent: () => undefined,
    log: () => undefined,
  });
  try {
    await ari.ready();
    const listed = await ari.callSlow('channels.list', {});
    const ids = listed.ok ? listed.value.map(({ id }) => id).slice(0, 2 * calls) : [];
    const began = monotonicMs();
    for (const channelId of ids) await ari.call('channels.get', { channelId });
    return monotonicMs() - began;
  } finally {
    await ari.close();
  }
}
