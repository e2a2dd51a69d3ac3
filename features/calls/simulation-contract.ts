import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';
import { simulationResult, whatIfs } from './simulation.ts';

const perKind = z.object({ real: z.number(), service: z.number(), prank: z.number(), ghost: z.number() });

/** What the form begins with: the regency's own last week, or what is published where it has too few calls. */
export const readSimulationBasis = route({
  method: 'GET',
  path: '/api/simulations/basis',
  summary: 'What a simulation starts from: the last seven days, or published figures',
  permission: 'simulation.run',
  output: z.object({
    basis: z.enum(['recorded', 'published']),
    /** The first of the last seven days. */
    from: z.string(),
    days: z.number().int(),
    calls: z.number().int(),
    perHour: z.number(),
    hoaxShare: z.number(),
    takers: z.array(z.number().int()),
    talkS: perKind,
    patienceS: z.number(),
    reactionS: z.number(),
    missedShare: z.number(),
  }),
});

/** Served by a plugin: each line of the answer is one of `simulationLine`, so that the screen sees how far it is. */
export const simulationsPath = '/api/simulations';
const problem = z.object({ code: z.string(), title: z.string(), status: z.number() });
const answer = z.object({
  /** The widest that the event loop of the server stood still meanwhile, in milliseconds: calls must not notice. */
  loopDelayMs: z.number(),
  results: z.array(simulationResult.extend({ name: z.enum(whatIfs), takers: z.array(z.number().int()) })),
});
/** One of the three. */
export const simulationLine = z.object({
  progress: z.number().optional(),
  problem: problem.optional(),
  answer: answer.optional(),
});
export type SimulationLine = z.output<typeof simulationLine>;
export type SimulationAnswer = z.output<typeof answer>;
