import type { FilterSpecification } from 'maplibre-gl';
import { useMemo } from 'react';
import type { z } from 'zod';
import { collection } from '#features/places/console/map/BaseMap.tsx';
import { type DrawnLayer, GeoLayer } from '#platform/ui/map/GeoLayer.tsx';
import { circleAround } from '#platform/ui/map/geometry.ts';
import type { Palette } from '#platform/ui/map/palette.ts';
import type { readCoverage } from '../../coverage-contract.ts';

export type Coverage = z.output<typeof readCoverage.output>;

/** How far each free unit comes, and the villages none of them reaches in time. */
export function ReachLayer({ coverage: { units, villages } }: { coverage: Coverage }) {
  const features = useMemo(
    () =>
      collection([
        ...units.map(({ id, point, reachM }) => ({
          type: 'Feature' as const,
          properties: { id },
          geometry: { type: 'Polygon' as const, coordinates: [circleAround(point, reachM)] },
        })),
        ...villages.missed.map(({ code, point }) => ({
          type: 'Feature' as const,
          properties: { id: code },
          geometry: { type: 'Point' as const, coordinates: [point.longitude, point.latitude] },
        })),
      ]),
    [units, villages],
  );
  return <GeoLayer id="reach" level="circles" features={features} layers={reachLayers} />;
}

function reachLayers(palette: Palette): readonly DrawnLayer[] {
  const isCircle: FilterSpecification = ['==', ['geometry-type'], 'Polygon'];
  return [
    // Thin: where many units stand together many circles lie on each other.
    {
      id: 'reach-fill',
      type: 'fill',
      filter: isCircle,
      paint: { 'fill-color': palette.accent, 'fill-opacity': 0.06 },
    },
    {
      id: 'reach-line',
      type: 'line',
      filter: isCircle,
      paint: { 'line-color': palette.accent, 'line-width': 1.5 },
    },
    {
      id: 'reach-missed',
      type: 'circle',
      filter: ['!', isCircle],
      paint: {
        'circle-radius': 4,
        'circle-color': palette.warn,
        'circle-stroke-color': palette.surface,
        'circle-stroke-width': 1,
      },
    },
  ];
}
