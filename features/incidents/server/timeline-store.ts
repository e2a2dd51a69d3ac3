import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';
import type { Clock } from '#platform/server/events/event.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { TimelineEntry } from '../contract.ts';
import { timelineTexts } from '../timeline-texts.ts';

/** An event of a timeline with the words and names around it. */
export interface EventRow {
  readonly seq: number;
  readonly name: string;
  readonly occurred_at: Instant;
  readonly clock: Clock;
  readonly actor_kind: 'user' | 'system' | 'link' | 'public';
  readonly actor_name: string | null;
  readonly actor_agency: string | null;
  /** Whom the event itself names, where the machinery wrote what a person did. */
  readonly person_name: string | null;
  readonly content: TimelineEntry['values'];
  readonly call_id: string | null;
  readonly call_number: number | null;
  readonly assignment_id: string | null;
  readonly agency: string | null;
  /** Whom a call was connected with besides; null where that was erased, or is in no directory. */
  readonly party: string | null;
  /** Call sign of the unit that the event is about. */
  readonly unit: string | null;
  readonly note: string | null;
  readonly recording_ms: number | null;
}

/**
 * The events of the incident, its assignments (also those a merge took on), its calls with their third persons and recordings, in the order they happened. Notes,
 * numbers and names are joined here and nowhere stored: they can be erased, the events cannot. `ownOnly`: what this reader's topics hear.
 */
export async function timelineEvents(ctx: ActionContext, id: string, ownOnly: boolean): Promise<EventRow[]> {
  return rows<EventRow>(
    ctx.tx,
    sql`
    with linked as (select call_id from incident_calls where tenant_id = ${ctx.tenantId} and incident_id in (select incident_family(${id}))),
    subjects (kind, id) as (
      select 'incident', ${id}::uuid
      union select 'incident', m.incident_id from incident_merges m where m.tenant_id = ${ctx.tenantId} and m.into_id = ${id}
      union select 'incident', p.id from incidents p where p.tenant_id = ${ctx.tenantId} and p.parent_id = ${id}
      union select 'assignment', a.id from assignments a where a.tenant_id = ${ctx.tenantId} and a.incident_id = ${id}
      union select 'assignment', t.assignment_id from merged_assignments t where t.tenant_id = ${ctx.tenantId} and t.incident_id = ${id}
      union all select 'call', call_id from linked
      union all select 'card_run', r.id from card_runs r where r.tenant_id = ${ctx.tenantId} and r.incident_id = ${id}
      union all select 'party', y.id from call_parties y join linked on linked.call_id = y.call_id
      union all select 'recording', r.id from recordings r join linked on linked.call_id = r.call_id)
    select e.seq, e.name, e.occurred_at, e.clock, e.actor_kind, u.display_name as actor_name, u.agency_id as actor_agency, p.display_name as person_name, e.content,
      c.id as call_id, c.number as call_number, a.id as assignment_id, g.name as agency, n.text as note, y.label as party, w.call_sign as unit,
      case when r.state = 'stored' then r.duration_ms end as recording_ms
    from subjects s
    join events e on e.tenant_id = ${ctx.tenantId} and e.subject_type = s.kind and e.subject_id = s.id
    left join users u on u.id = e.actor_id
    left join users p on p.id = (e.content->>'userId')::uuid
    left join recordings r on r.id = case when s.kind = 'recording' then s.id else (e.content->>'recordingId')::uuid end
    left join calls c on c.id = case when s.kind = 'call' then s.id else coalesce(r.call_id, (e.content->>'callId')::uuid) end
    left join assignments a on a.id = case when s.kind = 'assignment' then s.id else (e.content->>'assignmentId')::uuid end
    left join agencies g on g.id = a.agency_id
    left join units w on w.id = (e.content->>'unitId')::uuid
    left join call_parties y on s.kind = 'party' and y.id = s.id
    left join incident_notes n on n.id = (e.content->>'noteId')::uuid and n.erased_at is null
    where (s.kind <> 'incident' or s.id = ${id} or (e.name in ('incident.merged', 'incident.unmerged', 'incident.attached', 'incident.detached')
        and ${id} in (e.content->>'intoId', e.content->>'parentId')))
      and e.name = any(${Object.keys(timelineTexts)}::text[])
      and (not ${ownOnly} or e.audience && ${[...ctx.actor.topics]}::text[])
    order by e.occurred_at, e.seq`,
  );
}
