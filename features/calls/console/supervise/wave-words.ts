import type { WaveView } from '../../wave-contract.ts';

/** What a wave's sentence (../../wave-texts.ts) is filled with. */
export function waveWords(
  { calls, numbers, minutes, usual, number, district }: WaveView,
  figure: (value: number, digits: number) => string,
): Record<string, string | number> {
  return { calls, numbers, minutes, usual: figure(usual, 1), number: number ?? '–', district: district ?? '–' };
}
