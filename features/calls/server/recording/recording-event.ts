import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { RecordingEvents } from '../../recording.ts';

/** What happened to the recording of a call. */
export async function appendRecordingEvent<Name extends keyof RecordingEvents>(
  ctx: ActionContext,
  name: Name,
  callId: string,
  audience: readonly [string, ...string[]],
  content: RecordingEvents[Name],
): Promise<void> {
  await appendEvent(ctx, { name, subject: { type: 'call', id: callId }, audience, content: { ...content } });
}
