import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Action } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { languageOf, refuseRequest } from '#platform/server/http/problem.ts';
import { readPicture } from '#platform/server/pictures/read-picture.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import { crestPath, type keepCrest as keepRoute, type readDoor as readRoute } from '../centre-contract.ts';
import { crestHash, crestSide, maxCrestBytes } from '../tenant.ts';
import { type Crest, loadCrest, loadDoor, saveCrest } from './crest-store.ts';

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

export const keepCrest: Action<typeof keepRoute> = async (ctx, { body }) => {
  const judged = judgeCrest(Buffer.from(body.picture, 'base64'));
  if (!judged.ok) return judged;
  await saveCrest(ctx, judged.value);
  const { sha256, width, height } = judged.value;
  return ok({ sha256, width, height });
};

export const readDoor: Action<typeof readRoute> = async (ctx) => {
  return ok(present(await loadDoor(ctx), 'a public request belongs to a tenant that is there'));
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
      const found = params.success ? await loadCrest(systemDb, params.data.sha256) : null;
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
