import { sql } from 'kysely';
import { row, rows, type Tx } from '#platform/server/db/database.ts';
import type { FollowUpView, TryView } from '../../follow-up-contract.ts';
import type { FollowUpRow } from './follow-up-store.ts';

export interface FollowUpViewRow extends FollowUpRow {
  readonly ended_by: string | null;
  readonly ended_by_name: string | null;
  readonly note: string | null;
  readonly said: FollowUpView['said'];
}

/** Open: those whose caller wrote first, then overdue ones, then what lies before people, then by time. Done: newest first. */
export function listFollowUpRows(tx: Tx, group: 'open' | 'done', limit: number): Promise<FollowUpViewRow[]> {
  const isDone = group === 'done';
  const order = isDone
    ? sql`f.ended_at desc, f.id desc`
    : sql`f.wanted_at is null, f.overdue_at is null, f.overdue_at, f.state <> 'person', f.due_at nulls first, f.id`;
  return rows<FollowUpViewRow>(
    tx,
    sql`select f.*, u.display_name as ended_by_name,
          (select n.text from follow_up_notes n where n.follow_up_id = f.id order by n.written_at desc limit 1) as note,
          (select jsonb_build_object('kind', m.kind, 'at', m.written_at,
              'unseen', (select count(*) from caller_messages n where n.call_id = f.call_id and n.link_id is not null and n.seen_at is null))
            from caller_messages m where m.call_id = f.call_id and m.link_id is not null order by m.number desc limit 1) as said
        from follow_ups f left join users u on u.id = f.ended_by
        where (f.state = 'done') = ${isDone} order by ${order} limit ${limit}`,
  );
}

export async function countFollowUpRows(tx: Tx): Promise<{ open: number; waiting: number; overdue: number }> {
  const found = await row<{ open: number; waiting: number; overdue: number }>(
    tx,
    sql`select count(*)::int as open, count(*) filter (where state = 'person')::int as waiting,
          count(*) filter (where overdue_at is not null)::int as overdue from follow_ups where state <> 'done'`,
  );
  return found ?? { open: 0, waiting: 0, overdue: 0 };
}

export interface TryViewRow extends TryView {
  readonly followUpId: string;
}

/** What was tried for these, oldest first. */
export function listTries(tx: Tx, followUpIds: readonly string[]): Promise<TryViewRow[]> {
  return rows<TryViewRow>(
    tx,
    sql`select t.id, t.follow_up_id as "followUpId", t.kind, t.asked_at as "askedAt", t.call_id as "callId", c.number as "callNumber",
          t.picked_up_at as "pickedUpAt", t.pressed, t.ended_at as "endedAt", t.result,
          case when u.id is not null then jsonb_build_object('id', u.id, 'displayName', u.display_name) end as "askedBy"
        from follow_up_tries t left join calls c on c.id = t.call_id left join users u on u.id = t.asked_by
        where t.follow_up_id = any(${[...followUpIds]}::uuid[]) order by t.asked_at, t.id`,
  );
}

/** Whether the call `c` is from a device that was lost before and could not be called: its ladder ended with this very call. */
export const cameBack = sql<boolean>`(c.caller_e164 is null and c.caller_raw is not null and exists (
  select from follow_ups f join calls o on o.id = f.call_id where f.tenant_id = c.tenant_id and not f.can_call
    and f.outcome = 'called_again' and o.caller_raw = c.caller_raw
    and f.ended_at between c.arrived_at - interval '1 minute' and c.arrived_at + interval '1 minute'))`;
