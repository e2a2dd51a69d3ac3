import { type RefObject, useEffect, useRef, useState } from 'react';

export type Side = 'caller' | 'desk';

/** How the sound stands: seconds from its beginning, and whether it runs. */
export interface SoundState {
  readonly at: number;
  readonly isPlaying: boolean;
  readonly hasFailed: boolean;
}

interface Mixer {
  readonly context: AudioContext;
  readonly gains: Readonly<Record<Side, GainNode>>;
}

/** Left the caller, right the desk: each side goes through a gain of its own, and both to both ears. */
function mix(audio: HTMLAudioElement): Mixer {
  const context = new AudioContext();
  const source = context.createMediaElementSource(audio);
  const splitter = context.createChannelSplitter(2);
  source.connect(splitter);
  const side = (output: number) => {
    const gain = context.createGain();
    splitter.connect(gain, output);
    gain.connect(context.destination);
    return gain;
  };
  return { context, gains: { caller: side(0), desk: side(1) } };
}

/** A player over an `<audio>` element: position, play and pause, speed, and each side by itself. */
export function useSound(audio: RefObject<HTMLAudioElement | null>, speed: number, muted: ReadonlySet<Side>) {
  const [state, setState] = useState<SoundState>({ at: 0, isPlaying: false, hasFailed: false });
  const mixer = useRef<Mixer | null>(null);
  useEffect(() => {
    const element = audio.current;
    if (element === null) return;
    const follow = () =>
      setState({ at: element.currentTime, isPlaying: !element.paused, hasFailed: element.error !== null });
    const names = ['timeupdate', 'play', 'pause', 'ended', 'seeked', 'error'] as const;
    for (const name of names) element.addEventListener(name, follow);
    return () => {
      for (const name of names) element.removeEventListener(name, follow);
      element.pause();
      void mixer.current?.context.close();
      mixer.current = null;
    };
  }, [audio]);
  useEffect(() => {
    if (audio.current !== null) audio.current.playbackRate = speed;
  }, [audio, speed]);
  useEffect(() => {
    for (const side of ['caller', 'desk'] as const) {
      const gain = mixer.current?.gains[side].gain;
      if (gain !== undefined) gain.value = muted.has(side) ? 0 : 1;
    }
  }, [muted]);
  const toggle = async () => {
    const element = audio.current;
    if (element === null) return;
    if (!element.paused) return element.pause();
    // Only now: a browser lets a page make sound after a press.
    mixer.current ??= mix(element);
    for (const side of muted) mixer.current.gains[side].gain.value = 0;
    await mixer.current.context.resume();
    await element.play().catch(() => setState((old) => ({ ...old, hasFailed: element.error !== null })));
  };
  const seek = (seconds: number) => {
    if (audio.current !== null) audio.current.currentTime = seconds;
  };
  return { ...state, toggle, seek };
}
