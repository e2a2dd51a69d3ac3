import { sql } from 'kysely';
import { type Db, rows } from '#platform/server/db/database.ts';

/** A row of a silent call and an event of it that do not say the same; one of the two may be missing. */
export interface SilentDifference {
  readonly call: number;
  readonly about: 'sign' | 'step';
  readonly row: string | null;
  readonly event: string | null;
}

/**
 * Signs and steps of silent calls are written with their events: each row recomputed, and each event looked for. A key is a
 * digit in the row and a code in the event.
 */
export function silentDifferences(systemDb: Db, tenantId: string, limit: number): Promise<SilentDifference[]> {
  return rows<SilentDifference>(
    systemDb,
    sql`with said as (
          select subject_id as call_id, 'sign' as about, content ->> 'count' as key,
            concat_ws(' ', content ->> 'kind', content ->> 'key', content ->> 'ms', occurred_at) as told
          from events where tenant_id = ${tenantId} and name = 'call.sign_heard'
          union all
          select subject_id, 'step', concat_ws(' ', coalesce(content ->> 'step', content ->> 'question'), occurred_at),
            concat_ws(' ', content ->> 'answer', content ->> 'userId')
          from events where tenant_id = ${tenantId} and name in ('call.silent_step', 'call.silent_answered')),
        kept as (
          select call_id, 'sign' as about, number::text as key,
            concat_ws(' ', kind, case digit when '*' then 'star' when '#' then 'hash' else 'd' || digit end, ms, heard_at) as told
          from call_signs where tenant_id = ${tenantId}
          union all
          select call_id, 'step', concat_ws(' ', coalesce(step, question), done_at), concat_ws(' ', answer, user_id)
          from call_silent_steps where tenant_id = ${tenantId})
        select c.number as call, about, kept.told as row, said.told as event
        from said full join kept using (call_id, about, key) join calls c on c.id = call_id
        where said.told is distinct from kept.told order by c.number limit ${limit}`,
  );
}
