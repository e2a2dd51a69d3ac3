import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';

/** Whether a call, or another one of the same incident, was found to be of somebody who cannot speak. */
export async function silenceOfCall(
  ctx: ActionContext,
  callId: string,
): Promise<{ readonly incident_id: string | null; readonly cannot_speak: boolean }> {
  const found = await row<{ incident_id: string | null; cannot_speak: boolean }>(
    ctx.tx,
    sql`select l.incident_id, c.silent_result is not distinct from 'cannot_speak' or exists (
            select from incident_calls o join calls s on s.id = o.call_id
            where o.incident_id = l.incident_id and s.silent_result = 'cannot_speak') as cannot_speak
        from calls c left join incident_calls l on l.call_id = c.id where c.tenant_id = ${ctx.tenantId} and c.id = ${callId}`,
  );
  return present(found, 'the call was found before');
}

/** False where it said so already. */
export async function saveCannotSpeak(ctx: ActionContext, id: string, cannotSpeak: boolean): Promise<boolean> {
  const changed = await run(
    ctx.tx,
    sql`update incidents set caller_cannot_speak = ${cannotSpeak}
        where tenant_id = ${ctx.tenantId} and id = ${id} and caller_cannot_speak <> ${cannotSpeak}`,
  );
  return changed === 1;
}
