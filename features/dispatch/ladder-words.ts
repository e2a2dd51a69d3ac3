import type { Priority } from '#features/incidents/incident.ts';

/** What somebody on duty must know to decide: never who reported it, nor what was described. */
export interface TaskWords {
  /** `Kabupaten Sidoarjo` */
  readonly regency: string;
  readonly agency: string;
  readonly number: number;
  readonly priority: Priority | null;
  readonly typeName: string | null;
  /** Violence, children, health: neither the kind of it nor the village is said. */
  readonly sensitive: boolean;
  readonly villageName: string | null;
  readonly districtName: string | null;
  readonly landmark: string | null;
}

const spokenPriority: Readonly<Record<Priority, string>> = {
  P1: 'Prioritas satu, gawat darurat',
  P2: 'Prioritas dua, darurat',
  P3: 'Prioritas tiga',
  P4: 'Prioritas empat, bukan darurat',
};

/** As the machine says it by telephone, before it asks for a key. */
export function spokenTask(task: TaskWords): string {
  const place = [
    task.sensitive || task.villageName === null ? null : `Lokasi ${speakable(task.villageName)}`,
    task.districtName === null ? null : `Kecamatan ${speakable(task.districtName)}`,
    task.sensitive || task.landmark === null ? null : `Patokan ${speakable(task.landmark)}`,
  ];
  return sentences([
    `Ini Call center satu satu dua, ${speakable(task.regency)}`,
    `Tugas baru untuk ${speakable(task.agency)}`,
    task.priority === null ? null : spokenPriority[task.priority],
    kindOf(task, speakable),
    ...place,
  ]);
}

/** How somebody answers who has an account: on the agency's screen. */
const onScreen = { task: 'Buka layar tugas dan tekan Terima.', reminder: 'Tekan Berangkat saat berangkat.' } as const;

/** The same for a body without accounts, whose message has a link. */
const byLink = (link: string) => ({ task: `Jawab di sini: ${link}`, reminder: `Laporkan di sini: ${link}` });

/** For a mail, a WhatsApp message, an SMS. `link`: where a body without accounts answers. */
export function writtenTask(
  task: TaskWords,
  link: string | null = null,
): { readonly title: string; readonly text: string } {
  const priority = task.priority ?? '';
  const kind = kindOf(task, (text) => text);
  const place = [
    task.sensitive ? null : task.villageName,
    task.districtName === null ? null : `Kec. ${task.districtName}`,
    task.sensitive || task.landmark === null ? null : `patokan ${withoutNumbers(task.landmark)}`,
  ].filter((part) => part !== null && part !== '');
  const title = `Tugas ${priority}: ${kind}`.replace(/\s+/g, ' ');
  return {
    title,
    text: `112 ${task.regency}: ${title} (kejadian ${task.number})${place.length > 0 ? ` di ${place.join(', ')}` : ''}. ${answerBy(link).task}`,
  };
}

const answerBy = (link: string | null) => (link === null ? onScreen : byLink(link));

/** On a locked screen for anybody to read: that there is something, and how urgent. */
export function pushedTask(task: Pick<TaskWords, 'priority'>): { readonly title: string; readonly text: string } {
  return {
    title: `Tugas baru ${task.priority ?? ''}`.trim(),
    text: 'Belum diterima. Ketuk untuk membuka layar tugas.',
  };
}

/** To a superior, or a reminder: the same with what is the matter. */
export function lateTask(
  task: TaskWords,
  minutes: number,
  link: string | null = null,
): { readonly title: string; readonly text: string } {
  const { title, text } = writtenTask(task, link);
  return {
    title: `Belum diterima ${minutes} menit. ${title}`,
    text: `${task.agency} belum menerima setelah ${minutes} menit. ${text}`,
  };
}

export function remindedTask(
  task: TaskWords,
  link: string | null = null,
): { readonly title: string; readonly text: string } {
  const { title, text } = writtenTask(task, link);
  const { task: ask, reminder } = answerBy(link);
  return {
    title: `Pengingat: belum berangkat. ${title}`,
    text: text.replace(ask, `Sudah diterima, belum berangkat. ${reminder}`),
  };
}

function kindOf(task: Pick<TaskWords, 'typeName' | 'sensitive'>, say: (text: string) => string): string {
  if (task.sensitive) return 'Kejadian sensitif';
  return task.typeName === null ? 'Kejadian' : say(task.typeName);
}

function sentences(parts: readonly (string | null)[]): string {
  return parts
    .filter((part) => part !== null && part.trim() !== '')
    .map((part) => `${part}.`)
    .join(' ');
}

/** Abbreviations of addresses that the voice would spell or swallow. */
const abbreviations: readonly (readonly [RegExp, string])[] = [
  [/\bJl\.?\s/gi, 'Jalan '],
  [/\bGg\.?\s/gi, 'Gang '],
  [/\bDs\.?\s/gi, 'Desa '],
  [/\bDsn\.?\s/gi, 'Dusun '],
  [/\bKel\.?\s/gi, 'Kelurahan '],
  [/\bKec\.?\s/gi, 'Kecamatan '],
  [/\bKab\.?\s/gi, 'Kabupaten '],
  [/\bNo\.?\s/gi, 'nomor '],
  [/\bSDN\b/g, 'es de en'],
  [/\bSMPN\b/g, 'es em pe en'],
  [/\bSPBU\b/gi, 'es pe be u'],
  [/\bRSUD\b/gi, 'er es u de'],
  [/\bRT\.?\s?0*(\d{1,3})/gi, 'er te $1'],
  [/\bRW\.?\s?0*(\d{1,3})/gi, 'er we $1'],
  [/\bPMI\b/g, 'pe em i'],
  [/\bPSC\s?119\b/gi, 'pe es ce satu satu sembilan'],
  [/\bPLN\b/g, 'pe el en'],
];

/** What the voice can say: no signs, no long numbers (a telephone number in a landmark is somebody's), at most two lines of it. */
function speakable(text: string): string {
  const plain = abbreviations.reduce((said, [short, long]) => said.replace(short, long), `${withoutNumbers(text)} `);
  return plain
    .replace(/[^\p{L}\p{N}\s,'-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 160);
}

function withoutNumbers(text: string): string {
  return text
    .replace(/\+?\d(?:[\s.-]?\d){5,}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
