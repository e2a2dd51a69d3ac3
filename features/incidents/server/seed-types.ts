import type { ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { typeSeeds } from '../type-seeds.ts';
import { insertTypes } from './type-store.ts';

/** Fill a new tenant with the incident types of the domain; the tenant edits them afterwards. */
export async function seedIncidentTypes(ctx: ActionContext): Promise<void> {
  const seeds = typeSeeds.map((seed, index) => ({ ...seed, id: newId<'incident_type'>(), position: (index + 1) * 10 }));
  await insertTypes(ctx, seeds);
}
