import { sql } from 'kysely';
import { row, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { OutsideOutcome, OutsideStep } from '../../queue-words.ts';

export interface OutsideOfferRow {
  readonly id: string;
  readonly call_id: string;
  readonly step: OutsideStep;
  readonly offered_at: Instant;
  readonly ended_at: Instant | null;
}

export async function insertOutsideOffer(
  tx: Tx,
  tenantId: string,
  offer: { readonly id: string; readonly callId: string; readonly step: OutsideStep },
  now: Instant,
): Promise<void> {
  await run(
    tx,
    sql`insert into outside_offers (id, tenant_id, call_id, step, offered_at) values (${offer.id}, ${tenantId}, ${offer.callId}, ${offer.step}, ${now})`,
  );
}

export function outsideOfferById(tx: Tx, id: string): Promise<OutsideOfferRow | null> {
  return row<OutsideOfferRow>(tx, sql`select * from outside_offers where id = ${id}`);
}

export function openOutsideOffer(tx: Tx, callId: string): Promise<OutsideOfferRow | null> {
  return row<OutsideOfferRow>(
    tx,
    sql`select * from outside_offers where call_id = ${callId} and ended_at is null for update`,
  );
}

export async function finishOutsideOffer(tx: Tx, id: string, outcome: OutsideOutcome, at: Instant): Promise<void> {
  await run(
    tx,
    sql`update outside_offers set ended_at = greatest(offered_at, ${at}::timestamptz), outcome = ${outcome} where id = ${id} and ended_at is null`,
  );
}

/** Somebody outside talks with the caller: no desk is owed any more. */
export async function saveOutside(tx: Tx, callId: string, since: Instant): Promise<void> {
  await run(
    tx,
    sql`update calls set outside_since = ${since}, unattended_since = null, state = case when state = 'offered' then 'queued' else state end,
          version = version + 1 where id = ${callId}`,
  );
}
