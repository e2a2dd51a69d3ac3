import { sql } from 'kysely';
import { type Db, rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';

/** What the chain says a lock's digest is; null: it says nothing of it. */
export function lockEvents(systemDb: Db, tenantId: string): Promise<{ id: string; digest: string | null }[]> {
  return rows(
    systemDb,
    sql`select subject_id as id, content ->> 'digest' as digest from events
        where tenant_id = ${tenantId} and name = 'month.locked'`,
  );
}

/** What a row's columns come from besides the row itself: the family of its incident, and the calls of all of it. */
export function sourcesOf(
  systemDb: Db,
  tenantId: string,
  incidentIds: readonly string[],
): Promise<{ id: string; sources: string[] }[]> {
  return rows(
    systemDb,
    sql`select i.id, family.ids || array(select call_id from incident_calls where incident_id = any(family.ids)) as sources
        from incidents i cross join lateral (
          select array(select incident_family(incident_root(i.id))) || i.id as ids
        ) family where i.tenant_id = ${tenantId} and i.id = any(${[...incidentIds]}::uuid[])`,
  );
}

/**
 * A transaction that was under way while a month was locked has its events from before the lock: so much earlier one counts.
 * No request lives longer.
 */
const underWay = sql`interval '1 minute'`;

/** Of these ids, those of which an event was recorded since. */
export async function withEventSince(
  systemDb: Db,
  tenantId: string,
  since: Instant,
  ids: readonly string[],
): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    systemDb,
    sql`select distinct subject_id as id from events where tenant_id = ${tenantId} and subject_id = any(${[...ids]}::uuid[])
          and recorded_at > ${since}::timestamptz - ${underWay}`,
  );
  return new Set(found.map((one) => one.id));
}

/** History that was brought in or taken out again has one event for all its rows. */
export async function hadBatchSince(systemDb: Db, tenantId: string, since: Instant): Promise<boolean> {
  const found = await rows(
    systemDb,
    sql`select 1 from events where tenant_id = ${tenantId} and subject_type = 'batch'
          and recorded_at > ${since}::timestamptz - ${underWay} limit 1`,
  );
  return found.length > 0;
}
