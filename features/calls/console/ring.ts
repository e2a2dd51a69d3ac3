import { playOn } from './sound/sound-devices.ts';

export interface Ring {
  readonly start: () => void;
  readonly stop: () => void;
  /** Once and short, unlike the ring: somebody is still on hold. */
  readonly remind: () => void;
  /** Called by a press: browsers let a page make sound only after one. */
  readonly unlock: () => void;
  /** Ring on this device, null for the system's own; false: it is not there. */
  readonly playOn: (device: string | null) => Promise<boolean>;
}

/**
 * The ring of a desk. A looped buffer instead of timers: a tab in the background is woken once a second at most, the
 * audio thread is not. `onState(false)` means that the browser holds the sound back.
 */
export function createRing(onState: (isAudible: boolean) => void): Ring {
  const context = new AudioContext();
  let source: AudioBufferSourceNode | null = null;
  const tell = () => onState(context.state === 'running');
  const unlock = () => {
    if (context.state !== 'running') void context.resume().then(tell, tell);
  };
  context.addEventListener('statechange', tell);
  for (const name of ['pointerdown', 'keydown']) window.addEventListener(name, unlock, { capture: true });
  unlock();
  tell();
  return {
    start: () => {
      unlock();
      if (source !== null) return;
      source = new AudioBufferSourceNode(context, { buffer: pattern(context), loop: true });
      source.connect(context.destination);
      source.start();
    },
    stop: () => {
      source?.stop();
      source?.disconnect();
      source = null;
    },
    remind: () => {
      unlock();
      const reminder = new AudioBufferSourceNode(context, { buffer: descent(context) });
      reminder.connect(context.destination);
      reminder.start();
    },
    unlock,
    playOn: (device) => playOn(context, device),
  };
}

/** Two tones in turns for a second, then half a second of rest; overtones carry it through a noisy room. */
function pattern(context: AudioContext): AudioBuffer {
  return melody(context, { seconds: 1.5, step: 0.1, tones: [880, 1108, 880, 1108, 880, 1108, 880, 1108, 880, 1108] });
}

/** Three tones going down. */
function descent(context: AudioContext): AudioBuffer {
  return melody(context, { seconds: 0.6, step: 0.2, tones: [740, 587, 494] });
}

/** Tones one after another, each `step` seconds long, then rest. */
function melody(
  context: AudioContext,
  { seconds: length, step, tones }: { seconds: number; step: number; tones: readonly number[] },
): AudioBuffer {
  const { sampleRate } = context;
  const buffer = context.createBuffer(1, Math.round(sampleRate * length), sampleRate);
  const samples = buffer.getChannelData(0);
  for (let index = 0; index < samples.length; index++) {
    const seconds = index / sampleRate;
    const tone = tones[Math.floor(seconds / step)];
    if (tone === undefined) break;
    const angle = 2 * Math.PI * tone * seconds;
    const edge = Math.min(1, (seconds % step) / 0.004, (step - (seconds % step)) / 0.004);
    samples[index] = 0.85 * edge * (0.7 * Math.sin(angle) + 0.3 * Math.sin(3 * angle));
  }
  return buffer;
}
