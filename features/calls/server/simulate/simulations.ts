import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PassThrough } from 'node:stream';
import { type Action, bind } from '#platform/server/action.ts';
import { inTenant, type Tx } from '#platform/server/db/database.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { problemOf, refuseRequest } from '#platform/server/http/problem.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { ok, present, type Refusal } from '#platform/shared/result.ts';
import { fill, type Language } from '#platform/shared/texts.ts';
import { dayOf, type Instant, plusMs } from '#platform/shared/time.ts';
import { basisOf } from '../../simulate/basis.ts';
import { boundsOfPeriod, planOf } from '../../simulate/plan.ts';
import { whatIfPlans } from '../../simulate/simulate.ts';
import { mostSimulatedCalls } from '../../simulation.ts';
import { readSimulationBasis, type SimulationLine, simulationsPath } from '../../simulation-contract.ts';
import { type SimulationQuestion, simulationQuestion } from '../../simulation-question.ts';
import { cellTexts, type SimulationRefusal, simulationRefusals } from '../../simulation-texts.ts';
import { readQueueSettings } from '../queue/queue-store.ts';
import { readRecorded } from './read-recorded.ts';
import { zoneOf } from './recorded-store.ts';
import { runInThread, type SimulationEnd } from './run-in-thread.ts';

const limitMs = 60_000;
const weekDays = 7;
const dayMs = 86_400_000;

/** Last seven whole days of the regency. */
const weekBefore = (now: Instant, zone: Parameters<typeof dayOf>[1]) =>
  ({ type: 'recorded', from: dayOf(plusMs(now, -weekDays * dayMs), zone), days: weekDays }) as const;

export const readBasis: Action<typeof readSimulationBasis> = async (ctx) => {
  const { settings, zone } = await settingOf(ctx.tx, ctx.tenantId);
  const week = weekBefore(ctx.now, zone);
  const recorded = await readRecorded(
    ctx.tx,
    { tenantId: ctx.tenantId, zone },
    boundsOfPeriod(week.from, week.days, zone),
  );
  return ok(basisOf({ zone, settings, recorded, now: ctx.now }, week));
};

async function settingOf(tx: Tx, tenantId: string) {
  const { settings } = await readQueueSettings(tx, tenantId);
  return { settings, zone: await zoneOf(tx, tenantId) };
}

/** Everything the question needs, read in one short transaction; the computing has none. */
async function plansOf(tx: Tx, tenantId: string, question: SimulationQuestion) {
  const { settings, zone } = await settingOf(tx, tenantId);
  const now = new Date().toISOString();
  const { from, days } = question.source.type === 'recorded' ? question.source : weekBefore(now, zone);
  const recorded = await readRecorded(tx, { tenantId, zone }, boundsOfPeriod(from, days, zone));
  const plan = planOf(question, { zone, settings, recorded, now });
  if (!plan.ok) return plan;
  return ok(whatIfPlans(plan.value, { fewerAtNight: question.fewerAtNight, hoaxShare: question.moreHoaxes }));
}

/** The simulator: what its form begins with, and the questions themselves, answered line by line while a thread computes. */
export function simulationPart(place: () => Workplace): FeaturePart {
  // One at a time in a process: a second would take the other processor from calls.
  let isBusy = false;
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
      const refuse = (refusal: Refusal<SimulationRefusal>) => {
        const told = problemIn(refusal, actor.language);
        return reply.code(told.status).type('application/problem+json').send(told);
      };
      if (isBusy) return refuse({ code: 'simulation.busy', detail: {} });
      isBusy = true;
      const lines = new PassThrough();
      try {
        const plans = await inTenant(place().db, tenantId, (tx) => plansOf(tx, tenantId, question.data));
        if (!plans.ok) return refuse(plans.refusal);
        const tell = (line: SimulationLine) => void lines.write(`${JSON.stringify(line)}\n`);
        const delay = monitorEventLoopDelay({ resolution: 5 });
        delay.enable();
        const { ended, stop } = runInThread(
          { plans: plans.value, most: mostSimulatedCalls },
          { limitMs, onProgress: (progress) => tell({ progress }) },
        );
        reply.raw.once('close', stop);
        void reply.type('application/x-ndjson').header('cache-control', 'no-store').send(lines);
        const end = await ended.finally(() => delay.disable());
        tell(lineOf(end, delay.max / 1e6, actor.language));
        return reply;
      } finally {
        // Also after a fault, which is logged: an answer that breaks off is one the screen says so of.
        lines.end();
        isBusy = false;
      }
    },
  };
  return { routes: [bind(readSimulationBasis, readBasis)], plugins: [run] };
}

function lineOf(end: SimulationEnd, loopDelayMs: number, language: Language): SimulationLine {
  if (end.type === 'done') return { answer: { loopDelayMs, results: end.results } };
  const refusal: Refusal<SimulationRefusal> =
    end.type === 'too_much'
      ? { code: 'simulation.too_much', detail: { calls: end.calls, most: mostSimulatedCalls } }
      : { code: 'simulation.too_long', detail: { seconds: limitMs / 1000 } };
  return { problem: problemIn(refusal, language) };
}

/** What is wrong with a cell is said in the reader's words. */
function problemIn({ code, detail }: Refusal<SimulationRefusal>, language: Language) {
  const words = cellTexts[detail['why'] as keyof typeof cellTexts] as (typeof cellTexts)['time'] | undefined;
  const why = words === undefined ? (detail['why'] ?? '') : fill(words, language);
  return problemOf({ code, detail: { ...detail, why } }, simulationRefusals[code], language);
}
