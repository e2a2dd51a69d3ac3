export interface Ring {
  readonly start: () => void;
  readonly stop: () => void;
  /** Called by a press: browsers let a page make sound only after one. */
  readonly unlock: () => void;
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
    unlock,
  };
}

/** Two tones in turns for a second, then half a second of rest; overtones carry it through a noisy room. */
function pattern(context: AudioContext): AudioBuffer {
  const { sampleRate } = context;
  const buffer = context.createBuffer(1, Math.round(sampleRate * 1.5), sampleRate);
  const samples = buffer.getChannelData(0);
  for (let index = 0; index < sampleRate; index++) {
    const seconds = index / sampleRate;
    const tone = Math.floor(seconds / 0.1) % 2 === 0 ? 880 : 1108;
    const angle = 2 * Math.PI * tone * seconds;
    const edge = Math.min(1, (seconds % 0.1) / 0.004, (0.1 - (seconds % 0.1)) / 0.004);
    samples[index] = 0.85 * edge * (0.7 * Math.sin(angle) + 0.3 * Math.sin(3 * angle));
  }
  return buffer;
}
