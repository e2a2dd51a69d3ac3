import type { ExpressionSpecification } from 'maplibre-gl';
import type { DrawnLayer } from '#platform/ui/map/GeoLayer.tsx';
import type { Palette } from '#platform/ui/map/palette.ts';

/** Labels take the fonts of the machine: no font file is fetched. */
export const labelFont = ['Noto Sans Regular'];

/** Districts from afar, villages from near. */
export function villageLayers(palette: Palette): readonly DrawnLayer[] {
  const words = { 'text-color': palette.inkSoft, 'text-halo-color': palette.surface, 'text-halo-width': 1.5 } as const;
  return [
    {
      id: 'villages-dots',
      type: 'circle',
      minzoom: 9,
      filter: ['!=', ['get', 'kind'], 'kecamatan'],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 1.5, 14, 3.5],
        'circle-color': palette.lineStrong,
      },
    },
    {
      id: 'villages-names',
      type: 'symbol',
      minzoom: 11,
      filter: ['!=', ['get', 'kind'], 'kecamatan'],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': labelFont,
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 0.4],
      },
      paint: words,
    },
    {
      id: 'districts-names',
      type: 'symbol',
      minzoom: 8,
      maxzoom: 12,
      filter: ['==', ['get', 'kind'], 'kecamatan'],
      layout: { 'text-field': ['get', 'name'], 'text-font': labelFont, 'text-size': 14, 'text-letter-spacing': 0.06 },
      paint: { ...words, 'text-color': palette.ink },
    },
  ];
}

/** The coarser the border, the stronger its line. */
export function boundaryLayers(palette: Palette): readonly DrawnLayer[] {
  return [
    {
      id: 'boundaries-lines',
      type: 'line',
      paint: {
        'line-color': palette.calm,
        'line-width': ['match', ['get', 'level'], 'regency', 2.5, 'district', 1.5, 0.7],
        'line-dasharray': [4, 2],
      },
    },
  ];
}

export function areaLayers(palette: Palette): readonly DrawnLayer[] {
  const byPurpose = ['sector', palette.accent, 'risk', palette.warn, palette.inkSoft] as const;
  const colour: ExpressionSpecification = ['match', ['get', 'purpose'], ...byPurpose];
  return [
    { id: 'areas-fill', type: 'fill', paint: { 'fill-color': colour, 'fill-opacity': 0.12 } },
    { id: 'areas-line', type: 'line', paint: { 'line-color': colour, 'line-width': 2 } },
    {
      id: 'areas-names',
      type: 'symbol',
      layout: { 'text-field': ['get', 'name'], 'text-font': labelFont, 'text-size': 13 },
      paint: { 'text-color': palette.ink, 'text-halo-color': palette.surface, 'text-halo-width': 2 },
    },
  ];
}

/** How exact a point is: the circle it lies in. */
export function circleLayers(palette: Palette): readonly DrawnLayer[] {
  const byLook = ['calm', palette.calm, 'warn', palette.warn, palette.accent] as const;
  const colour: ExpressionSpecification = ['match', ['get', 'look'], ...byLook];
  return [
    { id: 'circles-fill', type: 'fill', paint: { 'fill-color': colour, 'fill-opacity': 0.15 } },
    { id: 'circles-line', type: 'line', paint: { 'line-color': colour, 'line-width': 1.5 } },
  ];
}
