import type { Texts } from '#platform/shared/texts.ts';

/** Apart from screen-names.ts, which every desk loads before its first call. */
export const simulationNames = {
  simulate: { id: 'Simulator antrean', en: 'Queue simulator' },
} as const satisfies Texts;
