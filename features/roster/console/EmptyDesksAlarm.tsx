import { useQueryClient } from '@tanstack/react-query';
import { Siren } from 'lucide-react';
import { Link } from '#platform/ui/Link.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { cx, toneSoft } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { useLive } from '#platform/web/live.tsx';
import { invalidate, useRoute } from '#platform/web/query-options.ts';
import { readRosterAlarm } from '../alarm-contract.ts';
import { alarmTexts as texts } from './alarm-texts.ts';

/** Nobody is ready while a shift runs: on every page of a supervisor until somebody is. */
export function EmptyDesksAlarm() {
  const t = useText();
  const queries = useQueryClient();
  const refresh = () => void invalidate(queries, { under: ['/api/roster-alarm'] });
  useLive('roster.alarm_began', () => {
    toast(t(texts.title), 'life');
    refresh();
  });
  useLive('roster.alarm_ended', () => {
    toast(t(texts.ended));
    refresh();
  });
  const alarm = useRoute(readRosterAlarm, {}).data?.alarm ?? null;
  if (alarm === null) return null;
  return (
    <section
      role="alert"
      aria-label={t(texts.title)}
      data-tone="life"
      className={cx('flex flex-wrap items-center gap-x-4 gap-y-2 border-b-4 px-4 py-2 print:hidden', toneSoft.life)}
    >
      <Siren aria-hidden size={22} />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{t(texts.title)}</p>
        <p className="text-sm">
          {t(alarm.why === 'start' ? texts.start : texts.left)} <Link href="/desks">{t(texts.desks)}</Link>{' '}
          <Link href="/attendance">{t(texts.attendance)}</Link>
        </p>
      </div>
      <RunningClock since={alarm.beganAt} label={t(texts.since)} />
    </section>
  );
}
