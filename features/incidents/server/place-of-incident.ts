import type { VillageMethod } from '#features/places/position.ts';
import { jurisdictionOf } from '#features/places/server/ground/ground.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { FormValues, GivenFields } from './particulars.ts';
import { findVillage } from './store.ts';

/**
 * Point and village of an incident after a change. A village that somebody chose stays whatever the point says; else the point
 * decides it (polygon, or nearest village point). Without a point the village's own, approximate one stands in, and moves with it.
 */
export async function applyPlace(
  ctx: ActionContext,
  before: FormValues,
  given: GivenFields,
): Promise<Result<FormValues, 'incident.village_unknown'>> {
  const { point, villageCode, villageMethod } = given;
  if (point === undefined && villageCode === undefined && villageMethod === undefined) return ok(before);
  const form = withPoint(before, point);
  const isPlaced = form.latitude !== null && form.place_source !== 'village';
  const chosen = villageCode === undefined ? before.village_code : villageCode;
  const method = methodAfter(before, given);
  // Taken off by hand: nothing stands in its place until the point or a person says another.
  if (isPlaced && method !== 'operator' && villageCode !== null) return ok(await judged(ctx, form));
  if (chosen === null) return ok(emptied({ ...form, ...noVillage, outside_code: form.outside_code }));
  const village = await findVillage(ctx, chosen);
  if (village === null) return refuse('incident.village_unknown');
  const placed: FormValues = {
    ...form,
    ...noVillage,
    village_code: chosen,
    district_code: village.districtCode,
    village_method: 'operator',
  };
  if (isPlaced) return ok(placed);
  const isKnown = village.latitude !== null && village.longitude !== null;
  const { latitude, longitude } = village;
  return ok({ ...placed, latitude, longitude, accuracy_m: null, place_source: isKnown ? 'village' : null });
}

const noVillage = {
  village_code: null,
  district_code: null,
  village_method: null,
  village_distance_m: null,
  outside_code: null,
} as const;

const noPoint = { latitude: null, longitude: null, place_source: null, accuracy_m: null } as const;

function withPoint(before: FormValues, point: GivenFields['point']): FormValues {
  if (point === undefined) return before;
  if (point === null) return { ...before, ...noPoint };
  const { latitude, longitude, source, accuracyM } = point;
  return { ...before, latitude, longitude, place_source: source, accuracy_m: accuracyM };
}

/** A point that stood for a village goes with it. */
function emptied(form: FormValues): FormValues {
  return form.place_source === 'village' ? { ...form, ...noPoint } : form;
}

/** Who decides the village now: as said; a village that comes without a word is somebody's choice; else as before. */
function methodAfter(before: FormValues, { villageCode, villageMethod }: GivenFields): VillageMethod | null {
  if (villageMethod !== undefined) return villageMethod;
  return villageCode === undefined ? before.village_method : 'operator';
}

async function judged(ctx: ActionContext, form: FormValues): Promise<FormValues> {
  const { latitude, longitude } = form;
  if (latitude === null || longitude === null) return form;
  const { village, method, distanceM, outside } = await jurisdictionOf(ctx, { latitude, longitude });
  return {
    ...form,
    village_code: village?.code ?? null,
    district_code: village?.districtCode ?? null,
    village_method: village === null ? null : method,
    village_distance_m: village === null ? null : distanceM,
    outside_code: outside?.regency?.code ?? null,
  };
}
