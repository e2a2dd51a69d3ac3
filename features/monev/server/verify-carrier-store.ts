import { sql } from 'kysely';
import { type Db, rows } from '#platform/server/db/database.ts';

/** A row about operators' tests and its events that do not say the same; one of the two may be missing. */
export interface CarrierDifference {
  readonly id: string;
  readonly about: 'carrier window' | 'carrier call';
  readonly row: string | null;
  readonly event: string | null;
}

/** When an operator could test a line, for how many numbers, who ended it; and which calls were its tests. */
export function carrierDifferences(systemDb: Db, tenantId: string, limit: number): Promise<CarrierDifference[]> {
  return rows<CarrierDifference>(
    systemDb,
    sql`with told as (
          select name, subject_id, content, occurred_at from events where tenant_id = ${tenantId}
            and name in ('line.test_opened', 'line.test_closed', 'call.carrier_tested')),
        said as (
          select content ->> 'windowId' as id, 'carrier window' as about, concat_ws(' ', max(subject_id::text),
            max((content ->> 'opensAt')::timestamptz), max((content ->> 'closesAt')::timestamptz), max(content ->> 'numbers'),
            max(occurred_at) filter (where name = 'line.test_closed'), max(content ->> 'by')) as told
          from told where name <> 'call.carrier_tested' group by content ->> 'windowId'
          union all
          select subject_id::text, 'carrier call', concat_ws(' ', content ->> 'windowId', content ->> 'codec')
          from told where name = 'call.carrier_tested'),
        kept as (
          select id::text, 'carrier window' as about, concat_ws(' ', line_id, opens_at, closes_at, cardinality(numbers), closed_at,
            case when closed_at is null then null when closed_by is null then 'timer' else 'user' end) as told
          from carrier_windows where tenant_id = ${tenantId}
          union all
          select call_id::text, 'carrier call', concat_ws(' ', window_id, codec) from carrier_calls where tenant_id = ${tenantId})
        select id, about, kept.told as row, said.told as event from said full join kept using (id, about)
        where said.told is distinct from kept.told order by about, id limit ${limit}`,
  );
}
