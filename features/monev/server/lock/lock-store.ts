import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import type { UserId } from '#features/people/person.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import { canonicalJson } from '#platform/server/events/link.ts';
import type { Instant } from '#platform/shared/time.ts';
import { keptRows, type Snapshot, snapshot } from '../../lock.ts';
import type { MonthRows } from '../../month.ts';

export interface EditionRow {
  readonly edition: number;
  readonly lockedAt: Instant;
  readonly lockedBy: { readonly id: UserId; readonly displayName: string };
  readonly reason: string | null;
  readonly digest: string;
  readonly dictionary: number;
}

/** The editions of a month, oldest first. */
export async function selectEditions(ctx: ActionContext, month: string): Promise<EditionRow[]> {
  return rows<EditionRow>(
    ctx.tx,
    sql`select l.edition, l.locked_at as "lockedAt", json_build_object('id', u.id, 'displayName', u.display_name) as "lockedBy",
          l.reason, l.digest, (l.snapshot::jsonb -> 'dictionary' ->> 'version')::int as dictionary
        from month_locks l join users u on u.id = l.locked_by
        where l.tenant_id = ${ctx.tenantId} and l.month = ${month} order by l.edition`,
  );
}

/** A lock with all it keeps. */
export interface KeptMonth {
  readonly id: string;
  readonly month: string;
  readonly edition: number;
  readonly lockedAt: Instant;
  readonly digest: string;
  /** As it was hashed. */
  readonly text: string;
  readonly snapshot: Snapshot;
  readonly rows: MonthRows;
}

interface LockRow extends Omit<KeptMonth, 'snapshot' | 'rows'> {
  readonly rowsGz: Buffer;
}

const columns = sql`id, month, edition, locked_at as "lockedAt", digest, snapshot as text, rows_gz as "rowsGz"`;

function unpack({ rowsGz, ...found }: LockRow): KeptMonth {
  return {
    ...found,
    snapshot: snapshot.parse(JSON.parse(found.text)),
    rows: keptRows.parse(JSON.parse(gunzipSync(rowsGz).toString('utf8'))),
  };
}

/** One edition; null asks for none. */
export async function shownEdition(
  ctx: { readonly tx: Db | Tx; readonly tenantId: string },
  month: string,
  edition: number | null,
): Promise<KeptMonth | 'unknown' | null> {
  if (edition === null) return null;
  const found = await row<LockRow>(
    ctx.tx,
    sql`select ${columns} from month_locks where tenant_id = ${ctx.tenantId} and month = ${month} and edition = ${edition}`,
  );
  return found === null ? 'unknown' : unpack(found);
}

/** Which editions there are, for verify: they are read one by one. */
export function lockedEditions(systemDb: Db, tenantId: string): Promise<{ month: string; edition: number }[]> {
  return rows(
    systemDb,
    sql`select month, edition from month_locks where tenant_id = ${tenantId} order by month, edition`,
  );
}

export interface NewLock {
  readonly id: string;
  readonly month: string;
  readonly edition: number;
  readonly reason: string | null;
  readonly digest: string;
  readonly text: string;
  readonly rows: MonthRows;
}

/** False: somebody else made this edition first. */
export async function insertLock(ctx: ActionContext, made: NewLock): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into month_locks (id, tenant_id, month, edition, locked_at, locked_by, reason, digest, snapshot, rows_gz)
        values (${made.id}, ${ctx.tenantId}, ${made.month}, ${made.edition}, ${ctx.now}, ${ctx.actor.id}, ${made.reason}, ${made.digest},
          ${made.text}, ${gzipSync(canonicalJson(made.rows))}) on conflict do nothing`,
  );
  return inserted === 1;
}
