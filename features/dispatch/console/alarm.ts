import type { Sound } from '../assignment.ts';

/** The alarm of one screen: a loop while something new waits, a test, and what the browser lets be heard. */
export interface Alarm {
  readonly sound: () => Sound;
  readonly subscribe: (listener: () => void) => () => void;
  /** Sound the loop, or stop it. A muted alarm stays silent and begins when it is unmuted. */
  readonly setRinging: (isRinging: boolean) => void;
  readonly setMuted: (isMuted: boolean) => void;
  /** Once through the pattern, also when muted: a test is asked for. */
  readonly test: () => void;
  readonly chime: () => void;
}

const mutedKey = 'dispatch.alarm.muted';

/**
 * One per page, made when it is first asked for and kept: a browser that has allowed its context to run keeps doing so,
 * a new context would have to be allowed again. Chromium holds a context back (`suspended`) until the page is touched.
 */
let made: Alarm | null = null;
export function alarmOfPage(): Alarm {
  made ??= createAlarm(new AudioContext(), localStorage);
  return made;
}

/**
 * A looped buffer instead of timers: a tab in the background is woken once a second at most, the audio thread is not.
 */
function createAlarm(context: AudioContext, memory: Storage): Alarm {
  const listeners = new Set<() => void>();
  let isMuted = memory.getItem(mutedKey) === 'yes';
  let isRinging = false;
  let loop: AudioBufferSourceNode | null = null;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const unlock = () => {
    // A refusal to resume is no fault: the state stays `suspended`, which the screen says in red.
    if (context.state !== 'running') context.resume().then(tell, tell);
  };
  const follow = () => {
    const shouldSound = isRinging && !isMuted;
    if (shouldSound && loop === null) {
      unlock();
      loop = play(context, siren(context), true);
    }
    if (!shouldSound) {
      loop?.stop();
      loop = null;
    }
  };
  context.addEventListener('statechange', tell);
  for (const name of ['pointerdown', 'keydown']) window.addEventListener(name, unlock, { capture: true });
  unlock();
  return {
    sound: () => (context.state !== 'running' ? 'blocked' : isMuted ? 'muted' : 'on'),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setRinging: (next) => {
      isRinging = next;
      follow();
    },
    setMuted: (next) => {
      isMuted = next;
      if (next) memory.setItem(mutedKey, 'yes');
      else memory.removeItem(mutedKey);
      follow();
      tell();
    },
    test: () => {
      unlock();
      play(context, siren(context), false);
    },
    chime: () => {
      if (!isMuted) play(context, chime(context), false);
    },
  };
}

function play(context: AudioContext, buffer: AudioBuffer, loop: boolean): AudioBufferSourceNode {
  const source = new AudioBufferSourceNode(context, { buffer, loop });
  source.connect(context.destination);
  source.start();
  return source;
}

/** A rising sweep three times, then rest: unlike a telephone, so that nobody waits for somebody else to answer it. */
function siren(context: AudioContext): AudioBuffer {
  return tones(context, 2.4, (seconds) => {
    const beat = seconds % 0.6;
    if (seconds >= 1.8 || beat > 0.5) return null;
    return { cycles: 600 * beat + 600 * beat * beat, loudness: edge(beat, 0.5) };
  });
}

/** Two falling notes: look here, nothing to answer. */
function chime(context: AudioContext): AudioBuffer {
  return tones(context, 0.7, (seconds) => {
    const beat = seconds % 0.35;
    return { cycles: (seconds < 0.35 ? 988 : 740) * beat, loudness: 0.6 * edge(beat, 0.35) };
  });
}

/** Without a soft edge each note begins and ends with a click. */
function edge(at: number, length: number): number {
  return Math.max(0, Math.min(1, at / 0.01, (length - at) / 0.02));
}

function tones(
  context: AudioContext,
  length: number,
  at: (seconds: number) => { cycles: number; loudness: number } | null,
): AudioBuffer {
  const { sampleRate } = context;
  const buffer = context.createBuffer(1, Math.round(sampleRate * length), sampleRate);
  const samples = buffer.getChannelData(0);
  for (let index = 0; index < samples.length; index += 1) {
    const tone = at(index / sampleRate);
    if (tone === null) continue;
    const angle = 2 * Math.PI * tone.cycles;
    // Overtones carry it through a noisy room and through small loudspeakers.
    samples[index] =
      0.9 * tone.loudness * (0.65 * Math.sin(angle) + 0.25 * Math.sin(2 * angle) + 0.1 * Math.sin(3 * angle));
  }
  return buffer;
}
