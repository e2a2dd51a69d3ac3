import { sql } from 'kysely';
import { type Db, rows } from '#platform/server/db/database.ts';

/** A row about merging or following and its events that do not say the same; one of the two may be missing. */
export interface MergeDifference {
  readonly id: string;
  readonly about: 'merge' | 'follower';
  readonly row: string | null;
  readonly event: string | null;
}

/** What was merged into what, and when that was undone; whose call follows which incident, and until when. */
export function mergeDifferences(systemDb: Db, tenantId: string, limit: number): Promise<MergeDifference[]> {
  return rows<MergeDifference>(
    systemDb,
    sql`with told as (
          select name, subject_id, content, occurred_at from events where tenant_id = ${tenantId}
            and name in ('incident.merged', 'incident.unmerged', 'incident.followed', 'incident.unfollowed')),
        said as (
          select content ->> 'mergeId' as id, 'merge' as about, concat_ws(' ', max(subject_id::text), max(content ->> 'intoId'),
            max(content ->> 'state'), max(occurred_at) filter (where name = 'incident.merged'),
            max(content ->> 'reasonCode') filter (where name = 'incident.merged'),
            max(occurred_at) filter (where name = 'incident.unmerged'),
            max(content ->> 'reasonCode') filter (where name = 'incident.unmerged')) as told
          from told where content ? 'mergeId' group by content ->> 'mergeId'
          union all
          select content ->> 'followerId', 'follower', concat_ws(' ', max(subject_id::text), max(content ->> 'callId'),
            max(occurred_at) filter (where name = 'incident.followed'), max(occurred_at) filter (where name = 'incident.unfollowed'))
          from told where content ? 'followerId' group by content ->> 'followerId'),
        kept as (
          select id::text, 'merge' as about, concat_ws(' ', incident_id, into_id, state_before, merged_at, reason, unmerged_at, unmerged_reason) as told
          from incident_merges where tenant_id = ${tenantId}
          union all
          select id::text, 'follower', concat_ws(' ', incident_id, call_id, since, ended_at) from incident_followers where tenant_id = ${tenantId})
        select id, about, kept.told as row, said.told as event from said full join kept using (id, about)
        where said.told is distinct from kept.told order by about, id limit ${limit}`,
  );
}

/** An incident whose place among merged ones, parents and children cannot be. */
export interface MisplacedIncident {
  readonly id: string;
  readonly number: number;
  readonly found: string;
}

/**
 * A merged incident counts once: it has one merge in force, leads to one that is not merged, and nobody works on it by itself.
 * Parent and child are one level.
 */
export function misplacedIncidents(systemDb: Db, tenantId: string, limit: number): Promise<MisplacedIncident[]> {
  return rows<MisplacedIncident>(
    systemDb,
    sql`select id, number, found from (
          select i.id, i.number, case
            when i.merged_into is not null and incident_root(i.id) is null then 'merged in a circle'
            when i.merged_into is distinct from m.into_id then 'another merge in force than its own'
            when i.merged_into is not null and exists (select from assignments a where a.incident_id = i.id and a.ended_at is null)
              then 'an open assignment on a merged incident'
            when p.parent_id is not null then 'the child of a child'
          end as found
          from incidents i left join incident_merges m on m.incident_id = i.id and m.unmerged_at is null left join incidents p on p.id = i.parent_id
          where i.tenant_id = ${tenantId} and (i.merged_into is not null or i.parent_id is not null or m.id is not null)) looked
        where found is not null order by number limit ${limit}`,
  );
}
