import type { Texts } from '#platform/shared/texts.ts';

/** Words of the sound of a running call. */
export const talkTexts = {
  voiceIn: { id: 'Suara pelapor (masuk)', en: "Caller's voice (in)" },
  voiceOut: { id: 'Suara saya (keluar)', en: 'My voice (out)' },
  voicePackets: { id: '{level} %, {packets} paket', en: '{level} %, {packets} packets' },
  noVoiceIn: {
    id: 'Tidak ada suara dari pelapor: periksa volume dan jaringan',
    en: 'No sound from the caller: check volume and network',
  },
} as const satisfies Texts;
