import { type CallId, callId as callIdSchema } from '#features/calls/call.ts';
import { liftByAudit } from '#features/calls/server/follow-up/lift-by-audit.ts';
import { beginListening } from '#features/calls/server/recording/begin-listening.ts';
import type { IncidentsBehind } from '#features/calls/server/recording/incidents-behind.ts';
import type { Action } from '#platform/server/action.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type {
  judgeAudit as judgeRoute,
  listenToAudit as listenRoute,
  listAudits as listRoute,
} from '../../audit-contract.ts';
import { agreementOf, consequenceOf } from '../../audit-rules.ts';
import { tellAudit } from './audit-event.ts';
import { classOf, countWaiting, lockAudit, saveJudgement, waitingFor } from './audit-store.ts';
import { correctClass } from './correct-class.ts';
import { insertHearing } from './hearing-store.ts';

/** A day's work of one person. */
const mostShown = 200;

export const listAudits: Action<typeof listRoute> = async (ctx) =>
  ok({ items: await waitingFor(ctx, mostShown), waiting: await countWaiting(ctx) });

/** The reason is known, so nobody is asked for it; it is written down as every listening is. The call itself is not told yet. */
export function listenToAudit(incidents: IncidentsBehind): Action<typeof listenRoute> {
  const begin = beginListening(incidents);
  return async (ctx, { params }) => {
    const found = await lockAudit(ctx, params.id);
    if (found === null) return refuse('audit.not_found');
    if (found.had_to_do) return refuse('audit.own');
    if (found.judged_at !== null) return refuse('audit.judged');
    const callId: CallId = callIdSchema.parse(found.call_id);
    const body = { reason: 'quality', note: 'audit' } as const;
    const begun = await begin(ctx, { params: { id: callId }, query: {}, body });
    if (!begun.ok) return begun;
    await insertHearing(ctx, found.id, begun.value.id);
    return ok({ listening: begun.value });
  };
}

/** A second judgement, once: it is saved before the first is told, and cannot be taken back with the first in sight. */
export const judgeAudit: Action<typeof judgeRoute> = async (ctx, { params, body }) => {
  const found = await lockAudit(ctx, params.id);
  if (found === null) return refuse('audit.not_found');
  if (found.judged_at !== null) return refuse('audit.judged');
  if (found.had_to_do) return refuse('audit.own');
  if (body.code !== 'UNHEARD' && found.recording_id === null) return refuse('audit.heard_nothing');
  if (found.recording_id !== null && !found.has_heard) return refuse('audit.not_heard');
  const agreement = agreementOf(found.first_code, body.code);
  await saveJudgement(ctx, found.id, { ...body, agreement });
  const { code, reopens } = consequenceOf(
    present(await classOf(ctx, found.call_id), 'only closed calls are audited'),
    body.code,
  );
  const callId = callIdSchema.parse(found.call_id);
  if (code !== null) await correctClass(ctx, callId, code);
  if (reopens) await liftByAudit(ctx, callId);
  const { confidence } = body;
  const said = { callId, code: body.code, firstCode: found.first_code, agreement, confidence, judgedAt: ctx.now };
  await tellAudit(ctx, 'audit.judged', found.id, said, reopens);
  const { match_incident_id: incidentId, match_by: by, match_number: number } = found;
  return ok({
    id: found.id,
    callId,
    number: found.number,
    firstCode: found.first_code,
    secondCode: body.code,
    agreement,
    isRandom: found.is_random,
    match: incidentId === null || by === null || number === null ? null : { incidentId, by, number },
    reopened: reopens,
  });
};
