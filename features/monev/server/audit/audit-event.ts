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
  const heard = isAlarm ? ([audience.tenant(), audience.supervisors()] as const) : ([audience.tenant()] as const);
  await appendEvent(ctx, { name, subject, audience: heard, content });
}
