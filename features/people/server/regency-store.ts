import { sql } from 'kysely';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { TenantId } from '../person.ts';
import type { CentreContent } from '../tenant.ts';

export interface Regency {
  readonly id: TenantId;
  readonly slug: string;
  readonly name: string;
  readonly zone: Zone;
  readonly demo: boolean;
}

/** The regencies of the installation, or the one of a slug. For the command line, which is of no tenant. */
export function regencies(systemDb: Db, slug: string | null): Promise<Regency[]> {
  return rows<Regency>(
    systemDb,
    sql`select id, slug, name, zone, demo from tenants where ${slug}::text is null or slug = ${slug} order by created_at`,
  );
}

/** Whether nobody has made a regency yet. */
export async function isEmpty(systemDb: Db): Promise<boolean> {
  return (await row(systemDb, sql`select 1 from tenants limit 1`)) === null;
}

/** Whether this regency, just made, is the only one. Two wizards at once: the second waits here, then sees the first one's. */
export async function isFirstRegency(tx: Tx, tenantId: string): Promise<boolean> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtext('sigap.first_tenant'))`);
  return (await row(tx, sql`select 1 from tenants where id <> ${tenantId} limit 1`)) === null;
}

/** Whether the installation holds demo regencies, whose accounts share one printed password. */
export async function hasDemo(systemDb: Db): Promise<boolean> {
  return (await row(systemDb, sql`select 1 from tenants where demo limit 1`)) !== null;
}

/** How an operator delivers a regency's calls: his addresses, the numbers he sends, where the overflow goes (null: nowhere). */
export interface RegencyTrunk {
  readonly slug: string;
  readonly name: string;
  readonly peers: readonly string[];
  readonly numbers: readonly string[];
  readonly overflow: string | null;
  readonly overflowAddress: string;
  readonly overflowTransport: 'udp' | 'tcp';
}

/** The trunks of all regencies (`tenants.settings.trunk`), by slug. */
export function regencyTrunks(systemDb: Db): Promise<RegencyTrunk[]> {
  return rows<RegencyTrunk>(
    systemDb,
    sql`select slug, name, array(select jsonb_array_elements_text(settings->'trunk'->'peers')) as peers,
          array(select jsonb_array_elements_text(settings->'trunk'->'numbers')) as numbers, settings->'trunk'->>'overflow' as overflow,
          coalesce(settings->'trunk'->>'overflowAddress', '') as "overflowAddress",
          coalesce(settings->'trunk'->>'overflowTransport', 'udp') as "overflowTransport"
        from tenants order by slug`,
  );
}

/** How the regency's calls come, as it is founded; later it is a setting like others (centre.ts). */
export async function saveTrunk(tx: Tx, tenantId: string, trunk: CentreContent['trunk']): Promise<void> {
  await run(
    tx,
    sql`update tenants set settings = settings || jsonb_build_object('trunk', ${JSON.stringify(trunk)}::jsonb) where id = ${tenantId}`,
  );
}

/** Which addresses deliver a regency's calls (`settings.trunk`); numbers and overflow stay as they are. */
export async function saveTrunkPeers(tx: Tx, tenantId: string, peers: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`update tenants set settings = jsonb_set(settings, '{trunk}', coalesce(settings->'trunk', '{"numbers": []}') || ${JSON.stringify({ peers })}::jsonb)
        where id = ${tenantId}`,
  );
}

/** When the installation was made, the database's clock, and the zone of its first regency (null: there is none yet). */
export async function installationClock(systemDb: Db): Promise<{ madeAt: Instant; now: Instant; zone: Zone | null }> {
  const found = await row<{ madeAt: Instant; now: Instant; zone: Zone | null }>(
    systemDb,
    sql`select created_at as "madeAt", clock_timestamp() as now, (select zone from tenants order by created_at limit 1) as zone from installation`,
  );
  return present(found, 'the first start makes the one row of installation');
}
