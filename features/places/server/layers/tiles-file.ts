import { type FileHandle, open } from 'node:fs/promises';
import { PMTiles, type Source, TileType } from 'pmtiles';
import { z } from 'zod';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Box } from '../../geometry.ts';
import type { TilesFacts } from '../../layer.ts';

const metadata = z.object({
  attribution: z.string().max(2000).optional().catch(undefined),
  vector_layers: z
    .array(z.object({ id: z.string() }))
    .optional()
    .catch(undefined),
});

const tileTypes: Readonly<Record<number, TilesFacts['tileType']>> = {
  [TileType.Mvt]: 'mvt',
  [TileType.Png]: 'png',
  [TileType.Jpeg]: 'jpeg',
  [TileType.Webp]: 'webp',
  [TileType.Avif]: 'avif',
};

/**
 * Read what a PMTiles file (version 3) covers, and refuse what a map could not show: another format, a file that was cut off, one
 * that lies elsewhere. `around`: west, south, east, north of the regency.
 */
export async function readTilesFile(
  path: string,
  around: Box | null,
): Promise<Result<TilesFacts & { readonly tiles: number }, 'layer.bad_tiles'>> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const archive = new PMTiles(sourceOf(file, path, size));
    const header = await archive.getHeader().catch(() => null);
    if (header === null || header.specVersion !== 3) return bad('bukan PMTiles versi 3 / not PMTiles version 3');
    const tileType = tileTypes[header.tileType];
    if (tileType === undefined) return bad('jenis ubin tidak dikenal / unknown type of tiles');
    const end = header.tileDataOffset + (header.tileDataLength ?? 0);
    if (end > size) return bad(`berkas terpotong: ${size} dari ${end} byte / the file is cut off`);
    const { minLon: west, minLat: south, maxLon: east, maxLat: north, minZoom, maxZoom } = header;
    if (!(west < east && south < north)) return bad('batasnya kosong / its bounds are empty');
    if (around !== null && (east < around[0] || west > around[2] || north < around[1] || south > around[3]))
      return bad('tidak mencakup daerah ini / it does not cover this regency');
    const told = metadata.safeParse(await archive.getMetadata().catch(() => null));
    return ok({
      ...{ west, south, east, north, minZoom, maxZoom, bytes: size, tileType },
      vectorLayers: told.data?.vector_layers?.map(({ id }) => id) ?? [],
      attribution: told.data?.attribution ?? null,
      tiles: header.numAddressedTiles,
    });
  } finally {
    await file.close();
  }
}

function bad(why: string): Result<never, 'layer.bad_tiles'> {
  return refuse('layer.bad_tiles', { why });
}

function sourceOf(file: FileHandle, path: string, size: number): Source {
  return {
    getKey: () => path,
    getBytes: async (offset, length) => {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const bytes = new Uint8Array(wanted);
      await file.read(bytes, 0, wanted, offset);
      return { data: bytes.buffer };
    },
  };
}
