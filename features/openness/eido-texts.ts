import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { EidoReason } from './eido.ts';

export const eidoRefusals = {
  'eido.not_found': { status: 404, id: 'Kejadian ini tidak ada', en: 'There is no such incident' },
  'eido.withheld': {
    status: 403,
    id: 'Kejadian sensitif: hanya penangannya yang boleh mengekspornya',
    en: 'A sensitive incident: only its handlers may export it',
  },
  'eido.drill': {
    status: 409,
    id: 'Kejadian latihan tidak diekspor',
    en: 'An incident of a drill is not exported',
  },
} as const satisfies Record<string, RefusalText>;

export const eidoReasonTexts: Readonly<Record<EidoReason, Text>> = {
  handover: { id: 'Dialihkan ke pusat layanan lain', en: 'Handed over to another centre' },
  cooperation: { id: 'Ditangani bersama instansi lain', en: 'Worked on with another body' },
  legal: { id: 'Permintaan hukum', en: 'A legal request' },
  quality_check: { id: 'Pemeriksaan mutu', en: 'A check of quality' },
  exercise: { id: 'Latihan atau uji sistem', en: 'An exercise or a test of systems' },
};

export const eidoTexts = {
  download: { id: 'Unduh EIDO (JSON)', en: 'Download EIDO (JSON)' },
  title: { id: 'Unduh kejadian {number} sebagai EIDO', en: 'Download incident {number} as EIDO' },
  note: {
    id: 'Berkas JSON menurut bentuk NENA EIDO (NENA-STA-021.1b), untuk sistem lain. Berkas ini memuat data pribadi; pengunduhannya dicatat dengan alasannya. Data pelapor ikut hanya sejauh terlihat oleh Anda di layar.',
    en: 'A JSON file in the shape of NENA’s EIDO (NENA-STA-021.1b), for other systems. It holds personal data; the download is logged with its reason. Of the caller it says what you see on the screen.',
  },
  reason: { id: 'Alasan', en: 'Reason' },
  done: { id: 'EIDO kejadian {number} diunduh', en: 'EIDO of incident {number} downloaded' },
} as const satisfies Readonly<Record<string, Text>>;
