import { useEffect, useMemo } from 'react';
import { BaseMap } from '#features/places/console/map/BaseMap.tsx';
import { Circles } from '#features/places/console/map/Circles.tsx';
import { boundsOf, type GeoPoint } from '#platform/ui/map/geometry.ts';
import { showBounds, useMap } from '#platform/ui/map/map-context.ts';
import { useText } from '#platform/web/language.tsx';
import { IncidentLayer, type MarkedIncident } from './IncidentLayer.tsx';
import { drawMarks } from './map-marks.ts';
import { mapTexts as texts } from './map-texts.ts';

interface OneIncidentMapProps {
  readonly incident: MarkedIncident & {
    readonly point: GeoPoint;
    readonly accuracyM: number | null;
    readonly placeText: string | null;
  };
}

/** One incident with the circle it lies in. */
export function OneIncidentMap({ incident }: OneIncidentMapProps) {
  const t = useText();
  const { number, point, accuracyM, placeText } = incident;
  const { latitude, longitude } = point;
  const box = useMemo(() => boxAround({ latitude, longitude }, accuracyM), [latitude, longitude, accuracyM]);
  const circles = useMemo(
    () =>
      accuracyM === null
        ? []
        : [{ id: 'place', point: { latitude, longitude }, radiusM: accuracyM, look: 'accent' as const }],
    [latitude, longitude, accuracyM],
  );
  const incidents = useMemo(() => [incident], [incident]);
  return (
    <BaseMap
      label={t(texts.placeOf, { number, place: placeText ?? '–' })}
      start={box}
      className="h-72"
      images={drawMarks}
    >
      <Circles circles={circles} />
      <IncidentLayer incidents={incidents} />
      <Follow box={box} />
    </BaseMap>
  );
}

const boxAround = (point: GeoPoint, accuracyM: number | null) => boundsOf([point], Math.max(700, 2 * (accuracyM ?? 0)));

/** The place was corrected: the map goes there. */
function Follow({ box }: { box: ReturnType<typeof boxAround> }) {
  const { gl } = useMap();
  useEffect(() => {
    if (box !== null) showBounds(gl, box);
  }, [gl, box]);
  return null;
}
