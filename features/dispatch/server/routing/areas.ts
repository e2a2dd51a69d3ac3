import { selectAreas } from '#features/places/server/areas/area-store.ts';
import { areasOf } from '#features/places/server/areas/areas-of.ts';
import type { ActionContext } from '#platform/server/action.ts';

/** A point of an incident, in degrees. */
export interface Where {
  readonly latitude: number;
  readonly longitude: number;
}

/** In which named areas of the regency a point lies, as ids in ascending order. */
export async function areasAt(ctx: ActionContext, where: Where | null): Promise<string[]> {
  if (where === null) return [];
  return (await areasOf(ctx, where)).map(({ id }) => id).sort();
}

/** The areas that a rule may ask for, with their names. */
export async function areaNames(ctx: ActionContext): Promise<ReadonlyMap<string, string>> {
  const all = await selectAreas(ctx.tx, ctx.tenantId);
  return new Map(all.map(({ id, content }) => [id, content.name]));
}
