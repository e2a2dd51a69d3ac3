import { sql } from 'kysely';
import { row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CheckProblem, CheckVerdict, DeskCheckId } from '../../desk-check.ts';

export interface LegSoundRow {
  readonly id: string;
  readonly call_id: string;
  readonly leg_id: string;
  readonly codec: 'opus' | 'alaw' | 'other';
  readonly incoming_packets: number | null;
  readonly incoming_lost: number | null;
  readonly incoming_jitter_ms: number | null;
  readonly incoming_mos: number | null;
  readonly outgoing_packets: number | null;
  readonly outgoing_lost: number | null;
  readonly outgoing_jitter_ms: number | null;
  readonly outgoing_mos: number | null;
  readonly round_trip_ms: number | null;
  readonly worst_mos: number | null;
  readonly poor_seconds: number;
}

/** Whether this report is written already. */
export async function isSoundKnown(tx: Tx, id: string): Promise<boolean> {
  return (await row(tx, sql`select 1 as one from leg_sounds where id = ${id}`)) !== null;
}

/**
 * The leg of this person that a report is about: of that call, or whichever began nearest to that moment within
 * `withinMs`, because a call that the exchange rang alone has no id in the browser. Null: none that was not measured.
 */
export function legOfReport(
  tx: Tx,
  of: { userId: string; callId: string | null; startedAt: Instant; withinMs: number },
): Promise<{ id: string; call_id: string } | null> {
  return row(
    tx,
    sql`select l.id, l.call_id from call_legs l
        where l.kind = 'desk' and l.user_id = ${of.userId}
          and (l.call_id = ${of.callId}::uuid or (${of.callId}::uuid is null
            and l.joined_at between ${of.startedAt}::timestamptz - make_interval(secs => ${of.withinMs / 1000})
              and ${of.startedAt}::timestamptz + make_interval(secs => ${of.withinMs / 1000})))
          and not exists (select from leg_sounds s where s.leg_id = l.id)
        order by abs(extract(epoch from l.joined_at - ${of.startedAt}::timestamptz)) limit 1`,
  );
}

/** False when another report of the same leg came first. */
export async function insertSound(tx: Tx, tenantId: string, sound: LegSoundRow, at: Instant): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into leg_sounds (id, tenant_id, call_id, leg_id, stored_at, codec, incoming_packets, incoming_lost, incoming_jitter_ms,
          incoming_mos, outgoing_packets, outgoing_lost, outgoing_jitter_ms, outgoing_mos, round_trip_ms, worst_mos, poor_seconds)
        values (${sound.id}, ${tenantId}, ${sound.call_id}, ${sound.leg_id}, ${at}, ${sound.codec}, ${sound.incoming_packets},
          ${sound.incoming_lost}, ${sound.incoming_jitter_ms}, ${sound.incoming_mos}, ${sound.outgoing_packets}, ${sound.outgoing_lost},
          ${sound.outgoing_jitter_ms}, ${sound.outgoing_mos}, ${sound.round_trip_ms}, ${sound.worst_mos}, ${sound.poor_seconds})
        on conflict do nothing`,
  );
  return inserted === 1;
}

export interface SoundOfLeg extends LegSoundRow {
  readonly user_id: string;
  readonly display_name: string;
  readonly joined_at: Instant;
  readonly left_at: Instant | null;
}

export function soundsOfCall(tx: Tx, callId: string): Promise<SoundOfLeg[]> {
  return rows(
    tx,
    sql`select s.*, l.joined_at, l.left_at, l.user_id, u.display_name from leg_sounds s
        join call_legs l on l.id = s.leg_id join users u on u.id = l.user_id
        where s.call_id = ${callId} order by l.joined_at`,
  );
}

export interface DeskCheckRow {
  readonly id: DeskCheckId;
  readonly checked_at: Instant;
  readonly verdict: CheckVerdict;
  readonly problems: CheckProblem[];
  readonly level: number | null;
  readonly clipped_percent: number | null;
  readonly back_level: number | null;
  readonly round_trip_ms: number | null;
  readonly loss_percent: number | null;
  readonly jitter_ms: number | null;
}

export async function insertDeskCheck(
  tx: Tx,
  check: DeskCheckRow & { tenantId: string; userId: string; sessionId: string | null },
): Promise<void> {
  await run(
    tx,
    sql`insert into desk_checks (id, tenant_id, user_id, session_id, checked_at, verdict, problems, level, clipped_percent, back_level,
          round_trip_ms, loss_percent, jitter_ms)
        values (${check.id}, ${check.tenantId}, ${check.userId}, ${check.sessionId}, ${check.checked_at}, ${check.verdict},
          ${[...check.problems]}::text[], ${check.level}, ${check.clipped_percent}, ${check.back_level}, ${check.round_trip_ms},
          ${check.loss_percent}, ${check.jitter_ms})`,
  );
}

export function lastDeskCheck(tx: Tx, userId: string): Promise<(DeskCheckRow & { session_id: string | null }) | null> {
  return row(tx, sql`select * from desk_checks where user_id = ${userId} order by checked_at desc, id desc limit 1`);
}

export interface DeskPhoneRow {
  readonly user_id: string;
  readonly display_name: string;
  readonly reachable: boolean;
  /** Of the SIP telephone on the desk; null: there is none. */
  readonly in_use: boolean | null;
  readonly registered: boolean | null;
  readonly check: DeskCheckRow | null;
  readonly calls: number;
  readonly poor: number;
  readonly worst: number | null;
}

/** Everybody who was ever at a desk and may still sign in, with the sound of their calls since then. */
export function deskPhoneRows(tx: Tx, since: Instant): Promise<Omit<DeskPhoneRow, 'check'>[]> {
  return rows(
    tx,
    sql`select p.user_id, u.display_name, p.reachable, d.in_use, d.registered, count(s.id)::int as calls,
          count(s.id) filter (where s.poor_seconds > 0)::int as poor, min(s.worst_mos) as worst
        from presences p join users u on u.id = p.user_id left join desk_phones d on d.user_id = p.user_id
        left join call_legs l on l.user_id = p.user_id and l.kind = 'desk' and l.joined_at > ${since}
        left join leg_sounds s on s.leg_id = l.id
        where u.disabled_at is null group by p.user_id, u.display_name, p.reachable, d.in_use, d.registered order by u.display_name`,
  );
}

/** The last check of each person. */
export function lastDeskChecks(tx: Tx): Promise<(DeskCheckRow & { user_id: string })[]> {
  return rows(tx, sql`select distinct on (user_id) * from desk_checks order by user_id, checked_at desc, id desc`);
}
