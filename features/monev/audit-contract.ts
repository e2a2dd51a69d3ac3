import { z } from 'zod';
import { callId } from '#features/calls/call.ts';
import { beginListening } from '#features/calls/recording-contract.ts';
import { recordingRefusals } from '#features/calls/recording-texts.ts';
import { refusals as callRefusals } from '#features/calls/texts.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { agreement, auditId, auditSetting, confidence, matchWay, secondCode } from './audit.ts';
import { hourBands } from './audit-figures.ts';
import { toldEnds } from './audit-rules.ts';
import { auditRefusals } from './audit-texts.ts';

const auditPath = z.object({ id: auditId });

/**
 * Blind: nothing of the call but that it waits and whether it can be heard. Not its number, time, caller, class, nor why it is
 * audited.
 */
export const auditInQueue = z.object({
  id: auditId,
  openedAt: instant,
  /** False: there is nothing to be heard (any more). */
  hasRecording: z.boolean(),
});
export type AuditInQueue = z.output<typeof auditInQueue>;

export const listAudits = route({
  method: 'GET',
  path: '/api/audits',
  summary: 'Audits that wait for this person, the oldest first, without anything that was said of the calls',
  permission: 'audit.judge',
  output: z.object({
    items: z.array(auditInQueue),
    /** All that wait, also those of calls this person took. */
    waiting: z.number().int(),
  }),
});

/**
 * `GET`, answered in parts where asked: the sound of an audit, `?listening=` of `listenToAudit`. The call is named neither in the address
 * nor in the answer.
 */
export const auditSoundPath = '/api/audits/:id/sound';

export const listenToAudit = route({
  method: 'POST',
  path: '/api/audits/:id/listen',
  summary: 'Open the recording of an audited call; logged like every listening',
  permission: 'audit.judge',
  params: auditPath,
  /** Not the call: it is told with the judgement. */
  output: z.object({ listening: beginListening.output }),
  refusals: {
    ...pick(auditRefusals, 'audit.not_found', 'audit.own', 'audit.judged'),
    ...pick(callRefusals, 'call.not_found', 'recording.not_found', 'recording.not_ready'),
    ...pick(recordingRefusals, 'recording.hidden', 'recording.note_missing'),
  },
});

export const judgedAudit = z.object({
  id: auditId,
  callId,
  number: z.number().int(),
  firstCode: z.string(),
  secondCode,
  agreement,
  /** In the random sample; a match alone is none. */
  isRandom: z.boolean(),
  match: z.object({ incidentId: z.uuid(), number: z.number().int(), by: matchWay }).nullable(),
  /** The call lies before people again. */
  reopened: z.boolean(),
});

export const judgeAudit = route({
  method: 'POST',
  path: '/api/audits/:id/judge',
  summary: 'Say what the call was; only then is the first judgement told',
  permission: 'audit.judge',
  params: auditPath,
  body: z.object({ code: secondCode, confidence, note: z.string().trim().max(500).default('') }),
  output: judgedAudit,
  refusals: {
    ...pick(auditRefusals, 'audit.not_found', 'audit.own', 'audit.judged', 'audit.not_heard', 'audit.heard_nothing'),
    ...pick(callRefusals, 'call.not_found', 'call.not_answered', 'call.not_yours'),
  },
});

/** How far back figures look. */
export const auditDays = ['30', '90', '365'] as const;
const span = z.object({ days: z.enum(auditDays).default('90') });

const share = z.object({ k: z.number().int(), n: z.number().int(), upper: z.number().nullable() });
const fairness = z.object({
  key: z.string(),
  part: z.number().int(),
  whole: z.number().int(),
  ratio: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  verdict: z.enum(['fair', 'unclear', 'unfair', 'few']),
});
export type FairnessRow = z.output<typeof fairness>;
const alike = z.object({ byHour: z.array(fairness), byDistrict: z.array(fairness) });

export const readAuditFigures = route({
  method: 'GET',
  path: '/api/audits/figures',
  summary:
    'What audits found: false suppressions, mislabels with their bound, delay by history, fairness, and the draws',
  permission: 'monev.read',
  query: span,
  output: z.object({
    from: instant,
    computedAt: instant,
    /** By the event log alone, how every public call ended. */
    suppression: z.object({
      checked: z.number().int(),
      ends: z.record(z.enum(toldEnds), z.number().int()),
      suppressed: z.array(z.object({ callId: z.uuid(), number: z.number().int(), arrivedAt: instant })),
    }),
    audits: z.object({ open: z.number().int(), judged: z.number().int(), unheard: z.number().int() }),
    /** Emergencies found in the random sample; `otherwise` is another class that endangers nobody. */
    random: share.extend({ otherwise: z.number().int() }),
    /** Emergencies found among calls that a real incident later spoke against; no sample, so without a bound. */
    matched: share.extend({ otherwise: z.number().int() }),
    /** Null: nothing records what history did to a call. `k` waited longer than it may cost, `mostMs` the longest. */
    delay: share.extend({ mostMs: z.number() }).nullable(),
    answered: alike,
    mislabelled: alike,
    districts: z.array(z.object({ code: z.string(), name: z.string() })),
    draws: z.array(
      z.object({
        day: z.string(),
        commitment: z.string(),
        isLate: z.boolean(),
        share: z.number(),
        /** Null until the day is over. */
        seed: z.string().nullable(),
        eligible: z.number().int().nullable(),
        drawn: z.number().int().nullable(),
      }),
    ),
  }),
});

export const auditRow = z.object({
  id: auditId,
  callId: z.uuid(),
  number: z.number().int(),
  arrivedAt: instant,
  firstCode: z.string(),
  secondCode,
  confidence,
  agreement,
  isRandom: z.boolean(),
  match: z.object({ incidentId: z.uuid(), number: z.number().int(), by: matchWay }).nullable(),
  judgedAt: instant,
  districtCode: z.string().nullable(),
  /** In the judge's words; for those who judge, null for everybody else. */
  note: z.string().nullable(),
});
export type AuditRow = z.output<typeof auditRow>;

export const listAuditRows = route({
  method: 'GET',
  path: '/api/audits/rows',
  summary: 'Judged audits behind a figure, the newest first',
  permission: 'monev.rows',
  query: span.extend(pageQuery.shape).extend({
    agreement: agreement.optional(),
    sample: z.enum(['random', 'matched']).optional(),
    hours: z.enum(hourBands).optional(),
    district: z.string().max(20).optional(),
  }),
  output: page(auditRow),
});

export const readAuditSetting = route({
  method: 'GET',
  path: '/api/audits/setting',
  summary: 'Which share of closed calls is drawn',
  permission: 'setting.read',
  output: z.object({ id: z.uuid(), content: auditSetting, version: z.number().int() }),
});

export const changeAuditSetting = route({
  method: 'POST',
  path: '/api/audits/setting/change',
  summary: 'Change the share; it counts from the next day that is not committed to yet',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: auditSetting }),
  output: changedSetting,
  refusals: settingRefusals,
});
