import type { Texts } from '#platform/shared/texts.ts';

/** Why packages could not be fetched; the program goes on without what they hold and says so. */
export type DebianRefusal =
  | 'debian.no_apt'
  | 'debian.no_keyring'
  | 'debian.architecture'
  | 'debian.unreachable'
  | 'debian.not_found'
  | 'debian.incomplete';

export const debianRefusals: Texts<DebianRefusal> = {
  'debian.no_apt': {
    id: 'Mesin ini tidak memiliki apt-get dan dpkg-deb; paket Debian tidak dapat diambil.',
    en: 'This machine has no apt-get and dpkg-deb; Debian packages cannot be fetched.',
  },
  'debian.no_keyring': {
    id: 'Kunci arsip Debian tidak ditemukan ({keyring}); pasang paket debian-archive-keyring.',
    en: 'The keys of the Debian archive are missing ({keyring}); install the package debian-archive-keyring.',
  },
  'debian.architecture': {
    id: 'Arsitektur {architecture} belum didukung; yang didukung amd64 dan arm64.',
    en: 'Architecture {architecture} is not supported; amd64 and arm64 are.',
  },
  'debian.unreachable': {
    id: 'Arsip Debian {suite} tidak dapat dibaca: {reason}',
    en: 'The Debian archive {suite} cannot be read: {reason}',
  },
  'debian.not_found': {
    id: 'Paket {name} tidak ada di Debian {suite}.',
    en: 'There is no package {name} in Debian {suite}.',
  },
  'debian.incomplete': {
    id: 'Paket Debian {suite} tidak lengkap: {missing} tidak ditemukan.',
    en: 'The packages of Debian {suite} are incomplete: {missing} was not found.',
  },
};
