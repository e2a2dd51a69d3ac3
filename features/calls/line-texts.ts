import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { CanaryOutcome, Coverage, KnockKind, LineWay, Reach, Registration } from './line.ts';

export const lineRefusals = {
  'line.centre_fixed': {
    status: 422,
    id: 'Alamat jalur utama diatur di halaman Pusat panggilan',
    en: 'The addresses of the main line are set on the page Centre',
  },
  'line.needs_peers': {
    status: 422,
    id: 'Isi sedikitnya satu alamat operator yang mengantar panggilan',
    en: 'Name at least one address that the operator delivers calls from',
  },
  'line.needs_server': {
    status: 422,
    id: 'Isi server operator tempat mendaftar',
    en: "Name the operator's server to register with",
  },
  'line.wrong_server': {
    status: 422,
    id: 'Bukan alamat server: {value}. Contoh: sip.operator.co.id atau 203.0.113.10:5060',
    en: 'No address of a server: {value}. For example sip.operator.co.id or 203.0.113.10:5060',
  },
  'line.private_server': {
    status: 422,
    id: '{value} ada di jaringan pribadi. Jika memang lewat VPN atau MPLS, centang "Jaringan pribadi"',
    en: '{value} lies in a private network. If that is meant (VPN, MPLS), tick "Private network"',
  },
  'line.needs_account': {
    status: 422,
    id: 'Pendaftaran memerlukan nama akun dan kata sandi dari operator',
    en: "A registration needs the operator's account name and password",
  },
  'line.tls_no_certificate': {
    status: 422,
    id: 'TLS memerlukan sertifikat: isi SIGAP_SIP_TLS_CERT dan SIGAP_SIP_TLS_KEY di server, lalu jalankan ulang',
    en: 'TLS needs a certificate: set SIGAP_SIP_TLS_CERT and SIGAP_SIP_TLS_KEY on the server and restart it',
  },
  'line.srtp_needs_tls': {
    status: 422,
    id: 'Suara terenkripsi (SRTP) memerlukan TLS: tanpa itu kuncinya dikirim terbuka',
    en: 'Encrypted sound (SRTP) needs TLS: without it the keys travel in the clear',
  },
  'line.canary_no_way': {
    status: 422,
    id: 'Nomor pemantau memerlukan server operator: tanpa itu panggilan tidak dapat keluar',
    en: "The canary's number needs the operator's server: without it no call can go out",
  },
  'line.canary_own_number': {
    status: 422,
    id: '{value} adalah nomor darurat daerah ini; panggilan pemantau tidak boleh memakainya',
    en: '{value} is an emergency number of this regency; the canary must not use it',
  },
  'line.peer_twice': { status: 422, id: 'Alamat {value} tertulis dua kali', en: 'Address {value} is there twice' },
  'line.peer_taken': {
    status: 409,
    id: 'Alamat {value} sudah dipakai jalur lain di instalasi ini',
    en: 'Address {value} belongs to another line of this installation already',
  },
  'line.secret_unknown': {
    status: 422,
    id: 'Kata sandi itu bukan milik jalur ini; isi kata sandi lagi',
    en: 'That password is not of this line; enter it again',
  },
} as const satisfies Record<string, RefusalText>;

export const lineWayTexts: Readonly<Record<LineWay, Text>> = {
  centre: { id: 'Alamat di halaman Pusat panggilan', en: 'Addresses on the page Centre' },
  address: { id: 'Alamat operator', en: "Operator's addresses" },
  registration: { id: 'Pendaftaran (registrasi)', en: 'Registration' },
};

export const registrationTexts: Readonly<Record<Registration, Text>> = {
  registered: { id: 'Terdaftar', en: 'Registered' },
  trying: { id: 'Mencoba mendaftar', en: 'Trying to register' },
  refused: { id: 'Pendaftaran ditolak', en: 'Registration refused' },
};

export const reachTexts: Readonly<Record<Reach, Text>> = {
  reachable: { id: 'Operator menjawab', en: 'The operator answers' },
  unreachable: { id: 'Operator tidak menjawab', en: 'The operator does not answer' },
};

export const coverageTexts: Readonly<Record<Coverage, Text>> = {
  inside: { id: 'sentral saja', en: 'exchange only' },
  entry: { id: 'masuk dari alamat jalur', en: "in from the line's address" },
  loop: { id: 'keluar ke operator dan kembali', en: 'out by the operator and back' },
};

export const canaryOutcomeTexts: Readonly<Record<CanaryOutcome, Text>> = {
  answered: { id: 'Dijawab', en: 'Answered' },
  slow: { id: 'Terlalu lambat', en: 'Too slow' },
  silent: { id: 'Dijawab tanpa suara', en: 'Answered without sound' },
  refused: { id: 'Ditolak', en: 'Refused' },
  no_response: { id: 'Tidak dijawab', en: 'Not answered' },
  unreachable: { id: 'Operator tidak terjangkau', en: 'Operator out of reach' },
  no_telephony: { id: 'Layanan telepon tidak berjalan', en: 'Telephony does not run' },
  broken_off: { id: 'Terputus', en: 'Broken off' },
};

export const knockTexts: Readonly<Record<KnockKind, Text>> = {
  unknown: { id: 'Tidak dikenal', en: 'Unknown' },
  wrong_password: { id: 'Kata sandi salah', en: 'Wrong password' },
  refused: { id: 'Ditolak', en: 'Refused' },
  overload: { id: 'Sentral penuh', en: 'Exchange full' },
};
