import { z } from 'zod';
import { agencyId } from '#features/agencies/agency.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import {
  agencyIds,
  askAfterHours,
  broadcastId,
  surgeAnswer,
  surgeEndReason,
  surgeId,
  surgeKind,
  surgeScope,
  surgeTemplatesContent,
  surgeTemplatesId,
  unitsReady,
} from './surge.ts';
import { surgeRefusals } from './surge-texts.ts';

const byId = z.object({ id: surgeId });
const person = z.string().nullable();

/** A surge as every screen of the regency sees it. */
export const surgeView = z.object({
  id: surgeId,
  kind: surgeKind,
  sentence: z.string(),
  scope: surgeScope,
  /** Its districts and areas by name; empty: the whole regency, or a shape that was only drawn. */
  placeNames: z.array(z.string()),
  askAfterHours,
  expectedEnd: instant.nullable(),
  startedAt: instant,
  startedBy: person,
  confirmedAt: instant,
  /** Since when it is asked whether it still holds. */
  askedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endedBy: person,
  endReason: surgeEndReason.nullable(),
  summary: z.string().nullable(),
  version: z.number().int(),
});
export type SurgeView = z.output<typeof surgeView>;

/** What is on now, with the templates of its kind; null: nothing is. */
export const readCurrentSurge = route({
  method: 'GET',
  path: '/api/surges/current',
  summary: 'The disaster mode that is on, and the templates of its kind',
  permission: 'surge.read',
  output: z.object({
    surge: surgeView.nullable(),
    templates: surgeTemplatesContent.shape.items,
    /** Whether this person may turn it on, change and end it now. */
    maySwitch: z.boolean(),
  }),
});

const said = z.object({
  kind: surgeKind,
  sentence: z.string().trim().min(3).max(300),
  scope: surgeScope,
  expectedEnd: instant.nullable(),
  askAfterHours: askAfterHours.default(4),
});

const scopeRefusals = pick(surgeRefusals, 'surge.end_in_past', 'surge.area_unknown', 'surge.bad_geometry');
const laterRefusals = pick(surgeRefusals, 'surge.not_found', 'surge.over', 'surge.stale', 'surge.supervisor_there');

export const startSurge = route({
  method: 'POST',
  path: '/api/surges',
  summary: 'Turn disaster mode on',
  permission: 'surge.switch',
  body: said,
  output: surgeView,
  refusals: { ...scopeRefusals, ...pick(surgeRefusals, 'surge.already_on', 'surge.supervisor_there') },
});

export const changeSurge = route({
  method: 'POST',
  path: '/api/surges/:id/change',
  summary: 'Change kind, sentence, area or expected end',
  permission: 'surge.switch',
  params: byId,
  body: said.extend({ version: z.number().int().min(1) }),
  output: surgeView,
  refusals: { ...scopeRefusals, ...laterRefusals },
});

export const confirmSurge = route({
  method: 'POST',
  path: '/api/surges/:id/confirm',
  summary: 'It still holds',
  permission: 'surge.switch',
  params: byId,
  body: z.object({ version: z.number().int().min(1) }),
  output: surgeView,
  refusals: laterRefusals,
});

export const endSurge = route({
  method: 'POST',
  path: '/api/surges/:id/end',
  summary: 'Turn disaster mode off, with a reason and a summary',
  permission: 'surge.switch',
  params: byId,
  body: z.object({
    version: z.number().int().min(1),
    reason: surgeEndReason,
    summary: z.string().trim().min(3).max(4000),
  }),
  output: surgeView,
  refusals: laterRefusals,
});

/** Counted anew at each reading, from what the regency has of that time. */
export const surgeFigures = z.object({
  calls: z.number().int(),
  answered: z.number().int(),
  lost: z.number().int(),
  waitP50Ms: z.number().nullable(),
  waitP90Ms: z.number().nullable(),
  waitMaxMs: z.number().nullable(),
  incidents: z.number().int(),
  /** Of them parts of another, or merged into another. */
  linked: z.number().int(),
  told: z.number().int(),
  acknowledged: z.number().int(),
});
export type SurgeFigures = z.output<typeof surgeFigures>;

export const listSurges = route({
  method: 'GET',
  path: '/api/surges',
  summary: 'Disaster modes, newest first, with their figures',
  permission: 'surge.history',
  query: pageQuery,
  output: page(surgeView.extend({ figures: surgeFigures })),
});

export const toldView = z.object({
  agency: z.object({ id: agencyId, name: z.string(), hasAccounts: z.boolean(), phone: z.string().nullable() }),
  /** Messages on their way or gone, and those that failed; both 0: its screen alone, or nothing. */
  messages: z.number().int(),
  failed: z.number().int(),
  remindedAt: instant.nullable(),
  answer: surgeAnswer.nullable(),
  units: z.number().int().nullable(),
  answeredAt: instant.nullable(),
  answeredBy: person,
});
export type ToldView = z.output<typeof toldView>;

export const broadcastView = z.object({
  id: broadcastId,
  words: z.string(),
  sentAt: instant,
  sentBy: person,
  remindedAt: instant.nullable(),
  told: z.array(toldView),
});
export type BroadcastView = z.output<typeof broadcastView>;

export const listBroadcasts = route({
  method: 'GET',
  path: '/api/surges/:id/broadcasts',
  summary: 'What was told to agencies, and who has answered',
  permission: 'surge.history',
  params: byId,
  output: z.object({ items: z.array(broadcastView) }),
  refusals: pick(surgeRefusals, 'surge.not_found'),
});

export const sendBroadcast = route({
  method: 'POST',
  path: '/api/surges/:id/broadcasts',
  summary: 'Tell agencies, all or some, by all their channels',
  permission: 'surge.work',
  params: byId,
  /** Without agencies: all active ones. */
  body: z.object({ words: z.string().trim().min(5).max(500), agencyIds: agencyIds.optional() }),
  output: broadcastView,
  refusals: pick(surgeRefusals, 'surge.not_found', 'surge.over', 'surge.agency_unknown'),
});

const byBroadcast = z.object({ id: broadcastId });

export const remindBroadcast = route({
  method: 'POST',
  path: '/api/surge-broadcasts/:id/remind',
  summary: 'Remind those who have not answered, once',
  permission: 'surge.work',
  params: byBroadcast,
  output: z.object({ reminded: z.number().int() }),
  refusals: pick(surgeRefusals, 'surge.broadcast_not_found', 'surge.over', 'surge.all_answered', 'surge.reminded'),
});

/** By the agency itself; or by the control room for one that answered by telephone. The last answer stands. */
export const answerBroadcast = route({
  method: 'POST',
  path: '/api/surge-broadcasts/:id/answer',
  summary: 'An agency has read it, or is ready with so many units',
  permission: 'surge.answer',
  params: byBroadcast,
  body: z
    .object({ agencyId, answer: surgeAnswer, units: unitsReady.nullable() })
    .refine(({ answer, units }) => answer === 'ready' || units === null, { message: 'units belong to "ready"' }),
  output: z.object({ answeredAt: instant }),
  refusals: pick(surgeRefusals, 'surge.broadcast_not_found', 'surge.over'),
});

/** For the agency's own screen: of the surge that is on, the newest first. */
export const listOwnBroadcasts = route({
  method: 'GET',
  path: '/api/surge-broadcasts',
  summary: 'What this agency was told in the disaster mode that is on',
  permission: 'surge.hear',
  output: z.object({
    items: z.array(
      z.object({
        id: broadcastId,
        agencyId,
        kind: surgeKind,
        words: z.string(),
        sentAt: instant,
        remindedAt: instant.nullable(),
        answer: surgeAnswer.nullable(),
        units: z.number().int().nullable(),
        answeredAt: instant.nullable(),
      }),
    ),
  }),
});

export const templatesView = z.object({
  id: surgeTemplatesId,
  kind: surgeKind,
  content: surgeTemplatesContent,
  version: z.number().int(),
});
export type TemplatesView = z.output<typeof templatesView>;

export const listSurgeTemplates = route({
  method: 'GET',
  path: '/api/surge-templates',
  summary: 'The one-key choices of the short form, by kind of disaster',
  permission: 'setting.read',
  output: z.object({ items: z.array(templatesView) }),
});

export const changeSurgeTemplates = route({
  method: 'POST',
  path: '/api/surge-templates/:id/change',
  summary: 'Change the choices of one kind',
  permission: 'setting.change',
  params: z.object({ id: surgeTemplatesId }),
  body: z.object({ version: shownVersion, reason: changeReason, content: surgeTemplatesContent }),
  output: changedSetting,
  refusals: settingRefusals,
});
