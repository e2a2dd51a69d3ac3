import type { ActionContext, Listener } from '#platform/server/action.ts';
import { saveCannotSpeak, silenceOfCall } from './caller-silence-store.ts';
import { appendIncidentEvent } from './incident-event.ts';

/** A call was linked: whoever works on the incident must know that its caller cannot speak. */
export async function takeOverSilence(ctx: ActionContext, incidentId: string, callId: string): Promise<void> {
  if ((await silenceOfCall(ctx, callId)).cannot_speak) await markSilence(ctx, incidentId, true);
}

/** The desk found what the silence was, or corrected it, after the incident was opened. */
export const followSilence: Listener = async (ctx, event) => {
  const { incident_id, cannot_speak } = await silenceOfCall(ctx, event.subject.id);
  if (incident_id !== null) await markSilence(ctx, incident_id, cannot_speak);
};

export async function markSilence(ctx: ActionContext, incidentId: string, cannotSpeak: boolean): Promise<void> {
  if (await saveCannotSpeak(ctx, incidentId, cannotSpeak))
    await appendIncidentEvent(ctx, cannotSpeak ? 'incident.caller_silent' : 'incident.caller_speaks', incidentId);
}
