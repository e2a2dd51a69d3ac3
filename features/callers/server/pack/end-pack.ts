import { reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type { PackWithdrawal } from '../../pack.ts';
import type * as routes from '../../pack-contract.ts';
import { appendCaseEvent } from '../case-event.ts';
import { raiseVersion } from '../case-store.ts';
import { dropNotice } from '../signature/signatures.ts';
import { clearLater } from './kept-file.ts';
import { lockBoth } from './lock-both.ts';
import { eraseCasePacks, type PackRow, savePackWithdrawn, waitingPackOf } from './pack-store.ts';

export const withdrawPack: Action<typeof routes.withdrawPack> = async (ctx, { params, body }) => {
  const locked = await lockBoth(ctx, params.id);
  if (locked === null) return refuse('case_pack.not_found');
  const { pack, found } = locked;
  if (pack.state !== 'prepared') return refuse('case_pack.not_waiting');
  // Who may sign does not take back what they prepared: they say that they will not sign it.
  const because =
    reachFor(ctx.actor, 'pack.sign') !== null && pack.prepared_by !== ctx.actor.id ? 'refused' : 'by_hand';
  await withdraw(ctx, pack, because, body.reason);
  await raiseVersion(ctx, found.id);
  return ok({ id: pack.id });
};

async function withdraw(
  ctx: ActionContext,
  pack: PackRow,
  because: PackWithdrawal,
  reason: string | null,
): Promise<void> {
  await savePackWithdrawn(ctx, pack.id, reason);
  await clearLater(ctx, pack.path);
  await appendCaseEvent(ctx, 'caller_case.pack_withdrawn', pack.case_id, { packId: pack.id, because });
  await dropNotice(ctx, pack.id);
}

/** Nothing of a case that is over goes to the police. */
export async function withdrawWithCase(ctx: ActionContext, caseId: string): Promise<void> {
  const waiting = await waitingPackOf(ctx, caseId);
  if (waiting !== null) await withdraw(ctx, waiting, 'case_ended', null);
}

/** With the words of its case; what the police were handed is theirs. That there was one, and its hash, stays. */
export async function erasePacks(ctx: ActionContext, caseId: string): Promise<void> {
  for (const { path } of await eraseCasePacks(ctx, caseId)) await clearLater(ctx, path);
}
