import { audience } from '#features/people/audience.ts';
import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { PersonRef } from '../../contract.ts';
import type * as routes from '../../recording-contract.ts';
import { keepingOf, retentionClassOf } from '../../recording-rules.ts';
import { eraseRecording } from './erase-recording.ts';
import * as store from './hold-store.ts';
import type { IncidentsBehind } from './incidents-behind.ts';
import { heardBy } from './listening-store.ts';
import { policyKind, policyOf, selectPolicy } from './policy-store.ts';
import { findRecording, lockRecordingById } from './recording-store.ts';

/** The holds that keep the recording of a call: its own, and that of its incident. */
async function holdsOf(ctx: ActionContext, incidents: IncidentsBehind, callId: string) {
  const incidentId = (await incidents.incidentsOf(ctx, [callId])).get(callId);
  return {
    hasIncident: incidentId !== undefined,
    holds: await store.openHolds(ctx, incidentId === undefined ? [callId] : [callId, incidentId]),
  };
}

const readCare =
  (incidents: IncidentsBehind): Action<typeof routes.readRecordingCare> =>
  async (ctx, { params }) => {
    const found = await store.keptOf(ctx, params.id);
    if (found === null) return refuse('call.not_found');
    const { hasIncident, holds } = await holdsOf(ctx, incidents, params.id);
    const call = { purpose: found.purpose, disposition: found.disposition, hasIncident };
    const keeping = keepingOf({ from: found.stored_at, call, isHeld: holds.length > 0 }, await policyOf(ctx), ctx.now);
    const { deleted_at: at, deleted_rule: rule } = found;
    return ok({
      retentionClass: retentionClassOf(call),
      keptUntil: found.state === 'stored' && keeping.keep ? keeping.until : null,
      holds,
      deletion: await store.latestDeletion(ctx, params.id),
      deleted: at === null || rule === null ? null : { at, rule, sha256: found.sha256?.toString('hex') ?? null },
      listenings: (await heardBy(ctx.tx, params.id)).map((heard) => ({
        at: heard.at,
        // A user's id comes from the users table alone.
        by: { id: heard.user_id as PersonRef['id'], displayName: heard.display_name ?? '' },
        field: heard.field,
        reason: heard.reason,
      })),
    });
  };

/** The routes about keeping recordings that must know of incidents. */
export function recordingCare(incidents: IncidentsBehind) {
  const placeHold: Action<typeof routes.placeHold> = async (ctx, { body }) => {
    const { subjectType, subjectId, reason } = body;
    const number =
      subjectType === 'call' ? await store.callNumber(ctx, subjectId) : await incidents.numberOf(ctx, subjectId);
    if (number === null) return refuse('recording_hold.subject_unknown');
    const id = newId<'recording hold'>();
    if (!(await store.insertHold(ctx, { id, subjectType, subjectId, number, reason, by: personOf(ctx) })))
      return refuse('recording_hold.exists');
    await tell(ctx, 'recording.held', { type: subjectType, id: subjectId }, { holdId: id });
    return ok(present(await store.holdById(ctx, id), 'it was just placed'));
  };

  const askDeletion: Action<typeof routes.askDeletion> = async (ctx, { params, body }) => {
    if ((await store.callNumber(ctx, params.id)) === null) return refuse('call.not_found');
    const recording = await findRecording(ctx.tx, params.id);
    if (recording?.state !== 'stored') return refuse('recording.not_found');
    if ((await holdsOf(ctx, incidents, params.id)).holds.length > 0) return refuse('recording_deletion.held');
    const id = newId<'recording deletion'>();
    const asked = { id, recordingId: recording.id, reason: body.reason, by: personOf(ctx) };
    if (!(await store.insertDeletion(ctx, asked))) return refuse('recording_deletion.exists');
    await tell(ctx, 'recording.deletion_asked', { type: 'call', id: params.id }, { deletionId: id });
    return ok(present(await store.latestDeletion(ctx, params.id), 'it was just asked for'));
  };

  const decideDeletion: Action<typeof routes.decideDeletion> = async (ctx, { params, body }) => {
    const asked = await store.lockDeletion(ctx, params.id);
    if (asked === null) return refuse('recording_deletion.not_found');
    if (asked.decision !== null) return refuse('recording_deletion.decided');
    if (asked.askedBy.id === ctx.actor.id) return refuse('recording_deletion.own');
    const recording = present(await lockRecordingById(ctx.tx, asked.recordingId), 'a deletion names a recording');
    if (body.approve && (await holdsOf(ctx, incidents, asked.callId)).holds.length > 0)
      return refuse('recording_deletion.held');
    await store.saveDecision(ctx, asked.id, personOf(ctx), body.approve ? 'approved' : 'refused');
    if (!body.approve)
      await tell(ctx, 'recording.deletion_refused', { type: 'call', id: asked.callId }, { deletionId: asked.id });
    else if (recording.state === 'stored') await eraseRecording(ctx, recording, { rule: 'manual', days: null });
    return ok(present(await store.latestDeletion(ctx, asked.callId), 'it was just decided'));
  };

  return { readRecordingCare: readCare(incidents), placeHold, askDeletion, decideDeletion };
}

export const readRecordingPolicy: Action<typeof routes.readRecordingPolicy> = async (ctx) => {
  await policyOf(ctx);
  const found = present(await selectPolicy(ctx, 'read'), 'a regency has a policy');
  return ok({ id: ctx.tenantId, ...found });
};

export const changeRecordingPolicy: Action<typeof routes.changeRecordingPolicy> = async (ctx, { body }) => {
  await policyOf(ctx);
  return changeSetting(ctx, policyKind, { id: ctx.tenantId, ...body });
};

export const listHolds: Action<typeof routes.listHolds> = async (ctx) => ok({ items: await store.listHoldRows(ctx) });

export const listDeletions: Action<typeof routes.listDeletions> = async (ctx) =>
  ok({ items: await store.listDeletionRows(ctx) });

export const releaseHold: Action<typeof routes.releaseHold> = async (ctx, { params, body }) => {
  const hold = await store.holdById(ctx, params.id);
  if (hold === null) return refuse('recording_hold.not_found');
  if (hold.releasedAt !== null) return refuse('recording_hold.released');
  await store.saveRelease(ctx, hold.id, personOf(ctx), body.reason);
  await tell(ctx, 'recording.released', { type: hold.subjectType, id: hold.subjectId }, { holdId: hold.id });
  return ok(present(await store.holdById(ctx, hold.id), 'it was just released'));
};

const personOf = (ctx: ActionContext) => present(ctx.actor.id, 'who keeps recordings is signed in');

async function tell(
  ctx: ActionContext,
  name: string,
  subject: { type: string; id: string },
  content: Readonly<Record<string, string>>,
): Promise<void> {
  await appendEvent(ctx, { name, subject, audience: [audience.tenant()], content });
}
