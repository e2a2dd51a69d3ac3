import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent, type EventContent } from '#platform/server/events/event.ts';

/** An obstacle or a meeting of obstacles: what people wrote of it stays in its row. */
export function tellMonev(
  ctx: ActionContext,
  name: string,
  subject: { readonly type: 'obstacle' | 'meeting'; readonly id: string },
  content: EventContent = {},
): Promise<void> {
  return appendEvent(ctx, { name, subject, audience: [audience.tenant(), audience.head()], content });
}
