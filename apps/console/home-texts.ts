import type { Texts } from '#platform/shared/texts.ts';

/** Words of the page of who has no workspace. */
export const homeTexts = {
  welcome: { id: 'Selamat bertugas, {name}', en: 'Welcome, {name}' },
  noWorkspace: {
    id: 'Peran Anda belum memiliki ruang kerja di konsol',
    en: 'Your role has no workspace in the console yet',
  },
  noWorkspaceNote: {
    id: 'Hubungi administrator bila ini tidak semestinya.',
    en: 'Ask an administrator if this is not as it should be.',
  },
} as const satisfies Texts;
