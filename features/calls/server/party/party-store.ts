import { sql } from 'kysely';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { PartyAsk, PartyMode, PartyOutcome } from '../../party.ts';

export interface PartyRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly call_id: string;
  readonly user_id: string;
  readonly asked: PartyAsk;
  readonly mode: PartyMode;
  readonly entry_id: string | null;
  readonly agency_id: string | null;
  readonly contact_id: string | null;
  readonly label: string | null;
  readonly number: string | null;
  readonly pbx_channel: string;
  readonly called_at: Instant;
  readonly answered_at: Instant | null;
  readonly handed_over_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly outcome: PartyOutcome | null;
  readonly hangup_cause: number | null;
}

/** The open one of a call, for who holds its channels; null: there is none. */
export function openParty(systemDb: Db, callId: string): Promise<PartyRow | null> {
  return row<PartyRow>(systemDb, sql`select * from call_parties where call_id = ${callId} and ended_at is null`);
}

/** The same within an action, after the call was locked. */
export function partyIn(tx: Tx, callId: string): Promise<PartyRow | null> {
  return row<PartyRow>(tx, sql`select * from call_parties where call_id = ${callId} and ended_at is null for update`);
}

export function partyById(tx: Tx, id: string): Promise<PartyRow | null> {
  return row<PartyRow>(tx, sql`select * from call_parties where id = ${id}`);
}

export function partiesOf(tx: Tx, callId: string): Promise<PartyRow[]> {
  return rows<PartyRow>(tx, sql`select * from call_parties where call_id = ${callId} order by called_at desc, id desc`);
}

/** The call is locked: two at once cannot be. */
export async function insertParty(
  tx: Tx,
  party: Omit<PartyRow, 'mode' | 'answered_at' | 'handed_over_at' | 'ended_at' | 'outcome' | 'hangup_cause'>,
): Promise<void> {
  await run(
    tx,
    sql`insert into call_parties (id, tenant_id, call_id, user_id, asked, mode, entry_id, agency_id, contact_id, label, number, pbx_channel, called_at)
        values (${party.id}, ${party.tenant_id}, ${party.call_id}, ${party.user_id}, ${party.asked}, ${party.asked}, ${party.entry_id}, ${party.agency_id},
          ${party.contact_id}, ${party.label}, ${party.number}, ${party.pbx_channel}, ${party.called_at})`,
  );
}

export async function savePartyAnswer(tx: Tx, id: string, at: Instant): Promise<void> {
  await run(tx, sql`update call_parties set answered_at = ${at} where id = ${id} and answered_at is null`);
}

export async function savePartyMode(tx: Tx, id: string, mode: PartyMode, handedOverAt: Instant | null): Promise<void> {
  await run(tx, sql`update call_parties set mode = ${mode}, handed_over_at = ${handedOverAt} where id = ${id}`);
}

export async function savePartyEnd(
  tx: Tx,
  end: { readonly id: string; readonly outcome: PartyOutcome; readonly cause: number | null; readonly at: Instant },
): Promise<void> {
  await run(
    tx,
    sql`update call_parties set ended_at = ${end.at}, outcome = ${end.outcome}, hangup_cause = ${end.cause} where id = ${end.id}`,
  );
}

/** Numbers that lead back into this very centre. */
export async function ownNumbers(tx: Tx, tenantId: string): Promise<readonly string[]> {
  const found = await row<{ numbers: string[] | null }>(
    tx,
    sql`select settings -> 'trunk' -> 'numbers' as numbers from tenants where id = ${tenantId}`,
  );
  return ['112', 'sos', ...(found?.numbers ?? [])];
}

/** Calls that desks made and nobody has taken up: they are this process's from here on. */
export function claimOutgoing(
  systemDb: Db,
  claim: { readonly app: string; readonly pbxSystem: string },
): Promise<{ id: string; tenant_id: string; slug: string }[]> {
  return rows(
    systemDb,
    sql`update calls c set pbx_app = ${claim.app}, pbx_system = ${claim.pbxSystem}
        from tenants t where t.id = c.tenant_id and c.direction = 'outbound' and c.pbx_app is null and c.state = 'arrived'
        returning c.id, c.tenant_id, t.slug`,
  );
}

export async function insertOutgoing(
  tx: Tx,
  call: {
    readonly id: string;
    readonly tenantId: string;
    readonly channel: string;
    readonly dialled: string;
    readonly number: string;
    readonly e164: string | null;
    readonly at: Instant;
  },
): Promise<number> {
  const made = await row<{ number: number }>(
    tx,
    sql`insert into calls (id, tenant_id, number, direction, state, pbx_system, pbx_linkedid, pbx_channel, dialled, caller_raw, caller_e164, arrived_at)
        values (${call.id}, ${call.tenantId}, next_number(${call.tenantId}, 'call'), 'outbound', 'arrived', '', ${`out-${call.id}`}, ${call.channel},
          ${call.dialled}, ${call.number}, ${call.e164}, ${call.at}) returning number`,
  );
  if (made === null) throw new Error('An insert without a conflict returns its row');
  return made.number;
}
