import type { LifeAtRisk, Priority } from '#features/incidents/incident.ts';
import type { SurgeKind, SurgeTemplate } from './surge.ts';

function choice(
  name: string,
  nameEn: string,
  typeCode: string | null,
  lifeAtRisk: LifeAtRisk | null,
  priority: Priority | null,
  description = '',
): SurgeTemplate {
  return { name, nameEn, typeCode, lifeAtRisk, priority, description };
}

const information = choice(
  'Hanya bertanya',
  'Asks for information',
  'OTHER_EMERGENCY',
  'no',
  null,
  'Bertanya tentang keadaan, tidak butuh bantuan.',
);

/** Own wording, for a regency to put in its own. The codes are those of the seeded incident types. */
export const templateSeeds: Readonly<Record<SurgeKind, readonly SurgeTemplate[]>> = {
  flood: [
    choice(
      'Warga terjebak banjir',
      'People trapped by the flood',
      'TRAPPED',
      'yes',
      'P1',
      'Terjebak banjir. Jumlah orang: ? Ketinggian air: ?',
    ),
    choice(
      'Butuh evakuasi',
      'Evacuation needed',
      'FLOOD',
      'unknown',
      'P2',
      'Minta evakuasi. Jumlah orang: ? Lansia/bayi/sakit: ?',
    ),
    choice(
      'Sakit, jalan terputus',
      'Ill, road cut off',
      'MED_AMBULANCE',
      'yes',
      'P1',
      'Sakit di daerah banjir, akses terputus.',
    ),
    choice('Hanyut / tenggelam', 'Swept away / drowning', 'WATER_ACC', 'yes', 'P1'),
    choice('Rumah tergenang, aman', 'House flooded, safe', 'PONDING', 'no', 'P3', 'Rumah tergenang, penghuni aman.'),
    choice(
      'Butuh logistik / pengungsian',
      'Supplies or shelter needed',
      'DISPLACED',
      'no',
      'P3',
      'Butuh makanan, air bersih, atau tempat mengungsi.',
    ),
    choice(
      'Listrik di air',
      'Electricity in the water',
      'FIRE_ELECTRIC',
      'unknown',
      'P2',
      'Instalasi listrik terendam, arus belum padam.',
    ),
    information,
  ],
  earthquake: [
    choice(
      'Tertimpa reruntuhan',
      'Buried under rubble',
      'BUILDING_COLLAPSE',
      'yes',
      'P1',
      'Tertimpa reruntuhan. Jumlah orang: ? Ada suara: ?',
    ),
    choice('Luka', 'Injured', 'MED_TRAUMA', 'yes', 'P1', 'Luka akibat gempa. Jumlah orang: ?'),
    choice(
      'Bangunan rusak, aman',
      'Building damaged, safe',
      'QUAKE_OTHER',
      'no',
      'P3',
      'Bangunan rusak, penghuni di luar dan aman.',
    ),
    choice('Bau gas', 'Smell of gas', 'GAS_LEAK', 'unknown', 'P2'),
    choice('Kebakaran setelah gempa', 'Fire after the quake', 'FIRE_BUILDING', 'unknown', 'P1'),
    choice('Butuh pengungsian', 'Shelter needed', 'DISPLACED', 'no', 'P3'),
    information,
  ],
  fire: [
    choice(
      'Orang di dalam',
      'People inside',
      'FIRE_BUILDING',
      'yes',
      'P1',
      'Ada orang di dalam bangunan yang terbakar.',
    ),
    choice('Api merambat', 'The fire spreads', 'FIRE_BUILDING', 'no', 'P1', 'Api merambat ke bangunan lain.'),
    choice('Sesak karena asap', 'Short of breath from smoke', 'MED_CRITICAL', 'yes', 'P1'),
    choice('Asap terlihat', 'Smoke seen', 'FIRE_BUILDING', 'no', 'P2', 'Melihat asap dari jauh.'),
    choice('Butuh pengungsian', 'Shelter needed', 'DISPLACED', 'no', 'P3'),
    information,
  ],
  volcano: [
    choice('Terjebak di zona bahaya', 'Trapped in the danger zone', 'TRAPPED', 'yes', 'P1'),
    choice('Sesak karena abu', 'Short of breath from ash', 'MED_CRITICAL', 'yes', 'P1'),
    choice(
      'Butuh angkutan evakuasi',
      'Transport out needed',
      'QUAKE_OTHER',
      'no',
      'P2',
      'Butuh angkutan untuk mengungsi. Jumlah orang: ?',
    ),
    choice('Lahar menutup jalan', 'Lahar blocks the road', 'LANDSLIDE', 'unknown', 'P2'),
    choice('Butuh pengungsian', 'Shelter needed', 'DISPLACED', 'no', 'P3'),
    information,
  ],
  riot: [
    choice('Ada yang luka', 'Somebody is injured', 'MED_TRAUMA', 'yes', 'P1'),
    choice('Terkepung massa', 'Surrounded by a crowd', 'RIOT', 'yes', 'P1', 'Terkepung massa, tidak bisa keluar.'),
    choice('Massa bergerak', 'A crowd is moving', 'RIOT', 'no', 'P2', 'Massa bergerak. Jumlah: ? Arah: ?'),
    choice('Pembakaran', 'Arson', 'FIRE_BUILDING', 'unknown', 'P1'),
    choice('Penjarahan', 'Looting', 'ROBBERY', 'unknown', 'P2'),
    information,
  ],
  mass_accident: [
    choice(
      'Korban luka',
      'Injured',
      'TRAFFIC_INJURY',
      'yes',
      'P1',
      'Korban luka di lokasi kecelakaan massal. Jumlah: ?',
    ),
    choice('Korban terjepit', 'Somebody is trapped', 'TRAPPED', 'yes', 'P1', 'Korban terjepit.'),
    choice('Kebocoran / bahan berbahaya', 'Leak of a dangerous substance', 'HAZMAT', 'unknown', 'P1'),
    choice(
      'Mencari keluarga',
      'Looks for a relative',
      'MISSING',
      'no',
      'P3',
      'Mencari keluarga yang ikut dalam kejadian.',
    ),
    choice('Jalan tertutup', 'The road is blocked', 'CONGESTION_TOW', 'no', 'P3'),
    information,
  ],
  other: [
    choice('Nyawa terancam', 'Life at risk', 'OTHER_EMERGENCY', 'yes', 'P1'),
    choice(
      'Butuh evakuasi',
      'Evacuation needed',
      'OTHER_EMERGENCY',
      'unknown',
      'P2',
      'Minta evakuasi. Jumlah orang: ?',
    ),
    choice('Butuh pengungsian', 'Shelter needed', 'DISPLACED', 'no', 'P3'),
    information,
  ],
};
