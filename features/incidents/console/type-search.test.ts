import { describe, expect, test } from 'vitest';
import { incidentTypeId } from '../incident.ts';
import { typeSeeds } from '../type-seeds.ts';
import { searchWords, spelling } from './everyday-words.ts';
import { createTypeSearch } from './type-search.ts';

const search = createTypeSearch(
  typeSeeds.map((seed, index) => ({
    id: incidentTypeId.parse(`00000000-0000-7000-8000-${String(index).padStart(12, '0')}`),
    code: seed.code,
    category: seed.category,
    name: { id: seed.name, en: seed.nameEn },
    defaultPriority: seed.priority,
    sensitive: seed.sensitive,
    words: [...seed.words],
  })),
);

/**
 * What call takers would type: single words, sentences as callers say them, Javanese and Malay, careless spelling. From the same hand as
 * the lists of words: it shows what the search makes of them, not how another regency talks. Where two types are right, both stand there.
 */
const queries = `
kobong: FIRE_BUILDING FIRE_INDUSTRY FIRE_VEHICLE FIRE_LAND
omah kobong: FIRE_BUILDING
omahe tonggo kobong: FIRE_BUILDING
kebakaran rumah di gang sempit: FIRE_BUILDING
rumahe bu sri kobongan cak: FIRE_BUILDING
ono geni gede nang pawon: FIRE_BUILDING
kompor mbledos omahe kobong: FIRE_BUILDING
kebakarn: FIRE_BUILDING FIRE_INDUSTRY FIRE_VEHICLE FIRE_LAND
warung kebakaran dekat masjid: FIRE_BUILDING
pabrik plastik kobong: FIRE_INDUSTRY
gudang kebakar pak di buduran: FIRE_INDUSTRY
pasar larangan kebakaran: FIRE_INDUSTRY
mobil kobong nang tol: FIRE_VEHICLE
truk terbakar di pinggir jalan: FIRE_VEHICLE
pom bensin kebakaran: FIRE_VEHICLE
alang alang kobong: FIRE_LAND
lahan gambut tebakar: FIRE_LAND
kebakaran hutan: FIRE_LAND
orang bakar sampah apinya besar: FIRE_LAND
kabel listrik keluar api: FIRE_ELECTRIC
trafo meledak: FIRE_ELECTRIC
konsleting listrik: FIRE_ELECTRIC
tabung gas bocor: GAS_LEAK
elpiji ngowos: GAS_LEAK
mambu gas nang dapur: GAS_LEAK
truk kimia tumpah: HAZMAT
bau amoniak menyengat dari pabrik es: HAZMAT
laka: TRAFFIC_INJURY TRAFFIC_MATERIAL
ono wong tabrakan nang prapatan: TRAFFIC_INJURY TRAFFIC_MATERIAL
tabrakan: TRAFFIC_INJURY TRAFFIC_MATERIAL
wong ketabrak sepur: TRAFFIC_INJURY
motor nabrak truk: TRAFFIC_INJURY
kecelakaan di bypass krian: TRAFFIC_INJURY
tjelaka: TRAFFIC_INJURY
laka lantas depan pasar: TRAFFIC_INJURY
orang kelindes truk: TRAFFIC_INJURY
ibu2 jatuh dari motor: TRAFFIC_INJURY
ditabrak lari: TRAFFIC_INJURY
orang dilanggar motor: TRAFFIC_INJURY
bus terguling di tol: TRAFFIC_INJURY
tabrakan tapi gak ada korban: TRAFFIC_MATERIAL
tabrakan tanpa korban: TRAFFIC_MATERIAL
mobil serempetan: TRAFFIC_MATERIAL
kecelakaan tidak ada yang luka cuma penyok: TRAFFIC_MATERIAL
anak tenggelam di sungai: WATER_ACC
arek kelelep: WATER_ACC
kecemplung kali: WATER_ACC
bocah kintir nang kali: WATER_ACC
hanyut terseret arus: WATER_ACC
perahu karam: WATER_ACC
tukang kesetrum: WORK_ACC
pekerja jatuh dari atap: WORK_ACC
tangan kejepit mesin: WORK_ACC
rumah ambruk: BUILDING_COLLAPSE
tembok roboh menimpa orang: BUILDING_COLLAPSE
omah rubuh: BUILDING_COLLAPSE
tidak bernapas: MED_CRITICAL
gak sadar: MED_CRITICAL
ora sadar: MED_CRITICAL
bapak saya tidak sadarkan diri: MED_CRITICAL
ibuku semaput: MED_CRITICAL
orang pingsan di terminal: MED_CRITICAL
fingsan: MED_CRITICAL
sesak nafas: MED_CRITICAL
gak iso ambekan: MED_CRITICAL
tidak bisa bernapas: MED_CRITICAL
dodo ne loro: MED_CRITICAL
nyeri dada kiri: MED_CRITICAL
stroke mendadak pelo: MED_CRITICAL
anak saya step: MED_CRITICAL
kejang kejang: MED_CRITICAL
keselek biji salak: MED_CRITICAL
tidak ada nafasnya: MED_CRITICAL
getihen akeh: MED_TRAUMA
pendarahan hebat: MED_TRAUMA
tangane tugel: MED_TRAUMA
babaran: MED_TRAUMA
istri saya mau melahirkan: MED_TRAUMA
ketuban pecah: MED_TRAUMA
kaki patah: MED_TRAUMA
dicakot ula: MED_BITE
dicokot ulo: MED_BITE
kene patok ular: MED_BITE
digigit ular: MED_BITE
digigit anjing gila: MED_BITE
disengat tawon: MED_BITE
dientup tawon: MED_BITE
keracunan makanan hajatan: MED_POISON
mendem gadung: MED_POISON
muntah muntah satu kelas: MED_POISON
butuh ambulan: MED_AMBULANCE
minta antar pasien kontrol: MED_AMBULANCE
rujukan rumah sakit: MED_AMBULANCE
wong gantung diri: SUICIDE
mau loncat dari jembatan: SUICIDE
kendat: SUICIDE
minum baygon: SUICIDE
demam berdarah sekampung: OUTBREAK
banjir: FLOOD
banjer dah sampai pinggang: FLOOD
kebanjiran: FLOOD
tanggul jebol: FLOOD
omah kelem banyu: FLOOD
got buntu: PONDING
selokan mampet: PONDING
jalan tergenang: PONDING
tanah longsor: LANDSLIDE
lemah ambles: LANDSLIDE
puting beliung: WIND
gendeng mabur keno angin: WIND
wit ambruk: TREE_FALL
pohon tumbang nutupi jalan: TREE_FALL
ono wit rubuh nang dalan: TREE_FALL
lindu: QUAKE_OTHER
gempa: QUAKE_OTHER
gelut: BRAWL
arek arek tawuran nggowo clurit: BRAWL
bekelahi di pasar: BRAWL
dikeroyok orang: BRAWL
balap liar: DISTURBANCE
sound horeg berisik: DISTURBANCE
orang mabuk bikin ribut: DISTURBANCE
parkir liar: THUGGERY
dipalak preman: THUGGERY
debt collector maksa: THUGGERY
demo rusuh: RIOT
begal: ROBBERY
hp saya dijambret: ROBBERY
dirampok: ROBBERY
maling: THEFT_NARC
motor ilang: THEFT_NARC
kemalingan sepeda motor: THEFT_NARC
dibacok: ASSAULT_HOMICIDE MED_TRAUMA
orang ditusuk: ASSAULT_HOMICIDE
anak diculik: ASSAULT_HOMICIDE
ada bom: TERROR_BOMB
tas mencurigakan: TERROR_BOMB
ono mayit ngambang: BODY_FOUND
nemu mayat: BODY_FOUND
wong mati nang omah: BODY_FOUND
dipukuli bojo: DOMESTIC_VIOLENCE
suami saya ngamuk mukul: DOMESTIC_VIOLENCE
kdrt: DOMESTIC_VIOLENCE
anak tetangga disiksa: CHILD_ABUSE
nemu bayi dibuang: CHILD_ABUSE
diperkosa: SEXUAL_VIOLENCE
pelecehan di angkot: SEXUAL_VIOLENCE
kejebak lift: TRAPPED
cincin gak bisa lepas: TRAPPED
kecemplung sumur: TRAPPED
anak terkunci di mobil: TRAPPED
anak hilang: MISSING
mbah kesasar: MISSING
kakek pikun belum pulang: MISSING
ulo mlebu omah: ANIMAL_DANGEROUS
ada ular kobra di rumah: ANIMAL_DANGEROUS
buaya muncul di sungai: ANIMAL_DANGEROUS
bajul: ANIMAL_DANGEROUS
monyet lepas: ANIMAL_DANGEROUS
tawon ndas: ANIMAL_MINOR
sarang tawon: ANIMAL_MINOR
kucing masuk sumur: ANIMAL_MINOR
wong edan ngamuk: ODGJ
odgj bawa parang: ODGJ
orang gila telanjang: ODGJ
orang terlantar kehabisan ongkos: DISPLACED
pengemis: DISPLACED
butuh donor darah: HEARSE_BLOOD
mobil jenazah: HEARSE_BLOOD
mati lampu: POWER_OUT
oglangan: POWER_OUT
listrik padam sekampung: POWER_OUT
lampu jalan mati: STREETLIGHT
dalane peteng: STREETLIGHT
bangjo mati: TRAFFIC_LIGHT
lampu merah rusak: TRAFFIC_LIGHT
pdam mati: WATER_LEAK
banyu kran gak metu: WATER_LEAK
pipa bocor: WATER_LEAK
dalan bolong: ROAD_DAMAGE
jembatan rusak: ROAD_DAMAGE
kabel ngglawir: CABLE_POLE
tiang telkom miring: CABLE_POLE
macet total: CONGESTION_TOW
truk mogok: CONGESTION_TOW
sampah numpuk: WASTE_POLLUTION
limbah pabrik bau: WASTE_POLLUTION`
  .trim()
  .split('\n')
  .map((line) => {
    const [typed = '', codes = ''] = line.split(': ');
    return { typed, codes: codes.split(' ') };
  });

const rankOf = ({ typed, codes }: (typeof queries)[number]) =>
  search(typed).findIndex((type) => codes.includes(type.code)) + 1;

test('of what callers say, the right type is first, or among the first three', () => {
  const ranks = queries.map((query) => ({ ...query, rank: rankOf(query) }));
  const within = (limit: number) => ranks.filter(({ rank }) => rank >= 1 && rank <= limit).length / ranks.length;
  const said = (share: number) => `${(share * 100).toFixed(1)} %`;
  const missed = ranks.filter(({ rank }) => rank !== 1).map(({ typed, rank }) => `${typed} (${rank || '–'})`);
  console.info(
    `${ranks.length} queries: first ${said(within(1))}, among three ${said(within(3))}; not first: ${missed.join(', ')}`,
  );
  expect(ranks.length).toBeGreaterThanOrEqual(120);
  expect(within(1)).toBeGreaterThanOrEqual(0.97);
  expect(within(3)).toBeGreaterThanOrEqual(0.99);
});

describe('words', () => {
  test.each([
    ['gak sadar', ['tidak~sadar']],
    ['ora sadar', ['tidak~sadar']],
    ['tidak bisa bernapas', ['tidak~napas']],
    ['tabrakan gak ada korban', ['tabrakan', 'tidak~korban']],
    ['ono wong tabrakan nang prapatan', ['tabrakan']],
    ['omahe kobong', ['rumah', 'kobong']],
    ['tolong pak', []],
  ])('"%s" is searched as %j', (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  test.each([
    ['tjelaka', 'celaka'],
    ['nafas', 'napas'],
    ['tolonggg', 'tolong'],
    ['kethek', 'ketek'],
    ['anak2', 'anak'],
  ])('%s is spelt %s', (word, spelt) => {
    expect(spelling(word)).toBe(spelt);
  });
});

test('who is awake is not offered as unconscious first', () => {
  expect(search('pasien sadar')[0]?.code).not.toBe('MED_CRITICAL');
});

test('a word of two types offers both before the rest', () => {
  const first = search('ular').slice(0, 2);
  expect(first.map((type) => type.code).toSorted()).toEqual(['ANIMAL_DANGEROUS', 'MED_BITE']);
});

test('names in English are found, and a word that is still being typed', () => {
  expect(search('building fire')[0]?.code).toBe('FIRE_BUILDING');
  expect(['WATER_ACC', 'TRAPPED']).toContain(search('kecem')[0]?.code);
  expect(search('kobong')[0]?.code).toBe('FIRE_BUILDING');
  expect(search('laka')[0]?.code).toBe('TRAFFIC_INJURY');
  expect(search('kemal')[0]?.code).toBe('THEFT_NARC');
});

test('nothing typed gives all, nonsense gives none', () => {
  expect(search('')).toHaveLength(typeSeeds.length);
  expect(search('zzzzqqqx')).toEqual([]);
});
