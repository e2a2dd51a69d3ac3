import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row } from '#platform/server/db/database.ts';

export interface CallerCallFacts {
  readonly unit_phone: string | null;
  readonly caller_number: string | null;
  readonly caller_cannot_speak: boolean;
  readonly is_unwanted: boolean;
}

/**
 * What speaks for and against bringing a unit together with the caller of an incident. Whether they want word of us is kept by the
 * feature below that tells callers; it is read here because the ring of a telephone is what they did not want.
 */
export async function callerCallFacts(
  ctx: ActionContext,
  of: { readonly incidentId: string; readonly unitId: string },
): Promise<CallerCallFacts | null> {
  return row<CallerCallFacts>(
    ctx.tx,
    sql`select u.phone as unit_phone, p.callback_number as caller_number, i.caller_cannot_speak,
          exists (select from caller_tracks k where k.incident_id = i.id and k.follower_id is null and k.way = 'none') as is_unwanted
        from incidents i join incident_particulars p on p.incident_id = i.id join units u on u.id = ${of.unitId}
        where i.tenant_id = ${ctx.tenantId} and u.tenant_id = ${ctx.tenantId} and i.id = ${of.incidentId}`,
  );
}
