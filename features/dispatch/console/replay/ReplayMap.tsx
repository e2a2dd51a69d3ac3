import type { Feature } from 'geojson';
import { useMemo, useState } from 'react';
import { IncidentLayer } from '#features/incidents/console/map/IncidentLayer.tsx';
import { drawMarks } from '#features/incidents/console/map/map-marks.ts';
import type { IncidentView } from '#features/incidents/contract.ts';
import { unitStatusWords } from '#features/incidents/unit-words.ts';
import { BaseMap, collection } from '#features/places/console/map/BaseMap.tsx';
import { type DrawnLayer, GeoLayer } from '#platform/ui/map/GeoLayer.tsx';
import { boundsOf } from '#platform/ui/map/geometry.ts';
import type { Palette } from '#platform/ui/map/palette.ts';
import { useText } from '#platform/web/language.tsx';
import type { MapUnit } from '../../map-unit.ts';
import type { Track } from '../../track-contract.ts';
import type { Whereabouts } from '../../track-rules.ts';
import { drawUnits, UnitLayer } from '../map/UnitLayer.tsx';

interface ReplayMapProps {
  readonly label: string;
  readonly incident: IncidentView;
  /** Before its report nobody knew of it. */
  readonly isReported: boolean;
  /** Of the whole replay: the map stands still while units drive. */
  readonly tracks: readonly Track[];
  readonly units: readonly Whereabouts[];
}

const parts = ['villages', 'boundaries'] as const;
const images = (palette: Palette) => ({ ...drawMarks(palette), ...drawUnits(palette) });
/** Around what is shown, so that a place alone is not the whole map. */
const marginM = 400;

/** The incident, and at the moment played every unit on it with the line it had driven until then. */
export function ReplayMap({ label, incident, isReported, tracks, units }: ReplayMapProps) {
  const [start] = useState(() => {
    const driven = tracks.flatMap((track) => track.fixes.map((fix) => fix.point));
    return boundsOf([...(incident.point === null ? [] : [incident.point]), ...driven], marginM);
  });
  const incidents = useMemo(
    () => (isReported ? [{ ...incident, pointSource: incident.placed?.source ?? null }] : []),
    [incident, isReported],
  );
  return (
    <BaseMap label={label} start={start} parts={parts} images={images} className="h-80">
      <TrackLayer units={units} />
      <IncidentLayer incidents={incidents} />
      <UnitLayer units={useMapUnits(units)} />
    </BaseMap>
  );
}

/** As the map draws units; the player ticks ten times a second, and only what differs is drawn anew. */
function useMapUnits(units: readonly Whereabouts[]): readonly MapUnit[] {
  const t = useText();
  const shown = units.flatMap(({ track, status, fix, ageSeconds }): MapUnit[] =>
    fix === null
      ? []
      : [
          {
            id: track.id,
            label: track.callSign,
            status: status === null ? '' : t(unitStatusWords[status]),
            point: fix.point,
            // The caption says minutes.
            ageSeconds: Math.floor(ageSeconds / 30) * 30,
            accuracyM: fix.accuracyM,
          },
        ],
  );
  return useSame(shown);
}

/** The value of before while the new one says the same. */
function useSame<Value>(value: Value): Value {
  const key = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the value in words
  return useMemo(() => value, [key]);
}

function TrackLayer({ units }: { units: readonly Whereabouts[] }) {
  const lines = useSame(units.map(({ track, driven }) => [track.id, driven.length] as const));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a line grows by its positions, and by nothing else
  const features = useMemo(
    () =>
      collection(
        units.flatMap(({ track, driven }): Feature[] =>
          driven.length < 2
            ? []
            : [
                {
                  type: 'Feature',
                  properties: { id: track.id },
                  geometry: {
                    type: 'LineString',
                    coordinates: driven.map(({ point }) => [point.longitude, point.latitude]),
                  },
                },
              ],
        ),
      ),
    [lines],
  );
  return <GeoLayer id="tracks" level="circles" features={features} layers={trackLayers} />;
}

function trackLayers(palette: Palette): readonly DrawnLayer[] {
  const rounded = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    // A rim, so that the line is seen over roads of its own colour too.
    {
      id: 'tracks-rim',
      type: 'line',
      layout: rounded,
      paint: { 'line-color': palette.surface, 'line-width': 6 },
    },
    { id: 'tracks-lines', type: 'line', layout: rounded, paint: { 'line-color': palette.good, 'line-width': 3 } },
  ];
}
