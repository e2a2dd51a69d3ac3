import { Mic } from 'lucide-react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { readRecordingState } from '../../recording-contract.ts';
import { alarmTexts } from '../../recording-texts.ts';
import { texts } from './texts.ts';

/** Said on every screen of a supervisor while a call in talk is not being recorded, or the disk fills. */
export function RecordingAlarm() {
  const t = useText();
  const state = useRoute(readRecordingState, {});
  const alarms = state.data?.alarms ?? [];
  if (alarms.length === 0) return null;
  return (
    <ul role="alert" className="flex basis-full flex-col gap-1 py-1">
      {alarms.map((alarm) => (
        <li key={`${alarm.kind} ${alarm.callId}`} className="flex flex-wrap items-center gap-2">
          <Badge tone="life" icon={<Mic aria-hidden size={14} />}>
            {t(alarmTexts[alarm.kind], { number: alarm.number ?? 0 })}
          </Badge>
          <RunningClock since={alarm.since} />
          {alarm.callId === null ? null : <Link href={`/calls/${alarm.callId}`}>{t(texts.look)}</Link>}
        </li>
      ))}
    </ul>
  );
}
