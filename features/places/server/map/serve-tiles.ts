import { type FileHandle, open } from 'node:fs/promises';
import { rangeOf } from '#platform/server/http/byte-range.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { layerSlug } from '../../layer.ts';
import { mapTilesPath } from '../../map-contract.ts';
import { refusals } from '../../texts.ts';
import { tilesPath } from '../layers/take-layer.ts';
import { tilesRow } from './map-store.ts';

export interface TilesOptions {
  readonly place: () => Workplace;
  /** `SIGAP_DATA`; the files lie in its folder `tiles`. */
  readonly dataFolder: string;
}

/**
 * Map tiles in parts (RFC 9110 §14.2), as PMTiles readers ask for them. The name goes through the table of layers first: only
 * what this tenant brought in is served, and nothing that a path could reach beside it.
 */
export function serveTiles({ place, dataFolder }: TilesOptions): HttpPlugin {
  return {
    method: 'GET',
    path: mapTilesPath,
    summary: 'Map tiles of the regency (PMTiles), in parts',
    permission: 'place.search',
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error('place.search is never public');
      // Fastify's params are what the path says; the name is checked right here.
      const slug = layerSlug.safeParse((request.params as { slug?: unknown }).slug);
      const found = await runAction(place(), requester, async (ctx) => {
        const tiles = slug.success ? await tilesRow(ctx.tx, ctx.tenantId, slug.data) : null;
        return tiles === null ? refuse('place.no_tiles') : ok(tiles);
      });
      const file = found.ok && slug.success ? await openFile(tilesPath(dataFolder, slug.data)) : null;
      if (!found.ok || file === null) {
        const refusal = { code: 'place.no_tiles', detail: {} } as const;
        const problem = problemOf(refusal, refusals['place.no_tiles'], requester.actor.language);
        return reply.code(problem.status).type('application/problem+json').send(problem);
      }
      const total = (await file.stat()).size;
      const range = rangeOf(request.headers.range, total);
      if (range === 'outside') {
        await file.close();
        return reply.header('content-range', `bytes */${total}`).code(416).send();
      }
      const { from, to } = range ?? { from: 0, to: total - 1 };
      reply
        .code(range === null ? 200 : 206)
        .type('application/vnd.pmtiles')
        .header('accept-ranges', 'bytes')
        .header('etag', `"${found.value.sha256}"`)
        .header('cache-control', 'private, max-age=3600')
        .header('content-length', to - from + 1);
      if (range !== null) reply.header('content-range', `bytes ${from}-${to}/${total}`);
      // The stream closes the file, also when the reader turns away.
      return reply.send(file.createReadStream({ start: from, end: to }));
    },
  };
}

/** Null: the row is there and its file is not (a restore without the data folder). */
async function openFile(path: string): Promise<FileHandle | null> {
  try {
    return await open(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
