import type { IncidentView, TimelineEntry } from '#features/incidents/contract.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { PlayedRecording } from '../../replay-rules.ts';

/** Where something was at a moment. */
export interface ReplayPoint {
  /** One name for all positions of one thing: a line is drawn through them. */
  readonly of: string;
  readonly kind: 'incident' | 'unit' | 'caller';
  readonly at: Instant;
  readonly latitude: number;
  readonly longitude: number;
}

/** What a map of the replay is given; it shows what was known at `at` and where things had been until then. */
export interface ReplayMapProps {
  readonly points: readonly ReplayPoint[];
  readonly at: Instant;
}

/** The place of the incident, from its report on. Units bring theirs once they send positions. */
export function pointsOf(incident: IncidentView): readonly ReplayPoint[] {
  if (incident.point === null) return [];
  return [{ of: String(incident.number), kind: 'incident', at: incident.reportedAt, ...incident.point }];
}

/** The stored recordings of its calls. They run from the arrival of the call: Asterisk records from the INVITE on. */
export function recordingsOf(incident: IncidentView, items: readonly TimelineEntry[]): readonly PlayedRecording[] {
  return incident.calls.flatMap((call) => {
    const stored = items.find((entry) => entry.callId === call.callId && entry.recording !== null)?.recording;
    const durationMs = stored?.durationMs ?? null;
    if (!call.recorded || durationMs === null) return [];
    return [{ callId: call.callId, number: call.number, from: call.arrivedAt, durationMs }];
  });
}
