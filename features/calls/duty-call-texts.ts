import type { Text } from '#platform/shared/texts.ts';
import type { DutyResult } from './duty-call.ts';

export const dutyResultTexts: Readonly<Record<DutyResult, Text>> = {
  accepted: { id: 'Menekan 1: diterima', en: 'Pressed 1: accepted' },
  rejected: { id: 'Menekan 2: ditolak', en: 'Pressed 2: rejected' },
  no_press: {
    id: 'Diangkat, tanpa menekan tombol (mungkin mesin penjawab)',
    en: 'Picked up, no key (perhaps a machine)',
  },
  hung_up: { id: 'Diangkat, lalu ditutup tanpa menekan tombol', en: 'Picked up, then hung up without a key' },
  no_answer: { id: 'Tidak diangkat', en: 'Not answered' },
  busy: { id: 'Sibuk', en: 'Busy' },
  declined: { id: 'Panggilan ditolak', en: 'Declined' },
  unreachable: { id: 'Nomor tidak terhubung', en: 'Number not reachable' },
  no_line: { id: 'Tidak ada saluran keluar', en: 'No line out' },
  broken_off: { id: 'Terputus', en: 'Broken off' },
  cancelled: { id: 'Dibatalkan, tidak diperlukan lagi', en: 'Cancelled, no longer needed' },
};
