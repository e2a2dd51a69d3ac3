import { OctagonAlert } from 'lucide-react';
import { dispositionTexts } from '#features/calls/disposition-texts.ts';
import { callStateTexts } from '#features/calls/texts.ts';
import { waveTexts } from '#features/calls/wave-texts.ts';
import { surgeKindTexts } from '#features/dispatch/surge-texts.ts';
import type { Text } from '#platform/shared/texts.ts';
import { formatDuration } from '#platform/shared/time.ts';
import { cx } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { WallAlarm } from '../../wall-contract.ts';
import { alarmTexts, wallTexts as texts } from '../../wall-texts.ts';
import { Calm, Tile } from './Tile.tsx';
import type { Wall } from './WallPage.tsx';

/** What somebody must do something about, over the whole width; nothing where there is nothing. */
export function AlarmStrip({ alarms }: { alarms: Wall['alarms'] }) {
  const t = useText();
  const format = useFormat();
  if (alarms.length === 0) return <div />;
  return (
    <ul aria-label={t(texts.alarms)} className="flex flex-wrap gap-[0.6em] text-[1.4em] font-semibold">
      {alarms.map((alarm) => (
        <li
          key={`${alarm.kind}/${alarm.since}`}
          className={cx(
            'flex items-center gap-[0.5em] rounded-lg border-2 px-[0.7em] py-[0.2em]',
            alarm.kind === 'agency_out' ? 'border-warn bg-warn-soft text-warn' : 'border-life bg-life-soft text-life',
          )}
        >
          <OctagonAlert aria-hidden className="h-[1em] w-[1em] shrink-0" />
          {t(alarmTexts[alarm.kind], { name: nameOf(alarm, t) })}
          {alarm.since === null ? null : <span className="font-normal">{format.time(alarm.since)}</span>}
        </li>
      ))}
    </ul>
  );
}

function nameOf(alarm: WallAlarm, t: (text: Text) => string): string {
  if (alarm.kind === 'surge') return t(surgeKindTexts[alarm.surge]);
  if (alarm.kind === 'wave')
    return [t(waveTexts[alarm.wave]), alarm.name === null ? '' : t(alarm.name)].join(' ').trim();
  return alarm.kind === 'nobody_ready' ? '' : t(alarm.name);
}

export function OpenTile({ wall, now }: { wall: Wall; now: number }) {
  const t = useText();
  const format = useFormat();
  return (
    <Tile title={t(texts.open)} tone={wall.open.some(({ priority }) => priority === 'P1') ? 'life' : 'neutral'}>
      {wall.open.length === 0 ? (
        <Calm>{t(texts.noneOpen)}</Calm>
      ) : (
        <ul className="text-[1.5em]">
          {wall.open.map(({ priority, count, oldest }) => (
            <li key={priority} className="flex items-baseline justify-between gap-[1em] border-b border-line">
              <span className={cx('font-semibold', priority === 'P1' && 'text-life')}>{priority}</span>
              <span className="text-ink-soft tabular-nums">
                {t(texts.oldest)} {formatDuration(now - Date.parse(oldest))}
              </span>
              <span className="text-[1.7em] leading-tight font-bold tabular-nums">{format.number(count)}</span>
            </li>
          ))}
        </ul>
      )}
    </Tile>
  );
}

export function OverdueTile({ wall }: { wall: Wall }) {
  const t = useText();
  const kinds = ['acknowledge', 'arrive', 'resolve'] as const;
  return (
    <Tile title={t(texts.overdue)} tone={wall.overdue.length > 0 ? 'warn' : 'neutral'}>
      {wall.overdue.length === 0 ? (
        <Calm>{t(texts.noneOverdue)}</Calm>
      ) : (
        <ul className="text-[1.3em]">
          {wall.overdue.slice(0, 6).map((agency) => (
            <li key={agency.name.id} className="border-b border-line py-[0.1em]">
              <span className="font-semibold">{t(agency.name)}</span>{' '}
              <span className="text-warn">
                {kinds
                  .filter((kind) => agency[kind] > 0)
                  .map((kind) => `${agency[kind]} ${t(texts[kind])}`)
                  .join(', ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Tile>
  );
}

/** Kind and district only; while nothing is known of a call, how it stands. */
export function RecentTile({ wall }: { wall: Wall }) {
  const t = useText();
  const format = useFormat();
  return (
    <Tile title={t(texts.recent)}>
      {wall.recent.length === 0 ? (
        <Calm>{t(texts.noRecent)}</Calm>
      ) : (
        <ul className="text-[1.15em]">
          {wall.recent.map((call) => (
            <li key={call.number} className="flex gap-[0.8em] border-b border-line">
              <span className="whitespace-nowrap text-ink-soft tabular-nums">{format.time(call.at)}</span>
              <span className="truncate">
                {call.type !== null
                  ? t(call.type)
                  : t(call.disposition === null ? callStateTexts[call.state] : wordsOf(call.disposition))}
                {call.district === null ? null : <span className="text-ink-soft"> · {call.district}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Tile>
  );
}

function wordsOf(code: string): Text {
  const words: Readonly<Record<string, Text>> = dispositionTexts;
  return words[code] ?? { id: code, en: code };
}
