import type { ActionContext } from '#platform/server/action.ts';
import { type CaseRow, lockCase } from '../case-store.ts';
import { caseOfPack, lockPack, type PackRow } from './pack-store.ts';

/** A pack with its case, the case locked first: in this order they are locked everywhere. Null: there is no such pack. */
export async function lockBoth(ctx: ActionContext, id: string): Promise<{ pack: PackRow; found: CaseRow } | null> {
  const caseId = await caseOfPack(ctx, id);
  const found = caseId === null ? null : await lockCase(ctx, caseId);
  const pack = found === null ? null : await lockPack(ctx, id);
  return pack === null || found === null ? null : { pack, found };
}
