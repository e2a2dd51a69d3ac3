import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  users: { id: 'Pengguna', en: 'Users' },
  profile: { id: 'Profil saya', en: 'My profile' },
  centre: { id: 'Pusat panggilan', en: 'Call centre' },
} as const satisfies Texts;
