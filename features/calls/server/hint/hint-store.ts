import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { run } from '#platform/server/db/database.ts';
import { hintModel } from '../../hint.ts';
import type { Hint } from '../../hint-rules.ts';

/**
 * Whether a hint keeps a waiting call `c` behind the next one, as two people signed for; always false in shadow. It is the only place in
 * which the queue reads hints.
 */
export const isHinted = sql`exists (select from call_hints h join hint_orders s on s.tenant_id = h.tenant_id and s.state = 'ordering'
    where h.call_id = c.id and h.is_likely)`;

/** What was worked out as the call rang, with what it would have done to the queue at that moment. */
export interface ScoredCall {
  readonly callId: string;
  readonly hint: Hint;
  /** The order by history keeps such a call waiting already. */
  readonly byHistory: boolean;
  /** Two contended for a desk at that moment, and this one would have let the other go first. */
  readonly wouldPass: boolean;
}

/** A column for each feature and none besides: what is not in the table of features cannot be kept. False: it was scored before. */
export async function insertHint(
  ctx: ActionContext,
  { callId, hint, byHistory, wouldPass }: ScoredCall,
): Promise<boolean> {
  const { signals, score, cue, confirmed, people, isLikely } = hint;
  const inserted = await run(
    ctx.tx,
    sql`insert into call_hints (call_id, tenant_id, scored_at, model, score, is_likely, cue, confirmed, people, by_history, would_pass,
          confirmed_pranks, confirmers, confirmed_needs, other_matters, short_talks, silent_calls, keys_pressed, place_far, other_reports, not_needed)
        values (${callId}, ${ctx.tenantId}, ${ctx.now}, ${hintModel}, ${score}, ${isLikely}, ${cue}, ${confirmed}, ${people}, ${byHistory}, ${wouldPass},
          ${signals.confirmedPranks}, ${signals.confirmers}, ${signals.confirmedNeeds}, ${signals.otherMatters}, ${signals.shortTalks},
          ${signals.silentCalls}, ${signals.keysPressed}, ${signals.placeFar}, ${signals.otherReports}, ${signals.notNeeded})
        on conflict do nothing`,
  );
  return inserted === 1;
}

/** Scores older than this are gone: they say nothing of today, and a row is about a person. */
const keptDays = 400;

export async function forgetOldHints(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`delete from call_hints where tenant_id = ${ctx.tenantId} and scored_at < ${ctx.now}::timestamptz - ${keptDays} * interval '1 day'`,
  );
}
