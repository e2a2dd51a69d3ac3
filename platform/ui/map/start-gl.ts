import { addProtocol, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Protocol } from 'pmtiles';
import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';

let isStarted = false;

/** Once per page: the worker is a file of our own server (the content security policy allows no other), and PMTiles are read. */
export function startGl(): void {
  if (isStarted) return;
  isStarted = true;
  setWorkerUrl(workerUrl);
  addProtocol('pmtiles', new Protocol().tile);
}
