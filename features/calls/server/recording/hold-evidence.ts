import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { insertHold } from './hold-store.ts';
import { appendRecordingEvent } from './recording-event.ts';

/**
 * Keep the recordings of these calls from deletion because something was handed out that names them by their hash. Like a hold by hand:
 * people release it. A call that is held already stays so for its own reason.
 */
export async function holdAsEvidence(
  ctx: ActionContext,
  calls: readonly { readonly id: string; readonly number: number }[],
  reason: string,
): Promise<void> {
  const by = present(ctx.actor.id, 'evidence is handed out by signed-in people');
  for (const { id: subjectId, number } of calls) {
    const id = newId<'recording hold'>();
    if (await insertHold(ctx, { id, subjectType: 'call', subjectId, number, reason, by }))
      await appendRecordingEvent(ctx, 'recording.held', subjectId, [audience.tenant()], { holdId: id });
  }
}
