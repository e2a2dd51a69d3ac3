import type { RefusalText, Text } from '#platform/shared/texts.ts';

export const refusals = {
  'figure.not_found': { status: 404, id: 'Angka {figure} tidak dikenal', en: 'There is no figure {figure}' },
  'goals.locked_month': {
    status: 409,
    id: 'Bulan {month} sudah dikunci: sasarannya tidak dapat diubah. Pilih bulan sesudahnya.',
    en: 'Month {month} is locked: its goals cannot change. Choose a later month.',
  },
  'month.running': { status: 409, id: 'Bulan ini belum berakhir', en: 'This month is not over yet' },
  'month.edition_taken': {
    status: 409,
    id: 'Bulan ini baru saja dikunci oleh orang lain. Lihat dulu edisi {edition}.',
    en: 'Somebody else has just locked this month. Look at edition {edition} first.',
  },
  'month.moved_on': {
    status: 409,
    id: 'Angka berubah sejak ditampilkan. Periksa angka yang baru, lalu kunci.',
    en: 'The figures have changed since they were shown. Look at the new ones, then lock.',
  },
  'month.reason_missing': {
    status: 422,
    id: 'Edisi koreksi memerlukan alasan',
    en: 'A correction edition needs a reason',
  },
  'month.nothing_to_correct': {
    status: 409,
    id: 'Tidak ada koreksi sejak edisi terakhir dikunci',
    en: 'Nothing has been corrected since the last edition was locked',
  },
  'month.edition_unknown': { status: 404, id: 'Edisi {edition} tidak ada', en: 'There is no edition {edition}' },
  'tenant.unknown': { status: 404, id: 'Daerah {slug} tidak dikenal', en: 'There is no region {slug}' },
} as const satisfies Record<string, RefusalText>;

interface KpiText {
  readonly label: Text;
  /** What exactly is counted, and what is left out. */
  readonly definition: Text;
}

/** Label and definition of each figure (domain.md §2.8, made exact). A code without one does not compile (kpi.ts). */
export const kpiTexts = {
  OFFERED: {
    label: { id: 'Panggilan masuk', en: 'Calls offered' },
    definition: {
      id: 'Semua panggilan masyarakat yang sampai di jalur 112, menurut waktu masuk. Tanpa panggilan keluar, uji coba, latihan dan panggilan pemantau.',
      en: 'All calls of citizens that reached the 112 trunk, by time of arrival. Without outbound, test, drill and canary calls.',
    },
  },
  ANSWERED: {
    label: { id: 'Panggilan terjawab', en: 'Answered' },
    definition: {
      id: 'Panggilan masuk yang dijawab seorang petugas.',
      en: 'Offered calls that a person of the centre answered.',
    },
  },
  ABANDONED: {
    label: { id: 'Terputus di antrean', en: 'Abandoned' },
    definition: {
      id: 'Pemanggil menutup sesudah masuk antrean dan sebelum dijawab.',
      en: 'The caller left after entering the queue and before an answer.',
    },
  },
  IVR_ENDED: {
    label: { id: 'Berhenti di menu suara', en: 'Ended in the menu' },
    definition: {
      id: 'Pemanggil menutup sebelum masuk antrean. Nol bila tidak ada menu suara di depan antrean.',
      en: 'The caller left before entering the queue. Zero where no menu stands before the queue.',
    },
  },
  OVERFLOWED: {
    label: { id: 'Dijawab di luar pusat', en: 'Overflowed' },
    definition: { id: 'Diangkat di luar pusat panggilan.', en: 'Picked up outside the centre.' },
  },
  FAILED: {
    label: { id: 'Gagal karena gangguan', en: 'Failed' },
    definition: { id: 'Berakhir karena gangguan teknis.', en: 'Ended by a fault.' },
  },
  WAITING: {
    label: { id: 'Masih menunggu', en: 'Waiting' },
    definition: {
      id: 'Belum dijawab dan belum berakhir. Nol untuk bulan yang sudah lewat.',
      en: 'Neither answered nor ended yet. Zero for a past month.',
    },
  },
  DISPOSITIONS: {
    label: { id: 'Sudah diklasifikasi', en: 'Classified' },
    definition: {
      id: 'Panggilan terjawab menurut klasifikasi; jumlahnya ditambah yang belum diklasifikasi sama dengan panggilan terjawab.',
      en: 'Answered calls by disposition; with the unclassified ones they add up to the answered calls.',
    },
  },
  UNCLASSIFIED: {
    label: { id: 'Belum diklasifikasi', en: 'Unclassified' },
    definition: {
      id: 'Terjawab tetapi belum diberi klasifikasi. Harus nol pada akhir giliran jaga.',
      en: 'Answered but not classified. Must be zero at the end of a shift.',
    },
  },
  ANSWER_RATE: {
    label: { id: 'Tingkat terjawab', en: 'Answer rate' },
    definition: {
      id: 'Terjawab dibagi panggilan masuk tanpa yang berhenti di menu suara.',
      en: 'Answered over offered without those that ended in the menu.',
    },
  },
  SERVICE_LEVEL: {
    label: { id: 'Tingkat layanan 10 detik', en: 'Service level, 10 s' },
    definition: {
      id: 'Dijawab dalam 10 detik dibagi (terjawab + terputus di antrean sesudah lebih dari 10 detik).',
      en: 'Answered within 10 s over (answered + abandoned after more than 10 s).',
    },
  },
  SERVICE_LEVEL_30: {
    label: { id: 'Tingkat layanan 30 detik', en: 'Service level, 30 s' },
    definition: {
      id: 'Dijawab dalam 30 detik dibagi (terjawab + terputus di antrean sesudah lebih dari 30 detik).',
      en: 'Answered within 30 s over (answered + abandoned after more than 30 s).',
    },
  },
  ANSWER_TIME: {
    label: { id: 'Waktu jawab', en: 'Answer time' },
    definition: {
      id: 'Dari panggilan masuk (INVITE) sampai jawaban pertama oleh petugas.',
      en: 'From arrival (the INVITE) to the first answer by a person.',
    },
  },
  HANDLE_TIME: {
    label: { id: 'Waktu tangani', en: 'Handling time' },
    definition: {
      id: 'Dari jawaban sampai petugas merampungkan; tanpa catatan itu, sampai panggilan berakhir. Hanya panggilan yang sudah berakhir.',
      en: 'From the answer to the end of wrap-up; without that mark, to the end of the call. Ended calls only.',
    },
  },
  NUISANCE: {
    label: { id: 'Panggilan iseng', en: 'Nuisance calls' },
    definition: {
      id: 'Iseng (anak, dewasa, kata kasar) dan laporan palsu terbukti.',
      en: 'Pranks (child, adult, abusive) and confirmed hoaxes.',
    },
  },
  NUISANCE_RATE: {
    label: { id: 'Rasio panggilan iseng', en: 'Nuisance rate' },
    definition: { id: 'Panggilan iseng dibagi panggilan terjawab.', en: 'Nuisance calls over answered calls.' },
  },
  UNIQUE_NUISANCE: {
    label: { id: 'Nomor iseng unik', en: 'Nuisance numbers' },
    definition: {
      id: 'Banyaknya nomor berbeda yang membuat panggilan iseng bulan ini. Tanpa nomor tersembunyi.',
      en: 'How many different numbers placed nuisance calls this month. Without withheld numbers.',
    },
  },
  NUISANCE_TOP10: {
    label: { id: 'Bagian 10 nomor teriseng', en: 'Share of the ten busiest nuisance numbers' },
    definition: {
      id: 'Panggilan iseng dari sepuluh nomor terbanyak dibagi panggilan iseng yang nomornya diketahui.',
      en: 'Nuisance calls of the ten busiest numbers over nuisance calls whose number is known.',
    },
  },
  GHOST: {
    label: { id: 'Panggilan bisu', en: 'Silent calls' },
    definition: {
      id: 'Tidak ada suara. Dihitung terpisah: bisa jadi korban yang tidak dapat bicara.',
      en: 'Nobody spoke. Counted apart: it may be a victim who cannot speak.',
    },
  },
  HOAX_SUSPECTED: {
    label: { id: 'Diduga laporan palsu', en: 'Suspected hoaxes' },
    definition: { id: 'Diduga palsu, belum terbukti.', en: 'Suspected, not confirmed.' },
  },
  ACCIDENTAL: {
    label: { id: 'Tidak sengaja', en: 'Accidental' },
    definition: { id: 'Tertekan atau terpanggil tanpa sengaja.', en: 'Dialled without intention.' },
  },
  NUISANCE_WIDE: {
    label: { id: 'Iseng dalam arti luas', en: 'Nuisance, widely counted' },
    definition: {
      id: 'Iseng + bisu + diduga palsu + tidak sengaja, seperti lazim dijumlahkan dalam angka yang diumumkan.',
      en: 'Nuisance + silent + suspected + accidental, as published figures usually add them.',
    },
  },
  TICKETS: {
    label: { id: 'Laporan', en: 'Tickets' },
    definition: {
      id: 'Kejadian yang dicatat dan terverifikasi, sebelum penggabungan: kejadian ditambah yang digabung.',
      en: 'Incidents written down and verified, before merging: incidents and those that were merged.',
    },
  },
  INCIDENTS: {
    label: { id: 'Kejadian', en: 'Incidents' },
    definition: {
      id: 'Kejadian menurut waktu pertama kali terverifikasi, sesudah penggabungan. Tanpa kejadian latihan dan uji coba. Per OPD: kejadian yang ditugaskan kepadanya.',
      en: 'Incidents by the time they were first verified, after merging. Without drills and tests. Per agency: those assigned to it.',
    },
  },
  MERGED: {
    label: { id: 'Digabung (duplikat)', en: 'Merged' },
    definition: {
      id: 'Kejadian yang digabung ke kejadian lain; tidak dihitung lagi.',
      en: 'Incidents merged into another; not counted again.',
    },
  },
  FALSE_REPORTS: {
    label: { id: 'Kejadian palsu', en: 'False reports' },
    definition: {
      id: 'Kejadian yang berakhir sebagai laporan palsu; termasuk dalam jumlah kejadian.',
      en: 'Incidents that ended as a false report; part of the incidents.',
    },
  },
  REOPENED: {
    label: { id: 'Dibuka kembali', en: 'Reopened' },
    definition: {
      id: 'Kejadian yang setidaknya sekali dibuka kembali.',
      en: 'Incidents that were reopened at least once.',
    },
  },
  FEEDBACK_RATE: {
    label: { id: 'Pelapor dikabari', en: 'Callers informed' },
    definition: {
      id: 'Kejadian selesai yang pelapornya dikabari atau dicoba dikabari, dibagi kejadian selesai yang memerlukan kabar.',
      en: 'Resolved incidents whose caller was informed or tried, over resolved incidents that need it.',
    },
  },
  T_TICKET: {
    label: { id: 'Waktu pembuatan laporan', en: 'Time to ticket' },
    definition: {
      id: 'Dari jawaban panggilan sampai kejadian terverifikasi. Hanya kejadian dari panggilan; tanpa P4.',
      en: 'From the answer of the call to the verified incident. Incidents from calls only; without P4.',
    },
  },
  T_DISPATCH: {
    label: { id: 'Waktu penerusan', en: 'Time to dispatch' },
    definition: {
      id: 'Dari terverifikasi sampai penugasan pertama terkirim; per OPD: penugasan pertama OPD itu. Tanpa P4.',
      en: 'From verified to the first assignment sent; per agency: its own first. Without P4.',
    },
  },
  T_ACK: {
    label: { id: 'Waktu tanggap OPD', en: 'Time to acknowledge' },
    definition: {
      id: 'Dari penugasan terkirim sampai diterima OPD. Tanpa P4.',
      en: 'From assignment sent to its acknowledgement by the agency. Without P4.',
    },
  },
  T_ARRIVAL: {
    label: { id: 'Waktu respons', en: 'Response time' },
    definition: {
      id: 'Dari jawaban panggilan pertama (tanpa panggilan: waktu dilaporkan) sampai unit pertama tiba; per OPD: unit pertama OPD itu. Tanpa P4.',
      en: 'From the answer of the first call (without a call: time reported) to the first unit on scene; per agency: its own first. Without P4.',
    },
  },
  T_RESOLVE: {
    label: { id: 'Waktu penyelesaian', en: 'Time to resolve' },
    definition: {
      id: 'Dari jawaban panggilan pertama (tanpa panggilan: waktu dilaporkan) sampai terakhir kali selesai; per OPD: sampai OPD itu selesai. Tanpa P4.',
      en: 'From the answer of the first call (without a call: time reported) to the last resolved; per agency: until it finished. Without P4.',
    },
  },
  ASSIGNED: {
    label: { id: 'Penugasan', en: 'Assignments' },
    definition: {
      id: 'Penugasan yang dikirim untuk kejadian bulan ini.',
      en: 'Assignments sent for the incidents of this month.',
    },
  },
  SLA_ACK: {
    label: { id: 'Diterima tepat waktu', en: 'Acknowledged in time' },
    definition: {
      id: 'Diterima sebelum batas penugasan itu, dibagi semua penugasan. Tanpa yang ditolak, dialihkan, atau dibatalkan sebelum diterima.',
      en: 'Acknowledged within its own target, over all assignments. Without rejected, rerouted, or cancelled before acknowledgement.',
    },
  },
  SLA_ARRIVE: {
    label: { id: 'Tiba tepat waktu', en: 'On scene in time' },
    definition: {
      id: 'Tiba sebelum batas penugasan itu, dibagi penugasan yang mempunyai batas. Tanpa yang ditolak, dialihkan, dibatalkan.',
      en: 'On scene within its own target, over assignments that have one. Without rejected, rerouted, cancelled.',
    },
  },
  SLA_RESOLVE: {
    label: { id: 'Selesai tepat waktu', en: 'Finished in time' },
    definition: {
      id: 'Selesai sebelum batas penugasan itu, dibagi penugasan yang mempunyai batas. Tanpa yang ditolak, dialihkan, dibatalkan.',
      en: 'Finished within its own target, over assignments that have one. Without rejected, rerouted, cancelled.',
    },
  },
  REJECTED: {
    label: { id: 'Ditolak atau dialihkan', en: 'Rejected or rerouted' },
    definition: {
      id: 'Penugasan yang ditolak OPD atau dialihkan.',
      en: 'Assignments the agency rejected or that were rerouted.',
    },
  },
  REROUTED: {
    label: { id: 'Dialihkan', en: 'Rerouted' },
    definition: {
      id: 'Penugasan yang dialihkan ke OPD lain; termasuk dalam ditolak atau dialihkan.',
      en: 'Assignments that were given to another agency; part of rejected or rerouted.',
    },
  },
  UNACKNOWLEDGED: {
    label: { id: 'Belum pernah diterima', en: 'Never acknowledged' },
    definition: {
      id: 'Penugasan tanpa tanda terima, tidak ditolak dan tidak dibatalkan.',
      en: 'Assignments without acknowledgement, not rejected and not cancelled.',
    },
  },
} as const satisfies Record<string, KpiText>;
