import { availableParallelism } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Action, type Actor, bind } from '#platform/server/action.ts';
import { inTenant, type Tx } from '#platform/server/db/database.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { problemOf, refuseRequest } from '#platform/server/http/problem.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, type Refusal, type Result, refuse } from '#platform/shared/result.ts';
import { fill, type Language } from '#platform/shared/texts.ts';
import { dayOf, type Instant, plusMs, type Zone } from '#platform/shared/time.ts';
import { basisOf } from '../../simulate/basis.ts';
import { boundsOfPeriod } from '../../simulate/plan.ts';
import { mostReadCalls, mostSimulatedCalls } from '../../simulation.ts';
import { readSimulationBasis, type SimulationLine, simulationsPath } from '../../simulation-contract.ts';
import { type SimulationQuestion, simulationQuestion } from '../../simulation-question.ts';
import { cellTexts, type SimulationRefusal, simulationRefusals } from '../../simulation-texts.ts';
import { readQueueSettings } from '../queue/queue-store.ts';
import { readRecorded } from './read-recorded.ts';
import { countRecorded, zoneOf } from './recorded-store.ts';
import { runInThread, type SimulationEnd, type SimulationWork } from './run-in-thread.ts';
import { beginRun, endRun, runningSimulation } from './run-store.ts';

const limitMs = 60_000;
/** A lease outlives its run by this: reading before it, telling after it. */
const leaseSeconds = limitMs / 1000 + 15;
const weekDays = 7;
const dayMs = 86_400_000;

/** Last seven whole days of the regency, or the last one where a week is more than is read at once. */
async function usualPeriod(tx: Tx, of: { readonly tenantId: string; readonly zone: Zone }, now: Instant) {
  const last = (days: number) => ({ from: dayOf(plusMs(now, -days * dayMs), of.zone), days });
  const week = last(weekDays);
  const { from, to } = boundsOfPeriod(week.from, week.days, of.zone);
  return (await countRecorded(tx, of.tenantId, from, to)) > mostReadCalls ? last(1) : week;
}

export const readBasis: Action<typeof readSimulationBasis> = async (ctx) => {
  const { settings, zone } = await settingOf(ctx.tx, ctx.tenantId);
  const period = await usualPeriod(ctx.tx, { tenantId: ctx.tenantId, zone }, ctx.now);
  const recorded = await readRecorded(
    ctx.tx,
    { tenantId: ctx.tenantId, zone },
    boundsOfPeriod(period.from, period.days, zone),
  );
  return ok(basisOf({ zone, settings, recorded, now: ctx.now }, period));
};

async function settingOf(tx: Tx, tenantId: string) {
  const { settings } = await readQueueSettings(tx, tenantId);
  return { settings, zone: await zoneOf(tx, tenantId) };
}

/**
 * Everything the question needs, read in one short transaction; the computing has none. Rows go through the thread that leads
 * calls, so there is a limit to them.
 */
async function workOf(
  tx: Tx,
  tenantId: string,
  question: SimulationQuestion,
): Promise<Result<SimulationWork, 'simulation.too_many_recorded'>> {
  const { settings, zone } = await settingOf(tx, tenantId);
  const now = new Date().toISOString();
  const { from, days } =
    question.source.type === 'recorded' ? question.source : await usualPeriod(tx, { tenantId, zone }, now);
  const bounds = boundsOfPeriod(from, days, zone);
  const calls = await countRecorded(tx, tenantId, bounds.from, bounds.to);
  if (question.source.type === 'recorded' && calls > mostReadCalls)
    return refuse('simulation.too_many_recorded', { calls, most: mostReadCalls });
  const recorded = await readRecorded(tx, { tenantId, zone }, bounds);
  return ok({ question, known: { zone, settings, recorded, now }, most: mostSimulatedCalls });
}

/** Half of the processors at most, whatever many regencies ask at once: the others are for calls. */
const mostThreads = Math.max(1, Math.floor(availableParallelism() / 2));

/** The simulator: what its form begins with, and the questions themselves, answered line by line while a thread computes. */
export function simulationPart(place: () => Workplace): FeaturePart {
  let threads = 0;
  const run: HttpPlugin = {
    method: 'POST',
    path: simulationsPath,
    summary: 'What if: the questions side by side, as lines of JSON with the progress first',
    permission: 'simulation.run',
    serve: async (request, reply, requester) => {
      const { tenantId, actor } = present(requester, 'a route with a permission is only reached with a session');
      const question = simulationQuestion.safeParse(request.body);
      if (!question.success) {
        const where = question.error.issues.map(({ path }) => path.join('.')).join(', ');
        return refuseRequest(reply, actor.language, 'request.invalid', { where });
      }
      const lease = await takeLease(place, tenantId, actor);
      if (!lease.ok) return refuseIn(reply, actor, lease.refusal);
      threads += 1;
      const release = onceOver(request.log, async () => {
        threads -= 1;
        await inTenant(place().db, tenantId, (tx) => endRun(tx, tenantId, lease.value));
      });
      try {
        const work = await workFor(question.data, tenantId);
        // Over before the answer is: whoever reads it may ask the next question.
        if (work.ok) return await answerInLines(reply, actor, work.value, release);
        await release();
        return refuseIn(reply, actor, work.refusal);
      } finally {
        await release();
      }
    },
  };
  const workFor = async (question: SimulationQuestion, tenantId: string) =>
    threads > mostThreads
      ? refuse('simulation.server_busy')
      : inTenant(place().db, tenantId, (tx) => workOf(tx, tenantId, question));
  return { routes: [bind(readSimulationBasis, readBasis)], plugins: [run] };
}

/** A lease that cannot be given back, as while the database is away, ends by its time. */
function onceOver(log: FastifyRequest['log'], work: () => Promise<void>): () => Promise<void> {
  let over: Promise<void> | null = null;
  return () => {
    over ??= work().catch((error: unknown) => log.warn({ error }, 'the lease of a simulation was not given back'));
    return over;
  };
}

/** One at a time in a regency, in whichever process. */
function takeLease(
  place: () => Workplace,
  tenantId: string,
  actor: Actor,
): Promise<Result<string, 'simulation.busy' | 'simulation.server_busy'>> {
  const id = newId();
  const userId = present(actor.id, 'simulation.run needs a session');
  return inTenant(place().db, tenantId, async (tx) => {
    if (await beginRun(tx, { tenantId, id, userId, seconds: leaseSeconds })) return ok(id);
    const running = await runningSimulation(tx, tenantId);
    // It ended between the two statements: nobody need be named, and asking again helps.
    if (running === null) return refuse('simulation.server_busy');
    return refuse('simulation.busy', { name: running.name, seconds: running.seconds });
  });
}

const refuseIn = (reply: FastifyReply, { language }: Actor, refusal: Refusal<SimulationRefusal>) => {
  const told = problemIn(refusal, language);
  return reply.code(told.status).type('application/problem+json').send(told);
};

/**
 * The thread computes; whoever goes away or stops it ends the thread. What is wrong with the question itself is an answer without
 * lines.
 */
async function answerInLines(
  reply: FastifyReply,
  actor: Actor,
  work: SimulationWork,
  release: () => Promise<void>,
): Promise<FastifyReply> {
  const lines = new PassThrough();
  const tell = (line: SimulationLine) => void lines.write(`${JSON.stringify(line)}\n`);
  const begun = Promise.withResolvers<null>();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  try {
    const { ended, stop } = runInThread(work, {
      limitMs,
      onBegun: () => begun.resolve(null),
      onProgress: (progress) => tell({ progress }),
    });
    if (reply.raw.destroyed) stop();
    else reply.raw.once('close', stop);
    const early = await Promise.race([ended, begun.promise]);
    if (early !== null && early.type !== 'done') {
      await release();
      return refuseIn(reply, actor, refusalOf(early));
    }
    void reply.type('application/x-ndjson').header('cache-control', 'no-store').send(lines);
    const end = await ended;
    delay.disable();
    await release();
    if (end.type === 'done') tell({ answer: { loopDelayMs: delay.max / 1e6, results: end.results } });
    // Who stopped it listens no more.
    else if (end.type !== 'stopped') tell({ problem: problemIn(refusalOf(end), actor.language) });
    return reply;
  } finally {
    delay.disable();
    // Also after a fault, which is logged: an answer that breaks off is one the screen says so of.
    lines.end();
  }
}

function refusalOf(end: Exclude<SimulationEnd, { type: 'done' }>): Refusal<SimulationRefusal> {
  if (end.type === 'refused') return end.refusal;
  if (end.type === 'too_large') return { code: 'simulation.too_large', detail: {} };
  if (end.type === 'stopped') return { code: 'simulation.stopped', detail: {} };
  return { code: 'simulation.too_long', detail: { seconds: limitMs / 1000 } };
}

/** What is wrong with a cell is said in the reader's words. */
function problemIn({ code, detail }: Refusal<SimulationRefusal>, language: Language) {
  const words = cellTexts[detail['why'] as keyof typeof cellTexts] as (typeof cellTexts)['time'] | undefined;
  const why = words === undefined ? (detail['why'] ?? '') : fill(words, language);
  return problemOf({ code, detail: { ...detail, why } }, simulationRefusals[code], language);
}
