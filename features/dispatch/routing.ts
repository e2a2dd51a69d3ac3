import { z } from 'zod';
import { agencyId } from '#features/agencies/agency.ts';
import { weeklyWindow } from '#features/agencies/hours.ts';
import { category, incidentTypeId, priority } from '#features/incidents/incident.ts';
import { districtCode, villageCode } from '#features/places/place.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';

export type RoutingRuleId = Id<'routing_rule'>;
export const routingRuleId = idSchema<'routing_rule'>();

/** What a rule may ask for, in the order in which it is said. */
export const conditionKinds = [
  'type',
  'category',
  'priority',
  'district',
  'village',
  'area',
  'windows',
  'holidays',
  'hours',
] as const;
export const conditionKind = z.enum(conditionKinds);
export type ConditionKind = z.output<typeof conditionKind>;

/** By the calendar of the agency that runs the centre: on its holidays only, or never on them. */
export const holidayChoices = ['any', 'only', 'never'] as const;

/** What of a routing rule is editable, its place in the table included. What came later has a default: older versions are read too. */
export const ruleContent = z.object({
  /** Smallest first; the first rule that matches wins. */
  position: z.number().int().min(1).max(1_000_000),
  incidentTypeId: incidentTypeId.nullable(),
  /** All types of it; with a type of its own a rule asks for that one. */
  category: category.nullable().default(null),
  priority: priority.nullable(),
  districtCode: districtCode.nullable(),
  villageCode: villageCode.nullable().default(null),
  /** Named areas, any of them; empty asks for none. */
  areaIds: z.array(z.uuid()).max(40).default([]),
  /** Hours of the week in the regency's zone; empty is always. */
  windows: z.array(weeklyWindow).max(14).default([]),
  holidays: z.enum(holidayChoices).default('any'),
  /** Whether this agency is at work, by its calendar. */
  hours: z
    .object({ agencyId, is: z.enum(['inside', 'outside']) })
    .nullable()
    .default(null),
  leadAgencyId: agencyId.nullable(),
  supportAgencyIds: z.array(agencyId).max(40),
  active: z.boolean(),
});
export type RuleContent = z.output<typeof ruleContent>;

/** A line of the routing table as it stands; null and empty match anything. */
export interface RoutingRule extends Omit<RuleContent, 'position' | 'active'> {
  readonly id: RoutingRuleId;
  readonly version: number;
}

/** What of an incident routing reads; a later change of one of these asks whether its agencies still fit. */
export const routingInputs = z.object({
  typeId: incidentTypeId.nullable(),
  category: category.nullable(),
  priority: priority.nullable(),
  districtCode: districtCode.nullable(),
  villageCode: villageCode.nullable(),
  /** The named areas in which its point lies, sorted. */
  areaIds: z.array(z.uuid()),
});
export type RoutingInputs = z.output<typeof routingInputs>;

export const inputNames = ['type', 'priority', 'place'] as const;
export const inputName = z.enum(inputNames);
export type InputName = z.output<typeof inputName>;
