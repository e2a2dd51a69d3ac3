import type { Text } from '#platform/shared/texts.ts';

/** What waits for the head. */
export type SignatureKind = 'case_pack' | 'case_lane';

/** The message that tells the head. Whoever reads a locked screen or an open mailbox learns nothing of the case, not even its number. */
export const signatureWords: Readonly<Record<SignatureKind, { readonly title: Text; readonly text: Text }>> = {
  case_pack: {
    title: { id: '{regency}: menunggu tanda tangan Anda', en: '{regency}: waits for your signature' },
    text: {
      id: 'Sebuah berkas bukti menunggu Anda baca dan tanda tangani. Buka konsol 112, menu Berkas bukti.',
      en: 'An evidence pack waits for you to read and sign it. Open the 112 console, menu Evidence packs.',
    },
  },
  case_lane: {
    title: { id: '{regency}: menunggu persetujuan Anda', en: '{regency}: waits for your signature' },
    text: {
      id: 'Sebuah permintaan jalur terbatas menunggu persetujuan Anda. Buka konsol 112, menu Jalur terbatas.',
      en: 'A restricted lane waits for your signature. Open the 112 console, menu Restricted lanes.',
    },
  },
};
