import { useFormat, useText } from '#platform/web/language.tsx';
import type { ReplayMapProps } from './replay-points.ts';
import { replayTexts as texts } from './texts.ts';

/** Positions as a list: the newest of each thing at this moment. */
export function PointList({ points, at }: ReplayMapProps) {
  const t = useText();
  const format = useFormat();
  const known = points.filter((point) => point.at <= at).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const newest = [...new Map(known.map((point) => [point.of, point])).values()];
  if (newest.length === 0) return <p className="text-ink-soft">{t(texts.noPositions)}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {newest.map((point) => (
        <li key={point.of}>
          <span className="font-medium">{point.kind === 'incident' ? t(texts.incidentPoint) : point.of}</span>{' '}
          <span className="tabular-nums">
            {point.latitude.toFixed(5)}, {point.longitude.toFixed(5)}
          </span>{' '}
          <span className="text-sm text-ink-soft">{t(texts.sinceThen, { time: format.time(point.at) })}</span>
        </li>
      ))}
    </ul>
  );
}
