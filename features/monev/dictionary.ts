import type { Role } from '#features/people/permissions.ts';
import type { Text } from '#platform/shared/texts.ts';
import { exclusionTexts, formulaTexts } from './dictionary-texts.ts';
import { type Kpi, type KpiCode, kpiCodes, kpiDefinitions, kpiLabels, kpis } from './kpi.ts';
import type { Table } from './month.ts';

/** A definition as it held from a day on, and what was another before it. */
export interface KpiVersion {
  readonly version: number;
  readonly date: string;
  readonly change: Text;
}

/** The dictionary as a whole: one more whenever a figure comes, goes or means something else. 1: 21 Nov 2026; 2: the numbers of nuisance, rerouted. */
export const dictionaryVersion = 2;

const first = (date: string): KpiVersion => ({
  version: 1,
  date,
  change: { id: 'Ditetapkan pertama kali', en: 'Defined for the first time' },
});
/** Figures that came after the first dictionary, with that version of it. */
const laterCodes: Readonly<Partial<Record<KpiCode, { dictionary: number; versions: readonly KpiVersion[] }>>> = {
  UNIQUE_NUISANCE: { dictionary: 2, versions: [first('2026-11-24')] },
  NUISANCE_TOP10: { dictionary: 2, versions: [first('2026-11-24')] },
  REROUTED: { dictionary: 2, versions: [first('2026-11-24')] },
};

/** How its definition came to be, oldest first. */
export const versionsOf = (code: KpiCode): readonly KpiVersion[] => laterCodes[code]?.versions ?? [first('2026-11-21')];
/** Since which version of the dictionary there is this figure. */
export const knownSince = (code: KpiCode): number => laterCodes[code]?.dictionary ?? 1;

/** The version of each definition, as a lock keeps it. */
export const kpiVersions: Readonly<Record<string, number>> = Object.fromEntries(
  kpiCodes.map((code) => [code, versionsOf(code).at(-1)?.version ?? 1]),
);

export const units = ['calls', 'incidents', 'assignments', 'share', 'time'] as const;
export type Unit = (typeof units)[number];

/** A figure of domain.md §2.8 as people read it; for one that is computed, everything here but the words follows from kpi.ts. */
export interface DictionaryEntry {
  readonly code: string;
  readonly label: Text;
  readonly definition: Text;
  readonly formula: Text;
  readonly excludes: readonly Text[];
  readonly unit: Unit;
  readonly clock: Kpi['clock'];
  readonly table: Table;
  readonly owner: Role;
  readonly isLessBetter: boolean;
  readonly versions: readonly KpiVersion[];
}

/** Who answers for it in the meeting: the room for calls, agencies for what was sent to them, those who inform for nuisance. */
function ownerOf(code: KpiCode, table: Table): Role {
  if (/NUISANCE|HOAX|GHOST|ACCIDENTAL/.test(code)) return 'INFO_OFFICER';
  if (table === 'assignments' || code === 'T_ARRIVAL' || code === 'T_RESOLVE') return 'AGENCY_ADMIN';
  return table === 'incidents' ? 'DISPATCHER' : 'SUPERVISOR';
}

function excludesOf(kpi: Kpi, code: KpiCode): Text[] {
  const holdsMerged = code === 'TICKETS' || code === 'MERGED';
  return [
    exclusionTexts[kpi.table],
    ...(kpi.table === 'incidents' && !holdsMerged ? [exclusionTexts.merged] : []),
    ...(kpi.withoutP4 === true ? [exclusionTexts.p4] : []),
  ];
}

const unitOf = (kpi: Kpi): Unit =>
  kpi.formula.kind === 'rate' ? 'share' : kpi.formula.kind === 'duration' ? 'time' : kpi.table;

export const dictionary: readonly DictionaryEntry[] = kpiCodes.map((code) => {
  const kpi: Kpi = kpis[code];
  return {
    code,
    label: kpiLabels[code],
    definition: kpiDefinitions[code],
    formula: formulaTexts[code],
    excludes: excludesOf(kpi, code),
    unit: unitOf(kpi),
    clock: kpi.clock,
    table: kpi.table,
    owner: ownerOf(code, kpi.table),
    isLessBetter: kpi.lessIsBetter === true,
    versions: versionsOf(code),
  };
});

/** A figure that the report asks for and that no row here can answer yet: said with its reason, never shown as a zero. */
export interface PendingEntry {
  readonly code: string;
  readonly label: Text;
  readonly definition: Text;
  readonly owner: Role;
  readonly why: Text;
}

export const pendingEntries: readonly PendingEntry[] = [
  {
    code: 'CSAT',
    label: { id: 'Kepuasan masyarakat (SKM)', en: 'Satisfaction (SKM)' },
    definition: {
      id: 'Indeks Kepuasan Masyarakat atas sembilan unsur SKM.',
      en: 'Index of satisfaction over the nine elements of the SKM.',
    },
    owner: 'AGENCY_HEAD',
    why: { id: 'Jawaban survei belum dicatat di sistem ini.', en: 'Answers of the survey are not kept here yet.' },
  },
  {
    code: 'PEMDI',
    label: { id: 'Kepuasan layanan digital (Pemdi)', en: 'Satisfaction with digital service (Pemdi)' },
    definition: {
      id: 'Nilai kepuasan menurut Pemdi (nk − nb).',
      en: 'The Pemdi score of satisfaction (nk − nb).',
    },
    owner: 'AGENCY_HEAD',
    why: { id: 'Jawaban survei belum dicatat di sistem ini.', en: 'Answers of the survey are not kept here yet.' },
  },
  {
    code: 'INFO_FCR',
    label: { id: 'Informasi selesai di tempat', en: 'Information given at once' },
    definition: {
      id: 'Panggilan informasi yang terjawab dari bahan informasi tanpa laporan, dibagi semua panggilan informasi.',
      en: 'Calls for information answered from the knowledge base without a ticket, over all calls for information.',
    },
    owner: 'INFO_OFFICER',
    why: {
      id: 'Pemakaian bahan informasi saat panggilan belum dicatat.',
      en: 'Which article a call was answered from is not kept yet.',
    },
  },
  {
    code: 'STAFF',
    label: { id: 'Kehadiran petugas', en: 'Attendance' },
    definition: {
      id: 'Kehadiran menurut daftar giliran jaga dibanding waktu masuk.',
      en: 'Attendance by the rota against sign-in.',
    },
    owner: 'SUPERVISOR',
    why: {
      id: 'Belum masuk kamus ini: perlu daftar giliran jaga sebagai pembanding.',
      en: 'Not in this dictionary yet: it needs the rota to compare with.',
    },
  },
  {
    code: 'QA_SCORE',
    label: { id: 'Nilai mutu petugas', en: 'Quality score' },
    definition: {
      id: 'Nilai lembar mutu atas contoh panggilan yang dipilih acak.',
      en: 'Score of the quality sheet over calls drawn at random.',
    },
    owner: 'SUPERVISOR',
    why: {
      id: 'Belum masuk kamus ini: perlu lembar nilai mutu yang terisi.',
      en: 'Not in this dictionary yet: it needs scored quality sheets.',
    },
  },
  {
    code: 'KENDALA',
    label: { id: 'Kendala dan tindak lanjut', en: 'Obstacles and follow-up' },
    definition: {
      id: 'Kendala berkode K01–K17 dengan penanggung jawab dan tenggat, dibawa ke rapat berikutnya.',
      en: 'Obstacles by the codes K01–K17 with owner and due date, carried to the next meeting.',
    },
    owner: 'AGENCY_HEAD',
    why: {
      id: 'Belum masuk kamus ini: perlu daftar kendala sebagai sumber.',
      en: 'Not in this dictionary yet: it needs the register of obstacles.',
    },
  },
];
