import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { WaveEvents } from '../../wave.ts';

/** Supervisors alone hear of a wave. */
export function tellWave<Name extends keyof WaveEvents>(
  ctx: ActionContext,
  id: string,
  name: Name,
  content: WaveEvents[Name],
): Promise<void> {
  return appendEvent(ctx, {
    name,
    subject: { type: 'wave', id },
    audience: [audience.supervisors()],
    content: { ...content },
  });
}
