import type { Texts } from '#platform/shared/texts.ts';

/** Why this machine has no usable Asterisk; the program runs on with telephony off and says so. */
export type AsteriskRefusal =
  | 'asterisk.absent'
  | 'asterisk.too_old'
  | 'asterisk.too_new'
  | 'asterisk.modules_missing'
  | 'asterisk.unreachable'
  | 'asterisk.wrong_password'
  | 'asterisk.other_name';

export const asteriskRefusals: Texts<AsteriskRefusal> = {
  'asterisk.absent': {
    id: 'Asterisk tidak ditemukan di mesin ini; pasang asterisk 22.10.1 atau lebih baru, atau pakai yang tertanam.',
    en: 'There is no Asterisk on this machine; install asterisk 22.10.1 or later, or use the embedded one.',
  },
  'asterisk.too_old': {
    id: 'Asterisk {version} terlalu lama; diperlukan 22.10.1 atau lebih baru (di bawah 23).',
    en: 'Asterisk {version} is too old; 22.10.1 or later (below 23) is needed.',
  },
  'asterisk.too_new': {
    id: 'Asterisk {version} belum diuji; diperlukan 22.10.1 atau lebih baru, di bawah 23.',
    en: 'Asterisk {version} is untested; 22.10.1 or later, below 23, is needed.',
  },
  'asterisk.modules_missing': {
    id: 'Asterisk {version} tidak memiliki modul {modules}.',
    en: 'Asterisk {version} lacks the modules {modules}.',
  },
  'asterisk.unreachable': {
    id: 'Asterisk di {url} tidak menjawab: {reason}. Periksa SIGAP_ARI_URL dan apakah Asterisk berjalan.',
    en: 'Asterisk at {url} does not answer: {reason}. Check SIGAP_ARI_URL and whether Asterisk runs.',
  },
  'asterisk.wrong_password': {
    id: 'Asterisk di {url} menolak pengguna ARI {user}. Periksa SIGAP_ARI_USER dan SIGAP_ARI_PASSWORD.',
    en: 'Asterisk at {url} refuses the ARI user {user}. Check SIGAP_ARI_USER and SIGAP_ARI_PASSWORD.',
  },
  'asterisk.other_name': {
    id: 'Asterisk ini bernama "{found}", bukan "{wanted}": ia belum memakai konfigurasi dari perintah asterisk-config.',
    en: 'This Asterisk is named "{found}", not "{wanted}": it does not run with the configuration of the command asterisk-config.',
  },
};
