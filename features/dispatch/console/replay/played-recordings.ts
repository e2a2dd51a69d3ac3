import type { IncidentView, TimelineEntry } from '#features/incidents/contract.ts';
import type { PlayedRecording } from '../../replay-rules.ts';

/** The stored recordings of its calls. They run from the arrival of the call: Asterisk records from the INVITE on. */
export function recordingsOf(incident: IncidentView, items: readonly TimelineEntry[]): readonly PlayedRecording[] {
  return incident.calls.flatMap((call) => {
    const stored = items.find((entry) => entry.callId === call.callId && entry.recording !== null)?.recording;
    const durationMs = stored?.durationMs ?? null;
    if (!call.recorded || durationMs === null) return [];
    return [{ callId: call.callId, number: call.number, from: call.arrivedAt, durationMs }];
  });
}
