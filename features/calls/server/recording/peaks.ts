import { headerBytes, samplesOf } from './wav.ts';

/** Columns of a picture of the sound: more than a wide screen has room for bars. */
export const peakColumns = 800;

/**
 * The picture of a stereo sound, gathered while its parts go by: for each column the loudest sample of the caller, then of
 * the desk, as one byte each (sample / 128, at most 255).
 */
export function gatherPeaks(bytes: number): { add: (part: Buffer) => void; peaks: () => Buffer } {
  const frames = Math.max(1, (bytes - headerBytes) >> 2);
  const columns = Math.min(peakColumns, frames);
  const loudest = new Int32Array(columns * 2);
  let frame = 0;
  let isHeader = true;
  return {
    add: (part) => {
      // The header comes alone and first.
      if (isHeader) {
        isHeader = false;
        return;
      }
      const samples = samplesOf(part);
      for (let at = 0; at < samples.length; ) {
        const column = Math.min(columns - 1, Math.floor((frame * columns) / frames));
        const until = Math.ceil(((column + 1) * frames) / columns);
        const end = Math.min(samples.length, at + (until - frame) * 2);
        let [caller, desk] = [loudest[column * 2] ?? 0, loudest[column * 2 + 1] ?? 0];
        frame += (end - at) >> 1;
        for (; at < end; at += 2) {
          const [left, right] = [Math.abs(samples[at] ?? 0), Math.abs(samples[at + 1] ?? 0)];
          if (left > caller) caller = left;
          if (right > desk) desk = right;
        }
        loudest[column * 2] = caller;
        loudest[column * 2 + 1] = desk;
      }
    },
    peaks: () => Buffer.from(loudest.map((each) => Math.min(255, each >> 7))),
  };
}
