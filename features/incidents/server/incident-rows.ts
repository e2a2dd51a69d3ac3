import { maskNumber } from '#features/calls/rules.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { IncidentItem } from '../contract.ts';
import { firstName, maskName, type Sight, sightOf } from '../rules.ts';
import { readsHealth } from '../sensitive.ts';
import type { ReadRow } from './view-store.ts';

export function sightOn(ctx: ActionContext, read: ReadRow): Sight {
  return sightOf({
    reach: reachFor(ctx.actor, 'incident.read') ?? 'own_agency',
    worksAll: reachFor(ctx.actor, 'incident.close') === 'tenant',
    openedIt: read.opened_it,
    tookItsCall: read.took_its_call,
    isNamed: read.is_named,
    callInHands: read.call_in_hands,
    shown: read.shown,
    agencyPart: read.agency_part ?? 'none',
    agencyOpenedIt: read.agency_opened_it,
    readsHealth: readsHealth({
      isHealth: read.category === 'HEALTH',
      isMedical: read.agency_medical,
      isLead: read.agency_leads,
    }),
    sensitive: read.sensitive,
    state: read.state,
    source: read.source,
  });
}

/** One line, with the words of the place only for who may see them. */
export function toItem(read: ReadRow, sight: Sight): IncidentItem {
  const located = sight.words && read.latitude !== null && read.longitude !== null;
  return {
    id: read.id,
    number: read.number,
    state: read.state,
    source: read.source,
    type: typeOf(read),
    priority: read.priority,
    lifeAtRisk: read.life_at_risk,
    sensitive: read.sensitive,
    callerCannotSpeak: read.caller_cannot_speak,
    village: villageOf(read, sight),
    placeText: sight.words ? read.place_text : null,
    landmark: sight.words ? read.landmark : null,
    point: located ? { latitude: read.latitude ?? 0, longitude: read.longitude ?? 0 } : null,
    placed: located && read.place_source !== null ? { source: read.place_source, accuracyM: read.accuracy_m } : null,
    jurisdiction:
      sight.words && read.village_method !== null
        ? { method: read.village_method, distanceM: read.village_distance_m }
        : null,
    outside:
      sight.words && read.outside_code !== null
        ? { code: read.outside_code, name: read.outside_name ?? read.outside_code }
        : null,
    reportedAt: read.reported_at,
    verifiedAt: read.verified_at,
    dispatchedAt: read.dispatched_at,
    resolvedAt: read.resolved_at,
    closedAt: read.closed_at,
    openAssignments: read.open_assignments,
    version: read.version,
  };
}

function typeOf(read: ReadRow): IncidentItem['type'] {
  if (read.type_id === null || read.type_code === null || read.category === null) return null;
  const name = { id: read.type_name ?? read.type_code, en: read.type_name_en ?? read.type_code };
  return { id: read.type_id, code: read.type_code, category: read.category, name };
}

/** A village is small enough to say who: for a sensitive incident only its handlers read it. */
function villageOf(read: ReadRow, sight: Sight): IncidentItem['village'] {
  if (!sight.words || read.village_code === null || read.district_code === null) return null;
  const districtName = read.district_name ?? read.district_code;
  return {
    code: read.village_code,
    name: read.village_name ?? read.village_code,
    districtCode: read.district_code,
    districtName,
  };
}

/** The caller as this reader may see them. */
export function callerOf(
  read: ReadRow,
  sight: Sight,
): { level: Sight['caller']; name: string | null; number: string | null } {
  const { caller_name: name, callback_number: number } = read;
  switch (sight.caller) {
    case 'full':
      return { level: 'full', name, number };
    case 'masked':
      return {
        level: 'masked',
        name: name === null ? null : maskName(name),
        number: number === null ? null : maskNumber(number),
      };
    case 'first_name':
      return { level: 'first_name', name: name === null ? null : firstName(name), number: null };
    case 'hidden':
      return { level: 'hidden', name: null, number: null };
  }
}
