import { sql } from 'kysely';
import { row, rows, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CallState } from '../call.ts';
import type { CallView } from '../contract.ts';
import type { CallRow } from './store.ts';

export interface CallViewRow extends CallRow {
  readonly answered_by_name: string | null;
  readonly recording: 'recording' | 'stored' | 'missing' | 'erased' | null;
  /** Whoever else is in it, whom it was handed over to, or whom the desk called. */
  readonly party: CallView['party'];
  /** A drill that is not revealed: it looks like any call. */
  readonly hidden_drill: boolean;
  /** The asking person talks on it or wraps it up. */
  readonly mine: boolean;
}

const viewColumns = (userId: string | null) => sql`c.*, u.display_name as answered_by_name,
  c.purpose = 'drill' and exists (select from drills d where d.call_id = c.id and d.revealed_at is null) as hidden_drill,
  (select r.state from recordings r where r.call_id = c.id order by r.state = 'stored' desc limit 1) as recording,
  (select jsonb_build_object('mode', y.mode, 'label', y.label, 'isOpen', y.ended_at is null) from call_parties y
    where y.call_id = c.id and (y.ended_at is null or y.mode in ('handed_over', 'out')) order by y.called_at desc limit 1) as party,
  exists (select from presences p where p.tenant_id = c.tenant_id and p.user_id = ${userId}::uuid
    and (p.call_id = c.id and p.state in ('talking', 'wrap_up') or p.parked_call_id = c.id)) as mine`;

export function callView(tx: Tx, id: string, userId: string | null): Promise<CallViewRow | null> {
  return row<CallViewRow>(
    tx,
    sql`select ${viewColumns(userId)} from calls c left join users u on u.id = c.answered_by where c.id = ${id}`,
  );
}

export function listCallRows(
  tx: Tx,
  filter: {
    readonly states: readonly CallState[] | null;
    /** Leaves out tests, drills and what the desks called: nobody waits for a call back. */
    readonly publicOnly: boolean;
    readonly from: Instant | null;
    readonly to: Instant | null;
    readonly caller: string | null;
    readonly after: { readonly arrivedAt: Instant; readonly id: string } | null;
    readonly limit: number;
    readonly userId: string | null;
  },
): Promise<CallViewRow[]> {
  const states = filter.states === null ? null : [...filter.states];
  return rows<CallViewRow>(
    tx,
    sql`select ${viewColumns(filter.userId)} from calls c left join users u on u.id = c.answered_by
        where (${states}::text[] is null or c.state = any(${states}::text[]))
          and ((c.purpose = 'public' and c.direction = 'inbound') or not ${filter.publicOnly}::boolean)
          and (${filter.from}::timestamptz is null or c.arrived_at >= ${filter.from}::timestamptz)
          and (${filter.to}::timestamptz is null or c.arrived_at < ${filter.to}::timestamptz)
          and (${filter.caller}::text is null or c.caller_e164 = ${filter.caller})
          and (${filter.after?.id ?? null}::uuid is null
            or (date_trunc('milliseconds', c.arrived_at), c.id) < (${filter.after?.arrivedAt ?? null}::timestamptz, ${filter.after?.id ?? null}::uuid))
        order by date_trunc('milliseconds', c.arrived_at) desc, c.id desc limit ${filter.limit}`,
  );
}

export function earlierCalls(
  tx: Tx,
  call: { readonly e164: string; readonly arrivedAt: Instant; readonly id: string },
  limit: number,
): Promise<
  (Pick<CallRow, 'id' | 'number' | 'state' | 'arrived_at' | 'answered_at' | 'ended_at' | 'disposition'> & {
    total: number;
  })[]
> {
  return rows(
    tx,
    sql`select id, number, state, arrived_at, answered_at, ended_at, disposition, count(*) over () as total from calls
        where caller_e164 = ${call.e164} and id <> ${call.id} and purpose <> 'drill' and arrived_at <= ${call.arrivedAt} order by arrived_at desc limit ${limit}`,
  );
}

export function waitingRows(tx: Tx): Promise<(CallViewRow & { ringing: boolean })[]> {
  return rows(
    tx,
    sql`select ${viewColumns(null)} from calls c left join users u on u.id = c.answered_by
        where (c.state in ('queued', 'offered') or (c.state = 'arrived' and c.direction = 'inbound') or c.unattended_since is not null)
          and c.outside_since is null
        order by c.arrived_at`,
  );
}

/** These calls, in no order. */
export function callViewsOf(tx: Tx, ids: readonly string[], userId: string | null): Promise<CallViewRow[]> {
  return rows(
    tx,
    sql`select ${viewColumns(userId)} from calls c left join users u on u.id = c.answered_by where c.id = any(${[...ids]}::uuid[])`,
  );
}
