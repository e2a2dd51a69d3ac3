import { sql } from 'kysely';
import { type Db, rows } from '#platform/server/db/database.ts';

/** A row about supervising and its events that do not say the same; one of the two may be missing. */
export interface SupervisionDifference {
  readonly id: string;
  readonly about: 'supervision' | 'message' | 'acknowledgement';
  readonly row: string | null;
  readonly event: string | null;
}

/** Who was on the line of a call, how and when; that a desk was written to and read it; that a long wait was known of. */
export function supervisionDifferences(
  systemDb: Db,
  tenantId: string,
  limit: number,
): Promise<SupervisionDifference[]> {
  return rows<SupervisionDifference>(
    systemDb,
    sql`with told as (
          select name, subject_id, content, occurred_at, seq from events where tenant_id = ${tenantId}
            and name in ('call.supervision_begun', 'call.supervision_connected', 'call.supervision_changed', 'call.supervision_ended',
              'desk.messaged', 'desk.message_seen', 'call.wait_acknowledged')),
        said as (
          select content ->> 'supervisionId' as id, 'supervision' as about, concat_ws(' ', max(subject_id::text), max(content ->> 'userId'),
            max(content ->> 'reason'), max(occurred_at) filter (where name = 'call.supervision_begun'),
            max(occurred_at) filter (where name = 'call.supervision_connected'),
            coalesce((array_agg(content ->> 'mode' order by seq desc) filter (where name = 'call.supervision_changed'))[1], 'listen'),
            max(occurred_at) filter (where name = 'call.supervision_ended'), max(content ->> 'outcome')) as told
          from told where content ? 'supervisionId' group by content ->> 'supervisionId'
          union all
          select content ->> 'messageId', 'message', concat_ws(' ', max(subject_id::text), max(content ->> 'callId'),
            max(occurred_at) filter (where name = 'desk.messaged'), max(occurred_at) filter (where name = 'desk.message_seen'))
          from told where content ? 'messageId' group by content ->> 'messageId'
          union all
          select subject_id::text, 'acknowledgement', concat_ws(' ', (array_agg(content ->> 'userId' order by seq desc))[1], max(occurred_at))
          from told where name = 'call.wait_acknowledged' group by subject_id),
        kept as (
          select id::text, 'supervision' as about, concat_ws(' ', call_id, user_id, reason, asked_at, began_at, mode, ended_at, outcome) as told
          from call_supervisions where tenant_id = ${tenantId}
          union all
          select id::text, 'message', concat_ws(' ', to_user, call_id, sent_at, seen_at) from desk_messages where tenant_id = ${tenantId}
          union all
          select call_id::text, 'acknowledgement', concat_ws(' ', user_id, at) from wait_acknowledgements where tenant_id = ${tenantId})
        select id, about, kept.told as row, said.told as event from said full join kept using (id, about)
        where said.told is distinct from kept.told order by about, id limit ${limit}`,
  );
}
