import { useMemo } from 'react';
import { GeoLayer } from '#platform/ui/map/GeoLayer.tsx';
import { circleAround, type GeoPoint } from '#platform/ui/map/geometry.ts';
import { collection } from './BaseMap.tsx';
import { circleLayers } from './ground-layers.ts';

export interface Circle {
  readonly id: string;
  readonly point: GeoPoint;
  readonly radiusM: number;
  readonly look: 'accent' | 'calm' | 'warn';
}

/** How exact points are, to scale. */
export function Circles({ circles }: { circles: readonly Circle[] }) {
  const features = useMemo(
    () =>
      collection(
        circles.map(({ id, point, radiusM, look }) => ({
          type: 'Feature',
          properties: { id, look },
          geometry: { type: 'Polygon', coordinates: [circleAround(point, radiusM)] },
        })),
      ),
    [circles],
  );
  return <GeoLayer id="circles" level="circles" features={features} layers={circleLayers} />;
}
