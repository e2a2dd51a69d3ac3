import { createHash } from 'node:crypto';
import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { CaseEvents } from '../case.ts';

/** What the head signs, and what becomes of it: they hear these too, and nothing else of a case. */
const forHead: readonly (keyof CaseEvents)[] = [
  'caller_case.lane_wanted',
  'caller_case.lane_signed',
  'caller_case.lane_ended',
  'caller_case.pack_prepared',
  'caller_case.pack_made',
  'caller_case.pack_withdrawn',
];

/** Write an event of a case, for the control room: desks show that there is one. */
export async function appendCaseEvent<Name extends keyof CaseEvents>(
  ctx: ActionContext,
  name: Name,
  caseId: string,
  content: CaseEvents[Name],
): Promise<void> {
  await appendEvent(ctx, {
    name,
    subject: { type: 'caller_case', id: caseId },
    audience: forHead.includes(name) ? [audience.tenant(), audience.head()] : [audience.tenant()],
    content: { ...content },
  });
}

/** The salt goes with the words: then the digest in the event says nothing. */
export function digestOf(salt: Buffer, text: string): string {
  return createHash('sha256').update(salt).update(text, 'utf8').digest('hex');
}
