import { lazyMap } from '#platform/ui/map/lazy-map.tsx';
import { MapFold } from '#platform/ui/map/MapFold.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import type { IncidentView } from '../../contract.ts';
import { mapTexts as texts } from './map-texts.ts';

const OneIncidentMap = lazyMap(() => import('./OneIncidentMap.tsx').then((file) => file.OneIncidentMap));

/** Where the incident is; nothing for who may not see its place. */
export function IncidentMapCard({ incident }: { incident: IncidentView }) {
  const t = useText();
  const format = useFormat();
  const can = useCan();
  if (!can('place.search') || incident.withheld) return null;
  const { point, placed } = incident;
  const exactness =
    placed?.source === 'village'
      ? t(texts.approximate)
      : placed?.accuracyM == null
        ? ''
        : t(texts.accuracy, { metres: format.number(placed.accuracyM) });
  return (
    <MapFold title={t(texts.smallMap)} name="incident" isOpenAtFirst>
      {point === null ? (
        <p className="text-ink-soft">{t(texts.noPoint)}</p>
      ) : (
        <>
          <OneIncidentMap
            incident={{ ...incident, point, pointSource: placed?.source ?? null, accuracyM: placed?.accuracyM ?? null }}
          />
          <p className="mt-1 text-sm">
            <span className="font-mono select-all">
              {point.latitude.toFixed(5)}, {point.longitude.toFixed(5)}
            </span>{' '}
            {exactness}
          </p>
        </>
      )}
    </MapFold>
  );
}
