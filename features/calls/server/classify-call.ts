import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { classifyCall as route } from '../closing-contract.ts';
import { evidenceFor, isSame, mayJudge, maySay } from '../closing-rules.ts';
import { closingSeeds } from '../closing-settings.ts';
import { classify } from '../rules.ts';
import { closingSettingsOf } from './closing/closing-settings-store.ts';
import { judge } from './closing/judge.ts';
import { lastJudgement } from './closing/judgement-store.ts';
import { retimeWrapUp } from './queue/presence-due.ts';
import { heardCallOf } from './silent/heard-call.ts';
import { lockCall, wasTaker } from './store.ts';
import { callView } from './view-store.ts';
import { callViewOf } from './views.ts';

/** A person says what a call was, and on what evidence; or that it was something else than was said. */
export const classifyCall: Action<typeof route> = async (ctx, { params, body }) => {
  const call = await lockCall(ctx.tx, params.id);
  if (call === null) return refuse('call.not_found');
  const decided = classify(call);
  if (!decided.ok) return decided;
  if (!(await mayAct(ctx, call.id))) return refuse('call.not_yours');
  const userId = present(ctx.actor.id, 'call.classify needs a session');
  const { code, reason = null } = body;
  const fitting = evidenceFor(code, body.evidence);
  const said = { code, evidence: fitting.ok ? fitting.value : [] };
  const stands = (await lastJudgement(ctx.tx, call.id)) ?? { code: call.disposition, evidence: [] };
  const shown = async () => ok(callViewOf(present(await callView(ctx.tx, call.id, userId), 'locked above')));
  // A key pressed twice is one judgement; of a call from before there was evidence too.
  if (call.disposition === code && (isSame(stands, said) || body.evidence.length === 0)) return shown();
  if (!fitting.ok) return fitting;
  const settings = (await closingSettingsOf(ctx))?.content ?? closingSeeds;
  const isTaker = await wasTaker(ctx.tx, call.id, userId);
  const allowed = mayJudge(
    { disposition: call.disposition, endedAt: call.ended_at },
    { isTaker, isLead: isLead(ctx), reason },
    settings,
    ctx.now,
  );
  if (!allowed.ok) return allowed;
  if (call.disposition !== code) {
    const { heard, silentAfterS } = await heardCallOf(ctx, call);
    const fits = maySay(code, heard, { silentAfterS });
    if (!fits.ok) return fits;
  }
  await judge(ctx, call, { ...said, reason });
  await retimeWrapUp(ctx, userId, { ...call, disposition: code });
  return shown();
};

/** Who leads the room: supervisors, who alone of the call takers may see its settings. */
const isLead = (ctx: ActionContext) => ctx.actor.permissions.has('setting.read');

/** Whoever talked in the call, and who leads the room. */
export async function mayAct(ctx: ActionContext, callId: string): Promise<boolean> {
  if (isLead(ctx) || ctx.actor.id === null) return true;
  return wasTaker(ctx.tx, callId, ctx.actor.id);
}
