import { useMemo } from 'react';
import type { Shape } from '#platform/ui/chart/map-shapes.ts';
import { useRoute } from '#platform/web/query-options.ts';
import type { Split } from '../../analysis.ts';
import { readDistrictShapes } from '../../analysis-contract.ts';

/** Where the districts lie, once a figure is split by them; undefined: it is not, or they are still on their way. */
export function useDistrictShapes(by: Split): readonly Shape[] | undefined {
  const { data } = useRoute(readDistrictShapes, {}, { enabled: by === 'district' });
  return useMemo(
    () =>
      by !== 'district'
        ? undefined
        : data?.items.map(({ code, name, geometry, point }) => ({
            key: code,
            name,
            polygons:
              geometry === null ? [] : geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
            point: point === null ? null : [point.longitude, point.latitude],
          })),
    [by, data],
  );
}
