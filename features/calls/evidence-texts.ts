import type { Text } from '#platform/shared/texts.ts';
import type { EvidenceCode } from './evidence.ts';

/** One evidence code as the desk shows it, and the one key that notes it once a class that takes evidence was chosen. */
export interface EvidenceText extends Text {
  readonly key: string;
}

export const evidenceTexts: Readonly<Record<EvidenceCode, EvidenceText>> = {
  laughter: { id: 'Tawa di latar', en: 'Laughter in the background', key: 't' },
  group_playing: { id: 'Ramai bermain bersama', en: 'Several play around together', key: 'r' },
  singing_music: { id: 'Nyanyian atau musik', en: 'Singing or music', key: 'n' },
  joking_request: { id: 'Permintaan main-main', en: 'A request in jest', key: 'm' },
  admits_prank: { id: 'Mengaku iseng', en: 'Admits the prank', key: 'a' },
  leaves_at_place: { id: 'Menutup saat ditanya tempat', en: 'Hangs up when asked the place', key: 'l' },
  no_such_place: { id: 'Tempatnya tidak ada', en: 'The place does not exist', key: 'p' },
  phrase_repeated: { id: 'Kalimat sama diulang-ulang', en: 'The same phrase over and over', key: 'u' },
  contradicts_itself: { id: 'Cerita bertentangan', en: 'Contradicts itself', key: 'b' },
  owner_explains: { id: 'Keluarga atau pemilik nomor menerangkan', en: 'Family or owner explains it', key: 'k' },
  swearing: { id: 'Makian', en: 'Swearing', key: 'q' },
  insults_taker: { id: 'Menghina petugas', en: 'Insults the call taker', key: 'h' },
  sexual_talk: { id: 'Ucapan cabul', en: 'Sexual talk', key: 'c' },
  threatens_taker: { id: 'Mengancam petugas', en: 'Threatens the call taker', key: 'g' },
  refuted_on_scene: { id: 'Petugas di lokasi: tidak ada kejadian', en: 'Crew on scene: nothing there', key: 'o' },
  refuted_by_agency: { id: 'Dibantah instansi atau RT/RW', en: 'Refuted by an agency or the neighbourhood', key: 'i' },
  no_speech: { id: 'Tidak ada ucapan sama sekali', en: 'No speech at all', key: 's' },
  media_only: { id: 'Hanya TV atau latar', en: 'Only TV or background', key: 'v' },
  pocket_noise: { id: 'Bunyi saku atau gesekan', en: 'Pocket noise', key: 'e' },
  says_mistake: { id: 'Mengatakan salah pencet', en: 'Says it was a mistake', key: 'y' },
  says_test: { id: 'Mengatakan hanya uji coba', en: 'Says it is a test', key: 'j' },
};
