/** What people type while somebody speaks, and what they mean. `kinds` beside the name where several places share it. */
export interface Query {
  readonly q: string;
  readonly name: string;
  readonly district?: string;
}

const lines = (text: string): Query[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [q = '', name = '', district] = line.split('|').map((part) => part.trim());
      return { q, name, ...(district === undefined ? {} : { district }) };
    });

/** Typed text | expected name | its district, where the name is not the only one. */
export const sidoarjoQueries = lines(`
Ds. Sidokepung Kec. Buduran RT 3 RW 5 | Sidokepung
bungur asih | Bungurasih
bungurasih waru | Bungurasih
ponrog | Porong
Soekodono | Sukodono
Tjandi | Candi
sidokare | Sidokare
Jl. Pahlawan No 12 Sidokare | Sidokare
sidokrae | Sidokare
kec waru | Waru
kel celep | Celep
lemah putro | Lemahputro
lemahputra | Lemahputro
sido klumpuk | Sidoklumpuk
sidokumpul rt 2 rw 1 | Sidokumpul
magersri | Magersari
bulu sidokare | Bulusidokare
sekardangan | Sekardangan
pucang anom | Pucanganom
rangkah kidul | Rangkahkidul
cemeng kalang | Cemengkalang
Banjar bendo | Banjarbendo
urang agung | Urangagung
suko sidoarjo | Suko | Sidoarjo
suko sukodono | Suko | Sukodono
janti waru | Janti | Waru
janti tarik | Janti | Tarik
janti tulangan | Janti | Tulangan
tropodo krian | Tropodo | Krian
tropodo waru | Tropodo | Waru
semambung gedangan | Semambung | Gedangan
sidomulyo krian | Sidomulyo | Krian
ketegan taman | Ketegan | Taman
kebonagung porong | Kebonagung | Porong
jati alun2 | Jatialun-alun
simo angin angin | Simoangin-angin
wonoayoe | Wonoayu
jogosatroe | Jogosatru
kloposepuloh | Kloposepuluh
klopo sepuluh | Kloposepuluh
bakung temenggungan | Bakungtemenggungan
balong bendo | Balongbendo
tanggulangan | Tanggulangin
gg melati rt 3/5 gedangan | Gedangan
ds pepelegi waru | Pepelegi
kepuh kiriman | Kepuhkiriman
wadungasri | Wadungasri
wedoro waru rt 1 | Wedoro
medaeng | Medaeng
ngingas | Ngingas
kureksari | Kureksari
sawotratab | Sawotratap
keboan sikep | Keboansikep
keboan anom | Keboananom
sruni gedangan | Sruni
ds tebel | Tebel
siwalan panji | Siwalanpanji
banjar kemantren | Banjarkemantren
entalsewu | Entalsewu
pagerwodjo | Pagerwojo
sedati agung | Sedatiagung
gisik cemandi | Gisikcemandi
kalanganyar | Kalanganyar
segoro tambak | Segorotambak
banjar kemuning | Banjarkemuning
larangan candi | Larangan
sumorame | Sumorame
wedoro klurak | Wedoroklurak
kedung peluk | Kedungpeluk
kalisampurno | Kalisampurno
candi pari porong | Candipari
glagah arum | Glagaharum
juwet kenongo | Juwetkenongo
kedung boto | Kedungboto
keboguyang jabon | Keboguyang
tambak kalisogo | Tambakkalisogo
trompo asri | Trompoasri
mojoruntut krembung | Mojoruntut
tanjek wagir | Tanjekwagir
watu tulis prambon | Watutulis
jedong cangkring | Jedongcangkring
bendo tretek | Bendotretek
klantingsari | Klantingsari
mergo sari | Mergosari
sadang taman | Sadang
bringin bendo | Bringinbendo
trosobo | Trosobo
kletek taman | Kletek
sepanjang | Sepanjang
geluran | Geluran
wage taman | Wage
krembangan taman | Krembangan
terung kulon krian | Terungkulon
barengkrajan | Barengkrajan
ponokawan krian | Ponokawan
pilang wonoayu | Pilang
becirongengor | Becirongengor
grinting tulangan | Grinting
singopadu | Singopadu
kepatihan tulangan | Kepatihan
alun2 sidoarjo | Alun-Alun Sidoarjo
alun alun | Alun-Alun Sidoarjo
depan masjid agung | Masjid Agung Sidoarjo
mesjid agung sidoarjo | Masjid Agung Sidoarjo
rsud sidoarjo | RSUD R.T. Notopuro
rsud notopuro | RSUD R.T. Notopuro
rs delta surya | RS Delta Surya
rumah sakit siti hajar | RSI Siti Hajar
siti hadjar | RSI Siti Hajar
rsud krian | RSUD Sidoarjo Barat
pkm sekardangan | Puskesmas Sekardangan
puskesmas waru | Puskesmas Waru
gor delta | GOR Delta Sidoarjo
stadion gelora delta | GOR Delta Sidoarjo
stasiun sidoarjo | Stasiun Sidoarjo
setasiun waru | Stasiun Waru
stasiun kerian | Stasiun Krian
terminal purabaya | Terminal Purabaya
terminal bungurasih | Terminal Purabaya
juanda | Bandara Juanda
bandara djuanda | Bandara Juanda
psr larangan | Pasar Larangan
pasar porong | Pasar Porong
pasar wadung asri | Pasar Wadungasri
lippo | Lippo Plaza Sidoarjo
sun city | Suncity Mall
suncity mal | Suncity Mall
transmart | Transmart Sidoarjo
polresta | Polresta Sidoarjo
polsek taman | Polsek Taman
pendopo | Kantor Bupati Sidoarjo
umsida | Universitas Muhammadiyah Sidoarjo
sman 1 sidoarjo | SMA Negeri 1 Sidoarjo
smpn 1 sidoarjo | SMP Negeri 1 Sidoarjo
lumpur lapindo | Tanggul Lumpur Lapindo
sebelah jembatan porong | Jembatan Porong
pg candi baru | Pabrik Gula Candi Baru
exit tol sidoarjo | Gerbang Tol Sidoarjo
ponpes al khoziny | Pondok Pesantren Al Khoziny
pondok alkhozini | Pondok Pesantren Al Khoziny
perum pondok jati | Perumahan Pondok Jati
puri surya jaya | Perumahan Puri Surya Jaya
dekat pasar krian rt 4 rw 2 | Pasar Krian
`);

export const ketapangQueries = lines(`
delta pawan | Delta Pawan
kendawangan | Kendawangan
Kel. Kantor | Kantor
kel tengah delta pawan | Tengah
mulia baru | Mulia Baru
sukaharja delta pawan | Suka Harja
suka bangun dalam | Suka Bangun Dalam
sukabangun | Suka Bangun
kalinilam | Kali Nilam
paya kumang | Paya Kumang
payakumang | Paya Kumang
tuan tuan | Tuan-Tuan
tuan2 | Tuan-Tuan
mulia kerta | Mulia Kerta
muliakerta | Mulia Kerta
sei kinjil | Sungai Kinjil
sungai awan kiri | Sungai Awan Kiri
sui awan kanan | Sungai Awan Kanan
sungai pelang | Sungai Pelang
pesaguan kanan | Pesaguan Kanan
pematang gadung | Pematang Gadung
manis mata | Manis Mata
nanga tayap | Nanga Tayap
tumbang titi | Tumbang Titi
tumbangtiti | Tumbang Titi
sungai melayu rayak | Sungai Melayu Rayak
air upas | Air Upas
semandang kiri | Semandang Kiri
kendawangan kiri | Kendawangan Kiri
randau jungkal | Randau Jungkal
kuala satong | Kuala Satong
kuala tolak | Kuala Tolak
tanjung pura | Tanjung Pura
tempurukan | Tempurukan
rsud agusjam | RSUD dr. Agoesdjam
rs agoesdjam | RSUD dr. Agoesdjam
rsud ketapang | RSUD dr. Agoesdjam
rs fatimah | RS Fatima
bandara rahadi usman | Bandara Rahadi Oesman
bandara ketapang | Bandara Rahadi Oesman
pelabuhan sukabangun | Pelabuhan Sukabangun
pasar rangga sentap | Pasar Rangga Sentap
jembatan pawan 2 | Jembatan Pawan 2
kraton matan | Keraton Matan Tanjungpura
pantai celincing | Pantai Celincing
tugu ale2 | Tugu Ale-Ale
`);
