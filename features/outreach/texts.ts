import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { CampaignAudience, CampaignKind, CampaignState, PhotoConsent } from './campaign.ts';

export const refusals = {
  'campaign.not_found': { status: 404, id: 'Kampanye tidak ditemukan', en: 'No such campaign' },
  'campaign.deleted': {
    status: 409,
    id: 'Kampanye ini sudah dihapus. Kembalikan dahulu bila hendak diubah',
    en: 'This campaign was deleted. Bring it back before changing it',
  },
  'campaign.not_deleted': { status: 409, id: 'Kampanye ini tidak terhapus', en: 'This campaign is not deleted' },
  'campaign.stale': {
    status: 409,
    id: 'Orang lain sudah mengubahnya (versi {version}). Periksa perubahannya, lalu simpan lagi',
    en: 'Somebody else has changed it (version {version}). Look at their change, then save again',
  },
  'campaign.not_possible': {
    status: 409,
    id: 'Tidak dapat dilakukan pada kampanye berstatus {state}',
    en: 'Not possible for a campaign that is {state}',
  },
  'campaign.not_yet': {
    status: 422,
    id: 'Kampanye baru dimulai pada {day}; belum dapat dicatat terlaksana',
    en: 'The campaign begins on {day}; it cannot have been held yet',
  },
  'campaign.lessons_missing': {
    status: 422,
    id: 'Tulis dahulu pelajaran dari kampanye ini, lalu tandai sudah dievaluasi',
    en: 'Write first what was learned, then mark it as evaluated',
  },
  'campaign.reason_missing': { status: 422, id: 'Tulis alasan pembatalan', en: 'Say why it is cancelled' },
  'campaign.place_unknown': {
    status: 422,
    id: 'Tempat {code} bukan desa, kelurahan, atau kecamatan di kabupaten ini',
    en: 'Place {code} is no village or district of this regency',
  },
  'photo.not_found': { status: 404, id: 'Foto tidak ditemukan', en: 'No such photo' },
  'photo.erased': { status: 410, id: 'Foto ini sudah dihapus', en: 'This photo was erased' },
  'photo.consent_missing': {
    status: 422,
    id: 'Sebutkan siapa yang tampak di foto dan apakah mereka (atau orang tua anak) setuju',
    en: 'Say who can be seen in the photo and whether they (or the parents of children) agreed',
  },
  'photo.reused': { status: 409, id: 'Foto lain sudah memakai tanda ini', en: 'Another photo has this id' },
  'photo.too_large': { status: 413, id: 'Foto lebih besar dari {limit} MB', en: 'The photo is larger than {limit} MB' },
  'photo.not_readable': {
    status: 422,
    id: 'Berkas ini bukan foto yang dapat dibaca (JPEG, PNG, WebP)',
    en: 'This file is no photo that can be read (JPEG, PNG, WebP)',
  },
  'photo.unreadable': {
    status: 500,
    id: 'Foto tidak dapat dibuka. Beri tahu administrator',
    en: 'The photo cannot be opened. Tell the administrator',
  },
  'portal.unknown': {
    status: 404,
    id: 'Tidak ada daerah dengan alamat ini',
    en: 'There is no regency at this address',
  },
} as const satisfies Record<string, RefusalText>;

export const stateTexts: Readonly<Record<CampaignState, Text>> = {
  planned: { id: 'Direncanakan', en: 'Planned' },
  held: { id: 'Terlaksana', en: 'Held' },
  evaluated: { id: 'Dievaluasi', en: 'Evaluated' },
  cancelled: { id: 'Dibatalkan', en: 'Cancelled' },
};

export const audienceTexts: Readonly<Record<CampaignAudience, Text>> = {
  primary_school: { id: 'Anak SD/MI', en: 'Primary school children' },
  secondary_school: { id: 'Siswa SMP/SMA', en: 'Secondary school pupils' },
  parents_teachers: { id: 'Orang tua dan guru', en: 'Parents and teachers' },
  youth: { id: 'Pemuda', en: 'Young people' },
  adults: { id: 'Warga dewasa', en: 'Adults' },
  village_officials: { id: 'Perangkat desa, RT/RW, Linmas', en: 'Village officials' },
  everybody: { id: 'Semua warga', en: 'Everybody' },
};

export const kindTexts: Readonly<Record<CampaignKind, Text>> = {
  school_visit: { id: 'Kunjungan sekolah', en: 'School visit' },
  village_meeting: { id: 'Pertemuan warga', en: 'Village meeting' },
  car_free_day: { id: 'Hari bebas kendaraan atau pameran', en: 'Car free day or fair' },
  radio: { id: 'Siaran radio', en: 'Radio' },
  banner: { id: 'Spanduk atau baliho', en: 'Banner' },
  leaflet: { id: 'Poster atau selebaran', en: 'Poster or leaflet' },
  social_media: { id: 'Media sosial', en: 'Social media' },
  sms: { id: 'Pesan singkat (SMS/WhatsApp)', en: 'Text messages' },
  training: { id: 'Pelatihan atau simulasi', en: 'Training or drill' },
};

export const consentTexts: Readonly<Record<PhotoConsent, Text>> = {
  nobody_recognisable: { id: 'Tidak ada orang yang dapat dikenali', en: 'Nobody can be recognised' },
  adults_agreed: { id: 'Hanya orang dewasa, dan mereka setuju', en: 'Adults only, and they agreed' },
  parents_agreed: {
    id: 'Ada anak, dan orang tua atau sekolah setuju tertulis',
    en: 'Children, and their parents or school agreed in writing',
  },
};
