import { card, choice, danger, noDanger, question } from './card-seed.ts';

export const violence = card('VIOLENCE', 80, {
  name: ['Kekerasan', 'Violence'],
  categories: ['PPA', 'CRIME', 'ORDER', 'RIOT'],
  questions: [
    question(
      'safe',
      ['Apakah Anda aman sekarang? Boleh jawab ya atau tidak saja.', 'Are you safe now? Yes or no is enough.'],
      {
        crew: true,
        note: [
          'Suara pelan. Bila pelaku mendengar, ajukan pertanyaan ya/tidak saja dan jangan menelepon balik.',
          'Speak softly. If the attacker can hear, ask yes/no questions only and do not call back.',
        ],
      },
      [
        choice('yes', 'Aman', 'Safe', 'attacker'),
        choice('no', 'Tidak aman', 'Not safe', 'leave', danger),
        choice('cannot_say', 'Tidak bisa bicara', 'Cannot talk', 'leave', danger),
      ],
    ),
    question(
      'leave',
      ['Bisakah Anda pindah ke tempat terkunci atau ramai?', 'Can you get to a locked or busy place?'],
      {
        tell: [
          [
            'Kunci pintu, jauhi dapur dan benda tajam. Biarkan telepon tersambung.',
            'Lock the door, stay away from the kitchen and sharp things. Leave the line open.',
          ],
        ],
      },
      [choice('yes', 'Ya', 'Yes', 'attacker'), choice('no', 'Tidak', 'No', 'attacker', danger)],
    ),
    question('attacker', ['Di mana pelakunya sekarang?', 'Where is the attacker now?'], { crew: true, words: 'kept' }, [
      choice('here', 'Masih di sini', 'Still here', 'weapon', danger),
      choice('near', 'Di dekat sini', 'Nearby', 'weapon', { raiseTo: 'P1' }),
      choice('gone', 'Sudah pergi', 'Gone', 'weapon'),
    ]),
    question('weapon', ['Apakah membawa senjata?', 'Is there a weapon?'], { crew: true }, [
      choice('gun', 'Senjata api', 'Firearm', 'hurt', danger),
      choice('blade', 'Senjata tajam', 'Blade', 'hurt', danger),
      choice('other', 'Benda lain', 'Something else', 'hurt', { raiseTo: 'P1' }),
      choice('none', 'Tidak ada', 'None', 'hurt'),
      choice('unknown', 'Tidak tahu', 'Not known', 'hurt'),
    ]),
    question(
      'hurt',
      ['Apakah ada yang terluka?', 'Is anybody hurt?'],
      { crew: true, note: ['Perdarahan: buka kartu Perdarahan.', 'Bleeding: open the card Bleeding.'] },
      [
        choice('badly', 'Luka berat', 'Badly', 'child', danger),
        choice('lightly', 'Luka ringan', 'Lightly', 'child'),
        choice('no', 'Tidak', 'No', 'child'),
      ],
    ),
    question('child', ['Apakah ada anak di tempat itu?', 'Are there children?'], { crew: true }, [
      choice('yes', 'Ya', 'Yes', 'again', { raiseTo: 'P1' }),
      choice('no', 'Tidak', 'No', 'again'),
    ]),
    question('again', ['Apakah ini pernah terjadi sebelumnya?', 'Has it happened before?'], {}, [
      choice('yes', 'Pernah', 'Yes', 'wait'),
      choice('no', 'Belum', 'No', 'wait'),
      choice('not_said', 'Tidak dijawab', 'Not said', 'wait'),
    ]),
    question(
      'wait',
      [
        'Petugas disiapkan. Jangan mengubah atau mencuci apa pun di tempat itu; simpan barang bukti.',
        'Help is being prepared. Change and wash nothing there; keep the evidence.',
      ],
      {
        tell: [
          [
            'Anda tidak salah karena menelepon. Pendamping tersedia lewat SAPA 129.',
            'It was right to call. Support is available at SAPA 129.',
          ],
        ],
      },
      [],
    ),
  ],
});

export const animals = card('ANIMALS', 90, {
  name: ['Hewan berbahaya / gigitan', 'Dangerous animal / bite'],
  types: ['ANIMAL_DANGEROUS', 'ANIMAL_MINOR', 'MED_BITE'],
  questions: [
    question(
      'bitten',
      ['Apakah ada yang digigit, dipatuk, atau disengat?', 'Has anybody been bitten or stung?'],
      { crew: true },
      [
        choice('yes', 'Ya', 'Yes', 'by', { raiseTo: 'P1', typeCode: 'MED_BITE' }),
        choice('no', 'Tidak', 'No', 'animal', noDanger),
      ],
    ),
    question('by', ['Oleh apa?', 'By what?'], { crew: true, words: 'kept' }, [
      choice('snake', 'Ular', 'Snake', 'snake_help', danger),
      choice('dog', 'Anjing, kucing, monyet', 'Dog, cat, monkey', 'wash'),
      choice('wasp', 'Tawon / lebah', 'Wasp / bee', 'swelling'),
      choice('other', 'Lainnya', 'Something else', 'swelling'),
    ]),
    question(
      'snake_help',
      ['Jam berapa digigit, dan bagian mana?', 'When was it, and where on the body?'],
      {
        crew: true,
        words: 'kept',
        tell: [
          [
            'Jangan bergerak. Bidai anggota yang digigit seperti patah tulang, posisi tetap rendah.',
            'Keep still. Splint the bitten limb as if broken, and keep it low.',
          ],
          [
            'Jangan disayat, disedot, diikat kencang, atau diberi ramuan.',
            'No cutting, sucking, tight tying or home remedies.',
          ],
          [
            'Lepas cincin dan gelang. Ularnya jangan dikejar; foto bila aman.',
            'Take off rings. Do not chase the snake; a photograph only if safe.',
          ],
        ],
      },
      [choice('noted', 'Dicatat', 'Noted', 'swelling')],
    ),
    question(
      'wash',
      ['Apakah lukanya sedang dicuci?', 'Is the wound being washed?'],
      {
        crew: true,
        tell: [
          [
            'Cuci dengan sabun dan air mengalir 15 menit. Tetap harus ke fasilitas kesehatan (rabies).',
            'Wash with soap under running water for 15 minutes. They must see a clinic (rabies).',
          ],
        ],
      },
      [choice('done', 'Ya', 'Yes', 'swelling')],
    ),
    question(
      'swelling',
      ['Apakah sesak, bibir bengkak, lemas, atau mengantuk?', 'Short of breath, swollen lips, weak or drowsy?'],
      { crew: true },
      [choice('yes', 'Ya', 'Yes', 'animal', danger), choice('no', 'Tidak', 'No', 'animal')],
    ),
    question(
      'animal',
      ['Hewan apa, sebesar apa, dan di mana sekarang?', 'Which animal, how big, and where is it now?'],
      { crew: true, words: 'description' },
      [
        choice('inside', 'Di dalam rumah', 'Inside the house', 'away', { typeCode: 'ANIMAL_DANGEROUS' }),
        choice('outside', 'Di luar', 'Outside', 'away'),
        choice('gone', 'Sudah pergi', 'Gone', 'wait'),
        choice('stuck', 'Hewannya yang terjebak', 'The animal is stuck', 'wait', { typeCode: 'ANIMAL_MINOR' }),
      ],
    ),
    question(
      'away',
      ['Apakah semua orang sudah keluar dari ruangan itu?', 'Is everybody out of that room?'],
      {
        crew: true,
        tell: [
          [
            'Menjauh pelan-pelan, tutup pintunya, sumpal celahnya. Awasi dari jauh supaya tidak hilang.',
            'Move away slowly, shut the door and seal its gap. Watch from a distance so that it is not lost.',
          ],
          ['Jangan dipukul, diusir, atau ditangkap sendiri.', 'Do not hit, chase or catch it.'],
        ],
      },
      [choice('yes', 'Sudah', 'Yes', 'wait'), choice('no', 'Belum', 'Not yet', 'wait', { raiseTo: 'P1' })],
    ),
    question(
      'wait',
      ['Petugas disiapkan. Tunggu di tempat aman.', 'Help is being prepared. Wait in a safe place.'],
      {},
      [],
    ),
  ],
});
