import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { NewEvent } from '#platform/server/events/event.ts';
import type { CallEvents } from '../../call.ts';
import type { SuperviseMode } from '../../supervise.ts';
import { isShown } from '../../supervise-rules.ts';
import { callEvent } from '../call-event.ts';
import { readQueueSettings } from '../queue/queue-store.ts';

type SupervisionEvent = Extract<keyof CallEvents, `call.supervision_${string}`>;

/**
 * An event of a supervision. Where the regency does not show listening, the live feed of the call takers must not tell it either: it
 * goes to the supervisors alone.
 */
export async function supervisionEvent<Name extends SupervisionEvent>(
  ctx: ActionContext,
  callId: string,
  name: Name,
  content: CallEvents[Name],
  /** What is done after it, or was before: the more audible of the two. */
  mode: SuperviseMode,
): Promise<NewEvent> {
  const { settings } = await readQueueSettings(ctx.tx, ctx.tenantId);
  const event = callEvent(callId, name, content);
  return isShown(mode, settings.showListening) ? event : { ...event, audience: [audience.supervisors()] };
}
