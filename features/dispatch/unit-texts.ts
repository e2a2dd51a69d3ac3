import { unitStatusWords } from '#features/incidents/unit-words.ts';
import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type {
  AlarmKind,
  alarmReasons,
  EndReason,
  forceReasons,
  moveModes,
  straightModes,
  UnitKind,
  UnitSkill,
  UnitStatus,
} from './unit.ts';

export const unitRefusals = {
  'unit.not_found': { status: 404, id: 'Unit tidak ditemukan', en: 'No such unit' },
  'unit.agency_unknown': {
    status: 422,
    id: 'OPD tidak ditemukan atau tidak aktif',
    en: 'No such agency, or it is not active',
  },
  'unit.phone_unusable': {
    status: 422,
    id: '{phone} bukan nomor telepon yang dapat dihubungi',
    en: '{phone} is no telephone number that can be dialled',
  },
  'unit.call_sign_taken': {
    status: 409,
    id: 'Sandi {callSign} sudah dipakai unit lain',
    en: 'Another unit has the call sign {callSign}',
  },
  'unit.on_task': {
    status: 409,
    id: '{unit} masih bertugas; lepaskan dahulu',
    en: '{unit} is on a task; release it first',
  },
  'unit.not_active': { status: 409, id: '{unit} tidak aktif', en: '{unit} is not active' },
  'unit.busy': {
    status: 409,
    id: '{unit} masih bertugas pada kejadian {incident}. Tetap kirim? Tugas itu tidak dilepas.',
    en: '{unit} is still on incident {incident}. Send it all the same? That task is kept.',
  },
  'unit.not_free': {
    status: 409,
    id: '{unit} sedang tidak siap. Tetap kirim?',
    en: '{unit} is not free. Send it all the same?',
  },
  'unit.already_assigned': {
    status: 409,
    id: '{unit} sudah ditugaskan di sini',
    en: '{unit} is already on this assignment',
  },
  'unit.other_agency': {
    status: 422,
    id: '{unit} bukan unit OPD yang ditugaskan',
    en: '{unit} is not a unit of the assigned agency',
  },
  'unit.not_assigned': {
    status: 409,
    id: '{unit} tidak bertugas di sini (lagi)',
    en: '{unit} is not on this assignment (any more)',
  },
  'unit.move_refused': {
    status: 409,
    id: 'Status ini tidak boleh langsung mengikuti status sekarang',
    en: 'This status may not follow the present one directly',
  },
  'unit.label_unknown': { status: 422, id: 'OPD tidak memakai status itu', en: 'The agency does not use that status' },
  'unit.member_unfit': {
    status: 422,
    id: 'Akun itu bukan petugas lapangan OPD ini',
    en: 'That account is not field crew of this agency',
  },
  'unit.member_not_found': { status: 404, id: 'Anggota tidak ditemukan', en: 'No such member' },
  'unit.not_member': { status: 403, id: 'Anda bukan anggota unit ini', en: 'You are not in this unit' },
  'unit.alarm_not_found': {
    status: 404,
    id: 'Alarm tidak ditemukan atau sudah ditangani',
    en: 'No such alarm, or it has been answered',
  },
} as const satisfies Record<string, RefusalText>;

export const unitStatusTexts: Readonly<Record<UnitStatus, Text>> = unitStatusWords;

export const unitKindTexts: Readonly<Record<UnitKind, Text>> = {
  engine: { id: 'Mobil pemadam', en: 'Fire engine' },
  water_tender: { id: 'Mobil tangki', en: 'Water tender' },
  rescue: { id: 'Mobil penyelamatan', en: 'Rescue vehicle' },
  ambulance: { id: 'Ambulans', en: 'Ambulance' },
  patrol: { id: 'Mobil patroli', en: 'Patrol car' },
  motorcycle: { id: 'Sepeda motor', en: 'Motorcycle' },
  tow_truck: { id: 'Mobil derek', en: 'Tow truck' },
  boat: { id: 'Perahu', en: 'Boat' },
  logistics: { id: 'Mobil logistik', en: 'Logistics vehicle' },
  team: { id: 'Regu', en: 'Team' },
};

export const unitSkillTexts: Readonly<Record<UnitSkill, Text>> = {
  first_aid: { id: 'Pertolongan pertama', en: 'First aid' },
  life_support: { id: 'Bantuan hidup lanjut', en: 'Advanced life support' },
  extrication: { id: 'Alat ekstrikasi', en: 'Extrication' },
  height: { id: 'Penyelamatan ketinggian', en: 'Height rescue' },
  water: { id: 'Penyelamatan air', en: 'Water rescue' },
  hazmat: { id: 'Bahan berbahaya', en: 'Hazardous materials' },
  animal: { id: 'Penanganan hewan', en: 'Animals' },
  chainsaw: { id: 'Gergaji mesin', en: 'Chainsaw' },
  pump: { id: 'Pompa', en: 'Pump' },
  ladder: { id: 'Tangga', en: 'Ladder' },
  traffic: { id: 'Pengaturan lalu lintas', en: 'Traffic control' },
  tow: { id: 'Derek', en: 'Towing' },
};

export const endReasonTexts: Readonly<Record<EndReason, Text>> = {
  cleared: { id: 'Selesai di tempat', en: 'Cleared' },
  not_needed: { id: 'Tidak diperlukan lagi', en: 'No longer needed' },
  sent_elsewhere: { id: 'Dialihkan ke kejadian lain', en: 'Sent elsewhere' },
  breakdown: { id: 'Rusak atau terhambat', en: 'Breakdown' },
  by_mistake: { id: 'Salah kirim', en: 'Sent by mistake' },
  assignment_ended: { id: 'Penugasan berakhir', en: 'The assignment ended' },
  out_of_service: { id: 'Tidak bertugas lagi', en: 'Out of service' },
};

export const forceReasonTexts: Readonly<Record<(typeof forceReasons)[number], Text>> = {
  nearest: { id: 'Paling dekat', en: 'It is the nearest' },
  more_urgent: { id: 'Kejadian ini lebih mendesak', en: 'This incident is more urgent' },
  only_one: { id: 'Tidak ada unit lain', en: 'There is no other unit' },
  other_job_over: { id: 'Tugas lainnya hampir selesai', en: 'Its other task is nearly over' },
};

export const alarmKindTexts: Readonly<Record<AlarmKind, Text>> = {
  silence: { id: 'Petugas tidak memberi tanda', en: 'No sign from the crew' },
  panic: { id: 'Tombol darurat petugas', en: 'The crew pressed the panic button' },
};

export const alarmReasonTexts: Readonly<Record<(typeof alarmReasons)[number], Text>> = {
  reached_radio: { id: 'Terhubung lewat radio, aman', en: 'Reached by radio, safe' },
  reached_phone: { id: 'Terhubung lewat telepon, aman', en: 'Reached by phone, safe' },
  help_sent: { id: 'Bantuan dikirim', en: 'Help was sent' },
  by_mistake: { id: 'Tertekan tidak sengaja', en: 'Pressed by mistake' },
  drill: { id: 'Latihan', en: 'Drill' },
};

export const moveModeTexts: Readonly<Record<(typeof moveModes)[number], Text>> = {
  off: { id: 'Bebas', en: 'Off' },
  warn: { id: 'Ditandai bila tidak lazim', en: 'Marked when unusual' },
  enforce: { id: 'Ditolak bila tidak lazim', en: 'Refused when unusual' },
};

export const straightModeTexts: Readonly<Record<(typeof straightModes)[number], Text>> = {
  never: { id: 'Selalu dikirim orang', en: 'A person always sends' },
  no_dispatcher: {
    id: 'Langsung ke unit bila tidak ada pengarah',
    en: 'Straight to a unit when no dispatcher is on duty',
  },
  always: { id: 'Selalu langsung ke unit terdekat', en: 'Always straight to the nearest unit' },
};

/** Where the point of a recommendation comes from, and how the time was found. */
export const recommendationTexts = {
  position: { id: 'posisi {age}, ±{accuracy} m', en: 'position {age} old, ±{accuracy} m' },
  home: { id: 'dari pangkalan (tanpa posisi baru)', en: 'from its base (no fresh position)' },
  straight: { id: 'perkiraan garis lurus', en: 'straight-line estimate' },
  router: { id: 'menurut jalan', en: 'by road' },
} as const satisfies Record<string, Text>;
