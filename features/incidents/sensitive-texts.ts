import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { HandlerReason, lowerReasons } from './sensitive.ts';

export const sensitiveRefusals = {
  'handler.user_unknown': {
    status: 422,
    id: 'Petugas tidak ditemukan, tidak aktif, atau sudah dapat melihat kejadian ini',
    en: 'No such person, not active, or able to see this incident already',
  },
  'handler.not_found': { status: 404, id: 'Penangan tidak ditemukan', en: 'No such handler' },
  'incident.not_sensitive': {
    status: 409,
    id: 'Kejadian ini tidak bertanda sensitif',
    en: 'This incident is not marked sensitive',
  },
} as const satisfies Record<string, RefusalText>;

export const lowerReasonTexts: Readonly<Record<(typeof lowerReasons)[number], Text>> = {
  marked_by_mistake: { id: 'Keliru ditandai', en: 'Marked by mistake' },
  wrong_type: { id: 'Jenis semula salah', en: 'The type was wrong' },
  nobody_named: { id: 'Tidak ada identitas yang perlu dilindungi', en: 'No identity to protect' },
};

export const handlerReasonTexts: Readonly<Record<HandlerReason, Text>> = {
  takes_over: { id: 'Mengambil alih penanganan', en: 'Takes the work over' },
  knows_victim_service: { id: 'Pendamping korban', en: 'Accompanies the victim' },
  quality_check: { id: 'Pemeriksaan mutu', en: 'Quality check' },
  legal: { id: 'Keperluan hukum', en: 'Legal need' },
};
