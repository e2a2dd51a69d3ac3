import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent, type EventContent } from '#platform/server/events/event.ts';
import type { AuditEvents } from '../../audit.ts';

/** An event of audits; `about` is the audit, or the regency for its draws. */
export async function tellAudit<Name extends keyof AuditEvents>(
  ctx: ActionContext,
  name: Name,
  about: string | null,
  content: AuditEvents[Name] & EventContent,
  isAlarm = false,
): Promise<void> {
  const subject = about === null ? { type: 'tenant', id: ctx.tenantId } : { type: 'audit', id: about };
  await appendEvent(ctx, { name, subject, audience: heardBy(name, isAlarm), content });
}

/** Which call waits, and why, is on no screen before it is judged: what an event tells, a browser can read. */
function heardBy(name: keyof AuditEvents, isAlarm: boolean): readonly [string, ...string[]] {
  if (name === 'audit.opened' || name === 'audit.widened') return [audience.record()];
  return isAlarm ? [audience.tenant(), audience.supervisors()] : [audience.tenant()];
}
