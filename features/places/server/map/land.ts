import { Worker } from 'node:worker_threads';

/** Rings of [longitude, latitude], the outer one first. */
export type Polygons = [number, number][][][];

/** Degrees around the points of a regency that are drawn with it: some 250 km. */
const marginDegrees = 2.5;

/** By box. A regency's villages change by decree and a restart, so what was cut once is kept. */
const cuts = new Map<string, Promise<Polygons>>();

/** The land around these points; empty without points. */
export function landAround(points: readonly { latitude: number; longitude: number }[]): Promise<Polygons> {
  if (points.length === 0) return Promise.resolve([]);
  const latitudes = points.map(({ latitude }) => latitude);
  const longitudes = points.map(({ longitude }) => longitude);
  const box = [
    Math.floor(Math.min(...longitudes) - marginDegrees),
    Math.floor(Math.min(...latitudes) - marginDegrees),
    Math.ceil(Math.max(...longitudes) + marginDegrees),
    Math.ceil(Math.max(...latitudes) + marginDegrees),
  ];
  const key = box.join();
  const kept = cuts.get(key);
  if (kept !== undefined) return kept;
  const cut = cutLand(box);
  cuts.set(key, cut);
  // A thread that died must not leave the map without a coast for ever.
  cut.catch(() => cuts.delete(key));
  return cut;
}

function cutLand(box: readonly number[]): Promise<Polygons> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./land-worker.ts', import.meta.url), { workerData: box });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The land could not be cut: the thread ended with ${code}`)));
  });
}
