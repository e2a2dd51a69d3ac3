import { useMemo } from 'react';
import { collection } from '#features/places/console/map/BaseMap.tsx';
import { labelFont } from '#features/places/console/map/ground-layers.ts';
import { type DrawnLayer, GeoLayer } from '#platform/ui/map/GeoLayer.tsx';
import { circleAround } from '#platform/ui/map/geometry.ts';
import { imageRatio } from '#platform/ui/map/image-ratio.ts';
import type { Palette } from '#platform/ui/map/palette.ts';
import { useText } from '#platform/web/language.tsx';
import { type MapUnit, staleAfterSeconds, unitCaption } from '../../map-unit.ts';
import { texts } from './situation-texts.ts';

/** Units with their label, the circle they are in, and the age of a position that is no longer one. */
export function UnitLayer({ units }: { units: readonly MapUnit[] }) {
  const t = useText();
  const features = useMemo(
    () =>
      collection(
        units.flatMap((unit) => {
          const properties = {
            id: unit.id,
            caption: unitCaption(unit, (count) => t(texts.minutesAgo, { count })),
            isStale: unit.ageSeconds > staleAfterSeconds,
          };
          const point = {
            type: 'Feature' as const,
            properties,
            geometry: { type: 'Point' as const, coordinates: [unit.point.longitude, unit.point.latitude] },
          };
          if (unit.accuracyM === null) return [point];
          const ring = circleAround(unit.point, unit.accuracyM);
          return [
            { type: 'Feature' as const, properties, geometry: { type: 'Polygon' as const, coordinates: [ring] } },
            point,
          ];
        }),
      ),
    [units, t],
  );
  return <GeoLayer id="units" level="top" features={features} layers={unitLayers} />;
}

function unitLayers(palette: Palette): readonly DrawnLayer[] {
  return [
    {
      id: 'units-circles',
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': palette.good, 'fill-opacity': 0.15 },
    },
    {
      id: 'units-marks',
      type: 'symbol',
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'icon-image': ['case', ['get', 'isStale'], 'unit ~', 'unit'],
        'icon-allow-overlap': true,
        'text-field': ['get', 'caption'],
        'text-font': labelFont,
        'text-size': 12,
        'text-anchor': 'left',
        'text-offset': [1.2, 0],
        'text-optional': true,
      },
      paint: { 'text-color': palette.ink, 'text-halo-color': palette.surface, 'text-halo-width': 2 },
    },
  ];
}

const side = 22;

/** A vehicle from above: full while its position is fresh, hollow with a broken edge when it is old. */
export function drawUnits(palette: Palette): Readonly<Record<string, ImageData>> {
  const draw = (isStale: boolean) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = side * imageRatio;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser draws no canvas; without one there is no map either');
    context.scale(imageRatio, imageRatio);
    context.beginPath();
    context.roundRect(3, 3, side - 6, side - 6, 4);
    context.fillStyle = isStale ? palette.surface : palette.good;
    context.fill();
    context.lineWidth = 2;
    context.setLineDash(isStale ? [3, 2] : []);
    context.strokeStyle = isStale ? palette.good : palette.surface;
    context.stroke();
    return context.getImageData(0, 0, canvas.width, canvas.height);
  };
  return { unit: draw(false), 'unit ~': draw(true) };
}
