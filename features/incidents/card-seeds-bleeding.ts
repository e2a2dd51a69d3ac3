import { card, choice, danger, question } from './card-seed.ts';

/*
 * Our own words after what is published and free for anybody to use (two questions, then chest compressions: AHA/ILCOR). Not the
 * protocol of any vendor. A physician of the regency approves them before they are relied on.
 */

const notAlone = [
  'Jangan tinggalkan orangnya. Ambulans sedang disiapkan.',
  'Do not leave them. An ambulance is being prepared.',
] as const;

export const bleeding = card('BLEEDING', 30, {
  name: ['Perdarahan / luka berat', 'Bleeding / severe wound'],
  types: ['MED_TRAUMA', 'WORK_ACC'],
  questions: [
    question(
      'safe',
      ['Apakah Anda dan korban aman di tempat itu?', 'Are you and the injured person safe there?'],
      { crew: true },
      [choice('yes', 'Aman', 'Safe', 'flow'), choice('no', 'Belum aman', 'Not safe', 'danger', danger)],
    ),
    question(
      'danger',
      ['Bahaya apa yang masih ada?', 'What danger is there?'],
      {
        crew: true,
        words: 'description',
        tell: [
          [
            'Menjauh dulu ke tempat aman. Jangan menolong di tengah bahaya.',
            'Move to safety first. Do not help inside the danger.',
          ],
        ],
      },
      [
        choice('traffic', 'Lalu lintas', 'Traffic', 'flow'),
        choice('machine', 'Mesin / listrik', 'Machine / electricity', 'flow'),
        choice('attacker', 'Pelaku masih ada', 'The attacker is still there', 'flow', danger),
        choice('other', 'Lainnya', 'Something else', 'flow'),
      ],
    ),
    question(
      'flow',
      [
        'Seberapa deras darahnya? Memancar, mengalir terus, atau merembes?',
        'How strong is it? Spurting, flowing, or oozing?',
      ],
      { crew: true },
      [
        choice('spurting', 'Memancar / menggenang', 'Spurting / pooling', 'press', danger),
        choice('flowing', 'Mengalir terus', 'Flowing', 'press', { raiseTo: 'P1' }),
        choice('oozing', 'Merembes sedikit', 'Oozing', 'press'),
        choice('stopped', 'Sudah berhenti', 'It has stopped', 'awake'),
      ],
    ),
    question(
      'press',
      ['Sudah ditekan? Apakah darahnya berkurang?', 'Are you pressing? Is it less now?'],
      {
        crew: true,
        tell: [
          [
            'Ambil kain bersih, tekan langsung di luka dengan kedua tangan, sekuat mungkin.',
            'Take a clean cloth and press right on the wound with both hands, as hard as you can.',
          ],
          [
            'Kain tembus: tambah kain di atasnya, jangan diangkat.',
            'If it soaks through, add cloth on top; do not lift it.',
          ],
          [
            'Benda yang menancap jangan dicabut: tekan di kanan kirinya.',
            'Do not pull out what is stuck in: press around it.',
          ],
        ],
      },
      [choice('less', 'Berkurang', 'Less', 'awake'), choice('goes_on', 'Tetap deras', 'Still strong', 'limb', danger)],
    ),
    question('limb', ['Apakah lukanya di lengan atau kaki?', 'Is it on an arm or leg?'], { crew: true }, [
      choice('yes', 'Ya', 'Yes', 'tourniquet', danger),
      choice('no', 'Bukan', 'No', 'awake', danger),
    ]),
    question(
      'tourniquet',
      ['Sudah terikat? Apakah darahnya berhenti?', 'Is it tied? Has it stopped?'],
      {
        crew: true,
        note: ['Catat jam mengikat.', 'Note the time of tying.'],
        words: 'kept',
        tell: [
          [
            'Ikat kain lebar kuat-kuat di atas luka, di antara luka dan badan, kencangkan dengan tongkat sampai darah berhenti.',
            'Tie a wide cloth tightly above the wound, between wound and body; twist it with a stick until it stops.',
          ],
          ['Jangan dilonggarkan. Terus tekan lukanya.', 'Do not loosen it. Go on pressing.'],
        ],
      },
      [choice('stopped', 'Berhenti', 'Stopped', 'awake'), choice('goes_on', 'Belum', 'Not yet', 'awake', danger)],
    ),
    question(
      'awake',
      ['Apakah korban sadar dan bernapas normal?', 'Is the person awake and breathing normally?'],
      {
        crew: true,
        note: ['Tidak sadar: buka kartu Tidak sadar / henti napas.', 'Not awake: open the card Unconscious.'],
      },
      [choice('yes', 'Ya', 'Yes', 'lay'), choice('no', 'Tidak', 'No', 'lay_side', danger)],
    ),
    question(
      'lay',
      [
        'Baringkan, selimuti, jangan diberi minum. Terus tekan sampai petugas datang.',
        'Lay down, cover, nothing to drink. Keep pressing until the crew comes.',
      ],
      { tell: [notAlone] },
      [],
    ),
    question('lay_side', ['Apakah dadanya naik turun?', 'Does the chest rise and fall?'], { crew: true }, [
      choice('yes', 'Ya', 'Yes', 'lay'),
      choice('no', 'Tidak', 'No', 'push', danger),
    ]),
    question(
      'push',
      [
        'Tekan tengah dada kuat dan cepat sampai petugas datang.',
        'Push the middle of the chest hard and fast until the crew comes.',
      ],
      { beat: 110, tell: [['Orang lain terus menekan lukanya.', 'Somebody else keeps pressing on the wound.']] },
      [],
    ),
  ],
});
