import type { RouteAnswer } from '#platform/shared/contract.ts';
import { isHoax, type Lengths, type Patience, type SimulationPlan } from '../simulation.ts';
import type { readSimulationBasis } from '../simulation-contract.ts';
import { simulationQuestion } from '../simulation-question.ts';
import { planOf, publishedMix, publishedPerHour } from './plan.ts';

/** Fewer calls than this in a week say little of the next one. */
const leastCalls = 50;

/** What a form begins with: the means of what a simulation of this week would draw from. */
export function basisOf(
  known: Parameters<typeof planOf>[1],
  week: { readonly from: string; readonly days: number },
): RouteAnswer<typeof readSimulationBasis> {
  const { arrivals } = known.recorded;
  const isEnough = arrivals.length >= leastCalls;
  const source = isEnough ? { type: 'recorded', ...week } : { type: 'generated', perHour: publishedPerHour };
  const plan = planOf(simulationQuestion.parse({ source }), known);
  const generated = planOf(
    simulationQuestion.parse({ source: { type: 'generated', perHour: publishedPerHour } }),
    known,
  );
  const found = plan.ok ? plan.value : generated.ok ? generated.value : null;
  if (found === null) throw new Error('A generated day is always a plan');
  const kinds = arrivals.flatMap(({ kind }) => kind ?? []);
  return {
    basis: isEnough && plan.ok ? 'recorded' : 'published',
    ...week,
    calls: arrivals.length,
    perHour: isEnough ? rounded(arrivals.length / (week.days * 24), 2) : publishedPerHour,
    hoaxShare:
      isEnough && kinds.length > 0
        ? rounded(kinds.filter(isHoax).length / kinds.length, 3)
        : rounded(publishedMix.prank + publishedMix.ghost, 3),
    takers: [...found.takers],
    ...meansOf(found),
  };
}

function meansOf({ talk, patience, reaction, missedShare }: SimulationPlan) {
  return {
    talkS: {
      real: meanOf(talk.real),
      service: meanOf(talk.service),
      prank: meanOf(talk.prank),
      ghost: meanOf(talk.ghost),
    },
    patienceS: rounded(patienceMean(patience), 0),
    reactionS: meanOf(reaction),
    missedShare: rounded(missedShare, 3),
  };
}

function meanOf(lengths: Lengths): number {
  if (lengths.type === 'lognormal') return rounded(lengths.meanS, 1);
  return rounded(lengths.seconds.reduce((sum, each) => sum + each, 0) / Math.max(1, lengths.seconds.length), 1);
}

const patienceMean = (patience: Patience) => (patience.type === 'exponential' ? patience.meanS : patience.tailMeanS);
const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
