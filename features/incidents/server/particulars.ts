import { wordsOf } from '#features/places/normalise.ts';
import type { Position, VillageMethod } from '#features/places/position.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { IncidentState, IncidentType, LifeAtRisk } from '../incident.ts';
import type { Facts } from '../rules.ts';
import { sensitiveAfter } from '../sensitive.ts';
import { applyPlace } from './place-of-incident.ts';
import { findType, type IncidentValues } from './store.ts';

/** The fields of the form as they arrive: absent is untouched, null is emptied. */
export interface GivenFields {
  readonly typeId?: string | undefined;
  readonly lifeAtRisk?: LifeAtRisk | undefined;
  readonly villageCode?: string | null | undefined;
  readonly placeText?: string | null | undefined;
  readonly landmark?: string | null | undefined;
  readonly point?: Position | null | undefined;
  readonly villageMethod?: VillageMethod | undefined;
  readonly callerName?: string | null | undefined;
  readonly callbackNumber?: string | null | undefined;
  readonly description?: string | null | undefined;
}

/** A form on the way into the row: everything but state, priority and version, which the rules decide. */
export type FormValues = Omit<IncidentValues, 'state' | 'priority' | 'version'>;

export const emptyForm: FormValues = {
  incident_type_id: null,
  life_at_risk: null,
  sensitive: false,
  village_code: null,
  district_code: null,
  place_text: null,
  landmark: null,
  latitude: null,
  longitude: null,
  place_source: null,
  accuracy_m: null,
  village_method: null,
  village_distance_m: null,
  outside_code: null,
  place_words: null,
  caller_name: null,
  callback_number: null,
  description: null,
};

/** Put the given fields over a form; type and village must exist here. Empty text is no text. */
export async function applyFields(
  ctx: ActionContext,
  before: FormValues & { readonly state?: IncidentState; readonly sensitive_by_hand?: boolean },
  given: GivenFields,
): Promise<
  Result<{ form: FormValues; type: IncidentType | null }, 'incident.type_unknown' | 'incident.village_unknown'>
> {
  const typeId = given.typeId ?? before.incident_type_id;
  const type = typeId === null ? null : await findType(ctx, typeId);
  if (given.typeId !== undefined && type === null) return refuse('incident.type_unknown');
  // A deactivated type stays where it is and is not chosen anew.
  const isNew = given.typeId !== undefined && given.typeId !== before.incident_type_id;
  if (isNew && type?.active === false) return refuse('incident.type_unknown');
  const placed = await applyPlace(ctx, before, given);
  if (!placed.ok) return placed;
  const text = (value: string | null | undefined, kept: string | null) => (value === undefined ? kept : value || null);
  const placeText = text(given.placeText, before.place_text);
  const landmark = text(given.landmark, before.landmark);
  const form: FormValues = {
    ...placed.value,
    incident_type_id: type?.id ?? null,
    sensitive: sensitiveAfter({
      was: before.sensitive,
      byHand: before.sensitive_by_hand ?? false,
      state: before.state ?? 'DRAFT',
      isTypeNew: isNew,
      isTypeSensitive: type?.sensitive ?? false,
    }),
    life_at_risk: given.lifeAtRisk ?? before.life_at_risk,
    place_text: placeText,
    landmark,
    place_words: wordsOf(`${placeText ?? ''} ${landmark ?? ''}`).join(' ') || null,
    caller_name: text(given.callerName, before.caller_name),
    callback_number: text(given.callbackNumber, before.callback_number),
    description: text(given.description, before.description),
  };
  return ok({ form, type });
}

/** What the rules need to know of a form. */
export function factsOf(form: FormValues): Facts {
  return {
    hasType: form.incident_type_id !== null,
    hasPlace:
      form.village_code !== null || form.place_text !== null || form.landmark !== null || form.latitude !== null,
    lifeAtRisk: form.life_at_risk,
  };
}

/** The names of the fields in which two forms differ, as the wire knows them. */
export function differences(before: FormValues, after: FormValues): string[] {
  const pairs: [string, keyof FormValues][] = [
    ['typeId', 'incident_type_id'],
    ['lifeAtRisk', 'life_at_risk'],
    ['villageCode', 'village_code'],
    ['placeText', 'place_text'],
    ['landmark', 'landmark'],
    ['point', 'latitude'],
    ['point', 'longitude'],
    ['point', 'place_source'],
    ['point', 'accuracy_m'],
    ['villageCode', 'village_method'],
    ['callerName', 'caller_name'],
    ['callbackNumber', 'callback_number'],
    ['description', 'description'],
  ];
  return [...new Set(pairs.filter(([, column]) => before[column] !== after[column]).map(([field]) => field))];
}
