import { createHash } from 'node:crypto';
import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { CaseEvents } from '../case.ts';

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
    audience: [audience.tenant()],
    content: { ...content },
  });
}

/** The salt goes with the words: then the digest in the event says nothing. */
export function digestOf(salt: Buffer, text: string): string {
  return createHash('sha256').update(salt).update(text, 'utf8').digest('hex');
}
