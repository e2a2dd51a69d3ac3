import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { bboxClip } from '@turf/bbox-clip';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/*
 * Cuts the land within `workerData` (west, south, east, north) out of the whole world's. In a thread of its own: it takes a
 * quarter of a second, for which no telephone may wait.
 */

const file = fileURLToPath(import.meta.resolve('world-atlas/land-10m.json'));
// world-atlas is pinned: its land is a topology with one object of that name.
const world = JSON.parse(await readFile(file, 'utf8')) as Topology<{ land: GeometryCollection }>;
const land = feature(world, world.objects.land);
// Five decimals are a metre.
const round = (value: number) => Math.round(value * 1e5) / 1e5;

const polygons = land.features.flatMap(({ geometry }): Position[][][] => {
  // Land is made of polygons only.
  const { geometry: cut } = bboxClip(geometry as Polygon | MultiPolygon, workerData);
  // And of polygons nothing else is cut.
  return (cut.type === 'Polygon' ? [cut.coordinates] : cut.coordinates) as Position[][][];
});
parentPort?.postMessage(
  polygons
    .filter(([outer]) => outer !== undefined && outer.length > 3)
    .map((rings) => rings.map((ring) => ring.map(([x = 0, y = 0]) => [round(x), round(y)]))),
);
