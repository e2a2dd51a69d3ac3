import { z } from 'zod';
import { allowedSignals, forbiddenSignals, hintContent, hintFeatureNames, lifeCue } from '#features/calls/hint.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { agreement, secondCode } from './audit.ts';
import { hindrances, hintStates, seats, stopCauses } from './hint-order.ts';
import { hintRefusals } from './hint-texts.ts';

/** How far back the page looks. What decides about ordering is always looked at over the 90 days. */
export const hintDays = ['30', '90', '365'] as const;
const span = z.object({ days: z.enum(hintDays).default('90') });

const person = z.object({ id: z.uuid(), displayName: z.string() });
const signature = z.object({ by: person, at: instant }).nullable();

export const hintFeature = z.enum(hintFeatureNames);

const precision = z.object({ estimate: z.number(), low: z.number(), high: z.number() });

export const readHints = route({
  method: 'GET',
  path: '/api/hints',
  summary: 'What hints of pranks would have done: their weights, scores, precision, and whether they order calls',
  permission: 'hint.read',
  query: span,
  output: z.object({
    from: instant,
    computedAt: instant,
    order: z.object({
      state: z.enum(hintStates),
      /** Of the limits; also what a signature stands for. */
      version: z.number().int(),
      content: hintContent,
      countsFrom: instant.nullable(),
      shadowUntil: instant.nullable(),
      hindrances: z.array(z.enum(hindrances)),
      /** What decides: of 90 days at most, and only under the limits that hold now. The figures below are of the asked days. */
      judged: z.number().int(),
      precision: precision.nullable(),
      signed: z.object({ room: signature, head: signature }),
      /** From which side this person may sign now; null: none. */
      seat: z.enum(seats).nullable(),
      orderingSince: instant.nullable(),
      stopped: z.object({ at: instant, why: z.enum(stopCauses) }).nullable(),
    }),
    model: z.object({
      version: z.number().int(),
      bias: z.number(),
      features: z.array(
        z.object({ name: hintFeature, signal: z.enum(allowedSignals), weight: z.number(), most: z.number() }),
      ),
      forbidden: z.array(z.enum(forbiddenSignals)),
    }),
    figures: z.object({
      scored: z.number().int(),
      marked: z.number().int(),
      closed: z.number().int(),
      asPrank: z.number().int(),
      judged: z.number().int(),
      agreed: z.number().int(),
      unheard: z.number().int(),
      precision: precision.nullable(),
      /** Marked calls that people closed as an emergency: what a filter would have cost. */
      needs: z.number().int(),
      /** Marked calls that the order by history keeps waiting already. */
      byHistory: z.number().int(),
      /** Marked calls that would have let another go first at the moment they rang. */
      wouldPass: z.number().int(),
      cues: z.array(z.object({ cue: lifeCue, calls: z.number().int() })),
      bins: z.array(
        z.object({
          from: z.number(),
          to: z.number(),
          calls: z.number().int(),
          pranks: z.number().int(),
          others: z.number().int(),
        }),
      ),
    }),
  }),
});

/** What a screen of hints is given. */
export type Hints = z.output<typeof readHints.output>;

export const hintRow = z.object({
  callId: z.uuid(),
  number: z.number().int(),
  arrivedAt: instant,
  score: z.number(),
  cue: lifeCue.nullable(),
  confirmed: z.number().int(),
  people: z.number().int(),
  byHistory: z.boolean(),
  wouldPass: z.boolean(),
  /** What the score is made of: the feature, how much of it, and what it added. */
  parts: z.array(z.object({ name: hintFeature, value: z.number(), adds: z.number() })),
  code: z.string().nullable(),
  /** The blind second judgement; null: none yet. */
  second: z.object({ code: secondCode, agreement, isRandom: z.boolean() }).nullable(),
});
export type HintRow = z.output<typeof hintRow>;

/** Which calls are behind a figure. */
export const hintGroups = ['marked', 'wrong', 'would_pass', 'cue'] as const;

export const listHintRows = route({
  method: 'GET',
  path: '/api/hints/rows',
  summary: 'Calls behind the figures of hints, the newest first, with what each score is made of',
  permission: 'hint.read',
  query: span.extend(pageQuery.shape).extend({ group: z.enum(hintGroups).default('marked') }),
  output: page(hintRow),
});

export const signHints = route({
  method: 'POST',
  path: '/api/hints/sign',
  summary: 'Sign for hints to order calls within the bound of five seconds; they do once the other side has signed too',
  permission: 'hint.sign',
  body: z.object({ version: shownVersion }),
  output: z.object({ state: z.enum(hintStates) }),
  refusals: pick(hintRefusals, 'hint.stale', 'hint.not_ready', 'hint.signed_already', 'hint.own', 'hint.seat_taken'),
});

export const stopHints = route({
  method: 'POST',
  path: '/api/hints/stop',
  summary: 'Take hints back into shadow, or a signature back',
  permission: 'hint.sign',
  output: z.object({ state: z.enum(hintStates) }),
  refusals: pick(hintRefusals, 'hint.nothing_to_stop'),
});

export const changeHintLimits = route({
  method: 'POST',
  path: '/api/hints/limits/change',
  summary: 'Change when a hint speaks and what ordering asks for; the days in shadow begin anew',
  permission: 'hint.limits',
  body: z.object({ version: shownVersion, reason: changeReason, content: hintContent }),
  output: changedSetting,
  refusals: settingRefusals,
});
