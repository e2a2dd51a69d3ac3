import { logAccess } from '#features/people/server/log-access.ts';
import type { Action } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { beginListening as route } from '../../recording-contract.ts';
import { callView } from '../view-store.ts';
import type { IncidentsBehind } from './incidents-behind.ts';
import { insertListening } from './listening-store.ts';
import { findRecording } from './recording-store.ts';

/** Nothing is heard before its reason is written down. */
export function beginListening(incidents: IncidentsBehind): Action<typeof route> {
  return async (ctx, { params, body }) => {
    if ((await callView(ctx.tx, params.id, null)) === null) return refuse('call.not_found');
    const recording = await findRecording(ctx.tx, params.id);
    if (recording?.state === 'recording') return refuse('recording.not_ready');
    if (recording?.state !== 'stored') return refuse('recording.not_found');
    if (!(await incidents.mayHear(ctx, params.id))) return refuse('recording.hidden');
    if (body.reason === 'other' && body.note.length < 5) return refuse('recording.note_missing');
    const id = newId<'listening'>();
    await insertListening(ctx.tx, {
      id,
      tenant_id: ctx.tenantId,
      recording_id: recording.id,
      user_id: present(ctx.actor.id, 'recording.play is never public'),
      reason_code: body.reason,
      note: body.note === '' ? null : body.note,
      begun_at: ctx.now,
    });
    const reason = body.note === '' ? body.reason : `${body.reason}: ${body.note}`;
    await logAccess(ctx, { type: 'call', id: params.id }, 'recording', reason);
    return ok({
      id,
      durationMs: recording.duration_ms ?? 0,
      codec: recording.codec,
      peaks: recording.peaks?.toString('base64') ?? '',
    });
  };
}
