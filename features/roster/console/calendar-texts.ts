import type { Texts } from '#platform/shared/texts.ts';

export const calendarTexts = {
  title: { id: 'Kalender di telepon', en: 'Calendar on your telephone' },
  about: {
    id: 'Buat alamat rahasia, lalu langgani di kalender telepon Anda. Isinya hanya giliran Anda sendiri.',
    en: 'Make a secret address and subscribe to it in your calendar. It holds your own shifts only.',
  },
  since: {
    id: 'Alamat dibuat {at}. Siapa pun yang memilikinya dapat melihat giliran Anda; cabut bila bocor.',
    en: 'The address was made {at}. Whoever has it sees your shifts; revoke it if it leaks.',
  },
  address: { id: 'Alamat kalender', en: 'Address of the calendar' },
  once: { id: 'Hanya ditampilkan sekali ini.', en: 'Shown this once only.' },
  make: { id: 'Buat alamat', en: 'Make an address' },
  renew: { id: 'Ganti alamat', en: 'Make a new address' },
  revoke: { id: 'Cabut', en: 'Revoke' },
} as const satisfies Texts;
