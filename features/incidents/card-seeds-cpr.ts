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

export const cpr = card('CPR', 10, {
  name: ['Tidak sadar / henti napas', 'Unconscious / not breathing'],
  types: ['MED_CRITICAL', 'SUICIDE'],
  questions: [
    question(
      'conscious',
      [
        'Apakah orangnya sadar? Panggil keras dan tepuk kedua bahunya: ada jawaban?',
        'Is the person awake? Call out loudly and tap both shoulders: any answer?',
      ],
      { crew: true },
      [
        choice('yes', 'Ya, sadar', 'Yes, awake', 'complaint'),
        choice('no', 'Tidak sadar', 'Not awake', 'breathing', danger),
        choice('unsure', 'Tidak yakin', 'Not sure', 'breathing', danger),
      ],
    ),
    question(
      'breathing',
      [
        'Lihat dadanya. Apakah napasnya normal, naik turun teratur?',
        'Watch the chest. Is the breathing normal, rising and falling evenly?',
      ],
      {
        crew: true,
        note: [
          'Megap-megap sesekali, mendengkur, atau “sepertinya” bukan napas normal: pilih Tidak.',
          'Gasping now and then, snoring, or “I think so” is not normal breathing: choose No.',
        ],
      },
      [
        choice('no', 'Tidak / megap-megap', 'No / gasping', 'compress', danger),
        choice('unsure', 'Tidak yakin', 'Not sure', 'compress', danger),
        choice('yes', 'Ya, normal', 'Yes, normal', 'side', danger),
      ],
    ),
    question(
      'compress',
      ['Sudah mulai menekan?', 'Have you begun to push?'],
      {
        crew: true,
        beat: 110,
        note: [
          'Hitung keras bersama pelapor. Tanpa napas buatan. Bergantian tiap dua menit bila ada orang lain.',
          'Count aloud together. No breaths. Change over every two minutes if somebody else is there.',
        ],
        tell: [
          [
            'Aktifkan pengeras suara telepon, letakkan di samping Anda.',
            'Switch on the loudspeaker and put the phone beside you.',
          ],
          [
            'Telentangkan orangnya di lantai yang keras. Berlutut di samping dadanya.',
            'Lay the person flat on a hard floor. Kneel beside the chest.',
          ],
          [
            'Taruh tumit satu tangan di tengah dada, tangan lain di atasnya, lengan lurus.',
            'Heel of one hand on the middle of the chest, the other hand on top, arms straight.',
          ],
          [
            'Tekan kuat dan cepat, sedalam lima sentimeter, lalu lepaskan. Ikuti hitungan saya.',
            'Push hard and fast, five centimetres deep, then let go. Follow my count.',
          ],
          [
            'Jangan berhenti sampai ambulans datang atau orangnya bergerak.',
            'Do not stop until the ambulance comes or the person moves.',
          ],
        ],
      },
      [
        choice('started', 'Ya, sedang menekan', 'Yes, pushing', 'age'),
        choice('cannot', 'Tidak bisa / tidak kuat', 'Cannot / too weak', 'helper'),
      ],
    ),
    question(
      'helper',
      ['Siapa lagi yang ada di sana? Minta mereka mendekat sekarang.', 'Who else is there? Ask them to come now.'],
      {
        tell: [
          [
            'Teriak minta tolong ke tetangga atau orang di jalan.',
            'Shout for help to neighbours or people in the street.',
          ],
          ['Menekan dada tidak dapat memperburuk keadaannya.', 'Pushing on the chest cannot make it worse.'],
        ],
      },
      [
        choice('started', 'Ada yang menekan', 'Somebody is pushing', 'age'),
        choice('nobody', 'Tidak ada siapa-siapa', 'Nobody is there', 'wait'),
      ],
    ),
    question('age', ['Kira-kira berapa umurnya?', 'About how old?'], { crew: true, beat: 110 }, [
      choice('adult', 'Dewasa / anak besar', 'Adult or older child', 'aed'),
      choice('child', 'Anak 1–8 tahun', 'Child of 1–8 years', 'child'),
      choice('baby', 'Bayi', 'Baby', 'baby'),
    ]),
    question(
      'child',
      ['Tekan dengan satu tangan. Apakah sudah?', 'Push with one hand. Are you doing it?'],
      {
        beat: 110,
        tell: [
          [
            'Satu tangan saja di tengah dada, sedalam sepertiga tebal dada.',
            'One hand only on the middle of the chest, a third of its depth.',
          ],
        ],
      },
      [choice('done', 'Sudah', 'Yes', 'aed')],
    ),
    question(
      'baby',
      ['Tekan dengan dua jari. Apakah sudah?', 'Push with two fingers. Are you doing it?'],
      {
        beat: 110,
        tell: [
          [
            'Dua jari di tengah dada, tepat di bawah garis puting, sedalam sepertiga tebal dada.',
            'Two fingers on the middle of the chest, just below the nipples, a third of its depth.',
          ],
        ],
      },
      [choice('done', 'Sudah', 'Yes', 'watch')],
    ),
    question(
      'aed',
      ['Apakah ada alat kejut jantung (AED) di dekat sana?', 'Is there a defibrillator (AED) nearby?'],
      {
        crew: true,
        beat: 110,
        note: [
          'Jangan menghentikan tekanan untuk mencarinya: orang lain yang mengambil.',
          'Do not stop pushing to look for it: somebody else fetches it.',
        ],
      },
      [choice('yes', 'Ada, diambil', 'Yes, being fetched', 'aed_use'), choice('no', 'Tidak ada', 'No', 'watch')],
    ),
    question(
      'aed_use',
      ['Apakah AED sudah menyala?', 'Is the AED switched on?'],
      {
        beat: 110,
        tell: [
          [
            'Nyalakan AED dan ikuti suaranya. Tempelkan kedua bantalan di dada yang kering.',
            'Switch the AED on and follow its voice. Stick both pads on the dry chest.',
          ],
          ['Terus menekan sampai AED menyuruh berhenti.', 'Go on pushing until it tells you to stop.'],
        ],
      },
      [choice('done', 'Sudah', 'Yes', 'watch')],
    ),
    question(
      'watch',
      ['Terus menekan. Apa yang Anda lihat sekarang?', 'Keep pushing. What do you see now?'],
      { crew: true, beat: 110 },
      [
        choice('moves', 'Bergerak / bernapas', 'Moves / breathes', 'side', danger),
        choice('crew', 'Petugas sudah tiba', 'The crew is there', null),
        choice('stopped', 'Penolong berhenti', 'The helper has stopped', 'wait'),
      ],
    ),
    question(
      'side',
      ['Apakah sudah miring dan masih bernapas?', 'Is the person on the side and still breathing?'],
      {
        crew: true,
        tell: [
          [
            'Miringkan badannya, kepala sedikit menengadah supaya jalan napas terbuka.',
            'Turn the person on the side, head tilted back a little.',
          ],
          [
            'Perhatikan napasnya terus. Bila berhenti, katakan segera.',
            'Keep watching the breathing. If it stops, tell me at once.',
          ],
        ],
      },
      [
        choice('breathes', 'Ya, bernapas', 'Yes, breathing', 'wait'),
        choice('stopped', 'Napas berhenti', 'Breathing has stopped', 'compress_again', danger),
      ],
    ),
    question(
      'compress_again',
      [
        'Telentangkan lagi dan tekan dadanya sampai petugas datang. Sudah mulai?',
        'On the back again and push until the crew comes. Have you begun?',
      ],
      {
        crew: true,
        beat: 110,
        tell: [
          ['Tengah dada, kuat dan cepat, ikuti hitungan saya.', 'Middle of the chest, hard and fast, follow my count.'],
        ],
      },
      [choice('started', 'Ya', 'Yes', null), choice('cannot', 'Tidak bisa', 'Cannot', null)],
    ),
    question('complaint', ['Apa yang paling berat sekarang?', 'What is the worst of it now?'], { crew: true }, [
      choice('chest', 'Nyeri dada', 'Chest pain', 'chest', danger),
      choice('breath', 'Sesak napas', 'Short of breath', 'breath', danger),
      choice('stroke', 'Lumpuh separuh / bicara pelo', 'One side weak / slurred speech', 'stroke', danger),
      choice('fit', 'Kejang', 'Fit', 'fit', danger),
      choice('choking', 'Tersedak', 'Choking', 'choking', danger),
      choice('other', 'Lainnya', 'Something else', 'other'),
    ]),
    question(
      'chest',
      ['Apakah punya penyakit jantung atau minum obat jantung?', 'Any heart disease, or heart medicine?'],
      {
        crew: true,
        words: 'kept',
        tell: [
          [
            'Dudukkan bersandar, longgarkan pakaian, jangan berjalan.',
            'Sit the person leaning back, loosen clothing, no walking.',
          ],
        ],
      },
      [choice('yes', 'Ya', 'Yes', 'wait'), choice('no', 'Tidak / tidak tahu', 'No / not known', 'wait')],
    ),
    question(
      'breath',
      ['Masih bisa bicara satu kalimat?', 'Still able to say a whole sentence?'],
      {
        crew: true,
        tell: [
          [
            'Dudukkan tegak. Bila punya obat semprot asma, pakai sekarang.',
            'Sit upright. If there is an asthma spray, use it now.',
          ],
        ],
      },
      [choice('yes', 'Bisa', 'Yes', 'wait'), choice('no', 'Tidak bisa', 'No', 'wait', danger)],
    ),
    question(
      'stroke',
      ['Jam berapa gejalanya mulai?', 'When did it begin?'],
      {
        crew: true,
        words: 'kept',
        tell: [
          ['Baringkan miring, jangan diberi makan, minum, atau obat.', 'Lay on the side; no food, drink or medicine.'],
        ],
      },
      [
        choice('known', 'Jamnya diketahui', 'The time is known', 'wait'),
        choice('unknown', 'Tidak diketahui', 'Not known', 'wait'),
      ],
    ),
    question(
      'fit',
      ['Apakah kejangnya sudah berhenti?', 'Has the fit stopped?'],
      {
        crew: true,
        tell: [
          [
            'Jangan dipegang erat dan jangan memasukkan apa pun ke mulut.',
            'Do not hold down, put nothing into the mouth.',
          ],
          [
            'Singkirkan benda keras. Sesudah berhenti, miringkan.',
            'Move hard things away. When it stops, turn on the side.',
          ],
        ],
      },
      [
        choice('stopped', 'Sudah berhenti', 'Yes', 'wait'),
        choice('goes_on', 'Masih kejang', 'Still going on', 'wait', danger),
      ],
    ),
    question(
      'choking',
      ['Apakah masih bisa batuk?', 'Still able to cough?'],
      { crew: true, note: ['Langkah lengkap: kartu Tersedak.', 'All steps: the card Choking.'] },
      [choice('yes', 'Bisa batuk', 'Can cough', 'wait'), choice('no', 'Tidak bisa', 'Cannot', 'choking_help', danger)],
    ),
    question(
      'choking_help',
      [
        'Lima tepukan kuat di punggung, lalu lima hentakan perut dari belakang. Ulangi sampai keluar.',
        'Five firm back blows, then five thrusts to the belly from behind. Repeat until it comes out.',
      ],
      {
        tell: [
          ['Bila pingsan: telentangkan dan tekan dadanya.', 'If unconscious: on the back and push on the chest.'],
          notAlone,
        ],
      },
      [],
    ),
    question('other', ['Ceritakan keluhannya.', 'Tell me what is wrong.'], { crew: true, words: 'description' }, [
      choice('noted', 'Dicatat', 'Noted', 'wait'),
    ]),
    question(
      'wait',
      [
        'Petugas sedang disiapkan. Siapkan pintu terbuka dan lampu menyala, seseorang menunggu di jalan.',
        'Help is being prepared. Open the door, switch on the lights, somebody waits at the road.',
      ],
      { tell: [notAlone, callAgain] },
      [],
    ),
  ],
});
