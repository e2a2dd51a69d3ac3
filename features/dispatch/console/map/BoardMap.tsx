import { useState } from 'react';
import { mapTexts as texts } from '#features/incidents/console/map/map-texts.ts';
import { useIncidentPoints } from '#features/incidents/console/map/use-incident-points.ts';
import { Link } from '#platform/ui/Link.tsx';
import { lazyMap } from '#platform/ui/map/lazy-map.tsx';
import { MapFold } from '#platform/ui/map/MapFold.tsx';
import { useText } from '#platform/web/language.tsx';
import { useGo } from '#platform/web/place.ts';
import { useUnits } from './use-units.ts';

const SituationMap = lazyMap(() => import('./SituationMap.tsx').then((file) => file.SituationMap));

/** The open incidents beside the board, in small; folded away at first. */
export function BoardMap() {
  const t = useText();
  return (
    <MapFold
      title={t(texts.smallMap)}
      name="board"
      isOpenAtFirst={false}
      actions={<Link href="/map">{t(texts.openMap)}</Link>}
    >
      <Situation />
    </MapFold>
  );
}

const parts = ['villages', 'boundaries'] as const;

function Situation() {
  const t = useText();
  const go = useGo();
  const points = useIncidentPoints();
  const units = useUnits();
  const [target] = useState(null);
  const incidents = points.data?.items ?? [];
  return (
    <SituationMap
      label={t(texts.mapOf, { count: incidents.length })}
      className="h-72"
      start={null}
      parts={parts}
      incidents={incidents}
      units={units}
      target={target}
      onOpen={(id) => go(`/incidents/${id}`)}
      onTogether={() => go('/map')}
    />
  );
}
