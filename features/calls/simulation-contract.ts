import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';
import { simulationResult, whatIfs } from './simulation.ts';
import { simulationQuestion } from './simulation-question.ts';

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
    from: z.iso.date(),
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
export const simulationBody = simulationQuestion;
const problem = z.object({ code: z.string(), title: z.string(), status: z.number() });
export const simulationLine = z.union([
  z.object({ progress: z.number() }),
  z.object({ problem }),
  z.object({
    /** The widest that the event loop of the server stood still meanwhile, in milliseconds: calls must not notice. */
    loopDelayMs: z.number(),
    results: z.array(simulationResult.extend({ name: z.enum(whatIfs), takers: z.array(z.number().int()) })),
  }),
]);
export type SimulationLine = z.output<typeof simulationLine>;
export type SimulationAnswer = Extract<SimulationLine, { results: unknown }>;
