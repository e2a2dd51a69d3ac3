import type { AuditsBehind } from '#features/calls/server/audits-behind.ts';
import { holdsAuditOf } from './hearing-store.ts';

/** What calls must know of audits. */
export const auditsBehind: AuditsBehind = {
  isJudging: async (ctx, callId) =>
    ctx.actor.id !== null && ctx.actor.permissions.has('audit.judge') && (await holdsAuditOf(ctx, callId)),
};
