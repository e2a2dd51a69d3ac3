import { useMemo } from 'react';
import type { IncidentView } from '#features/incidents/contract.ts';
import type { Instant } from '#platform/shared/time.ts';
import { lazyMap } from '#platform/ui/map/lazy-map.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listTracks, type Track } from '../../track-contract.ts';
import { whereAt } from '../../track-rules.ts';
import { PositionList } from './PositionList.tsx';
import { replayTexts as texts } from './texts.ts';

const ReplayMap = lazyMap(() => import('./ReplayMap.tsx').then((file) => file.ReplayMap));

interface PositionsProps {
  readonly incident: IncidentView;
  readonly at: Instant;
}

const none: readonly Track[] = [];

/** Where the incident was and who drove to it, on a map and in words. Who may not see units sees the incident alone. */
export function Positions({ incident, at }: PositionsProps) {
  const t = useText();
  const mayRead = useCan()('unit.read') && !incident.withheld;
  const tracks = useRoute(listTracks, { params: { id: incident.id } }, { enabled: mayRead });
  if (!mayRead)
    return (
      <>
        <Shown incident={incident} at={at} tracks={none} />
        <p className="pt-2 text-sm text-ink-soft">{t(texts.noUnits)}</p>
      </>
    );
  return <QueryView query={tracks}>{({ items }) => <Shown incident={incident} at={at} tracks={items} />}</QueryView>;
}

function Shown({ incident, at, tracks }: PositionsProps & { tracks: readonly Track[] }) {
  const t = useText();
  const units = useMemo(() => whereAt(tracks, at), [tracks, at]);
  const isNowhere = incident.point === null && tracks.every((track) => track.fixes.length === 0);
  return (
    <div className="flex flex-col gap-3">
      {isNowhere ? null : (
        <ReplayMap
          label={t(texts.mapOf)}
          incident={incident}
          isReported={incident.reportedAt <= at}
          tracks={tracks}
          units={units}
        />
      )}
      <PositionList incident={incident} units={units} at={at} />
      {tracks.some((track) => track.fixes.length > 0) ? (
        <p className="text-sm text-ink-soft">{t(texts.lookLogged)}</p>
      ) : null}
    </div>
  );
}
