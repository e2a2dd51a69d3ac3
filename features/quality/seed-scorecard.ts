import type { Scorecard } from './scorecard.ts';

/**
 * The scorecard a regency begins with. After NENA-STA-020.1-2020 (scripted greeting, location first, number to call back), the
 * regencies' service standards (intake 30-60 s, classification, closing) and the 22 classes of a call (standards.md §2A, domain.md §5.1).
 */
export const seedScorecard: Scorecard = {
  sections: [
    {
      name: { id: 'Pembukaan', en: 'Opening' },
      criteria: [
        {
          id: 'greeting',
          name: { id: 'Salam baku dan nama layanan', en: 'Scripted greeting and name of the service' },
          help: {
            id: 'Menyebut "112" dan menanyakan keadaan darurat dalam kalimat pertama.',
            en: 'Says “112” and asks for the emergency in the first sentence.',
          },
          kind: 'yes_no',
          weight: 1,
          isCritical: false,
          mayNotApply: false,
        },
        {
          id: 'location_first',
          name: { id: 'Lokasi ditanyakan lebih dahulu', en: 'Location is asked first' },
          help: {
            id: 'Sebelum keterangan lain, agar bantuan dapat dikirim walau telepon terputus.',
            en: 'Before anything else, so that help can be sent though the line is lost.',
          },
          kind: 'yes_no',
          weight: 3,
          isCritical: false,
          mayNotApply: true,
        },
      ],
    },
    {
      name: { id: 'Memastikan', en: 'Verifying' },
      criteria: [
        {
          id: 'address_verified',
          name: { id: 'Alamat dipastikan (diulang, patokan)', en: 'Address verified (read back, landmark)' },
          help: {
            id: 'Gagal otomatis bila nyawa terancam dan alamat tidak diulang atau dipastikan dengan patokan. Tidak berlaku bila tidak ada kejadian.',
            en: 'Fails the whole sheet where a life is at risk and the address was neither read back nor checked by a landmark. Does not apply without an incident.',
          },
          kind: 'yes_no',
          weight: 5,
          isCritical: true,
          mayNotApply: true,
        },
        {
          id: 'number_verified',
          name: { id: 'Nomor yang dapat dihubungi dipastikan', en: 'Number to call back verified' },
          help: {
            id: 'Nomor dibacakan ulang, atau ditanyakan bila tersembunyi.',
            en: 'Read back, or asked for where it was withheld.',
          },
          kind: 'yes_no',
          weight: 2,
          isCritical: false,
          mayNotApply: true,
        },
      ],
    },
    {
      name: { id: 'Penilaian keadaan', en: 'Judging the situation' },
      criteria: [
        {
          id: 'type_priority',
          name: { id: 'Jenis dan prioritas tepat', en: 'Type and priority are right' },
          help: {
            id: '2: keduanya tepat. 1: satu yang tepat. 0: keduanya keliru.',
            en: '2: both right. 1: one of them. 0: neither.',
          },
          kind: 'scale',
          weight: 4,
          isCritical: false,
          mayNotApply: true,
        },
        {
          id: 'instructions',
          name: { id: 'Petunjuk pertolongan diberikan', en: 'Instructions were given' },
          help: {
            id: 'Petunjuk keselamatan atau pertolongan pertama sesuai kartu; pemanggil tahu apa yang terjadi berikutnya.',
            en: 'Safety or first aid by the card; the caller knows what happens next.',
          },
          kind: 'scale',
          weight: 3,
          isCritical: false,
          mayNotApply: true,
        },
      ],
    },
    {
      name: { id: 'Sikap dan penutup', en: 'Manner and closing' },
      criteria: [
        {
          id: 'empathy',
          name: { id: 'Tenang, sopan, berempati', en: 'Calm, polite, with empathy' },
          help: {
            id: 'Juga kepada pemanggil iseng, marah atau panik. Dialek dan suara tidak dinilai.',
            en: 'Also with pranks, anger and panic. Accent and voice are not judged.',
          },
          kind: 'scale',
          weight: 2,
          isCritical: false,
          mayNotApply: false,
        },
        {
          id: 'closing',
          name: { id: 'Penutup baku', en: 'Scripted closing' },
          help: {
            id: 'Menyebut tindak lanjut dan meminta menelepon lagi bila keadaan berubah.',
            en: 'Says what follows, and to call again if things change.',
          },
          kind: 'yes_no',
          weight: 1,
          isCritical: false,
          mayNotApply: true,
        },
        {
          id: 'class_right',
          name: { id: 'Klasifikasi panggilan tepat', en: 'Class of the call is right' },
          help: {
            id: 'Klasifikasi akhir sesuai dengan yang terdengar.',
            en: 'The final class is what is heard.',
          },
          kind: 'yes_no',
          weight: 3,
          isCritical: false,
          mayNotApply: false,
        },
      ],
    },
  ],
};
