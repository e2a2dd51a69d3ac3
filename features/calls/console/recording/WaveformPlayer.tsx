import { Pause, Play, VolumeX } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useText } from '#platform/web/language.tsx';
import type { beginListening } from '../../recording-contract.ts';
import { texts } from './texts.ts';
import { usePageKeys } from './use-page-keys.ts';
import { type Side, useSound } from './use-sound.ts';
import { clockOf, pathOf, readPeaks, type Speed, seekByKey, speeds } from './waveform.ts';

interface WaveformPlayerProps {
  /** Where the sound is reached, the listening in it. */
  readonly address: string;
  readonly number: number;
  readonly listening: RouteOutput<typeof beginListening>;
  /** Space and arrows play and seek from anywhere on the page that has no use for them itself. */
  readonly hasPageKeys?: boolean;
}

/** The recording as a picture one can hear: the caller above, the desk below, each with its own switch. */
export function WaveformPlayer({ address, number, listening, hasPageKeys = false }: WaveformPlayerProps) {
  const t = useText();
  const audio = useRef<HTMLAudioElement>(null);
  const [speed, setSpeed] = useState<Speed>('1');
  const [muted, setMuted] = useState<ReadonlySet<Side>>(new Set());
  const sound = useSound(audio, Number(speed), muted);
  const length = listening.durationMs / 1000;
  usePageKeys(hasPageKeys, sound, length);
  const toggleSide = (side: Side) =>
    setMuted((old) => new Set(old.has(side) ? [...old].filter((one) => one !== side) : [...old, side]));
  return (
    <section aria-label={t(texts.recordingOf, { number })} className="flex flex-col gap-2">
      {sound.hasFailed ? <Notice tone="life">{t(texts.failed)}</Notice> : null}
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said; captions do not exist */}
      <audio ref={audio} src={address} preload="metadata" className="hidden" />
      <Waveform peaks={listening.peaks} at={sound.at} length={length} muted={muted} onSeek={sound.seek} />
      <div className="flex flex-wrap items-end gap-2">
        <Button
          look="primary"
          onPress={() => void sound.toggle()}
          icon={sound.isPlaying ? <Pause aria-hidden size={16} /> : <Play aria-hidden size={16} />}
        >
          {t(sound.isPlaying ? texts.pause : texts.play)}
        </Button>
        <span className="py-1.5 tabular-nums" data-position={sound.at.toFixed(1)}>
          {clockOf(sound.at)} / {clockOf(length)}
        </span>
        <Select
          label={t(texts.speed)}
          options={speeds.map((id) => ({ id, name: `${id}×` }))}
          value={speed}
          onChange={setSpeed}
        />
        {(['caller', 'desk'] as const).map((side) => (
          <Button
            key={side}
            look={muted.has(side) ? 'primary' : 'plain'}
            aria-pressed={muted.has(side)}
            onPress={() => toggleSide(side)}
            icon={<VolumeX aria-hidden size={16} />}
          >
            {t(side === 'caller' ? texts.muteCaller : texts.muteDesk)}
          </Button>
        ))}
      </div>
    </section>
  );
}

interface WaveformProps {
  readonly peaks: string;
  readonly at: number;
  readonly length: number;
  readonly muted: ReadonlySet<Side>;
  readonly onSeek: (seconds: number) => void;
}

function Waveform({ peaks, at, length, muted, onSeek }: WaveformProps) {
  const t = useText();
  const sides = useMemo(() => readPeaks(peaks), [peaks]);
  const share = length > 0 ? Math.min(1, at / length) : 0;
  const handleKey = (event: KeyboardEvent) => {
    const wanted = seekByKey(event.key, at, length);
    if (wanted === null) return;
    event.preventDefault();
    onSeek(wanted);
  };
  const handlePointer = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * length);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t(texts.position)}
      aria-valuemin={0}
      aria-valuemax={Math.round(length)}
      aria-valuenow={Math.round(at)}
      aria-valuetext={t(texts.positionOf, { at: clockOf(at), of: clockOf(length) })}
      title={t(texts.seekNote)}
      onKeyDown={handleKey}
      onPointerDown={handlePointer}
      className="focus-ring relative cursor-pointer rounded-md border border-line bg-raised p-1"
    >
      {(['caller', 'desk'] as const).map((side) => (
        <div key={side} className={muted.has(side) ? 'opacity-40' : ''}>
          <span className="text-sm text-ink-soft">{t(side === 'caller' ? texts.caller : texts.desk)}</span>
          <svg
            aria-hidden
            viewBox={`0 0 ${Math.max(1, sides[side].length - 1)} 2`}
            preserveAspectRatio="none"
            className={`h-12 w-full ${side === 'caller' ? 'text-accent' : 'text-calm'}`}
          >
            <path d={pathOf(sides[side])} fill="currentColor" />
          </svg>
        </div>
      ))}
      <div aria-hidden className="pointer-events-none absolute inset-y-0 right-1 left-1">
        <div className="h-full border-r-2 border-ink bg-ink/10" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
