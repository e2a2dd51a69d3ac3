import { sql } from 'kysely';
import { type Db, rows } from '#platform/server/db/database.ts';

/** A link of a caller, or a message by one, and its events that do not say the same; one of the two may be missing. */
export interface LinkDifference {
  readonly id: string;
  readonly about: 'link' | 'link_message';
  readonly row: string | null;
  readonly event: string | null;
}

/** That a link was made, sent and opened; that something was written, of what kind, by whom, and when a person had it on screen. */
export function linkDifferences(systemDb: Db, tenantId: string, limit: number): Promise<LinkDifference[]> {
  return rows<LinkDifference>(
    systemDb,
    sql`with told as (
          select name, subject_id, content, occurred_at from events where tenant_id = ${tenantId}
            and name in ('call.link_made', 'call.link_sent', 'call.link_opened', 'call.link_written', 'call.link_seen')),
        said as (
          select content ->> 'linkId' as id, 'link' as about, concat_ws(' ', max(subject_id::text), max(content ->> 'userId'),
            max(occurred_at) filter (where name = 'call.link_made'), max(occurred_at) filter (where name = 'call.link_sent'),
            max(content ->> 'result'), max(occurred_at) filter (where name = 'call.link_opened')) as told
          from told where name in ('call.link_made', 'call.link_sent', 'call.link_opened') group by content ->> 'linkId'
          union all
          select w.content ->> 'messageId', 'link_message', concat_ws(' ', w.subject_id, w.content ->> 'linkId', w.content ->> 'count',
            w.content ->> 'kind', w.content ->> 'userId', w.occurred_at, (
              select min(s.occurred_at) from told s where s.name = 'call.link_seen' and s.subject_id = w.subject_id
                and (s.content ->> 'count')::int >= (w.content ->> 'count')::int and w.content ->> 'userId' is null))
          from told w where w.name = 'call.link_written'),
        kept as (
          select id::text, 'link' as about, concat_ws(' ', call_id, made_by, made_at, sent_at, result, opened_at) as told
          from caller_links where tenant_id = ${tenantId}
          union all
          select id::text, 'link_message', concat_ws(' ', call_id, link_id, number, kind, written_by, written_at, seen_at)
          from caller_messages where tenant_id = ${tenantId})
        select id, about, kept.told as row, said.told as event from said full join kept using (id, about)
        where said.told is distinct from kept.told order by about, id limit ${limit}`,
  );
}
