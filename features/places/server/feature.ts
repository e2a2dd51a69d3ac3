import { bind } from '#platform/server/action.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as routes from '../contract.ts';
import { listDistricts, readPlace, searchPlaces } from './search-places.ts';

export const feature: Feature = {
  name: 'places',
  routes: [
    bind(routes.searchPlaces, searchPlaces),
    bind(routes.listDistricts, listDistricts),
    bind(routes.readPlace, readPlace),
  ],
};
