import { reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type * as routes from '../contract.ts';
import type { IncidentId, Source } from '../incident.ts';
import { isInFuture, missingOf, mostUrgent, priorityOf } from '../rules.ts';
import { takeOverSilence } from './caller-silence.ts';
import { takeOverCardRuns } from './card/card-runs.ts';
import { markDrill } from './drill-store.ts';
import { appendIncidentEvent, digestOfParticulars, newSalt } from './incident-event.ts';
import { applyFields, emptyForm, factsOf } from './particulars.ts';
import { viewIncident } from './read-incident.ts';
import { type CallRow, findCall, insertIncident, insertLink, nextIncidentNumber } from './store.ts';

export const openIncident: Action<typeof routes.openIncident> = async (ctx, { body }) => {
  const source: Source = body.callId === undefined ? (body.source ?? 'desk_phone') : 'call';
  const ownOnly = reachFor(ctx.actor, 'incident.create') === 'own_agency';
  if (ownOnly && source !== 'agency' && source !== 'crew') return refuse('incident.source_not_allowed');
  const call = await callOf(ctx, body.callId);
  if (!call.ok) return call;
  const reportedAt = call.value?.answered_at ?? call.value?.arrived_at ?? body.reportedAt ?? ctx.now;
  if (isInFuture(reportedAt, ctx.now)) return refuse('incident.reported_in_future');
  // The number the call came from is the number to call back, until somebody says another.
  const applied = await applyFields(ctx, { ...emptyForm, callback_number: call.value?.caller ?? null }, body);
  if (!applied.ok) return applied;
  const { form, type } = applied.value;

  const verified = missingOf(factsOf(form)).length === 0;
  const usual = type === null ? null : priorityOf(type.defaultPriority, form.life_at_risk);
  const priority = usual === null ? null : mostUrgent(usual, body.atLeast ?? null);
  const id: IncidentId = newId();
  const number = await nextIncidentNumber(ctx);
  const salt = newSalt();
  const state = verified ? 'VERIFIED' : 'DRAFT';
  const verifiedAt = verified ? ctx.now : null;
  await insertIncident(ctx, { ...form, id, number, source, reportedAt, state, priority, verifiedAt, salt, version: 1 });
  // Before its first event: whoever hears that may ask.
  if (call.value?.is_drill === true) await markDrill(ctx, id);
  const digest = digestOfParticulars(salt, form);
  await appendIncidentEvent(ctx, 'incident.opened', id, {
    source,
    number,
    callId: call.value?.id ?? null,
    reportedAt,
    digest,
  });
  if (call.value !== null) {
    const linked = await insertLink(ctx, { incidentId: id, callId: call.value.id, relation: 'opened' });
    if (!linked) return refuse('incident.call_already_linked', { number: null });
    await appendIncidentEvent(ctx, 'incident.call_linked', id, { callId: call.value.id, relation: 'opened' });
    await takeOverSilence(ctx, id, call.value.id);
  }
  if (verified) {
    await appendIncidentEvent(ctx, 'incident.verified', id, {
      typeCode: type?.code ?? null,
      priority,
      lifeAtRisk: form.life_at_risk,
      villageCode: form.village_code,
      version: 1,
    });
  }
  if (call.value !== null) await takeOverCardRuns(ctx, id, call.value.id);
  return ok(await viewIncident(ctx, id));
};

async function callOf(
  ctx: ActionContext,
  callId: string | undefined,
): Promise<Result<CallRow | null, 'incident.call_unknown' | 'incident.call_already_linked'>> {
  if (callId === undefined) return ok(null);
  const call = await findCall(ctx, callId);
  if (call === null) return refuse('incident.call_unknown');
  return call.linked_to === null ? ok(call) : refuse('incident.call_already_linked', { number: call.linked_to });
}
