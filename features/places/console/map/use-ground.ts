import { useMemo } from 'react';
import type { MapGround } from '#platform/ui/map/base-style.ts';
import { type Bounds, boundsOf } from '#platform/ui/map/geometry.ts';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type LayerView, listLayers } from '../../layer-contract.ts';
import { listMapPlaces, mapTilesPath, readMapLand } from '../../map-contract.ts';
import { groundTexts } from './ground-texts.ts';

export interface Ground {
  readonly ground: MapGround;
  readonly attribution: string;
  /** Around all villages; of all Indonesia where none has a point. */
  readonly home: Bounds;
  readonly hasTiles: boolean;
}

/** All islands. */
const indonesia: Bounds = [94.4, -11.6, 141.6, 6.6];

/** Null: still being fetched. What cannot be had is left out: a map with less is better than none. */
export function useGround(): Ground | null {
  const t = useText();
  const layers = useRoute(listLayers, {});
  const places = useRoute(listMapPlaces, {});
  const land = useRoute(readMapLand, {});
  const isThere = [layers, places, land].every((query) => query.data !== undefined || query.error !== null);
  const tiles = layers.data?.items.find((one) => one.state === 'active' && one.tiles !== null) ?? null;
  const address = tiles === null ? null : addressOf(tiles);
  const isRaster = tiles !== null && tiles.tiles?.tileType !== 'mvt';
  const shape = land.data ?? null;
  // The same object as long as it says the same: another one builds the map anew.
  const ground = useMemo(
    (): MapGround => ({ tiles: address === null ? null : { address, isRaster }, land: shape }),
    [address, isRaster, shape],
  );
  const points = places.data?.items;
  const home = useMemo(
    () =>
      boundsOf(
        (points ?? []).map((one) => one.point),
        3000,
      ) ?? indonesia,
    [points],
  );
  if (!isThere) return null;
  const attribution =
    tiles === null
      ? [t(groundTexts.coastBy), t(groundTexts.pointsBy)].join(' · ')
      : plain(tiles.tiles?.attribution ?? tiles.source);
  return { ground, attribution, home, hasTiles: tiles !== null };
}

/** Another file has another address, so that no browser mixes the parts of two. */
function addressOf(layer: LayerView): string {
  return `${mapTilesPath.replace(':slug', layer.slug)}?layer=${layer.id}`;
}

/** Makers of tiles write their attribution as HTML, with links that lead out of the house. */
function plain(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';
}
