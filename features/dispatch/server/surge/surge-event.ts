import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent, type EventContent } from '#platform/server/events/event.ts';
import type { SurgeId } from '../../surge.ts';
import { tellable } from './surge-store.ts';

/** An event of a surge for everybody: the room and the people of every agency have the banner on their screens. */
export async function appendSurgeEvent(
  ctx: ActionContext,
  name: string,
  id: SurgeId,
  content: EventContent = {},
): Promise<void> {
  const agencies = await tellable(ctx, null);
  await appendEvent(ctx, {
    name,
    subject: { type: 'surge', id },
    audience: [audience.tenant(), ...agencies.map((agency) => audience.agency(agency.id))],
    content,
  });
}

/** The deadline by which somebody is asked whether a surge still holds. */
export const questionDeadline = 'surge.question';
