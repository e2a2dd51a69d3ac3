import { Headset, SignalHigh, SignalLow, SignalMedium } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { cx, toneText } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { soundTexts, soundWordTexts } from '../../sound-texts.ts';
import { DeviceChoice } from './DeviceChoice.tsx';
import { soundTones } from './sound-tones.ts';
import type { SoundNow } from './sound-watch.ts';

const signs = { good: SignalHigh, fair: SignalMedium, poor: SignalLow };

/** How the sound of the running call is: a word, its figures, and what to do while it is bad. */
export function SoundLine({ sound }: { sound: SoundNow }) {
  const t = useText();
  const format = useFormat();
  const { word, mos, warning, lossPercent, jitterMs, roundTripMs } = sound;
  const [isChoosing, setChoosing] = useState(false);
  if (word === null || mos === null) return null;
  const Sign = signs[word];
  return (
    <div className="flex flex-col gap-1">
      {warning === null ? null : (
        <Notice tone="life">{t(warning === 'in' ? soundTexts.poorIn : soundTexts.poorOut)}</Notice>
      )}
      <p className="flex items-center gap-1 text-sm">
        <Sign aria-hidden size={16} className={cx('shrink-0', toneText[soundTones[word]])} />
        <span className="font-medium">{t(soundTexts.soundNow, { word: t(soundWordTexts[word]) })}</span>
      </p>
      <p className="text-sm text-ink-soft tabular-nums">
        {t(soundTexts.figures, {
          rtt: roundTripMs === null ? '–' : Math.round(roundTripMs),
          loss: lossPercent === null ? '–' : format.number(lossPercent, 1),
          jitter: jitterMs === null ? '–' : Math.round(jitterMs),
          mos: format.number(mos, 1),
        })}
      </p>
      <Button
        size="small"
        icon={<Headset aria-hidden size={15} />}
        aria-expanded={isChoosing}
        onPress={() => setChoosing(!isChoosing)}
      >
        {t(soundTexts.devices)}
      </Button>
      {isChoosing ? <DeviceChoice /> : null}
    </div>
  );
}
