import type { ActionContext } from '#platform/server/action.ts';
import { present } from '#platform/shared/result.ts';
import { insertAccess, insertAccesses } from './store.ts';

/**
 * Note a look at personal data or a recording (UU 27/2022): who, at what, why. Call it in the action that shows it, so
 * that nothing is shown without its entry. `field` is what was shown, e.g. `caller_number`.
 */
export async function logAccess(
  ctx: ActionContext,
  subject: { readonly type: string; readonly id: string },
  field: string,
  reason: string,
): Promise<void> {
  await insertAccess(ctx.tx, {
    tenantId: ctx.tenantId,
    userId: present(ctx.actor.id, 'personal data is only shown to signed-in people'),
    subjectType: subject.type,
    subjectId: subject.id,
    field,
    reason,
    at: ctx.now,
  });
}

/** The same for all that a file or a search shows at once: an entry for each. */
export async function logAccesses(
  ctx: ActionContext,
  subjects: { readonly type: string; readonly ids: readonly string[] },
  field: string,
  reason: string,
): Promise<void> {
  if (subjects.ids.length === 0) return;
  await insertAccesses(ctx.tx, {
    tenantId: ctx.tenantId,
    userId: present(ctx.actor.id, 'personal data is only shown to signed-in people'),
    subjectType: subjects.type,
    subjectIds: subjects.ids,
    field,
    reason,
    at: ctx.now,
  });
}
