import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { LineContent, LineId, Reach, Registration } from '../../line.ts';

export interface LineRow {
  readonly id: LineId;
  readonly key: string;
  readonly content: LineContent;
  readonly version: number;
  readonly createdAt: Instant;
  readonly registration: Registration | null;
  readonly reach: Reach | null;
  readonly seenAt: Instant | null;
  readonly problem: string | null;
  readonly lastSuccessAt: Instant | null;
  readonly downSince: Instant | null;
}

const columns = sql`id, key, content, version, created_at as "createdAt", registration, reach, seen_at as "seenAt", problem,
  last_success_at as "lastSuccessAt", down_since as "downSince"`;

/** The main line first, then in the order in which they were made. */
export function selectLines(ctx: ActionContext): Promise<LineRow[]> {
  return rows<LineRow>(
    ctx.tx,
    sql`select ${columns} from lines where tenant_id = ${ctx.tenantId} order by content->>'way' <> 'centre', created_at, id`,
  );
}

export function findLine(ctx: ActionContext, id: string): Promise<LineRow | null> {
  return row<LineRow>(ctx.tx, sql`select ${columns} from lines where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

/** Locked until the transaction ends. */
export function lockLine(ctx: ActionContext, id: string): Promise<LineRow | null> {
  return row<LineRow>(
    ctx.tx,
    sql`select ${columns} from lines where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

export async function insertLine(
  ctx: ActionContext,
  line: { readonly id: LineId; readonly key: string; readonly content: LineContent },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into lines (id, tenant_id, key, content, created_at)
        values (${line.id}, ${ctx.tenantId}, ${line.key}, ${JSON.stringify(line.content)}::jsonb, ${ctx.now})`,
  );
}

export async function updateLine(ctx: ActionContext, id: string, content: LineContent, version: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update lines set content = ${JSON.stringify(content)}::jsonb, version = ${version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function insertSecret(
  ctx: ActionContext,
  secret: { readonly id: string; readonly lineId: string; readonly cipher: Buffer },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into line_secrets (id, tenant_id, line_id, cipher, made_at)
        values (${secret.id}, ${ctx.tenantId}, ${secret.lineId}, ${secret.cipher}, ${ctx.now})`,
  );
}

export async function hasSecret(ctx: ActionContext, lineId: string, secretId: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from line_secrets where tenant_id = ${ctx.tenantId} and line_id = ${lineId} and id = ${secretId}`,
  );
  return found !== null;
}

/** The regency's further emergency numbers, from the centre's page. */
export async function emergencyNumbers(ctx: ActionContext): Promise<readonly string[]> {
  const found = await row<{ numbers: string[] }>(
    ctx.tx,
    sql`select array(select jsonb_array_elements_text(settings->'trunk'->'numbers')) as numbers from tenants where id = ${ctx.tenantId}`,
  );
  return found?.numbers ?? [];
}

/** Which of these networks another line in use has, of any regency of the installation; the centres' own addresses too. */
export async function takenPeer(systemDb: Db, lineId: string, peers: readonly string[]): Promise<string | null> {
  const found = await row<{ peer: string }>(
    systemDb,
    sql`select peer from (
          select jsonb_array_elements_text(content->'peers') as peer from lines where id <> ${lineId} and (content->>'active')::boolean
          union all select jsonb_array_elements_text(settings->'trunk'->'peers') from tenants) other
        where peer::inet = any (${peers}::inet[]) limit 1`,
  );
  return found?.peer ?? null;
}

export interface ExchangeLineRow {
  readonly id: LineId;
  readonly tenantId: string;
  readonly slug: string;
  readonly key: string;
  readonly version: number;
  readonly content: LineContent;
  readonly cipher: Buffer | null;
}

/** Lines in use of all regencies, for the exchange: each with its password, encrypted. */
export function linesInUse(systemDb: Db): Promise<ExchangeLineRow[]> {
  return rows<ExchangeLineRow>(
    systemDb,
    sql`select l.id, l.tenant_id as "tenantId", t.slug, l.key, l.version, l.content, s.cipher
        from lines l join tenants t on t.id = l.tenant_id left join line_secrets s on s.id = (l.content->>'secretId')::uuid and s.line_id = l.id
        where (l.content->>'active')::boolean order by t.slug, l.created_at, l.id`,
  );
}

/** True when it was not so before. */
export async function saveSeen(
  ctx: ActionContext,
  id: string,
  seen: { readonly registration: Registration | null; readonly reach: Reach | null },
): Promise<boolean> {
  const before = await lockLine(ctx, id);
  if (before === null) return false;
  await run(
    ctx.tx,
    sql`update lines set registration = ${seen.registration}, reach = ${seen.reach}, seen_at = ${ctx.now}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
  return before.registration !== seen.registration || before.reach !== seen.reach;
}

/** What the exchange says against these lines as they are set; it took all others. */
export async function saveProblem(systemDb: Db, ids: readonly string[], problem: string | null): Promise<void> {
  await run(
    systemDb,
    sql`update lines set problem = case when id = any (${ids}::uuid[]) then ${problem} end
        where problem is distinct from case when id = any (${ids}::uuid[]) then ${problem} end`,
  );
}

export async function saveDown(ctx: ActionContext, id: string, since: Instant | null): Promise<void> {
  await run(ctx.tx, sql`update lines set down_since = ${since} where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

export async function saveSuccess(ctx: ActionContext, id: string, at: Instant): Promise<void> {
  await run(ctx.tx, sql`update lines set last_success_at = ${at} where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

/** Lines in use by which nothing comes through, over all regencies: for the health page, from whichever process. */
export async function linesDown(systemDb: Db): Promise<{ readonly down: number; readonly inUse: number }> {
  const found = await row<{ down: number; inUse: number }>(
    systemDb,
    // Read here from the times, not from down_since: it must be seen when the timers themselves are gone.
    sql`select count(*) filter (where coalesce(last_success_at, created_at)
            < clock_timestamp() - (content->'canary'->>'alarmAfterS')::int * interval '1 second')::int as down,
          count(*)::int as "inUse" from lines where (content->>'active')::boolean`,
  );
  return found ?? { down: 0, inUse: 0 };
}

export interface LineOnCalls {
  readonly slug: string;
  readonly key: string;
  readonly callerStrip: string;
  readonly callerAdd: string;
}

/** What an arriving call needs to know of its line. */
export function linesOnCalls(systemDb: Db): Promise<LineOnCalls[]> {
  return rows<LineOnCalls>(
    systemDb,
    sql`select t.slug, l.key, l.content->>'callerStrip' as "callerStrip", l.content->>'callerAdd' as "callerAdd"
        from lines l join tenants t on t.id = l.tenant_id where (l.content->>'active')::boolean`,
  );
}
