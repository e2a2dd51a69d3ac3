import type { Feature } from 'geojson';
import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl';
import { useMemo } from 'react';
import { collection } from '#features/places/console/map/BaseMap.tsx';
import { labelFont } from '#features/places/console/map/ground-layers.ts';
import { type DrawnLayer, GeoLayer } from '#platform/ui/map/GeoLayer.tsx';
import type { Palette } from '#platform/ui/map/palette.ts';
import { useText } from '#platform/web/language.tsx';
import type { WaveShape } from '../../wave-shapes.ts';
import { texts } from './situation-texts.ts';

/** Districts from which many call, with how many; one that is over is a thin line. */
export function WaveLayer({ shapes }: { shapes: readonly WaveShape[] }) {
  const t = useText();
  const features = useMemo(
    () =>
      collection(
        shapes.flatMap(({ wave, outline, villages, middle }): Feature[] => {
          const runs = wave.endedAt === null;
          const label = {
            type: 'Feature' as const,
            properties: { part: 'label', runs, caption: t(texts.waveCaption, { calls: wave.calls }) },
            geometry: { type: 'Point' as const, coordinates: [middle.longitude, middle.latitude] },
          };
          if (outline !== null)
            return [{ type: 'Feature' as const, properties: { part: 'outline', runs }, geometry: outline }, label];
          const dots = villages.map(({ point }) => ({
            type: 'Feature' as const,
            properties: { part: 'village', runs },
            geometry: { type: 'Point' as const, coordinates: [point.longitude, point.latitude] },
          }));
          return [...dots, label];
        }),
      ),
    [shapes, t],
  );
  return <GeoLayer id="waves" level="circles" features={features} layers={waveLayers} />;
}

const isPart = (part: string): FilterSpecification => ['==', ['get', 'part'], part];

function waveLayers(palette: Palette): readonly DrawnLayer[] {
  const colour: ExpressionSpecification = ['case', ['get', 'runs'], palette.warn, palette.lineStrong];
  return [
    {
      id: 'waves-fill',
      type: 'fill',
      filter: isPart('outline'),
      paint: { 'fill-color': colour, 'fill-opacity': ['case', ['get', 'runs'], 0.18, 0.06] },
    },
    {
      id: 'waves-line',
      type: 'line',
      filter: isPart('outline'),
      paint: { 'line-color': colour, 'line-width': ['case', ['get', 'runs'], 3, 1.5] },
    },
    {
      id: 'waves-villages',
      type: 'circle',
      filter: isPart('village'),
      paint: { 'circle-radius': 9, 'circle-color': colour, 'circle-opacity': ['case', ['get', 'runs'], 0.45, 0.2] },
    },
    {
      id: 'waves-names',
      type: 'symbol',
      filter: isPart('label'),
      layout: { 'text-field': ['get', 'caption'], 'text-font': labelFont, 'text-size': 13, 'text-offset': [0, 1.4] },
      paint: { 'text-color': palette.ink, 'text-halo-color': palette.surface, 'text-halo-width': 2 },
    },
  ];
}
