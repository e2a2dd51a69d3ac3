import { VolumeX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useText } from '#platform/web/language.tsx';
import { recordingPath } from '../../recording-contract.ts';
import { texts } from './texts.ts';
import { clockOf } from './waveform.ts';

interface FollowedSoundProps {
  readonly callId: string;
  readonly listeningId: string;
  /** Seconds from its beginning; null: it does not sound now. */
  readonly at: number | null;
  readonly lengthS: number;
  readonly isPlaying: boolean;
  /** Null: too fast to be understood; the sound rests. */
  readonly speed: number | null;
}

/** Further apart than this the sound is set to where the others are; below it one hears the leap more than the difference. */
const driftS = 0.4;

/** A recording without a will of its own: it sounds where and while something else plays. */
export function FollowedSound({ callId, listeningId, at, lengthS, isPlaying, speed }: FollowedSoundProps) {
  const t = useText();
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (element === null) return;
    if (at !== null && Math.abs(element.currentTime - at) > driftS * (speed ?? 1)) element.currentTime = at;
    if (speed !== null) element.playbackRate = speed;
    const sounds = at !== null && isPlaying && speed !== null;
    // Refused only where the browser wants a press first, and playing began with one.
    if (sounds && element.paused) void element.play().catch(() => undefined);
    else if (!sounds && !element.paused) element.pause();
  }, [at, isPlaying, speed]);
  return (
    <p className="flex items-center gap-2" data-sound={at === null ? '' : at.toFixed(1)}>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said; captions do not exist */}
      <audio
        ref={audio}
        src={`${recordingPath.replace(':id', callId)}?listening=${listeningId}`}
        preload="auto"
        className="hidden"
      />
      <span className="tabular-nums">
        {at === null ? '–' : clockOf(at)} / {clockOf(lengthS)}
      </span>
      {at !== null && speed === null ? (
        <span className="inline-flex items-center gap-1 text-ink-soft">
          <VolumeX aria-hidden size={14} /> {t(texts.tooFast)}
        </span>
      ) : null}
    </p>
  );
}
