import type { IncidentView } from '#features/incidents/contract.ts';
import { unitStatusWords } from '#features/incidents/unit-words.ts';
import { metresBetween } from '#platform/shared/sphere.ts';
import type { Instant } from '#platform/shared/time.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { staleAfterSeconds } from '../../map-unit.ts';
import { lengthOf, type Whereabouts } from '../../track-rules.ts';
import { replayTexts as texts } from './texts.ts';

interface PositionListProps {
  readonly incident: IncidentView;
  readonly units: readonly Whereabouts[];
  readonly at: Instant;
}

/** What the map shows, in words: the place of the incident, and each unit that was on it at this moment. */
export function PositionList({ incident, units, at }: PositionListProps) {
  const t = useText();
  const format = useFormat();
  const { point, reportedAt } = incident;
  const isReported = reportedAt <= at;
  return (
    <ul aria-label={t(texts.positions)} className="flex flex-col gap-2">
      <li>
        <span className="font-medium">{t(texts.incidentPoint)}</span>{' '}
        {point === null || !isReported ? (
          <span className="text-ink-soft">{t(texts.noPositions)}</span>
        ) : (
          <>
            <Coordinates {...point} />{' '}
            <span className="text-sm text-ink-soft">{t(texts.sinceThen, { time: format.time(reportedAt) })}</span>
          </>
        )}
      </li>
      {units.map((unit) => (
        <li key={unit.track.id}>
          <UnitThen unit={unit} to={isReported ? point : null} />
        </li>
      ))}
    </ul>
  );
}

function UnitThen({ unit, to }: { unit: Whereabouts; to: IncidentView['point'] }) {
  const t = useText();
  const format = useFormat();
  const { track, status, fix, ageSeconds, driven } = unit;
  const km = (metres: number) => format.number(metres / 1000, 1);
  const facts =
    fix === null
      ? []
      : [
          to === null ? null : t(texts.fromIncident, { km: km(metresBetween(fix.point, to)) }),
          t(texts.driven, { km: km(lengthOf(driven)) }),
          `±${format.number(Math.round(fix.accuracyM))} m`,
          t(texts.measuredBefore, { time: format.duration(ageSeconds * 1000) }),
          fix.clamped ? t(texts.clockWrong) : null,
        ];
  return (
    <>
      <span className="font-medium">{track.callSign}</span>
      {status === null ? null : <span> · {t(unitStatusWords[status])}</span>}{' '}
      <span className="text-sm text-ink-soft">{track.agencyName}</span>
      <span className="block">
        {fix === null ? (
          <span className="text-ink-soft">{t(texts.placeUnknown)}</span>
        ) : (
          <>
            <Coordinates {...fix.point} />
            <span className="block text-sm text-ink-soft">
              {facts.filter(Boolean).join(' · ')}
              {ageSeconds > staleAfterSeconds ? <strong> · {t(texts.old)}</strong> : null}
            </span>
          </>
        )}
      </span>
    </>
  );
}

function Coordinates({ latitude, longitude }: { latitude: number; longitude: number }) {
  return (
    <span className="tabular-nums">
      {latitude.toFixed(5)}, {longitude.toFixed(5)}
    </span>
  );
}
