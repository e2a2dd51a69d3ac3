import type { Action, ActionContext } from '#platform/server/action.ts';
import { refuse } from '#platform/shared/result.ts';
import type { listJudgements } from '../closing-contract.ts';
import type { readCall } from '../contract.ts';

/** What the page of a call must know of audits, which lie below calls in the flow: apps/server hands it in. */
export interface AuditsBehind {
  /** This person has listened to the call for an audit that nobody has judged yet. */
  readonly isJudging: (ctx: ActionContext, callId: string) => Promise<boolean>;
}

export const noAudits: AuditsBehind = { isJudging: async () => false };

type Telling = typeof readCall | typeof listJudgements;

/** A second judgement is blind: what the call was closed as is told to who audits it once they have said what they heard. */
export function unlessAuditing<R extends Telling>(audits: AuditsBehind, action: Action<R>): Action<R> {
  return async (ctx, input) => {
    // Each of these routes has the call's id in its path and declares the refusal; TypeScript loses both through the union.
    const { id } = input.params as { readonly id: string };
    if (await audits.isJudging(ctx, id)) return refuse('call.being_audited') as Awaited<ReturnType<Action<R>>>;
    return action(ctx, input);
  };
}
