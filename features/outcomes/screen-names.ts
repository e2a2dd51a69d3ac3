import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  callerTasks: { id: 'Kabari pelapor', en: 'Tell callers' },
  telling: { id: 'Kabar untuk pelapor', en: 'News for callers' },
} as const satisfies Texts;
