import { z } from 'zod';
import { villageCode } from '#features/places/place.ts';
import { givenPosition, villageMethod } from '#features/places/position.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';

export type IncidentId = Id<'incident'>;
export type IncidentTypeId = Id<'incident_type'>;
export type NoteId = Id<'note'>;
export const incidentId = idSchema<'incident'>();
export const incidentTypeId = idSchema<'incident_type'>();
export const noteId = idSchema<'note'>();
export const callId = idSchema<'call'>();

/** domain.md §2.6. PENDING, MERGED and the referrals are words of the record; no command of this version leads there. */
export const incidentStates = [
  'DRAFT',
  'VERIFIED',
  'DISPATCHED',
  'PENDING',
  'RESOLVED',
  'CLOSED',
  'MERGED',
  'FALSE_REPORT',
  'CANCELLED',
  'REFERRED_LAPOR',
  'REFERRED_REGION',
] as const;
export const incidentState = z.enum(incidentStates);
export type IncidentState = z.output<typeof incidentState>;

/** Still somebody's work. */
export const openStates = [
  'DRAFT',
  'VERIFIED',
  'DISPATCHED',
  'PENDING',
  'RESOLVED',
] as const satisfies readonly IncidentState[];

export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
export const priority = z.enum(priorities);
export type Priority = z.output<typeof priority>;

/** `unknown` is an answer (asked, nobody can say); null is "not asked yet". */
export const lifeAtRisk = z.enum(['yes', 'no', 'unknown']);
export type LifeAtRisk = z.output<typeof lifeAtRisk>;

export const sources = [
  'call',
  'desk_phone',
  'radio',
  'whatsapp',
  'walk_in',
  'agency',
  'crew',
  'portal',
  'open311',
  'import',
] as const;
export const source = z.enum(sources);
export type Source = z.output<typeof source>;
/** What a person at a form may choose; the others are set by what receives them. */
export const formSources = [
  'desk_phone',
  'radio',
  'whatsapp',
  'walk_in',
  'agency',
  'crew',
] as const satisfies readonly Source[];

/** Top categories: the statutory seven and the splits of practice (domain.md §5.3). */
export const categories = [
  'FIRE',
  'ACCIDENT',
  'HEALTH',
  'DISASTER',
  'ORDER',
  'RIOT',
  'CRIME',
  'PPA',
  'RESCUE',
  'SOCIAL',
  'UTILITY',
  'OTHER',
] as const;
export const category = z.enum(categories);
export type Category = z.output<typeof category>;

export const callRelations = ['opened', 'duplicate', 'followup'] as const;
export const callRelation = z.enum(callRelations);

export const priorityReasons = ['reassessed', 'wrong_type', 'life_not_at_risk', 'wrong_information'] as const;
export const resolutionReasons = [
  'handled_by_phone',
  'handled_by_citizens',
  'handled_elsewhere',
  'no_longer_needed',
  'agency_unavailable',
] as const;
export const reopenReasons = ['not_solved', 'recurred', 'closed_by_mistake', 'new_information'] as const;
/** `false_report` ends the incident as FALSE_REPORT, the others as CANCELLED. */
export const cancelReasons = ['mistake', 'duplicate', 'withdrawn', 'test', 'false_report'] as const;
export const callerResults = ['informed', 'tried', 'not_needed'] as const;
export const callerResult = z.enum(callerResults);
/** Why somebody opens a masked name or number. */
export const showReasons = ['call_back', 'locate', 'agency_asks', 'inform_caller', 'verify'] as const;

/** The three that dispatch, and the rest that may come later (domain.md §5.5). Absent: not touched; null: emptied. */
export const particulars = {
  typeId: incidentTypeId,
  lifeAtRisk,
  villageCode: villageCode.nullable(),
  /** The place in the caller's words. */
  placeText: z.string().trim().max(500).nullable(),
  landmark: z.string().trim().max(200).nullable(),
  point: givenPosition.nullable(),
  /** `operator` (also when not said): somebody chose the village; else the point decides it, and decides it again on the server. */
  villageMethod,
  callerName: z.string().trim().max(120).nullable(),
  callbackNumber: z.string().trim().max(40).nullable(),
  description: z.string().trim().max(4000).nullable(),
} as const;

export const incidentType = z.object({
  id: incidentTypeId,
  code: z.string(),
  category,
  name: z.object({ id: z.string(), en: z.string() }),
  defaultPriority: priority,
  sensitive: z.boolean(),
  /** Everyday words people say for it (kobong, laka, …), for the search in the browser. */
  words: z.array(z.string()),
});
export type IncidentType = z.output<typeof incidentType>;

/** Short, in capitals, fixed for life: figures, exports and the open data name a type by it. */
export const incidentTypeCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);

/** What of an incident type is editable. */
export const incidentTypeContent = z.object({
  name: z.string().trim().min(2).max(120),
  nameEn: z.string().trim().min(2).max(120),
  category,
  defaultPriority: priority,
  sensitive: z.boolean(),
  words: z.array(z.string().trim().min(1).max(60)).max(60),
  /** Its place in lists, smallest first; equal ones go by code. */
  position: z.number().int().min(1).max(9999),
  active: z.boolean(),
});
export type IncidentTypeContent = z.output<typeof incidentTypeContent>;
