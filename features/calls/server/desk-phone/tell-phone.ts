import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { CallEvents } from '../../call.ts';

type PhoneEvent = 'phone.made' | 'phone.removed' | 'phone.chosen' | 'phone.registered' | 'phone.lost';

/** What became of the SIP telephone on a person's desk. */
export function tellPhone<Name extends PhoneEvent>(
  ctx: ActionContext,
  userId: string,
  name: Name,
  content: CallEvents[Name],
): Promise<void> {
  return appendEvent(ctx, {
    name,
    subject: { type: 'user', id: userId },
    audience: [audience.supervisors(), audience.user(userId)],
    content: { ...content },
  });
}
