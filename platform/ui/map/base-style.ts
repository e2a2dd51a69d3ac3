import { layers as basemapLayers, namedFlavor } from '@protomaps/basemaps';
import type { MultiPolygon } from 'geojson';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Palette } from './palette.ts';

/** What lies under everything else. */
export interface MapGround {
  /** A PMTiles file of this server: vectors in Protomaps' layers, or pictures; null: none was imported. */
  readonly tiles: { readonly address: string; readonly isRaster: boolean } | null;
  /** Land, drawn where there are no tiles. */
  readonly land: MultiPolygon | null;
}

/** Levels between which what screens draw is put in order, lowest first. */
export const levels = ['areas', 'labels', 'circles', 'points', 'top'] as const;
export type Level = (typeof levels)[number];
export const levelId = (level: Level) => `level-${level}`;

/** A style without a single address outside this server: no glyphs (labels take the machine's own fonts), no sprites. */
export function baseStyle({ tiles, land }: MapGround, palette: Palette, language: string): StyleSpecification {
  return {
    version: 8,
    sources: {
      ...(tiles === null ? {} : { tiles: tileSource(tiles) }),
      ...(land === null
        ? {}
        : { land: { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: land } } }),
    },
    layers: [
      // Without anything else the ground is neither land nor sea.
      { id: 'ground', type: 'background', paint: { 'background-color': seaOf(palette, land) } },
      ...(land === null || tiles !== null ? [] : landLayers(palette)),
      ...(tiles === null ? [] : tiles.isRaster ? [pictures] : tileLayers(palette, language)),
      ...levels.map((level) => ({
        id: levelId(level),
        type: 'background' as const,
        layout: { visibility: 'none' as const },
      })),
    ],
  };
}

function tileSource({ address, isRaster }: NonNullable<MapGround['tiles']>): SourceSpecification {
  const url = `pmtiles://${new URL(address, location.origin).href}`;
  return isRaster ? { type: 'raster', url, tileSize: 256 } : { type: 'vector', url };
}

const pictures: LayerSpecification = { id: 'tiles', type: 'raster', source: 'tiles' };

function seaOf(palette: Palette, land: MultiPolygon | null): string {
  if (land === null) return palette.ground;
  return palette.isDark ? '#0b2435' : '#c6dceb';
}

function landLayers(palette: Palette): LayerSpecification[] {
  return [
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': palette.isDark ? '#16222c' : '#f2f1ea' } },
    { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': palette.lineStrong, 'line-width': 1 } },
  ];
}

function tileLayers(palette: Palette, language: string): LayerSpecification[] {
  return basemapLayers('tiles', namedFlavor(palette.isDark ? 'dark' : 'light'), { lang: language }).flatMap((layer) =>
    layer.id === 'background' ? [] : withoutIcons(layer),
  );
}

/** The icons of the basemap come from a sprite that we do not have; its words stay. */
function withoutIcons(layer: LayerSpecification): LayerSpecification[] {
  if (layer.type !== 'symbol' || layer.layout?.['icon-image'] === undefined) return [layer];
  if (layer.layout['text-field'] === undefined) return [];
  const { 'icon-image': _icon, ...layout } = layer.layout;
  return [{ ...layer, layout }];
}
