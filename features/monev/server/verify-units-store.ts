import { sql } from 'kysely';
import { type Db, rows } from '#platform/server/db/database.ts';

/** A row about a unit and its events that do not say the same; one of the two may be missing. */
export interface UnitDifference {
  readonly id: string;
  readonly about: 'unit status' | 'unit assignment';
  readonly row: string | null;
  readonly event: string | null;
}

/** What each unit was when, and on which assignment from when to when and why no longer. */
export function unitDifferences(systemDb: Db, tenantId: string, limit: number): Promise<UnitDifference[]> {
  return rows<UnitDifference>(
    systemDb,
    sql`with told as (
          select name, subject_id, content, occurred_at from events where tenant_id = ${tenantId}
            and name in ('unit.status_changed', 'unit.assigned', 'unit.released')),
        said as (
          select concat_ws(' ', content ->> 'unitId', content ->> 'number') as id, 'unit status' as about, concat_ws(' ', content ->> 'status',
            content ->> 'labelCode', occurred_at, content ->> 'source', content ->> 'late', content ->> 'unitAssignmentId') as told
          from told where name = 'unit.status_changed'
          union all
          select content ->> 'unitAssignmentId', 'unit assignment', concat_ws(' ', max(content ->> 'unitId'), max(subject_id::text),
            max(content ->> 'way'), max(occurred_at) filter (where name = 'unit.assigned'),
            max(occurred_at) filter (where name = 'unit.released'), max(content ->> 'reasonCode'))
          from told where name <> 'unit.status_changed' group by content ->> 'unitAssignmentId'),
        kept as (
          select concat_ws(' ', unit_id, number) as id, 'unit status' as about,
            concat_ws(' ', status, label_code, at, source, late::text, unit_assignment_id) as told
          from unit_statuses where tenant_id = ${tenantId}
          union all
          select id::text, 'unit assignment', concat_ws(' ', unit_id, assignment_id, way, assigned_at, ended_at, end_reason)
          from unit_assignments where tenant_id = ${tenantId})
        select id, about, kept.told as row, said.told as event from said full join kept using (id, about)
        where said.told is distinct from kept.told order by about, id limit ${limit}`,
  );
}
