import { z } from 'zod';
import { agencyId } from '#features/agencies/agency.ts';
import { incidentTypeCode, lifeAtRisk, priority } from '#features/incidents/incident.ts';
import { areaId } from '#features/places/area.ts';
import { areaGeometry } from '#features/places/geometry.ts';
import { districtCode } from '#features/places/place.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';

export type SurgeId = Id<'surge'>;
export const surgeId = idSchema<'surge'>();
export type BroadcastId = Id<'surge_broadcast'>;
export const broadcastId = idSchema<'surge_broadcast'>();
export type SurgeTemplatesId = Id<'surge_templates'>;
export const surgeTemplatesId = idSchema<'surge_templates'>();
export type SurgeLinkId = Id<'surge_link'>;
export const surgeLinkId = idSchema<'surge_link'>();

export const surgeKinds = ['flood', 'earthquake', 'fire', 'volcano', 'riot', 'mass_accident', 'other'] as const;
export const surgeKind = z.enum(surgeKinds);
export type SurgeKind = z.output<typeof surgeKind>;

export const surgeEndReasons = ['over', 'under_control', 'handed_over', 'by_mistake'] as const;
export const surgeEndReason = z.enum(surgeEndReasons);

/** Where it is; all three empty: the whole regency. What lies in any of them is in it. */
export const surgeScope = z.object({
  districtCodes: z.array(districtCode).max(60),
  areaIds: z.array(areaId).max(30),
  geometry: areaGeometry.nullable(),
});
export type SurgeScope = z.output<typeof surgeScope>;
export const wholeRegency: SurgeScope = { districtCodes: [], areaIds: [], geometry: null };

/** Hours without a word after which it is asked whether a surge still holds. */
export const askAfterHours = z.number().int().min(1).max(48);

/** What an agency says to a broadcast: that it was read, or that it is ready with so many units. */
export const surgeAnswers = ['read', 'ready'] as const;
export const surgeAnswer = z.enum(surgeAnswers);
export type SurgeAnswer = z.output<typeof surgeAnswer>;
/** More than any agency of a regency has. */
export const unitsReady = z.number().int().min(0).max(999);

/** One choice of the desk's short form: what it fills. */
export const surgeTemplate = z.object({
  name: z.string().trim().min(2).max(60),
  nameEn: z.string().trim().min(2).max(60),
  typeCode: incidentTypeCode.nullable(),
  lifeAtRisk: lifeAtRisk.nullable(),
  /** At least this urgent; null: as the type and the danger say. */
  priority: priority.nullable(),
  description: z.string().trim().max(300),
});
export type SurgeTemplate = z.output<typeof surgeTemplate>;

/** As many as there are keys for them. */
export const mostTemplates = 9;
export const surgeTemplatesContent = z.object({ items: z.array(surgeTemplate).max(mostTemplates) });

/** How an incident is linked to the one it belongs to: a part of it, or the same one reported again. */
export const linkRelations = ['child', 'duplicate'] as const;
export const linkRelation = z.enum(linkRelations);
export type LinkRelation = z.output<typeof linkRelation>;

/** Incidents of one command over many; a screen sends more of them one after another. */
export const mostAtOnce = 50;
/** Open incidents that one page of a surge shows. */
export const mostShown = 500;
export const agencyIds = z.array(agencyId).min(1).max(200);
