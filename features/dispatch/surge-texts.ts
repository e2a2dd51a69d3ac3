import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { LinkRelation, SurgeAnswer, SurgeKind, surgeEndReasons } from './surge.ts';

export const surgeRefusals = {
  'surge.not_found': { status: 404, id: 'Tidak ditemukan di daerah ini', en: 'Not found in this regency' },
  'surge.already_on': {
    status: 409,
    id: 'Mode bencana sudah aktif; ubah yang sedang berjalan',
    en: 'Disaster mode is on already; change the one that is',
  },
  'surge.over': { status: 409, id: 'Mode bencana ini sudah berakhir', en: 'This disaster mode is over' },
  'surge.stale': {
    status: 409,
    id: 'Sementara itu orang lain mengubahnya; lihat keadaan sekarang dahulu',
    en: 'Somebody else has changed it meanwhile; look at how it stands now',
  },
  'surge.supervisor_there': {
    status: 403,
    id: 'Seorang penyelia sedang bertugas: minta penyelia yang melakukannya',
    en: 'A supervisor is on duty: ask the supervisor to do it',
  },
  'surge.end_in_past': {
    status: 422,
    id: 'Perkiraan berakhir harus di masa depan',
    en: 'The expected end must lie in the future',
  },
  'surge.area_unknown': {
    status: 422,
    id: 'Kecamatan atau area tidak ditemukan di daerah ini',
    en: 'No such district or area in this regency',
  },
  'surge.bad_geometry': {
    status: 422,
    id: 'Bentuk area tidak sah: {why}',
    en: 'The shape of the area is not valid: {why}',
  },
  'surge.agency_unknown': {
    status: 422,
    id: 'Instansi tidak ditemukan atau tidak aktif',
    en: 'No such agency, or it is not active',
  },
  'surge.broadcast_not_found': { status: 404, id: 'Siaran tidak ditemukan', en: 'No such broadcast' },
  'surge.all_answered': { status: 409, id: 'Semua instansi sudah menjawab', en: 'Every agency has answered' },
  'surge.reminded': {
    status: 409,
    id: 'Sudah diingatkan sekali; teleponlah yang belum menjawab',
    en: 'They were reminded once; telephone those who have not answered',
  },
  'surge.link_not_found': { status: 404, id: 'Penautan tidak ditemukan', en: 'No such linking' },
  'surge.link_undone': {
    status: 409,
    id: 'Penautan ini sudah dibatalkan',
    en: 'This linking has been undone already',
  },
  'surge.changed_since': {
    status: 409,
    id: 'Kejadian ini sudah ditautkan ulang oleh orang lain',
    en: 'Somebody has linked this incident otherwise since',
  },
  'surge.no_place': {
    status: 422,
    id: 'Kejadian induk belum punya titik lokasi; gambar areanya',
    en: 'The parent has no point on the map yet; draw the area',
  },
  'surge.failed': { status: 500, id: 'Gagal; coba lagi untuk kejadian ini', en: 'It failed; try this one again' },
} as const satisfies Record<string, RefusalText>;

export const surgeKindTexts: Readonly<Record<SurgeKind, Text>> = {
  flood: { id: 'Banjir', en: 'Flood' },
  earthquake: { id: 'Gempa bumi', en: 'Earthquake' },
  fire: { id: 'Kebakaran besar', en: 'Large fire' },
  volcano: { id: 'Gunung api', en: 'Volcano' },
  riot: { id: 'Kerusuhan', en: 'Riot' },
  mass_accident: { id: 'Kecelakaan massal', en: 'Mass accident' },
  other: { id: 'Bencana lain', en: 'Another disaster' },
};

export const surgeEndTexts: Readonly<Record<(typeof surgeEndReasons)[number], Text>> = {
  over: { id: 'Bencana sudah berakhir', en: 'The disaster is over' },
  under_control: { id: 'Terkendali dengan cara kerja biasa', en: 'Under control by ordinary means' },
  handed_over: { id: 'Diserahkan ke posko atau provinsi', en: 'Handed over to a command post or the province' },
  by_mistake: { id: 'Dinyalakan karena keliru', en: 'Turned on by mistake' },
};

export const surgeAnswerTexts: Readonly<Record<SurgeAnswer, Text>> = {
  read: { id: 'Sudah dibaca', en: 'Read' },
  ready: { id: 'Kami siap', en: 'We are ready' },
};

export const linkRelationTexts: Readonly<Record<LinkRelation, Text>> = {
  child: { id: 'Kejadian anak', en: 'Children' },
  duplicate: { id: 'Laporan yang sama (digabung)', en: 'The same event (merged)' },
};

/** What goes to duty officers: in Indonesian, whatever the sender reads; nobody's name, no number, no address. */
export const broadcastWords = {
  title: { id: '112 {regency}: siaga {kind}', en: '112 {regency}: {kind}' },
  text: { id: '{words}{answer}', en: '{words}{answer}' },
  remind: { id: 'BELUM DIJAWAB. {words}{answer}', en: 'NOT ANSWERED YET. {words}{answer}' },
  /** Bodies without accounts get the text only. */
  answer: { id: ' — Jawab di layar Tugas.', en: ' — Answer on the Tasks screen.' },
  call: { id: ' — Kabari 112 lewat telepon bila siap.', en: ' — Telephone 112 when you are ready.' },
} as const satisfies Record<string, Text>;

export const questionWords = {
  title: { id: '112 {regency}: mode bencana masih berlaku?', en: '112 {regency}: does disaster mode still hold?' },
  text: { id: '{kind}: nyatakan masih berlaku, atau akhiri.', en: '{kind}: say that it holds, or end it.' },
} as const satisfies Record<string, Text>;
