import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { type Db, row, run } from '#platform/server/db/database.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { languageOf, refuseRequest } from '#platform/server/http/problem.ts';
import { type PictureType, readPicture } from '#platform/server/pictures/read-picture.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import { crestPath, type keepCrest as keepRoute, type readDoor as readRoute } from '../centre-contract.ts';
import { crestHash, crestSide, maxCrestBytes } from '../tenant.ts';

export interface Crest {
  readonly sha256: string;
  readonly mime: PictureType;
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

type CrestRefusal = 'crest.too_large' | 'crest.not_picture' | 'crest.unsafe' | 'crest.wrong_size';

/** What was uploaded, if it can be a coat of arms. */
export function judgeCrest(bytes: Buffer): Result<Crest, CrestRefusal> {
  if (bytes.length > maxCrestBytes) return refuse('crest.too_large', { limit: Math.floor(maxCrestBytes / 1024) });
  const picture = readPicture(bytes);
  if (!picture.ok) return refuse(picture.refusal.code === 'picture.unsafe' ? 'crest.unsafe' : 'crest.not_picture');
  const { width, height, mime } = picture.value;
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  // An SVG has no pixels: only its shape counts.
  const fits = mime === 'image/svg+xml' || (short >= crestSide.min && long <= crestSide.max);
  if (!fits || long > 3 * short) return refuse('crest.wrong_size', { width, height, ...crestSide });
  return ok({ ...picture.value, bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
}

/** Keep it; the same once more changes nothing. What nobody ever put in force goes after a day. */
export async function saveCrest(ctx: ActionContext, crest: Crest): Promise<void> {
  await run(
    ctx.tx,
    sql`delete from crests c where tenant_id = ${ctx.tenantId} and kept_at < ${ctx.now}::timestamptz - interval '1 day'
          and not exists (select from tenants t where t.id = c.tenant_id and t.crest = c.sha256)
          and not exists (select from setting_versions v where v.tenant_id = c.tenant_id and v.kind = 'centre' and v.content->>'crest' = c.sha256)`,
  );
  await run(
    ctx.tx,
    sql`insert into crests (tenant_id, sha256, mime, bytes, width, height, kept_at)
        values (${ctx.tenantId}, ${crest.sha256}, ${crest.mime}, ${crest.bytes}, ${crest.width}, ${crest.height}, ${ctx.now})
        on conflict (tenant_id, sha256) do update set kept_at = excluded.kept_at`,
  );
}

export async function hasCrest(ctx: ActionContext, sha256: string): Promise<boolean> {
  const found = await row(ctx.tx, sql`select 1 from crests where tenant_id = ${ctx.tenantId} and sha256 = ${sha256}`);
  return found !== null;
}

export const keepCrest: Action<typeof keepRoute> = async (ctx, { body }) => {
  const judged = judgeCrest(Buffer.from(body.picture, 'base64'));
  if (!judged.ok) return judged;
  await saveCrest(ctx, judged.value);
  const { sha256, width, height } = judged.value;
  return ok({ sha256, width, height });
};

export const readDoor: Action<typeof readRoute> = async (ctx) => {
  const found = await row<{ name: string; crest: string | null }>(
    ctx.tx,
    sql`select name, crest from tenants where id = ${ctx.tenantId}`,
  );
  return ok(present(found, 'a public request belongs to a tenant that is there'));
};

const crestParams = z.object({ sha256: crestHash });

/**
 * The picture itself, found by its hash alone, so that any page may show it. Opened by itself it is an empty room: whatever
 * slipped past the check of an SVG can load and run nothing, and is of no origin.
 */
export function showCrest(systemDb: Db): HttpPlugin {
  return {
    method: 'GET',
    path: crestPath,
    summary: "A regency's coat of arms",
    permission: 'public',
    serve: async (request, reply, requester) => {
      const params = crestParams.safeParse(request.params);
      const found = params.success
        ? await row<Pick<Crest, 'mime' | 'bytes'>>(
            systemDb,
            sql`select mime, bytes from crests where sha256 = ${params.data.sha256} limit 1`,
          )
        : null;
      if (found === null) return refuseRequest(reply, languageOf(request, requester), 'route.not_found');
      const ending = found.mime === 'image/svg+xml' ? 'svg' : found.mime.slice('image/'.length);
      return reply
        .type(found.mime)
        .header(
          'content-security-policy',
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'",
        )
        .header('content-disposition', `inline; filename="lambang.${ending}"`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(found.bytes);
    },
  };
}
