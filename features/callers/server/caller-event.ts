import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { CallerEvents } from '../caller.ts';

/** Write an event about a number, for the control room. */
export async function appendCallerEvent<Name extends keyof CallerEvents>(
  ctx: ActionContext,
  name: Name,
  numberId: string,
  content: CallerEvents[Name],
): Promise<void> {
  await appendEvent(ctx, {
    name,
    subject: { type: 'caller_number', id: numberId },
    audience: [audience.tenant()],
    content: { ...content },
  });
}
