import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { DrillEvents } from '../../drill.ts';

/** Supervisors alone hear of a drill until it is revealed; the room hears that. */
export function tellDrill<Name extends keyof DrillEvents>(
  ctx: ActionContext,
  id: string,
  name: Name,
  content: DrillEvents[Name],
): Promise<void> {
  return appendEvent(ctx, {
    name,
    subject: { type: 'drill', id },
    audience: [name === 'drill.revealed' ? audience.tenant() : audience.supervisors()],
    content: { ...content },
  });
}
