import { LocateFixed } from 'lucide-react';
import { PriorityMark } from '#features/incidents/console/IncidentMarks.tsx';
import type { Sorted } from '#features/incidents/console/map/map-filter.ts';
import { mapTexts as texts } from '#features/incidents/console/map/map-texts.ts';
import type { IncidentPoint } from '#features/incidents/map-contract.ts';
import { stateTexts } from '#features/incidents/texts.ts';
import { Button, IconButton } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import type { GeoPoint } from '#platform/ui/map/geometry.ts';
import { Card } from '#platform/ui/Page.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';

interface MapListProps {
  readonly sorted: Sorted<IncidentPoint>;
  /** Only what lies at one and the same point. */
  readonly isTogether: boolean;
  readonly onAll: () => void;
  readonly onShow: (point: GeoPoint) => void;
}

/** Each row has a running clock; whoever looks at more of them magnifies the map. */
const mostRows = 100;

/** The same incidents as on the map, as words. */
export function MapList({ sorted, isTogether, onAll, onShow }: MapListProps) {
  const t = useText();
  const { inView, withoutPoint, elsewhere } = sorted;
  const head = isTogether
    ? t(texts.together, { count: inView.length })
    : t(texts.inView, { count: inView.length, others: elsewhere });
  return (
    <Card
      title={t(texts.list)}
      actions={
        isTogether ? (
          <Button size="small" onPress={onAll}>
            {t(texts.showAll)}
          </Button>
        ) : undefined
      }
    >
      <div className="flex max-h-full flex-col gap-3 overflow-auto">
        <p role="status" className="text-sm text-ink-soft">
          {head}
        </p>
        {inView.length === 0 ? <p>{t(texts.none)}</p> : <Rows items={inView} onShow={onShow} />}
        {withoutPoint.length === 0 ? null : (
          <section className="flex flex-col gap-2">
            <h3 className="font-semibold">{t(texts.withoutPoint, { count: withoutPoint.length })}</h3>
            <Rows items={withoutPoint} onShow={onShow} />
          </section>
        )}
      </div>
    </Card>
  );
}

function Rows({ items, onShow }: { items: readonly IncidentPoint[]; onShow: (point: GeoPoint) => void }) {
  const t = useText();
  return (
    <ul className="flex flex-col gap-2">
      {items.slice(0, mostRows).map((incident) => (
        <li key={incident.id} className="border-t border-line pt-1.5">
          <Row incident={incident} onShow={onShow} />
        </li>
      ))}
      {items.length > mostRows ? (
        <li className="text-ink-soft">{t(texts.more, { count: items.length - mostRows })}</li>
      ) : null}
    </ul>
  );
}

function Row({ incident, onShow }: { incident: IncidentPoint; onShow: (point: GeoPoint) => void }) {
  const t = useText();
  const { point, number } = incident;
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2">
        <PriorityMark priority={incident.priority} short />
        <Link href={`/incidents/${incident.id}`}>
          #{number}
          {incident.type === null ? '' : ` ${t(incident.type.name)}`}
        </Link>
        <RunningClock since={incident.reportedAt} size="small" />
        {point === null ? null : (
          <span className="ml-auto">
            <IconButton
              size="small"
              label={t(texts.show, { number })}
              icon={<LocateFixed aria-hidden size={15} />}
              onPress={() => onShow(point)}
            />
          </span>
        )}
      </span>
      <Whereabouts incident={incident} />
    </>
  );
}

/** Where it is, how exact that is, and whether anybody is on it. */
function Whereabouts({ incident }: { incident: IncidentPoint }) {
  const t = useText();
  const format = useFormat();
  const { isHidden, pointSource, accuracyM } = incident;
  const exactness =
    pointSource === 'village'
      ? t(texts.approximate)
      : accuracyM === null
        ? null
        : t(texts.accuracy, { metres: format.number(accuracyM) });
  const facts = isHidden ? [t(texts.hidden)] : [incident.place, incident.district?.name, exactness];
  return (
    <span className="block text-sm">
      {facts.filter(Boolean).join(' · ')}
      <span className="block text-ink-soft">
        {t(stateTexts[incident.state])}
        {incident.openAssignments === 0 && incident.state !== 'RESOLVED' ? ` · ${t(texts.nobody)}` : null}
      </span>
    </span>
  );
}
