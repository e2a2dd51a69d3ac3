import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Result } from '#platform/shared/result.ts';
import type { ActionContext } from '../action.ts';
import { row, run } from '../db/database.ts';

export interface Kept {
  readonly status: number;
  readonly response: unknown;
}

/**
 * Look a key up before the command runs. The insert comes after the effect, in the same transaction; a twin that runs
 * at the same moment waits on this advisory lock and then finds the answer.
 */
export async function recall(
  ctx: ActionContext,
  key: string,
  owner: string,
  fingerprint: Buffer,
): Promise<Kept | 'reused' | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenantId}/${owner}/${key}`}, 0))`.execute(ctx.tx);
  const found = await row<{ request_hash: Buffer; status: number; response: unknown }>(
    ctx.tx,
    sql`select request_hash, status, response from idempotency_keys
        where tenant_id = ${ctx.tenantId} and owner = ${owner} and key = ${key}`,
  );
  if (found === null) return null;
  return found.request_hash.equals(fingerprint) ? { status: found.status, response: found.response } : 'reused';
}

/** Keep a successful answer with its effect. A refusal wrote nothing, so it is decided anew when asked again. */
export async function keep(
  ctx: ActionContext,
  key: string,
  owner: string,
  fingerprint: Buffer,
  response: unknown,
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into idempotency_keys (tenant_id, owner, key, request_hash, status, response)
        values (${ctx.tenantId}, ${owner}, ${key}, ${fingerprint}, 200, ${JSON.stringify(response ?? null)}::jsonb)`,
  );
}

/** What makes two requests the same command. */
export function fingerprintOf(method: string, url: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
    .digest();
}

/** An answer that was kept, as the result of the command that is not run again. */
export function replay(kept: Kept): Result<unknown, never> {
  return { ok: true, value: kept.response };
}
