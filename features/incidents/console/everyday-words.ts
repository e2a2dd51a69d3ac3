/*
 * How callers' words become the words that are searched: one spelling of each, negations kept, words that say nothing left out.
 * Indonesian, Javanese (Sidoarjo) and Malay (Ketapang).
 */

/** Words of one meaning, written as one; the first of each line stands for the others. */
const sameWords = [
  'tidak gak ga gk nggak ngga enggak engga ndak ndaq nda ora ra mboten tak tdk kagak gada tanpa bukan belum durung dereng dak',
  'rumah omah umah griya rmh',
  'anak bocah arek lare bocil budak kanak',
  'bayi orok jabang',
  'air banyu toya aek aik',
  'api geni apui',
  'jalan dalan ratan jln',
  'pohon wit uwit pokok batang',
  'ular ulo ula sawer',
  'motor montor sepedamotor spm mtr',
  'mobil mubil oto kereto',
  'truk truck trek tronton',
  'sungai kali bengawan sunge sungek',
  'laut segoro segara',
  'sumur perigi',
  'listrik setrum strum',
  'mati pejah padam modar',
  'darah getih',
  'sakit loro gerah',
  'anjing asu segawon kirik',
  'kucing meong kuceng',
  'monyet kethek ketek munyuk kera',
  'buaya bajul boyo',
  'lebah tawon penyengat naning',
  'bau mambu ambu',
  'gila edan kentir kenthir',
  'tetangga tonggo',
  'suami bojo',
  'perut weteng',
  'kepala sirah endas',
  'dada dodo',
  'napas ambekan ambegan',
  'besar gede ageng',
  'tua tuwek sepuh',
  'masuk mlebu',
  'pintu lawang',
  'banjir banjer bena',
  'hanyut kintir keli',
  'tenggelam kelelep klelep keblabak karam kerem',
  'jatuh tibo ceblok jebol gigruk',
  'mabuk mendem mabok',
  'kelahi gelut tukaran bekelahi berkelahi padu',
  'maling pencuri colong nyolong kemalingan',
  'meninggal ninggal seda mangkat wafat',
  'mayat mayit jenazah',
] as const;

/** Said around the thing itself. Never a negation, nothing that tells one type from another. */
const idleWords =
  'ada ono onok ana enek onten wonten wong uwong orang urang yang sing nyang di nang neng ning ing ndek dek nak ke dari teko saking ' +
  'dekat cedak parek depan ngarep belakang mburi itu iku kuwi niku ini iki niki sini kene situ kono sana pak bu mas mbak cak ning bang kak ' +
  'saya aku kulo kami kita awak dewe dia dheweke mereka kamu tolong tulung mohon minta nyuwun njaluk cepat ndang lekas segera lagi sedang ' +
  'sudah wis wes sampun telah akan mau arep bakal dan lan karo sama atau utowo juga pun lho lo loh kok ya yo iya nggih inggih dong nih sih ' +
  'halo assalamualaikum permisi lapor mau melaporkan laporan kejadian jare katane oleh dening dengan seorang seekor sebuah banyak akeh ' +
  'kena kene terus trus lalu terlihat kelihatan ketok baru tadi mau barusan mas mbah pakde bude prapatan perempatan pertigaan';

const canonical = new Map<string, string>(
  sameWords.flatMap((line) => {
    const [first = '', ...others] = line.split(' ').map(spelling);
    return others.map((word): [string, string] => [word, first]);
  }),
);
const negation = 'tidak';
/** A negation means the word after these. */
const carriers = new Set(
  ['bisa', 'iso', 'isa', 'dapat', 'saget', 'mau', 'ada', 'ono', 'onok', 'ana', 'lagi'].map(spelling),
);
const idle = new Set(idleWords.split(' ').map(spelling));

/** One spelling of a word: old and careless writing meets today's (tjelaka, fingsan, nafas, tolonggg). */
export function spelling(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/oe/g, 'u')
    .replace(/tj/g, 'c')
    .replace(/dj/g, 'j')
    .replace(/[fv]/g, 'p')
    .replace(/q/g, 'k')
    .replace(/([td])h/g, '$1')
    .replace(/kh/g, 'k')
    .replace(/z/g, 's')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=\p{L})2$/u, '');
}

/**
 * The words of a sentence as they are searched. A negation becomes one word with what it denies: `gak sadar` and `tidak sadar` are the
 * same, and neither is `sadar`; `tidak bisa bernapas` denies the breathing.
 */
export function searchWords(text: string): string[] {
  const said = text
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(spelling)
    .map(withoutEnding)
    .map((word) => canonical.get(word) ?? word);
  const words: string[] = [];
  for (let at = 0; at < said.length; at++) {
    const word = said[at] ?? '';
    if (word !== negation) {
      if (!idle.has(word)) words.push(word);
      continue;
    }
    let denied = at + 1;
    while (denied < said.length - 1 && (carriers.has(said[denied] ?? '') || idle.has(said[denied] ?? ''))) denied++;
    const what = said[denied];
    if (what === undefined) continue;
    words.push(`${negation}~${bare(what)}`);
    at = denied;
  }
  return words;
}

/**
 * What somebody may be about to say who has typed this: the words as they are, and with the last one as it is searched once it is whole
 * (`kelel` becomes tenggelam).
 */
export function readings(text: string): string[][] {
  const words = searchWords(text);
  const last = words.at(-1);
  if (last === undefined || last.length < 3 || /\s$/.test(text)) return [words];
  const meant = [...canonical].filter(([word]) => word.startsWith(last)).map(([, first]) => first);
  return [words, ...[...new Set(meant)].slice(0, 3).map((first) => [...words.slice(0, -1), first])];
}

/** `omahe`, `rumahnya`: whose it is says nothing. Only where a known word is left. */
function withoutEnding(word: string): string {
  const stem = /^(.{3,}?)(?:nya|ne|ipun|e)$/.exec(word)?.[1];
  return stem !== undefined && (canonical.has(stem) || known.has(stem)) ? stem : word;
}

/** What is denied, however it is built: bernapas, napas. */
function bare(word: string): string {
  const stem = word.replace(/^(?:ber|be|ter|di|me)(?=.{4})/, '');
  return canonical.get(stem) ?? stem;
}

const known = new Set([...canonical.values()]);
