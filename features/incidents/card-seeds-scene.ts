import { card, choice, danger, noDanger, question } from './card-seed.ts';

const stayAway = ['Menjauh dan jaga jarak. Jangan kembali masuk.', 'Keep away. Do not go back in.'] as const;

export const fire = card('FIRE', 50, {
  name: ['Kebakaran', 'Fire'],
  categories: ['FIRE'],
  questions: [
    question(
      'inside',
      ['Apakah masih ada orang di dalam?', 'Is anybody still inside?'],
      {
        crew: true,
        words: 'kept',
        tell: [['Keluar sekarang. Jangan mengambil barang.', 'Get out now. Leave your things.']],
      },
      [
        choice('yes', 'Ya', 'Yes', 'trapped', danger),
        choice('no', 'Tidak, semua keluar', 'No, everybody is out', 'burning', noDanger),
        choice('unknown', 'Tidak tahu', 'Not known', 'burning', { raiseTo: 'P1' }),
      ],
    ),
    question(
      'trapped',
      ['Mereka di bagian mana: lantai, kamar?', 'Where are they: floor, room?'],
      {
        crew: true,
        words: 'landmark',
        tell: [
          [
            'Yang terjebak: tutup pintu, sumpal celah dengan kain basah, beri tanda dari jendela.',
            'Those trapped: shut the door, seal gaps with wet cloth, signal from a window.',
          ],
          ['Merunduk, asap selalu di atas.', 'Stay low, smoke rises.'],
        ],
      },
      [choice('noted', 'Dicatat', 'Noted', 'burning')],
    ),
    question('burning', ['Apa yang terbakar?', 'What is burning?'], { crew: true }, [
      choice('house', 'Rumah / bangunan', 'House or building', 'spread', { typeCode: 'FIRE_BUILDING' }),
      choice('works', 'Pabrik, gudang, pasar', 'Factory, warehouse, market', 'hazard', {
        typeCode: 'FIRE_INDUSTRY',
        raiseTo: 'P1',
      }),
      choice('vehicle', 'Kendaraan / SPBU', 'Vehicle / petrol station', 'hazard', { typeCode: 'FIRE_VEHICLE' }),
      choice('land', 'Lahan / sampah', 'Land / rubbish', 'spread', { typeCode: 'FIRE_LAND' }),
      choice('wires', 'Kabel / tiang listrik', 'Cable / pole', 'electric', { typeCode: 'FIRE_ELECTRIC' }),
    ]),
    question(
      'electric',
      ['Apakah ada orang yang tersengat atau masih menempel?', 'Has anybody been shocked, or is still touching it?'],
      {
        crew: true,
        tell: [
          [
            'Jangan menyiram air dan jangan menyentuh. Matikan sakelar utama bila aman.',
            'No water, do not touch. Switch off at the main if it is safe.',
          ],
        ],
      },
      [choice('yes', 'Ya', 'Yes', 'spread', danger), choice('no', 'Tidak', 'No', 'spread')],
    ),
    question(
      'hazard',
      ['Apakah ada bahan bakar, gas, atau bahan kimia di situ?', 'Any fuel, gas or chemicals there?'],
      { crew: true, words: 'kept', tell: [stayAway] },
      [
        choice('yes', 'Ya', 'Yes', 'spread', { raiseTo: 'P1' }),
        choice('no', 'Tidak', 'No', 'spread'),
        choice('unknown', 'Tidak tahu', 'Not known', 'spread'),
      ],
    ),
    question(
      'spread',
      ['Apakah api bisa merembet ke bangunan lain?', 'Can it spread to other buildings?'],
      { crew: true },
      [choice('yes', 'Ya', 'Yes', 'injured', { raiseTo: 'P1' }), choice('no', 'Tidak', 'No', 'injured')],
    ),
    question(
      'injured',
      ['Apakah ada yang luka bakar atau sesak?', 'Anybody burnt or short of breath?'],
      { crew: true },
      [choice('yes', 'Ya', 'Yes', 'burn', danger), choice('no', 'Tidak', 'No', 'road')],
    ),
    question(
      'burn',
      ['Apakah lukanya sudah didinginkan?', 'Are the burns being cooled?'],
      {
        crew: true,
        tell: [
          [
            'Aliri air bersih biasa 20 menit. Tanpa odol, minyak, atau es.',
            'Cool with plain clean water for 20 minutes. No toothpaste, oil or ice.',
          ],
          ['Baju yang terbakar: berhenti, jatuh, berguling.', 'Clothes on fire: stop, drop, roll.'],
        ],
      },
      [choice('done', 'Sudah', 'Yes', 'road')],
    ),
    question(
      'road',
      ['Apakah mobil pemadam bisa masuk sampai lokasi?', 'Can a fire engine get there?'],
      { crew: true, words: 'landmark' },
      [
        choice('yes', 'Bisa', 'Yes', 'wait'),
        choice('narrow', 'Jalan sempit / gang', 'Narrow lane', 'wait'),
        choice('unknown', 'Tidak tahu', 'Not known', 'wait'),
      ],
    ),
    question(
      'wait',
      [
        'Pemadam disiapkan. Tunggu di tempat aman dan tunjukkan jalannya.',
        'The fire brigade is being prepared. Wait in safety and show the way.',
      ],
      { tell: [stayAway] },
      [],
    ),
  ],
});

export const accident = card('ACCIDENT', 60, {
  name: ['Kecelakaan', 'Accident'],
  types: ['TRAFFIC_INJURY', 'TRAFFIC_MATERIAL'],
  categories: ['ACCIDENT'],
  questions: [
    question('injured', ['Apakah ada korban luka?', 'Is anybody hurt?'], { crew: true }, [
      choice('yes', 'Ya', 'Yes', 'count', { raiseTo: 'P1', typeCode: 'TRAFFIC_INJURY' }),
      choice('no', 'Tidak ada', 'No', 'blocks', { lifeAtRisk: 'no', typeCode: 'TRAFFIC_MATERIAL' }),
      choice('unknown', 'Tidak tahu', 'Not known', 'count', { raiseTo: 'P1' }),
    ]),
    question('count', ['Berapa korbannya?', 'How many?'], { crew: true, words: 'kept' }, [
      choice('one', 'Satu', 'One', 'awake'),
      choice('few', '2–4', '2–4', 'awake'),
      choice('many', '5 atau lebih', '5 or more', 'awake', danger),
    ]),
    question(
      'awake',
      ['Apakah semuanya sadar dan bernapas normal?', 'Are all of them awake and breathing normally?'],
      {
        crew: true,
        note: [
          'Tidak: sesudah mengirim, buka kartu Tidak sadar / henti napas.',
          'No: after sending, open the card Unconscious.',
        ],
      },
      [
        choice('yes', 'Ya', 'Yes', 'bleeds'),
        choice('no', 'Tidak', 'No', 'bleeds', danger),
        choice('unknown', 'Tidak tahu', 'Not known', 'bleeds', { raiseTo: 'P1' }),
      ],
    ),
    question(
      'bleeds',
      ['Apakah ada yang berdarah deras?', 'Is anybody bleeding heavily?'],
      {
        crew: true,
        tell: [
          [
            'Tekan lukanya kuat-kuat dengan kain. Helm jangan dilepas bila lehernya sakit.',
            'Press hard on the wound with cloth. Leave the helmet on if the neck hurts.',
          ],
          [
            'Jangan memindahkan korban kecuali ada api atau bahaya lalu lintas.',
            'Do not move them unless there is fire or traffic.',
          ],
        ],
      },
      [choice('yes', 'Ya', 'Yes', 'trapped', danger), choice('no', 'Tidak', 'No', 'trapped')],
    ),
    question(
      'trapped',
      ['Apakah ada yang terjepit di kendaraan?', 'Is anybody trapped in a vehicle?'],
      { crew: true },
      [choice('yes', 'Ya', 'Yes', 'vehicles', danger), choice('no', 'Tidak', 'No', 'vehicles')],
    ),
    question('vehicles', ['Kendaraan apa saja?', 'Which vehicles?'], { crew: true, words: 'kept' }, [
      choice('motorcycles', 'Sepeda motor', 'Motorcycles', 'leak'),
      choice('cars', 'Mobil', 'Cars', 'leak'),
      choice('heavy', 'Truk / bus', 'Lorry / bus', 'leak', { raiseTo: 'P1' }),
      choice('train', 'Kereta api', 'Train', 'leak', { raiseTo: 'P1' }),
    ]),
    question(
      'leak',
      ['Apakah ada bensin tumpah, asap, atau muatan berbahaya?', 'Spilt fuel, smoke or dangerous load?'],
      { crew: true },
      [choice('yes', 'Ya', 'Yes', 'blocks', { raiseTo: 'P1' }), choice('no', 'Tidak', 'No', 'blocks')],
    ),
    question('blocks', ['Apakah jalan tertutup?', 'Is the road blocked?'], { crew: true, words: 'landmark' }, [
      choice('yes', 'Tertutup', 'Blocked', 'wait'),
      choice('half', 'Sebagian', 'Partly', 'wait'),
      choice('no', 'Tidak', 'No', 'wait'),
    ]),
    question(
      'wait',
      [
        'Nyalakan lampu hazard, minta orang mengatur lalu lintas, jaga diri sendiri.',
        'Hazard lights on, let somebody direct the traffic, keep yourself safe.',
      ],
      { tell: [['Bila ada perubahan, hubungi 112 lagi.', 'If anything changes, call 112 again.']] },
      [],
    ),
  ],
});

export const flood = card('FLOOD', 70, {
  name: ['Banjir', 'Flood'],
  types: ['FLOOD', 'PONDING'],
  questions: [
    question(
      'people',
      ['Apakah ada orang yang terjebak atau terbawa air?', 'Is anybody trapped or swept away?'],
      { crew: true, words: 'kept' },
      [
        choice('swept', 'Terbawa air', 'Swept away', 'seen', { ...danger, typeCode: 'WATER_ACC' }),
        choice('trapped', 'Terjebak', 'Trapped', 'depth', danger),
        choice('no', 'Tidak', 'No', 'depth', noDanger),
      ],
    ),
    question(
      'seen',
      ['Di mana terakhir terlihat, ke arah mana arusnya?', 'Where were they last seen, and which way does it flow?'],
      {
        crew: true,
        words: 'landmark',
        tell: [
          [
            'Jangan terjun. Lemparkan tali, jeriken kosong, atau ban.',
            'Do not jump in. Throw a rope, an empty can or a tyre.',
          ],
          ['Jangan lepaskan pandangan dari korban.', 'Keep your eyes on them.'],
        ],
      },
      [choice('noted', 'Dicatat', 'Noted', 'depth')],
    ),
    question('depth', ['Setinggi apa airnya?', 'How deep is it?'], { crew: true }, [
      choice('ankle', 'Mata kaki', 'Ankle', 'rising', { typeCode: 'PONDING' }),
      choice('knee', 'Lutut', 'Knee', 'rising'),
      choice('waist', 'Pinggang', 'Waist', 'rising', { raiseTo: 'P1' }),
      choice('head', 'Dada ke atas', 'Chest or more', 'rising', danger),
    ]),
    question('rising', ['Apakah airnya masih naik?', 'Is it still rising?'], { crew: true }, [
      choice('yes', 'Naik', 'Rising', 'weak', { raiseTo: 'P2' }),
      choice('no', 'Tetap / surut', 'Steady / falling', 'weak'),
    ]),
    question(
      'weak',
      ['Apakah ada bayi, lansia, ibu hamil, atau orang sakit?', 'Babies, old or ill people, anybody pregnant?'],
      { crew: true, words: 'kept' },
      [choice('yes', 'Ya', 'Yes', 'power', { raiseTo: 'P1' }), choice('no', 'Tidak', 'No', 'power')],
    ),
    question(
      'power',
      ['Apakah listrik masih menyala?', 'Is the electricity still on?'],
      {
        crew: true,
        tell: [
          [
            'Matikan listrik dari meteran bila tangan dan kaki kering.',
            'Switch off at the meter if hands and feet are dry.',
          ],
          [
            'Pindah ke tempat tinggi, bawa obat dan dokumen. Jangan menerobos arus.',
            'Go up, take medicine and papers. Do not walk through the current.',
          ],
        ],
      },
      [choice('yes', 'Menyala', 'On', 'wait'), choice('no', 'Padam', 'Off', 'wait')],
    ),
    question(
      'wait',
      [
        'Tetap di tempat tinggi dan beri tanda dengan kain terang atau senter.',
        'Stay high and signal with a bright cloth or a torch.',
      ],
      {},
      [],
    ),
  ],
});
