import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  webhooks: { id: 'Webhook', en: 'Webhooks' },
} as const satisfies Texts;
