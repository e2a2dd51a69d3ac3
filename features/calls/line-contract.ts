import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { canaryOutcome, coverages, knockKinds, lineContent, lineId, reaches, registrations } from './line.ts';
import { lineRefusals } from './line-texts.ts';

const canaryView = z.object({
  id: z.uuid(),
  dueAt: instant,
  coverage: z.enum(coverages).nullable(),
  answerMs: z.number().int().nullable(),
  /** False: the exchange answered alone, our server did not lead it. */
  led: z.boolean().nullable(),
  sipStatus: z.number().int().nullable(),
  outcome: canaryOutcome.nullable(),
});
export type CanaryView = z.output<typeof canaryView>;

export const lineView = z.object({
  id: lineId,
  content: lineContent,
  version: z.number().int(),
  registration: z.enum(registrations).nullable(),
  reach: z.enum(reaches).nullable(),
  seenAt: instant.nullable(),
  /** Why the exchange does not take the newest settings; the earlier ones are in force. */
  problem: z.string().nullable(),
  lastSuccessAt: instant.nullable(),
  downSince: instant.nullable(),
  lastCanary: canaryView.nullable(),
});
export type LineView = z.output<typeof lineView>;

export const listLines = route({
  method: 'GET',
  path: '/api/lines',
  summary: 'The lines by which calls come in, how they are set and how they are now',
  permission: 'setting.read',
  output: z.object({ items: z.array(lineView), hasTls: z.boolean() }),
});

/** Printable letters without spaces; kept encrypted and shown to nobody again. */
const password = z.string().regex(/^[!-=?-~][!-~]{0,199}$/);
const writing = { reason: changeReason, content: lineContent, password: password.optional() };
const refused = pick(
  lineRefusals,
  'line.centre_fixed',
  'line.needs_peers',
  'line.needs_server',
  'line.wrong_server',
  'line.private_server',
  'line.needs_account',
  'line.tls_no_certificate',
  'line.srtp_needs_tls',
  'line.canary_no_way',
  'line.canary_own_number',
  'line.peer_twice',
  'line.peer_taken',
  'line.secret_unknown',
);

export const createLine = route({
  method: 'POST',
  path: '/api/lines',
  summary: 'Add a line',
  permission: 'setting.change',
  body: z.object(writing),
  output: changedSetting,
  refusals: refused,
});

export const changeLine = route({
  method: 'POST',
  path: '/api/lines/:id/change',
  summary: 'Change a line or take it out of use; calls that are up go on',
  permission: 'setting.change',
  params: z.object({ id: lineId }),
  body: z.object({ version: shownVersion, ...writing }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...refused },
});

/** `2026-11`, in the regency's time. */
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const readAvailability = route({
  method: 'GET',
  path: '/api/lines/availability',
  summary: 'Of how many canaries of a month each line let through, and how fast',
  permission: 'setting.read',
  query: z.object({ month }),
  output: z.object({
    items: z.array(
      z.object({
        id: lineId,
        name: z.string(),
        /** Canaries that are over. */
        placed: z.number().int(),
        answered: z.number().int(),
        /** Milliseconds; null: none was answered. */
        p50: z.number().int().nullable(),
        p95: z.number().int().nullable(),
        slowest: z.number().int().nullable(),
        firstAt: instant.nullable(),
        /** Minutes of the month without a canary that came through, by the alarm's measure. */
        downMinutes: z.number().int(),
      }),
    ),
  }),
});

export const listCanaries = route({
  method: 'GET',
  path: '/api/lines/:id/canaries',
  summary: "A line's canaries of a month, the newest first: what its availability is counted from",
  permission: 'setting.read',
  params: z.object({ id: lineId }),
  query: z.object({ month, only: z.enum(['all', 'failed']).default('all'), before: instant.optional() }),
  output: z.object({ items: z.array(canaryView) }),
  refusals: pick(settingRefusals, 'setting.not_found'),
});

export const readKnocks = route({
  method: 'GET',
  path: '/api/knocks',
  summary: 'Who knocked at the exchange unasked, by source, and how often in each hour',
  permission: 'installation.read',
  query: z.object({ hours: z.coerce.number().int().min(1).max(720).default(24) }),
  output: z.object({
    sources: z.array(
      z.object({
        source: z.string(),
        kinds: z.array(z.enum(knockKinds)),
        count: z.number().int(),
        /** The busiest minute. */
        peakPerMinute: z.number().int(),
        firstAt: instant,
        lastAt: instant,
      }),
    ),
    total: z.number().int(),
    /** Calls of this regency that the exchange could not take because it was full. */
    failedCalls: z.number().int(),
    /** Minutes with more calls than the desks of a room take, and how many of them came from one number. */
    busyMinutes: z.array(z.object({ at: instant, calls: z.number().int(), ofOneNumber: z.number().int() })),
  }),
});
