import { gzipSync } from 'node:zlib';
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { FeatureCollection } from 'geojson';
import { zxyToTileId } from 'pmtiles';

export interface TilesOptions {
  /** By the name of the layer in the tiles. */
  readonly layers: Readonly<Record<string, FeatureCollection>>;
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  readonly maxZoom: number;
  readonly attribution: string;
}

/** A PMTiles file (specification v3) of vector tiles, small enough for one directory. */
export function tilesFile({ layers, bounds, maxZoom, attribution }: TilesOptions): Buffer {
  const cut = Object.entries(layers).map(([name, features]) => ({
    name,
    index: new GeoJSONVT(features, { maxZoom, indexMaxZoom: maxZoom }),
  }));
  const tiles: { id: number; bytes: Buffer }[] = [];
  for (let z = 0; z <= maxZoom; z++) {
    const [first, last] = [tileAt(bounds[0], bounds[3], z), tileAt(bounds[2], bounds[1], z)];
    for (let x = first.x; x <= last.x; x++) {
      for (let y = first.y; y <= last.y; y++) {
        const found = cut.flatMap(({ name, index }) => {
          const tile = index.getTile(z, x, y);
          return tile === null ? [] : [[name, tile] as const];
        });
        const bytes = gzipSync(fromGeojsonVt(Object.fromEntries(found), { version: 2 }));
        if (found.length > 0) tiles.push({ id: zxyToTileId(z, x, y), bytes });
      }
    }
  }
  tiles.sort((a, b) => a.id - b.id);
  const directory = gzipSync(directoryOf(tiles));
  const metadata = gzipSync(
    JSON.stringify({ attribution, vector_layers: Object.keys(layers).map((id) => ({ id, fields: {} })) }),
  );
  const sizes = { directory: directory.length, metadata: metadata.length, count: tiles.length };
  const header = headerOf(
    sizes,
    tiles.reduce((sum, { bytes }) => sum + bytes.length, 0),
    bounds,
    maxZoom,
  );
  return Buffer.concat([header, directory, metadata, ...tiles.map(({ bytes }) => bytes)]);
}

function tileAt(longitude: number, latitude: number, z: number) {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return { x: Math.floor((longitude / 360 + 0.5) * 2 ** z), y: Math.floor(y * 2 ** z) };
}

/** Columns of numbers: ids by their steps, run lengths, lengths, and offsets, of which 0 says "right behind the one before". */
function directoryOf(tiles: readonly { readonly id: number; readonly bytes: Buffer }[]): Buffer {
  const steps = tiles.map(({ id }, at) => id - (tiles[at - 1]?.id ?? 0));
  const offsets = tiles.map((_, at) => (at === 0 ? 1 : 0));
  return Buffer.from(
    [tiles.length, ...steps, ...tiles.map(() => 1), ...tiles.map(({ bytes }) => bytes.length), ...offsets].flatMap(
      varint,
    ),
  );
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

function headerOf(
  { directory, metadata, count }: { directory: number; metadata: number; count: number },
  bytes: number,
  [west, south, east, north]: TilesOptions['bounds'],
  maxZoom: number,
): Buffer {
  const header = Buffer.alloc(127);
  header.write('PMTiles\u0003');
  const behind = 127 + directory;
  const places = [127, directory, behind, metadata, 0, 0, behind + metadata, bytes, count, count, count];
  for (const [at, value] of places.entries()) header.writeBigUInt64LE(BigInt(value), 8 + 8 * at);
  // Clustered; directory and tiles in gzip; vector tiles; from zoom 0.
  header.set([1, 2, 2, 1, 0, maxZoom], 96);
  const degrees = [west, south, east, north];
  for (const [at, value] of degrees.entries()) header.writeInt32LE(Math.round(value * 1e7), 102 + 4 * at);
  header.writeUInt8(maxZoom, 118);
  header.writeInt32LE(Math.round(((west + east) / 2) * 1e7), 119);
  header.writeInt32LE(Math.round(((south + north) / 2) * 1e7), 123);
  return header;
}
