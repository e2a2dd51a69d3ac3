import { z } from 'zod';
import { type Policy, policies } from './simulation.ts';

const share = z.number().min(0).max(0.98);
const seconds = (most: number) => z.number().positive().max(most);

/** What is asked of the simulator, by the screen and by the command line; what is left out is as it was recorded, or as published. */
export const simulationQuestion = z.object({
  source: z.discriminatedUnion('type', [
    /** The regency's own calls of so many days from this one on. */
    z.object({ type: z.literal('recorded'), from: z.iso.date(), days: z.number().int().min(1).max(31) }),
    /** So many calls an hour, hoaxes included, by the published mix. */
    z.object({ type: z.literal('generated'), perHour: z.number().positive().max(600) }),
    /** An arrivals file (features/calls/simulate/arrivals-csv.ts). */
    z.object({ type: z.literal('file'), csv: z.string().min(1).max(5_000_000) }),
  ]),
  takers: z.array(z.number().int().min(0).max(60)).length(24).nullable().default(null),
  supervisors: z.number().int().min(0).max(20).default(0),
  outsideS: seconds(120).nullable().default(null),
  hoaxShare: share.nullable().default(null),
  /** Means; the spread of a length that is given is two thirds of its mean. */
  talkS: z
    .object({ real: seconds(7200), service: seconds(7200), prank: seconds(7200), ghost: seconds(7200) })
    .partial()
    .default({}),
  patienceS: seconds(7200).nullable().default(null),
  reactionS: seconds(60).nullable().default(null),
  missedShare: z.number().min(0).max(1).nullable().default(null),
  warmUpMin: z.number().int().min(0).max(600).nullable().default(null),
  replications: z.number().int().min(1).max(200).default(10),
  seed: z.number().int().min(0).max(2_147_483_647).default(1),
  policy: z.enum(policies).default('ours' satisfies Policy),
  /** Of the questions side by side. */
  fewerAtNight: z.number().int().min(0).max(60).default(2),
  moreHoaxes: share.default(0.9),
});
export type SimulationQuestion = z.output<typeof simulationQuestion>;
