/** What a colour means; a word or a shape always says it too. `life`: danger to life, or overdue. */
export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'life' | 'calm';

/** Text in the tone's colour. */
export const toneText: Readonly<Record<Tone, string>> = {
  neutral: 'text-ink-soft',
  accent: 'text-accent',
  good: 'text-good',
  warn: 'text-warn',
  life: 'text-life',
  calm: 'text-calm',
};

/** Text on the tone's soft ground. */
export const toneSoft: Readonly<Record<Tone, string>> = {
  neutral: 'bg-raised text-ink border-line',
  accent: 'bg-accent-soft text-accent border-accent/40',
  good: 'bg-good-soft text-good border-good/40',
  warn: 'bg-warn-soft text-warn border-warn/40',
  life: 'bg-life-soft text-life border-life/40',
  calm: 'bg-calm-soft text-calm border-calm/40',
};

/** Join class names; false and undefined are left out. */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter((name) => typeof name === 'string' && name !== '').join(' ');
}
