// What a silent caller's telephone may send, generated: for the tests of the detection and of the desk's story.
import { energyOf, telephoneRate } from '#platform/server/sip/sound.ts';

const perMs = telephoneRate / 1000;

/** The same sequence of numbers between -1 and 1 at each run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2147483648 - 1;
  };
}

export const quiet = (ms: number) => new Int16Array(ms * perMs);

export function joined(...parts: readonly Int16Array[]): Int16Array {
  return Int16Array.from(parts.flatMap((part) => [...part]));
}

/** White noise of this root mean square, as a line or an air conditioner makes it. */
export function noise(ms: number, rms: number): Int16Array {
  const next = numbersFrom(112);
  return Int16Array.from({ length: ms * perMs }, () => next() * rms * Math.sqrt(3));
}

/** Noise that swells and fades every two seconds; `rms` at its loudest. */
export function breathing(ms: number, rms: number): Int16Array {
  return noise(ms, rms).map((value, index) => value * Math.sin((Math.PI * index) / (2000 * perMs)) ** 2);
}

/** A fingernail on the telephone: 20 ms that fade; `offsetMs` moves it across the packets. */
export function knock(peak: number, offsetMs = 0): Int16Array {
  const length = 20 * perMs;
  const sound = Int16Array.from(
    { length },
    (_, index) => peak * Math.exp((-4 * index) / length) * Math.sin((2 * Math.PI * 300 * index) / telephoneRate),
  );
  return joined(quiet(offsetMs), sound);
}

/** A burst of noise with a hard beginning, some 300 ms above the line. */
export function cough(peak: number): Int16Array {
  const next = numbersFrom(119);
  return Int16Array.from({ length: 350 * perMs }, (_, index) => {
    const swell = index < 50 * perMs ? index / (50 * perMs) : Math.exp(-(index - 50 * perMs) / (110 * perMs));
    return peak * swell * next();
  });
}

/** The same sound at a loudness: 0 dBFS is a root mean square of 32767. */
export function loudness(samples: Int16Array, dbfs: number): Int16Array {
  const factor = (32767 * 10 ** (dbfs / 20)) / energyOf(samples);
  return samples.map((value) => Math.max(-32767, Math.min(32767, value * factor)));
}
