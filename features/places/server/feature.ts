import type { SettingKind } from '#features/people/server/setting-versions.ts';
import { bind } from '#platform/server/action.ts';
import type { Feature } from '#platform/server/feature.ts';
import { joinParts } from '#platform/server/join-parts.ts';
import * as routes from '../contract.ts';
import * as geoRoutes from '../geo-setting-contract.ts';
import * as mapRoutes from '../map-contract.ts';
import * as searchRoutes from '../search-contract.ts';
import { areaKind, areasPart } from './areas/areas.ts';
import { addresses, changeGeo, judge, readGeo } from './geo/geo-actions.ts';
import { geoSettingKind, seedGeoSetting } from './geo/geo-setting-store.ts';
import { layersPart } from './layers/layers.ts';
import { listMapPlaces, readMapLand } from './map/read-map.ts';
import type { EarlierPlaces } from './search/earlier-places.ts';
import { findPlacesWith } from './search/find-places.ts';
import { listDistricts, readPlace, searchPlaces } from './search/search-places.ts';

export interface PlacesOptions {
  /** `SIGAP_DATA`: files on their way in, and the tiles. */
  readonly dataFolder: string;
  /** Of incidents, which lie below this feature. */
  readonly earlierPlaces: EarlierPlaces;
}

/** Regions, landmarks, boundaries, areas, and the one search over them. */
export function createPlaces({ dataFolder, earlierPlaces }: PlacesOptions): Feature {
  return joinParts('places', [
    {
      routes: [
        bind(routes.searchPlaces, searchPlaces),
        bind(routes.listDistricts, listDistricts),
        bind(routes.readPlace, readPlace),
        bind(searchRoutes.findPlaces, findPlacesWith(earlierPlaces)),
        bind(searchRoutes.findAddresses, addresses),
        bind(searchRoutes.judgePoint, judge),
        bind(mapRoutes.listMapPlaces, listMapPlaces),
        bind(mapRoutes.readMapLand, readMapLand),
        bind(geoRoutes.readGeoSetting, readGeo),
        bind(geoRoutes.changeGeoSetting, changeGeo),
      ],
      seedTenant: seedGeoSetting,
    },
    areasPart,
    layersPart(dataFolder),
  ]);
}

/** What apps/server hands to `createPeople({ settingKinds })`. */
export const placeSettings: readonly SettingKind[] = [areaKind, geoSettingKind];
