import { card, choice, danger, question } from './card-seed.ts';

/*
 * Our own words after what is published and free for anybody to use (two questions, then chest compressions: AHA/ILCOR). Not the
 * protocol of any vendor. A physician of the regency approves them before they are relied on.
 */

const notAlone = [
  'Jangan tinggalkan orangnya. Ambulans sedang disiapkan.',
  'Do not leave them. An ambulance is being prepared.',
] as const;
const callAgain = ['Bila keadaannya memburuk, hubungi 112 lagi.', 'If it gets worse, call 112 again.'] as const;

export const birth = card('BIRTH', 40, {
  name: ['Persalinan', 'Birth'],
  types: ['MED_TRAUMA'],
  questions: [
    question('months', ['Hamil berapa bulan?', 'How many months?'], { crew: true }, [
      choice('term', '8 bulan ke atas', '8 months or more', 'seen'),
      choice('early', 'Kurang dari 8 bulan', 'Less than 8 months', 'seen', danger),
      choice('unknown', 'Tidak tahu', 'Not known', 'seen'),
    ]),
    question(
      'seen',
      [
        'Apakah kepala atau bagian bayi sudah terlihat, atau ibu ingin mengejan?',
        'Is any part of the baby to be seen, or does she want to push?',
      ],
      { crew: true },
      [
        choice('yes', 'Ya', 'Yes', 'part', danger),
        choice('no', 'Belum', 'No', 'pains'),
        choice('born', 'Bayi sudah lahir', 'The baby is born', 'cries', danger),
      ],
    ),
    question('part', ['Apa yang terlihat?', 'What can you see?'], { crew: true }, [
      choice('head', 'Kepala', 'The head', 'deliver'),
      choice('other', 'Tali pusat, tangan, kaki, atau bokong', 'Cord, hand, foot or bottom', 'malposition', danger),
      choice('unseen', 'Tidak melihat', 'Cannot see', 'deliver'),
    ]),
    question(
      'malposition',
      ['Apakah ibu sudah menungging?', 'Is she on hands and knees?'],
      {
        crew: true,
        tell: [
          [
            'Jangan menarik apa pun. Minta ibu menungging, dada ke alas, pinggul tinggi, jangan mengejan.',
            'Pull nothing. On hands and knees, chest down, hips high, do not push.',
          ],
          notAlone,
        ],
      },
      [choice('done', 'Sudah', 'Yes', null)],
    ),
    question(
      'deliver',
      ['Apakah bayinya sudah lahir?', 'Is the baby born?'],
      {
        crew: true,
        tell: [
          [
            'Baringkan ibu miring atau setengah duduk, alasi kain bersih. Cuci tangan.',
            'Let her lie on the side or half sitting on clean cloth. Wash your hands.',
          ],
          [
            'Tahan kepala bayi dengan telapak supaya keluar perlahan. Jangan ditarik.',
            'Support the head with your palm so that it comes slowly. Do not pull.',
          ],
          [
            'Tali pusat di leher: longgarkan lewat kepala dengan lembut.',
            'Cord around the neck: slip it gently over the head.',
          ],
        ],
      },
      [
        choice('yes', 'Sudah lahir', 'Yes', 'cries'),
        choice('not_yet', 'Belum, petugas tiba', 'Not yet, the crew is there', null),
      ],
    ),
    question(
      'cries',
      ['Apakah bayinya menangis atau bernapas?', 'Does the baby cry or breathe?'],
      {
        crew: true,
        tell: [
          [
            'Keringkan dan hangatkan bayi, gosok punggungnya dengan kain.',
            'Dry and warm the baby, rub its back with the cloth.',
          ],
        ],
      },
      [choice('yes', 'Ya', 'Yes', 'cord'), choice('no', 'Tidak', 'No', 'revive', danger)],
    ),
    question(
      'revive',
      ['Apakah sekarang bernapas?', 'Does it breathe now?'],
      {
        crew: true,
        beat: 110,
        tell: [
          [
            'Gosok kuat punggungnya, bersihkan mulut dan hidung dengan kain.',
            'Rub the back firmly, wipe mouth and nose.',
          ],
          [
            'Belum bernapas: tekan tengah dada dengan dua jari, ikuti hitungan saya.',
            'Not yet: push the middle of the chest with two fingers, follow my count.',
          ],
        ],
      },
      [choice('yes', 'Ya', 'Yes', 'cord'), choice('no', 'Tidak, petugas tiba', 'No, the crew is there', null, danger)],
    ),
    question(
      'cord',
      ['Apakah ibu berdarah banyak?', 'Is the mother bleeding a lot?'],
      {
        crew: true,
        tell: [
          [
            'Jangan memotong atau menarik tali pusat. Taruh bayi di dada ibu, selimuti keduanya.',
            'Do not cut or pull the cord. Baby on her chest, cover both.',
          ],
        ],
      },
      [choice('yes', 'Ya', 'Yes', 'massage', danger), choice('no', 'Tidak', 'No', 'wait')],
    ),
    question(
      'massage',
      [
        'Usap kuat perut bawah ibu dengan gerakan memutar sampai terasa keras. Susukan bayi.',
        'Rub her lower belly firmly in circles until it feels hard. Let the baby suck.',
      ],
      { tell: [notAlone] },
      [],
    ),
    question('pains', ['Berapa menit jarak mulasnya?', 'How many minutes between the pains?'], { crew: true }, [
      choice('close', 'Kurang dari 5 menit', 'Less than 5 minutes', 'water', { raiseTo: 'P1' }),
      choice('far', '5 menit atau lebih', '5 minutes or more', 'water'),
      choice('bleeding', 'Berdarah atau kejang', 'Bleeding or a fit', 'water', danger),
    ]),
    question('water', ['Apakah ketuban sudah pecah?', 'Have the waters broken?'], { crew: true }, [
      choice('yes', 'Sudah', 'Yes', 'wait'),
      choice('no', 'Belum', 'No', 'wait'),
    ]),
    question(
      'wait',
      [
        'Baringkan miring ke kiri. Siapkan kain bersih dan buku KIA.',
        'Lie on the left side. Have clean cloth and the maternity book ready.',
      ],
      { tell: [callAgain] },
      [],
    ),
  ],
});
