import { z } from 'zod';
import type { Zone } from '#platform/shared/time.ts';
import type { Disposition } from './call.ts';
import type { QueueContent } from './queue.ts';

/** What a call turns out to be, as coarse as handling times and patience differ. The first two are genuine, the others hoaxes. */
export const simulatedKinds = ['real', 'service', 'prank', 'ghost'] as const;
export type SimulatedKind = (typeof simulatedKinds)[number];
export const isHoax = (kind: SimulatedKind): boolean => kind === 'prank' || kind === 'ghost';

/** The class that stands for a kind where a call brings none of its own: its wrap-up is that of the queue's settings. */
export const classOfKind = {
  real: 'EMERGENCY_NEW',
  service: 'INFO_PUBLIC',
  prank: 'PRANK_CHILD',
  ghost: 'GHOST',
} as const satisfies Record<SimulatedKind, Disposition>;

const kinds: Readonly<Record<Disposition, SimulatedKind>> = {
  EMERGENCY_NEW: 'real',
  EMERGENCY_DUP: 'real',
  EMERGENCY_FOLLOWUP: 'real',
  URGENT_NONLIFE: 'real',
  COMPLAINT: 'service',
  INFO_PUBLIC: 'service',
  INFO_OTHER: 'service',
  TRANSFER_AGENCY: 'service',
  TRANSFER_REGION: 'service',
  COUNSELLING: 'service',
  INTERNAL: 'service',
  LANG_BARRIER: 'service',
  PRANK_CHILD: 'prank',
  PRANK_ADULT: 'prank',
  PRANK_ABUSIVE: 'prank',
  HOAX_SUSPECTED: 'prank',
  HOAX_CONFIRMED: 'prank',
  GHOST: 'ghost',
  DROPPED_EARLY: 'ghost',
  ACCIDENTAL: 'ghost',
  WRONG_NUMBER: 'ghost',
  TEST: 'ghost',
};

/** The kind of a class; null: nobody has said what it was. */
export function kindOfClass(code: string | null): SimulatedKind | null {
  return (kinds as Readonly<Record<string, SimulatedKind | undefined>>)[code ?? ''] ?? null;
}

/** Which rules give the desks: the product's, or the plain order of arrival at the same desks. */
export const policies = ['ours', 'fifo'] as const;
export type Policy = (typeof policies)[number];

/** Lengths of time: as they were measured, or drawn from a lognormal law of this mean and spread. */
export type Lengths =
  | { readonly type: 'measured'; readonly seconds: readonly number[] }
  | { readonly type: 'lognormal'; readonly meanS: number; readonly spreadS: number };

/** How long people wait before they give up (features/calls/simulate/patience.ts). */
export type Patience =
  | { readonly type: 'exponential'; readonly meanS: number }
  | {
      readonly type: 'measured';
      /** The share that still waits after so many seconds, falling. */
      readonly steps: readonly { readonly afterS: number; readonly share: number }[];
      /** Beyond the last step. */
      readonly tailMeanS: number;
    };

/** A call as it was recorded or stands in a file. Epoch milliseconds; null is what nobody knows. */
export interface Arrival {
  readonly at: number;
  readonly kind: SimulatedKind | null;
  readonly disposition: Disposition | null;
  /** Any text that is the same for the same caller; null: withheld. */
  readonly caller: string | null;
  readonly talkS: number | null;
  /** When they gave up, where they did. */
  readonly leftAfterS: number | null;
  /** How long they are known to have waited without giving up. */
  readonly waitedS: number | null;
}

export type Calls =
  | { readonly type: 'recorded'; readonly arrivals: readonly Arrival[] }
  /** Of a Poisson process with a rate for each hour of the day; `mix` are shares of the kinds. */
  | {
      readonly type: 'generated';
      readonly perHour: readonly number[];
      readonly mix: Readonly<Record<SimulatedKind, number>>;
    };

/** Everything one question needs; plain data, so that it goes to a thread. */
export interface SimulationPlan {
  readonly zone: Zone;
  /** Epoch milliseconds: calls that come within are counted; those before it only warm the centre up. */
  readonly from: number;
  readonly to: number;
  readonly warmUpMs: number;
  readonly calls: Calls;
  /** Hoaxes are added or left out until this share is reached, the genuine calls stay; null: as it is. */
  readonly hoaxShare: number | null;
  /** At each hour of the day. */
  readonly takers: readonly number[];
  /** People who are rung when nobody ready has answered, by the steps of the queue's settings. */
  readonly supervisors: number;
  /** Seconds after which the number outside the centre answers; null: there is none. */
  readonly outsideS: number | null;
  readonly talk: Readonly<Record<SimulatedKind, Lengths>>;
  readonly patience: Patience;
  /** From the first ring of a desk to its answer. */
  readonly reaction: Lengths;
  /** Of the rings, those that nobody answers. */
  readonly missedShare: number;
  readonly settings: QueueContent;
  readonly policy: Policy;
  readonly replications: number;
  readonly seed: number;
}

/** A figure over the replications: its mean and the 95 % interval of the mean; null: never measured. */
const estimate = z.object({ mean: z.number(), low: z.number(), high: z.number() }).nullable();
export type Estimate = z.output<typeof estimate>;

/** Of whom: everybody, the genuine ones, or one kind. */
export const simulatedGroups = ['all', 'genuine', ...simulatedKinds] as const;
export type SimulatedGroup = (typeof simulatedGroups)[number];

const group = z.object({
  group: z.enum(simulatedGroups),
  offered: estimate,
  answered: estimate,
  abandoned: estimate,
  overflowed: estimate,
  /** Seconds from arrival to answer, of the answered. */
  p50: estimate,
  p90: estimate,
  p95: estimate,
  p99: estimate,
  /** Of the offered. */
  within10: estimate,
  within30: estimate,
});
const hour = z.object({
  hour: z.number().int(),
  takers: z.number(),
  offered: estimate,
  answered: estimate,
  abandoned: estimate,
  p90: estimate,
  occupancy: estimate,
});

export const simulationResult = z.object({
  policy: z.enum(policies),
  replications: z.number().int(),
  seed: z.number().int(),
  /** Counted days: the figures of calls are of all of them together. */
  days: z.number(),
  hoaxShare: estimate,
  occupancy: estimate,
  groups: z.array(group),
  /** By hour of the regency's day. */
  hours: z.array(hour),
  /** Calls of all replications, warm-up included, by how they ended; `unended` is 0, or the simulation has failed. */
  ends: z.object({
    offered: z.number().int(),
    answered: z.number().int(),
    abandoned: z.number().int(),
    overflowed: z.number().int(),
    laddersOpened: z.number().int(),
    unended: z.number().int(),
  }),
});
export type SimulationResult = z.output<typeof simulationResult>;

/** The questions that stand side by side. */
export const whatIfs = ['as_it_is', 'fewer_at_night', 'more_hoaxes', 'fifo'] as const;
export type WhatIf = (typeof whatIfs)[number];

/** Calls of all replications and questions together that the server works on for one screen: some ten seconds of a processor. */
export const mostSimulatedCalls = 60_000;

/** Recorded calls that are read for one question: the rows go through the thread that leads calls. */
export const mostReadCalls = 30_000;
