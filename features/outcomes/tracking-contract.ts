import { z } from 'zod';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { milestone, trackToken } from './telling.ts';
import { trackRefusals } from './telling-texts.ts';

/** What the page of a caller shows of their report: what happened and who did it, and nothing of anybody's person. */
export const trackPageView = z.object({
  centre: z.object({ name: z.string(), crest: z.string().nullable() }),
  number: z.number().int(),
  /** Null: sensitive, and the page says nothing of what it is about. */
  type: z.object({ id: z.string(), en: z.string() }).nullable(),
  isSensitive: z.boolean(),
  state: z.enum(['working', 'done', 'closed', 'ended']),
  steps: z.array(z.object({ milestone, at: instant, agency: z.string().nullable() })),
  /** Until when "not solved" is taken; null: not now. */
  reopenUntil: instant.nullable(),
  /** Whether this closing can be rated, and how it was. */
  mayRate: z.boolean(),
  rating: z.number().int().nullable(),
  isTold: z.boolean(),
  expiresAt: instant.nullable(),
});
export type TrackPageView = z.output<typeof trackPageView>;

const byToken = z.object({ token: trackToken });
const refusals = pick(trackRefusals, 'track.gone', 'track.not_possible', 'track.too_many');

export const readTrack = route({
  method: 'GET',
  path: '/api/tracks/:token',
  summary: 'What became of a report, for who reported it',
  permission: 'public',
  params: byToken,
  output: trackPageView,
  refusals,
});

/** `id` is chosen by the page: sent again, it counts once. */
const act = { id: z.uuid() };

export const actOnTrack = route({
  method: 'POST',
  path: '/api/tracks/:token/acts',
  summary: 'Say that it is not solved, rate, or ask for no more messages',
  permission: 'public',
  params: byToken,
  body: z.discriminatedUnion('kind', [
    z.object({ ...act, kind: z.literal('not_solved'), words: z.string().trim().min(3).max(500) }),
    z.object({
      ...act,
      kind: z.literal('rate'),
      score: z.number().int().min(1).max(5),
      words: z.string().trim().max(500).default(''),
    }),
    z.object({ ...act, kind: z.enum(['stop', 'resume']) }),
  ]),
  output: trackPageView,
  refusals,
});
