import { BellOff, BellRing, MonitorOff, Phone, VolumeX } from 'lucide-react';
import { cx, type Tone, toneText } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import type { Alerting } from '../assignment.ts';
import { alertingTexts } from '../texts.ts';

const looks: Readonly<Record<Alerting, { readonly tone: Tone; readonly Icon: typeof Phone }>> = {
  on: { tone: 'good', Icon: BellRing },
  muted: { tone: 'life', Icon: VolumeX },
  blocked: { tone: 'life', Icon: BellOff },
  silent: { tone: 'life', Icon: MonitorOff },
  no_accounts: { tone: 'warn', Icon: Phone },
};

/** Whether an agency can be heard, by sign, colour and word. `phone` is shown where the telephone is the way. */
export function AlertingMark({ alerting, phone }: { alerting: Alerting; phone?: string | null }) {
  const t = useText();
  const { tone, Icon } = looks[alerting];
  return (
    <span className={cx('inline-flex flex-wrap items-center gap-x-1 text-sm', toneText[tone])}>
      <Icon aria-hidden size={14} className="shrink-0" />
      {t(alertingTexts[alerting])}
      {alerting === 'on' || phone == null ? null : (
        <a href={`tel:${phone.replace(/[^+\d]/g, '')}`} className="focus-ring rounded font-semibold underline">
          {phone}
        </a>
      )}
    </span>
  );
}
