import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { present } from '#platform/shared/result.ts';
import type { EvidenceCode } from '../../evidence.ts';
import { callEvent } from '../call-event.ts';
import { type CallRow, saveDisposition } from '../store.ts';
import { insertJudgement, keepColumns } from './judgement-store.ts';

/**
 * Somebody says what a locked call was: its columns, a row of its history and the event, in one transaction. Figures, the length
 * for which its recording is kept, call-backs and the count of abuse read the columns or hear the event, so a correction counts
 * everywhere at once. Whether it may be said is asked before.
 */
export async function judge(
  ctx: ActionContext,
  call: Pick<CallRow, 'id' | 'disposition'>,
  said: {
    /** Null: it has no class again. */
    readonly code: string | null;
    readonly evidence?: readonly EvidenceCode[];
    readonly reason?: string | null;
  },
): Promise<void> {
  const userId = present(ctx.actor.id, 'a person judges a call');
  const { code, evidence = [], reason = null } = said;
  const before = call.disposition;
  if (before !== null) await keepColumns(ctx, call.id);
  const number = await insertJudgement(ctx, { callId: call.id, code, before, evidence, reason, userId });
  await saveDisposition(ctx.tx, call.id, code, userId, ctx.now);
  const content = {
    code,
    userId,
    judgement: number,
    ...(evidence.length === 0 ? {} : { evidence }),
    ...(before === null || before === code ? {} : { corrected: true as const }),
  };
  await appendEvent(ctx, callEvent(call.id, 'call.classified', content));
}
