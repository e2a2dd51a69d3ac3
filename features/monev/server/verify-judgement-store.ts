import { sql } from 'kysely';
import { type Db, rows } from '#platform/server/db/database.ts';

/** A judgement of a call and its event that do not say the same; one of the two may be missing. */
export interface JudgementDifference {
  readonly id: string;
  readonly about: 'judgement';
  readonly row: string | null;
  readonly event: string | null;
}

/**
 * Who said that a call was what, when, and on what evidence. Number 0 is what stood before judgements were kept, without an
 * event of this kind; so is what the system says.
 */
export function judgementDifferences(systemDb: Db, tenantId: string, limit: number): Promise<JudgementDifference[]> {
  return rows<JudgementDifference>(
    systemDb,
    sql`with said as (
          select subject_id as call_id, (content ->> 'judgement')::integer as number, concat_ws(' ', coalesce(content ->> 'code', '-'),
            content ->> 'userId', occurred_at,
            (select string_agg(one, ',' order by one) from jsonb_array_elements_text(coalesce(content -> 'evidence', '[]')) as one)) as told
          from events where tenant_id = ${tenantId} and name = 'call.classified' and content ? 'judgement'),
        kept as (
          select call_id, number, concat_ws(' ', coalesce(code, '-'), user_id, judged_at,
            (select string_agg(one, ',' order by one) from unnest(evidence) as one)) as told
          from call_judgements where tenant_id = ${tenantId} and number > 0)
        select j.number || ' of call ' || c.number as id, 'judgement' as about, j.row, j.event
        from (select call_id, number, kept.told as row, said.told as event from said full join kept using (call_id, number)
          where said.told is distinct from kept.told) j
        join calls c on c.id = j.call_id order by c.number, j.number limit ${limit}`,
  );
}
