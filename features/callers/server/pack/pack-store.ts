import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CallerCaseId } from '../../case.ts';
import type { CasePackId, PackState } from '../../pack.ts';

export interface PackRow {
  readonly id: CasePackId;
  readonly tenant_id: string;
  readonly number: number;
  readonly case_id: CallerCaseId;
  readonly case_number: number;
  readonly number_id: string;
  readonly state: PackState;
  readonly calls: number;
  readonly reason: string | null;
  readonly prepared_at: Instant;
  readonly prepared_by: string;
  readonly prepared_by_name: string;
  readonly content_sha256: Buffer;
  readonly decided_at: Instant | null;
  readonly decided_by: string | null;
  readonly decided_by_name: string | null;
  readonly file_id: string;
  readonly path: string;
  readonly key_number: number | null;
  /** Null: what was in it is gone. */
  readonly wrapped_key: Buffer | null;
  readonly bytes: number | null;
  readonly file_sha256: Buffer | null;
}

const columns = sql`p.id, p.tenant_id, p.number, p.case_id, k.number as case_number, k.number_id, p.state, p.calls, p.reason, p.prepared_at,
  p.prepared_by, a.display_name as prepared_by_name, p.content_sha256, p.decided_at, p.decided_by, b.display_name as decided_by_name,
  p.file_id, p.path, p.key_number, p.wrapped_key, p.bytes, p.file_sha256`;
const from = sql`from case_packs p join caller_cases k on k.id = p.case_id join users a on a.id = p.prepared_by
  left join users b on b.id = p.decided_by`;

/** Of a case all; else those that wait, then the newest. */
export function packRows(ctx: ActionContext, caseId: string | null): Promise<PackRow[]> {
  return rows<PackRow>(
    ctx.tx,
    sql`select ${columns} ${from} where p.tenant_id = ${ctx.tenantId} and (${caseId}::uuid is null or p.case_id = ${caseId}::uuid)
        order by p.state <> 'prepared', p.prepared_at desc, p.number desc limit 200`,
  );
}

/** Locked: it is signed or withdrawn once. */
export function lockPack(ctx: ActionContext, id: string): Promise<PackRow | null> {
  return row<PackRow>(
    ctx.tx,
    sql`select ${columns} ${from} where p.tenant_id = ${ctx.tenantId} and p.id = ${id} for update of p`,
  );
}

export async function waitingPackOf(ctx: ActionContext, caseId: string): Promise<PackRow | null> {
  return row<PackRow>(
    ctx.tx,
    sql`select ${columns} ${from} where p.tenant_id = ${ctx.tenantId} and p.case_id = ${caseId} and p.state = 'prepared' for update of p`,
  );
}

/** The case is locked: two of one case do not get one number. */
export async function nextPackNumber(ctx: ActionContext, caseId: string): Promise<number> {
  const found = await row<{ number: number }>(
    ctx.tx,
    sql`select coalesce(max(number), 0) + 1 as number from case_packs where tenant_id = ${ctx.tenantId} and case_id = ${caseId}`,
  );
  return found?.number ?? 1;
}

/** The file a pack lies in, and the key that opens it. */
export interface PackFile {
  readonly fileId: string;
  readonly path: string;
  readonly keyNumber: number;
  readonly wrappedKey: Buffer;
}

export async function insertPack(
  ctx: ActionContext,
  pack: {
    readonly id: string;
    readonly caseId: string;
    readonly number: number;
    readonly calls: number;
    readonly reason: string;
    readonly salt: Buffer;
    readonly contentHash: Buffer;
    readonly file: PackFile;
  },
): Promise<void> {
  const { file } = pack;
  await run(
    ctx.tx,
    sql`insert into case_packs (id, tenant_id, case_id, number, state, calls, reason, salt, prepared_at, prepared_by, content_sha256,
          file_id, path, key_number, wrapped_key)
        values (${pack.id}, ${ctx.tenantId}, ${pack.caseId}, ${pack.number}, 'prepared', ${pack.calls}, ${pack.reason}, ${pack.salt}, ${ctx.now},
          ${ctx.actor.id}, ${pack.contentHash}, ${file.fileId}, ${file.path}, ${file.keyNumber}, ${file.wrappedKey})`,
  );
}

export async function savePackSigned(
  ctx: ActionContext,
  id: string,
  signed: { readonly file: PackFile; readonly bytes: number; readonly sha256: Buffer },
): Promise<void> {
  const { file } = signed;
  await run(
    ctx.tx,
    sql`update case_packs set state = 'signed', decided_at = ${ctx.now}, decided_by = ${ctx.actor.id}, file_id = ${file.fileId}, path = ${file.path},
          key_number = ${file.keyNumber}, wrapped_key = ${file.wrappedKey}, bytes = ${signed.bytes}, file_sha256 = ${signed.sha256}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** The key of the draft goes with it. */
export async function savePackWithdrawn(ctx: ActionContext, id: string, reason: string | null): Promise<void> {
  await run(
    ctx.tx,
    sql`update case_packs set state = 'withdrawn', decided_at = ${ctx.now}, decided_by = ${ctx.actor.id}, withdraw_reason = ${reason}, wrapped_key = null
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** With its case: words and keys go, so that no copy of a file can be opened any more. The files that are left behind. */
export function eraseCasePacks(ctx: ActionContext, caseId: string): Promise<{ path: string }[]> {
  return rows<{ path: string }>(
    ctx.tx,
    sql`update case_packs set reason = null, withdraw_reason = null, salt = '', wrapped_key = null, erased_at = ${ctx.now}
        where tenant_id = ${ctx.tenantId} and case_id = ${caseId} and erased_at is null returning path`,
  );
}

/** Why each pack of a case was prepared or withdrawn, as far as the words are kept. */
export async function packReasons(ctx: ActionContext, caseId: string): Promise<ReadonlyMap<string, string>> {
  const found = await rows<{ id: string; reason: string | null; withdraw_reason: string | null }>(
    ctx.tx,
    sql`select id, reason, withdraw_reason from case_packs where tenant_id = ${ctx.tenantId} and case_id = ${caseId}`,
  );
  return new Map(
    found.flatMap(({ id, reason, withdraw_reason: withdrawn }) => [
      ...(reason === null ? [] : [[`caller_case.pack_prepared ${id}`, reason] as const]),
      ...(withdrawn === null ? [] : [[`caller_case.pack_withdrawn ${id}`, withdrawn] as const]),
    ]),
  );
}

/** Without a lock: which case to lock before its pack. */
export async function caseOfPack(ctx: ActionContext, id: string): Promise<string | null> {
  const found = await row<{ case_id: string }>(
    ctx.tx,
    sql`select case_id from case_packs where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
  return found?.case_id ?? null;
}
