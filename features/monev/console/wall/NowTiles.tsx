import { presenceTones } from '#features/calls/console/presence-tones.ts';
import { presenceTexts } from '#features/calls/texts.ts';
import { formatDuration } from '#platform/shared/time.ts';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { toneText } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { isReached } from '../../wall-rules.ts';
import { wallTexts as texts } from '../../wall-texts.ts';
import { Big, Calm, Tile } from './Tile.tsx';
import type { Wall } from './WallPage.tsx';

/** Who waits, and how long: the longest wait is the first of them. */
export function WaitingTile({ wall, now }: { wall: Wall; now: number }) {
  const t = useText();
  const format = useFormat();
  const waited = (since: string) => formatDuration(now - Date.parse(since));
  const [first] = wall.waiting;
  const seconds = wall.today.serviceLevel.seconds;
  const isLong = first !== undefined && now - Date.parse(first.since) > seconds * 1000;
  return (
    <Tile title={t(texts.waiting)} tone={isLong ? 'life' : first === undefined ? 'neutral' : 'warn'}>
      <Big>{format.number(wall.waiting.length)}</Big>
      {first === undefined ? (
        <Calm>{t(texts.nobodyWaits)}</Calm>
      ) : (
        <>
          <p className="text-[1.7em] font-semibold tabular-nums">
            {t(texts.longest)} {waited(first.since)}
          </p>
          <ul className="grid grid-cols-2 gap-x-[1em] text-[1.2em] tabular-nums">
            {wall.waiting.slice(0, 8).map((call) => (
              <li key={call.number}>
                {call.number} · {waited(call.since)} {call.isRinging ? t(texts.ringing) : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </Tile>
  );
}

/** Counts by state; who it is stays at the desks. */
export function DesksTile({ wall }: { wall: Wall }) {
  const t = useText();
  const format = useFormat();
  return (
    <Tile title={t(texts.desks)} tone={wall.ready === 0 ? 'life' : 'neutral'}>
      <p className="flex items-baseline gap-[0.4em]">
        <span className="text-[5.5em] leading-none font-bold tabular-nums">{format.number(wall.ready)}</span>
        <span className="text-[1.5em]">{t(texts.readyOf)}</span>
      </p>
      {wall.desks.length === 0 ? (
        <Calm>{t(texts.nobodyThere)}</Calm>
      ) : (
        <ul className="text-[1.5em]">
          {wall.desks.map(({ state, count }) => (
            <li key={state} className="flex justify-between gap-[1em]">
              <StatusDot tone={presenceTones[state]}>{t(presenceTexts[state])}</StatusDot>
              <span className="font-semibold tabular-nums">{format.number(count)}</span>
            </li>
          ))}
        </ul>
      )}
    </Tile>
  );
}

export function TodayTile({ wall }: { wall: Wall }) {
  const t = useText();
  const format = useFormat();
  const { offered, answered, abandoned, serviceLevel } = wall.today;
  const reached = isReached(serviceLevel);
  const tone = reached === null ? 'neutral' : reached ? 'good' : 'warn';
  const counts = [
    [texts.offered, offered],
    [texts.answered, answered],
    [texts.abandoned, abandoned],
  ] as const;
  return (
    <Tile title={t(texts.today)} tone={tone}>
      {serviceLevel.whole === 0 ? (
        <Calm>{t(texts.noCalls)}</Calm>
      ) : (
        <>
          <Big className={toneText[tone]}>{format.percent(serviceLevel.part / serviceLevel.whole, 0)}</Big>
          <p className="text-[1.3em]">
            {t(texts.serviceLevel, { seconds: serviceLevel.seconds })}
            {serviceLevel.target === null ? null : (
              <>
                , {t(texts.target, { target: format.percent(serviceLevel.target, 0) })}:{' '}
                <strong>{t(reached === true ? texts.reached : texts.missed)}</strong>
              </>
            )}
          </p>
        </>
      )}
      <dl className="mt-auto grid grid-cols-3 text-[1.3em]">
        {counts.map(([label, count]) => (
          <div key={label.en}>
            <dt className="text-ink-soft">{t(label)}</dt>
            <dd className="text-[1.8em] font-semibold tabular-nums">{format.number(count)}</dd>
          </div>
        ))}
      </dl>
    </Tile>
  );
}
