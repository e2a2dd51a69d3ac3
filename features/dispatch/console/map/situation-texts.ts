import type { Texts } from '#platform/shared/texts.ts';

export const texts = {
  minutesAgo: { id: '{count} menit lalu', en: '{count} min ago' },
} as const satisfies Texts;
