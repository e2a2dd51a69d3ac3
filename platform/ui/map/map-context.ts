import type { Map as GlMap } from 'maplibre-gl';
import { createContext, useContext } from 'react';
import type { Bounds, GeoPoint } from './geometry.ts';
import type { Palette } from './palette.ts';

export interface LoadedMap {
  readonly gl: GlMap;
  readonly palette: Palette;
  /** Rises with every new style (light to dark): what was drawn into the one before is gone. */
  readonly style: number;
}

export const MapContext = createContext<LoadedMap | null>(null);

/** The map around this component. */
export function useMap(): LoadedMap {
  const map = useContext(MapContext);
  if (map === null) throw new Error('This component stands in a <MapView>');
  return map;
}

/** Shown with room around it; a single point is not magnified without end. */
export function showBounds(gl: GlMap, [west, south, east, north]: Bounds): void {
  gl.fitBounds([west, south, east, north], { padding: 40, maxZoom: 15 });
}

export function goTo(gl: GlMap, { longitude, latitude }: GeoPoint, zoom = 15): void {
  gl.easeTo({ center: [longitude, latitude], zoom: Math.max(gl.getZoom(), zoom) });
}

export function boundsNow(gl: GlMap): Bounds {
  const bounds = gl.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}
