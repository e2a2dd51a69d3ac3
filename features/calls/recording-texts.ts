import type { RefusalText, Text, Texts } from '#platform/shared/texts.ts';
import type { AlarmKind, Codec, ListenReason, RetentionClass } from './recording.ts';

export const recordingRefusals = {
  'recording.hidden': {
    status: 403,
    id: 'Kejadian sensitif: rekamannya hanya untuk penangannya',
    en: 'Sensitive incident: its recording is for its handlers only',
  },
  'recording.note_missing': {
    status: 422,
    id: 'Tulis alasan mendengarkan dengan kata-kata',
    en: 'Say in words why you listen',
  },
  'recording.reason_missing': {
    status: 422,
    id: 'Sebutkan dulu alasan mendengarkan',
    en: 'Say first why you listen',
  },
  'recording.unreadable': {
    status: 410,
    id: 'Rekaman tidak dapat dibuka: kuncinya hilang atau berkasnya rusak',
    en: 'The recording cannot be opened: its key is lost or its file is damaged',
  },
  'recording.side_unavailable': {
    status: 409,
    id: 'Rekaman Opus hanya ada dengan kedua sisi; bisukan satu sisi di pemutar',
    en: 'An Opus recording is there with both sides only; mute one in the player',
  },
  'recording.not_talking': {
    status: 403,
    id: 'Hanya meja yang sedang bicara, atau penyelia, dapat mengulang panggilan ini',
    en: 'Only the desk that talks, or a supervisor, can hear this call again',
  },
  'recording_hold.not_found': { status: 404, id: 'Penahanan tidak ditemukan', en: 'No such hold' },
  'recording_hold.subject_unknown': {
    status: 404,
    id: 'Panggilan atau kejadian itu tidak ditemukan',
    en: 'No such call or incident',
  },
  'recording_hold.exists': { status: 409, id: 'Sudah ditahan', en: 'It is held already' },
  'recording_hold.released': { status: 409, id: 'Penahanan sudah dilepas', en: 'The hold is released already' },
  'recording_deletion.not_found': { status: 404, id: 'Permintaan hapus tidak ditemukan', en: 'No such request' },
  'recording_deletion.exists': {
    status: 409,
    id: 'Penghapusannya sudah diminta; orang lain harus memutuskan',
    en: 'Its deletion is asked for already; another person has to decide',
  },
  'recording_deletion.held': {
    status: 409,
    id: 'Rekaman ini ditahan; lepaskan dulu penahanannya',
    en: 'This recording is held; release the hold first',
  },
  'recording_deletion.own': {
    status: 403,
    id: 'Orang lain yang harus memutuskan permintaan Anda',
    en: 'Somebody else has to decide what you asked for',
  },
  'recording_deletion.decided': { status: 409, id: 'Sudah diputuskan', en: 'It is decided already' },
} as const satisfies Record<string, RefusalText>;

export const listenReasonTexts: Texts<ListenReason> = {
  handling: { id: 'Menangani kejadian ini', en: 'Handling this incident' },
  quality: { id: 'Penilaian mutu layanan', en: 'Quality review' },
  complaint: { id: 'Pengaduan atas layanan', en: 'Complaint about the service' },
  legal: { id: 'Permintaan penegak hukum', en: 'Request of law enforcement' },
  training: { id: 'Pelatihan', en: 'Training' },
  subject_request: { id: 'Permintaan pemilik data (UU PDP)', en: 'Request of the person concerned' },
  other: { id: 'Lainnya', en: 'Other' },
};

export const classTexts: Texts<RetentionClass> = {
  emergency: { id: 'Darurat dan pengaduan', en: 'Emergencies and complaints' },
  nuisance: { id: 'Iseng, bisu, salah sambung', en: 'Pranks, silent, wrong number' },
  test: { id: 'Uji, pemantau, latihan', en: 'Tests, monitoring, drills' },
  information: { id: 'Informasi', en: 'Information' },
};

export const codecTexts: Texts<Codec> = {
  wav: { id: 'WAV (apa adanya, 115 MB per jam)', en: 'WAV (as it was, 115 MB an hour)' },
  opus: { id: 'Opus (sekitar 15 MB per jam)', en: 'Opus (about 15 MB an hour)' },
};

export const alarmTexts: Readonly<Record<AlarmKind, Text>> = {
  stalled: { id: 'Panggilan {number} tidak terekam', en: 'Call {number} is not being recorded' },
  disk: { id: 'Cakram hampir penuh: perekaman akan berhenti', en: 'The disk is nearly full: recording will stop' },
};
