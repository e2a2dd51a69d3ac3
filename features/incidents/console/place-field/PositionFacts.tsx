import { distanceText } from '#features/places/distance.ts';
import { positionSourceTexts, positionTexts, villageMethodTexts } from '#features/places/position-texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { IncidentItem } from '../../contract.ts';

/** Where an incident is on the earth, how that is known, and how exact it is. */
export function PositionFacts({
  incident,
}: {
  incident: Pick<IncidentItem, 'point' | 'placed' | 'jurisdiction' | 'outside'>;
}) {
  const t = useText();
  const format = useFormat();
  const distance = (metres: number) => distanceText(metres, (value) => format.number(value, 1));
  const { point, placed, jurisdiction, outside } = incident;
  return (
    <span className="flex flex-col gap-0.5">
      {point === null || placed === null ? (
        '–'
      ) : (
        <span>
          <span className="tabular-nums">
            {point.latitude.toFixed(5)}, {point.longitude.toFixed(5)}
          </span>
          {' · '}
          {t(positionSourceTexts[placed.source])}
          {', '}
          {placed.accuracyM === null
            ? t(positionTexts.accuracyUnknown)
            : t(positionTexts.accuracy, { distance: distance(placed.accuracyM) })}
        </span>
      )}
      {jurisdiction === null ? null : (
        <span className="text-ink-soft">
          {t(villageMethodTexts[jurisdiction.method], {
            distance: jurisdiction.distanceM === null ? '' : distance(jurisdiction.distanceM),
          })}
        </span>
      )}
      {outside === null ? null : (
        <span>
          <Badge tone="warn">{t(positionTexts.outside, { name: outside.name })}</Badge>
        </span>
      )}
    </span>
  );
}
