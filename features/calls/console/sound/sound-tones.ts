import type { Tone } from '#platform/ui/tone.ts';
import type { SoundWord } from '../../sound-quality.ts';

/** Beside the word, never alone. */
export const soundTones: Readonly<Record<SoundWord, Tone>> = { good: 'good', fair: 'warn', poor: 'life' };
