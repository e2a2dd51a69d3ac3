import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Adopted, AdoptOrder } from './adopt-server.ts';
import { type CallCentre, dialled, openCallCentre } from './call-centre.ts';
import { monotonicMs } from './monotonic.ts';
import { type BenchResult, type BenchSize, quantile } from './result.ts';

const loads: Readonly<Record<BenchSize, { readonly calls: number; readonly rounds: number }>> = {
  full: { calls: 50, rounds: 5 },
  small: { calls: 4, rounds: 2 },
};

/**
 * kill -9 of the process that leads the calls, in the midst of them: the start of the next one until it has them all again, each with its
 * legs. The reference is what no server can beat: a bare Node process until Asterisk's first answer to it.
 */
export async function bench(size: BenchSize): Promise<BenchResult> {
  const { calls, rounds } = loads[size];
  const centre = await openCallCentre({ desks: calls, calls: 2 * calls });
  // The calls are another process's, which can be killed.
  await centre.centre.calls.telephony.stop();
  let server: ChildProcess | null = null;
  try {
    server = (await startServer(centre)).child;
    const { sipPort } = centre.centre.exchange.places;
    const callers = Array.from({ length: calls }, (_, at) => `0814${String(at).padStart(7, '0')}`);
    await centre.tell({ kind: 'talk', sipPort, to: dialled.ours, callers, perSecond: 5 });
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      server.kill('SIGKILL');
      await once(server, 'exit');
      const began = monotonicMs();
      const started = await startServer(centre);
      server = started.child;
      if (started.adopted.calls !== calls)
        throw new Error(`Only ${started.adopted.calls} of ${calls} calls were adopted`);
      ours.push(started.adopted.at - began);
      bare.push(await bareStart(centre));
    }
    await centre.tell({ kind: 'hang_up' });
    return resultOf(calls, ours, bare);
  } finally {
    server?.kill('SIGKILL');
    await centre.close();
  }
}

async function startServer(centre: CallCentre): Promise<{ child: ChildProcess; adopted: Adopted }> {
  const child = fork(join(import.meta.dirname, 'adopt-server.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const { database, exchange } = centre.centre;
  const { places, asterisk, prompts } = exchange;
  const order: AdoptOrder = {
    appUrl: database.appUrl,
    systemUrl: database.systemUrl,
    ari: asterisk.ari,
    celFile: asterisk.celFile,
    prompts,
    folder: join(places.folder, 'asterisk'),
  };
  child.send(order);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The server ended with ${String(code)}`);
  });
  ended.catch(() => undefined);
  const [adopted] = await Promise.race([once(child, 'message'), ended]);
  // What adopt-server.ts sends.
  return { child, adopted: adopted as Adopted };
}

/** Milliseconds from the start of a process until Asterisk has answered it. */
async function bareStart(centre: CallCentre): Promise<number> {
  const { url, user, password } = centre.centre.exchange.asterisk.ari;
  const address = `${url.replace(/^ws/, 'http').replace(/\/ari.*$/, '')}/ari/asterisk/ping`;
  const credentials = Buffer.from(`${user}:${password}`).toString('base64');
  const text = `const r = await fetch(${JSON.stringify(address)}, { headers: { authorization: 'Basic ${credentials}' } });
    if (!r.ok) process.exit(1); await r.text(); console.log(Number(process.hrtime.bigint()) / 1e6); process.exit(0);`;
  const began = monotonicMs();
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`Asterisk did not answer ${address}`);
  return Number(output) - began;
}

function resultOf(calls: number, ours: readonly number[], bare: readonly number[]): BenchResult {
  const say = (times: readonly number[]) =>
    `p50 ${Math.round(quantile(times, 0.5))} ms, longest ${Math.round(Math.max(...times))} ms`;
  return {
    name: `restart, ${calls} calls adopted`,
    ours: say(ours),
    reference: `bare Node process until the first answer of ARI: ${say(bare)}`,
    ratio: quantile(ours, 0.5) / quantile(bare, 0.5),
    target: null,
    remark: `${ours.length} kills -9 of the process that leads ${calls} calls in talk; from the start of the next one, without HTTP and screens, until it has all of them with their legs; deadlines ran elsewhere meanwhile`,
  };
}
