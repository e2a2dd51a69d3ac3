import { card, choice, danger, noDanger, question } from './card-seed.ts';

/*
 * Our own words after what is published and free for anybody to use (two questions, then chest compressions: AHA/ILCOR). Not the
 * protocol of any vendor. A physician of the regency approves them before they are relied on.
 */

const callAgain = ['Bila keadaannya memburuk, hubungi 112 lagi.', 'If it gets worse, call 112 again.'] as const;

export const choking = card('CHOKING', 20, {
  name: ['Tersedak', 'Choking'],
  types: ['MED_CRITICAL'],
  questions: [
    question(
      'cough',
      ['Apakah masih bisa batuk, bicara, atau menangis?', 'Still able to cough, speak or cry?'],
      { crew: true },
      [
        choice('yes', 'Ya', 'Yes', 'cough_on'),
        choice('no', 'Tidak', 'No', 'age', danger),
        choice('fainted', 'Sudah pingsan', 'Unconscious already', 'fainted', danger),
      ],
    ),
    question(
      'cough_on',
      ['Apakah sudah keluar?', 'Has it come out?'],
      {
        tell: [
          [
            'Suruh batuk sekuat-kuatnya. Jangan ditepuk, jangan dikorek.',
            'Let them cough as hard as they can. No blows, no fingers in the mouth.',
          ],
        ],
      },
      [
        choice('yes', 'Sudah keluar', 'Yes', 'after', noDanger),
        choice('worse', 'Sekarang tidak bisa batuk', 'Cannot cough any more', 'age', danger),
      ],
    ),
    question(
      'age',
      ['Dewasa, anak, atau bayi di bawah satu tahun?', 'Adult, child, or a baby under one?'],
      { crew: true },
      [
        choice('adult', 'Dewasa / anak', 'Adult or child', 'thrusts'),
        choice('pregnant', 'Hamil / sangat gemuk', 'Pregnant / very big', 'chest_thrusts'),
        choice('baby', 'Bayi', 'Baby', 'baby'),
      ],
    ),
    question(
      'thrusts',
      ['Apakah bendanya sudah keluar?', 'Has it come out?'],
      {
        tell: [
          [
            'Berdiri di belakangnya, bungkukkan ke depan, tepuk kuat lima kali di antara tulang belikat.',
            'Stand behind, bend them forward, five firm blows between the shoulder blades.',
          ],
          [
            'Belum keluar: peluk dari belakang, kepalan tangan di atas pusar, hentakkan ke dalam dan ke atas lima kali.',
            'Not yet: arms around from behind, fist above the navel, five thrusts inwards and upwards.',
          ],
          ['Ulangi lima tepukan dan lima hentakan bergantian.', 'Go on: five blows, five thrusts.'],
        ],
      },
      [
        choice('yes', 'Sudah keluar', 'Yes', 'after'),
        choice('fainted', 'Pingsan', 'Unconscious', 'fainted', danger),
        choice('crew', 'Petugas tiba', 'The crew is there', null),
      ],
    ),
    question(
      'chest_thrusts',
      ['Apakah bendanya sudah keluar?', 'Has it come out?'],
      {
        tell: [
          [
            'Lima tepukan di punggung, lalu dari belakang hentakkan di tengah dada, bukan perut, lima kali.',
            'Five back blows, then from behind five thrusts on the middle of the chest, not the belly.',
          ],
        ],
      },
      [
        choice('yes', 'Sudah keluar', 'Yes', 'after'),
        choice('fainted', 'Pingsan', 'Unconscious', 'fainted', danger),
        choice('crew', 'Petugas tiba', 'The crew is there', null),
      ],
    ),
    question(
      'baby',
      ['Apakah bayinya sudah menangis atau bernapas?', 'Does the baby cry or breathe now?'],
      {
        tell: [
          [
            'Telungkupkan di lengan Anda, kepala lebih rendah, tepuk lima kali di punggung.',
            'Face down along your forearm, head low, five blows on the back.',
          ],
          [
            'Balikkan, dua jari di tengah dada, tekan lima kali. Ulangi.',
            'Turn over, two fingers on the middle of the chest, five pushes. Repeat.',
          ],
        ],
      },
      [
        choice('yes', 'Ya', 'Yes', 'after'),
        choice('fainted', 'Lemas / tidak bernapas', 'Limp / not breathing', 'fainted', danger),
        choice('crew', 'Petugas tiba', 'The crew is there', null),
      ],
    ),
    question(
      'fainted',
      ['Sudah mulai menekan dadanya?', 'Have you begun to push on the chest?'],
      {
        crew: true,
        beat: 110,
        tell: [
          [
            'Telentangkan di lantai keras. Tekan tengah dada kuat dan cepat, ikuti hitungan saya.',
            'On the back on a hard floor. Push the middle of the chest hard and fast, follow my count.',
          ],
          [
            'Bila benda terlihat di mulut, ambil. Jangan mengorek yang tidak terlihat.',
            'Take out what you can see in the mouth. Do not search blindly.',
          ],
        ],
      },
      [choice('started', 'Ya', 'Yes', null), choice('cannot', 'Tidak bisa', 'Cannot', null)],
    ),
    question(
      'after',
      [
        'Tetap harus diperiksa petugas kesehatan, juga bila sudah membaik.',
        'They still need to be seen by medical staff, also when better.',
      ],
      { tell: [callAgain] },
      [],
    ),
  ],
});
