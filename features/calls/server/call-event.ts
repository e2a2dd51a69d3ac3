import { audience } from '#features/people/audience.ts';
import type { NewEvent } from '#platform/server/events/event.ts';
import type { CallEvents } from '../call.ts';

type CallEventName = Extract<keyof CallEvents, `call.${string}`>;

/** An event of a call for the control room; `at` is Asterisk's moment where Asterisk saw it happen. */
export function callEvent<Name extends CallEventName>(
  callId: string,
  name: Name,
  content: CallEvents[Name],
  at?: string,
): NewEvent {
  return {
    name,
    subject: { type: 'call', id: callId },
    audience: [audience.tenant()],
    content: { ...content },
    ...(at === undefined ? {} : { occurredAt: at, clock: 'asterisk' as const }),
  };
}
