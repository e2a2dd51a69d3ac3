import { sql } from 'kysely';
import { type Db, row, rows } from '#platform/server/db/database.ts';
import { type SealableEvent, sealableColumns } from '#platform/server/events/link.ts';

/** Reads of the machinery, which sees all regencies: a file says which one it is of. */
export interface SealedEvent extends SealableEvent {
  readonly chain_no: number;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
}

export function sealedEvents(systemDb: Db, tenantId: string, chainNos: readonly number[]): Promise<SealedEvent[]> {
  return rows<SealedEvent>(
    systemDb,
    sql`select s.chain_no, s.previous_hash, s.hash, ${sql.raw(sealableColumns)} from event_seals s join events e on e.seq = s.seq
        where s.tenant_id = ${tenantId} and s.chain_no = any(${[...chainNos]}::bigint[])`,
  );
}

/** The hash at one place of the chain; null: it does not go so far. */
export async function hashAt(systemDb: Db, tenantId: string, chainNo: number): Promise<string | null> {
  const found = await row<{ hash: Buffer }>(
    systemDb,
    sql`select hash from event_seals where tenant_id = ${tenantId} and chain_no = ${chainNo}`,
  );
  return found?.hash.toString('hex') ?? null;
}

export async function regencyExists(systemDb: Db, tenantId: string): Promise<boolean> {
  return (await row(systemDb, sql`select 1 from tenants where id = ${tenantId}`)) !== null;
}

export interface KnownHead {
  readonly day: string;
  readonly chain_no: number;
  readonly hash: Buffer;
  readonly public_key: Buffer;
}

export function knownHeads(systemDb: Db, tenantId: string): Promise<KnownHead[]> {
  return rows<KnownHead>(
    systemDb,
    sql`select day, chain_no, hash, public_key from chain_heads where tenant_id = ${tenantId} order by day`,
  );
}

/** Whether a file of this hash was signed here: by the event that outlives the pack itself. */
export async function packStanding(
  systemDb: Db,
  given: { readonly tenantId: string; readonly caseId: string; readonly packId: string; readonly fileHash: string },
): Promise<{ readonly told: boolean; readonly sealed: boolean }> {
  const { tenantId, caseId, packId, fileHash } = given;
  const found = await row<{ told: boolean; sealed: boolean }>(
    systemDb,
    sql`select count(e.seq) > 0 as told, count(s.seq) > 0 as sealed
        from events e left join event_seals s on s.seq = e.seq
        where e.tenant_id = ${tenantId} and e.subject_type = 'caller_case' and e.subject_id = ${caseId} and e.name = 'caller_case.pack_made'
          and e.content->>'packId' = ${packId} and e.content->>'fileHash' = ${fileHash}`,
  );
  return found ?? { told: false, sealed: false };
}

export interface KeptPackRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly file_id: string;
  readonly path: string;
  readonly key_number: number | null;
  readonly wrapped_key: Buffer;
  readonly content_sha256: Buffer;
  /** Null: a draft. */
  readonly file_sha256: Buffer | null;
}

/** Packs whose content is there still. */
export function keptPacks(systemDb: Db, tenantId: string): Promise<KeptPackRow[]> {
  return rows<KeptPackRow>(
    systemDb,
    sql`select id, tenant_id, file_id, path, key_number, wrapped_key, content_sha256, file_sha256 from case_packs
        where tenant_id = ${tenantId} and wrapped_key is not null order by prepared_at, id`,
  );
}
