import { BellOff, BellRing, MonitorOff, Phone, VolumeX } from 'lucide-react';
import type { Text } from '#platform/shared/texts.ts';
import { cx, type Tone, toneText } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import type { Alerting } from '../assignment.ts';
import { alertingTexts } from '../texts.ts';
import { texts } from './texts.ts';

const looks: Readonly<Record<Alerting, { readonly tone: Tone; readonly Icon: typeof Phone }>> = {
  on: { tone: 'good', Icon: BellRing },
  muted: { tone: 'life', Icon: VolumeX },
  blocked: { tone: 'life', Icon: BellOff },
  silent: { tone: 'life', Icon: MonitorOff },
  no_accounts: { tone: 'warn', Icon: Phone },
};

const brief: Readonly<Record<Alerting, Text>> = {
  on: texts.heard,
  muted: texts.briefMuted,
  blocked: texts.briefBlocked,
  silent: texts.briefSilent,
  no_accounts: texts.briefPhone,
};

interface AlertingMarkProps {
  readonly alerting: Alerting;
  /** Shown where the telephone is the way. */
  readonly phone?: string | null;
  /** One word, for a row of a table; the whole sentence is its tooltip. */
  readonly isBrief?: boolean;
}

/** Whether an agency can be heard, by sign, colour and word. */
export function AlertingMark({ alerting, phone, isBrief }: AlertingMarkProps) {
  const t = useText();
  const { tone, Icon } = looks[alerting];
  return (
    <span
      title={t(alertingTexts[alerting])}
      className={cx('inline-flex flex-wrap items-center gap-x-1 text-sm', toneText[tone])}
    >
      <Icon aria-hidden size={14} className="shrink-0" />
      {t(isBrief === true ? brief[alerting] : alertingTexts[alerting])}
      {alerting === 'on' || phone == null ? null : (
        <a href={`tel:${phone.replace(/[^+\d]/g, '')}`} className="focus-ring rounded font-semibold underline">
          {phone}
        </a>
      )}
    </span>
  );
}
