import { dispositionTexts, systemDispositionTexts } from '#features/calls/disposition-texts.ts';
import { evidenceTexts } from '#features/calls/evidence-texts.ts';
import type { Text } from '#platform/shared/texts.ts';
import { formatDuration, formatInstant, type Instant, type Zone } from '#platform/shared/time.ts';
import { caseStepTexts } from '../../case-texts.ts';
import type { PackCall, PackDraft, PackEvent, PackHead, PackStaff } from '../../pack.ts';
import { staffInWords } from './staff.ts';

type Pairs = readonly (readonly [string, string])[];
type Lines = readonly (readonly string[])[];

/** A pack in words, as pack.typ sets it: every text is data there, none is markup. */
export interface PackSheet {
  readonly title: string;
  /** Across each page of what is not signed. */
  readonly mark: string | null;
  readonly regency: string;
  readonly office: string;
  readonly addressee: string;
  readonly opening: string;
  readonly closing: string;
  readonly facts: Pairs;
  readonly steps: Lines;
  readonly appeals: Lines;
  readonly calls: readonly {
    readonly title: string;
    readonly facts: Pairs;
    readonly judgements: Lines;
    readonly recording: Pairs;
  }[];
  readonly legal: readonly { readonly name: string; readonly text: string; readonly note: string | null }[];
  readonly events: Lines;
  readonly heads: readonly Pairs[];
  readonly end: Pairs;
  readonly signature: Pairs;
  readonly check: string;
}

/** Who has signed, and with which key. */
export interface PackSigned {
  readonly at: Instant;
  readonly by: PackStaff;
  readonly publicKey: string;
}

const none = '–';
const codeTexts: Readonly<Record<string, Text>> = { ...dispositionTexts, ...systemDispositionTexts };
const proofTexts: Readonly<Record<string, Text>> = evidenceTexts;
const stepTexts: Readonly<Record<string, Text>> = caseStepTexts;

/** A class or an evidence in words with its code, so that it means the same whatever the words become. */
function inWords(texts: Readonly<Record<string, Text>>, code: string): string {
  const known = texts[code];
  return known === undefined ? code : `${known.id} (${code})`;
}

/** Sixty-four digits break into lines only where they have a gap. */
const spaced = (digits: string) => digits.replaceAll(/(.{16})(?=.)/g, '$1 ');

const recordingStates = {
  stored: 'tersimpan',
  recording: 'belum selesai disimpan',
  missing: 'tidak terbentuk',
  erased: 'sudah dihapus',
} as const;

const eventWords: Readonly<Record<string, string>> = {
  'call.arrived': 'Panggilan masuk',
  'call.answered': 'Dijawab',
  'call.ended': 'Berakhir',
  'call.classified': 'Diklasifikasi',
  'recording.stored': 'Rekaman disimpan',
  'recording.missing': 'Rekaman tidak ada',
  'recording.compressed': 'Rekaman dimampatkan',
  'recording.sealed': 'Rekaman disegel',
  'recording.deleted': 'Rekaman dihapus',
  'caller_case.opened': 'Dibuka',
  'caller_case.nuisance_again': 'Panggilan iseng lagi',
  'caller_case.step_taken': 'Langkah dicatat',
  'caller_case.step_undone': 'Langkah dibatalkan',
  'caller_case.noted': 'Catatan ditulis',
  'caller_case.taken': 'Ditangani',
  'caller_case.released': 'Dilepaskan',
  'caller_case.appealed': 'Keberatan dicatat',
  'caller_case.appeal_decided': 'Keberatan diputus',
  'caller_case.lane_wanted': 'Jalur terbatas diminta',
  'caller_case.lane_signed': 'Jalur terbatas disetujui',
  'caller_case.lane_ended': 'Jalur terbatas berakhir',
  'caller_case.pack_prepared': 'Berkas bukti disusun',
  'caller_case.pack_made': 'Berkas bukti ditandatangani',
  'caller_case.pack_withdrawn': 'Berkas bukti ditarik',
};

/** What the pack says, in Indonesian, with times in the regency's zone. */
export function sheetOf(draft: PackDraft, signed: PackSigned | null): PackSheet {
  const { words, content, proof } = draft;
  const { zone } = words;
  const when = (at: Instant | null) => (at === null ? none : formatInstant(at, zone, 'id'));
  const who = (by: PackStaff | null) => (by === null ? 'Sistem' : staffInWords(by));
  return {
    title: `Berkas bukti kasus ${content.caseNumber}/${draft.number}`,
    mark: signed === null ? 'KONSEP' : null,
    regency: words.regency,
    office: words.office,
    addressee: words.addressee,
    opening: words.opening,
    closing: words.closing,
    facts: factsOf(draft, when),
    steps: content.steps.map(({ at, step, by }) => [when(at), stepTexts[step]?.id ?? step, who(by)]),
    appeals: content.appeals.map(({ filedAt, decidedAt, decision }) => [
      when(filedAt),
      decision === 'rejected' ? 'Ditolak' : decision === 'granted' ? 'Diterima' : 'Belum diputus',
      when(decidedAt),
    ]),
    calls: content.calls.map((call) => callSheet(call, when, who)),
    legal: words.legal.map(({ name, text, isChecked }) => ({
      name,
      text,
      note: isChecked ? null : 'Belum diperiksa bagian hukum: periksa dengan bagian hukum.',
    })),
    events: proof.events.map((event) => eventLine(event, content.calls, zone)),
    heads: proof.heads.map((head) => headPairs(head)),
    end: [
      ['Mata rantai terakhir saat disusun', String(proof.end.chainNo)],
      ['Hash', spaced(proof.end.hash)],
    ],
    signature: signaturePairs(draft, signed, when),
    check: `npm run sigap -- verify BERKAS memeriksa berkas ini. Kunci publik dan ujung rantai harian diumumkan di /open-data/${draft.slug}/chain.`,
  };
}

type When = (at: Instant | null) => string;
type Who = (by: PackStaff | null) => string;

function factsOf({ content, number, words }: PackDraft, when: When): Pairs {
  const { leftOut } = content;
  return [
    ['Kasus', `${content.caseNumber}, berkas ke-${number}`],
    ['Nomor penelepon', content.callerNumber],
    ['Kasus dibuka', `${when(content.openedAt)}, ${content.cause === 'rule' ? 'oleh aturan' : 'oleh petugas'}`],
    ['Panggilan terkonfirmasi di berkas ini', String(content.calls.length)],
    ['Panggilan lain dari nomor ini (tidak dimuat)', String(content.otherCalls)],
    ...(leftOut.older === 0
      ? []
      : ([['Panggilan terkonfirmasi yang lebih lama (tidak dimuat)', String(leftOut.older)]] as const)),
    ...(leftOut.protected === 0
      ? []
      : ([['Panggilan pada kejadian yang dilindungi (tidak dimuat)', String(leftOut.protected)]] as const)),
    ['Zona waktu', words.zone],
  ];
}

function callSheet(call: PackCall, when: When, who: Who): PackSheet['calls'][number] {
  return {
    title: `Panggilan ${call.number}`,
    facts: [
      ['Masuk', when(call.arrivedAt)],
      ['Dijawab', call.answeredAt === null ? none : `${when(call.answeredAt)}, ${who(call.answeredBy)}`],
      ['Berakhir', when(call.endedAt)],
    ],
    judgements: call.judgements.map(({ at, code, before, evidence, by }) => [
      when(at),
      `${code === null ? 'Klasifikasi dicabut' : inWords(codeTexts, code)}${before === null ? '' : `; koreksi atas ${inWords(codeTexts, before)}`}`,
      evidence.length === 0 ? none : evidence.map((one) => inWords(proofTexts, one)).join('; '),
      who(by),
    ]),
    recording: recordingPairs(call.recording),
  };
}

function recordingPairs(recording: PackCall['recording']): Pairs {
  if (recording === null) return [['Rekaman', 'tidak ada']];
  const { state, codec, durationMs, sha256, fileSha256, deletedRule } = recording;
  const length = durationMs === null ? '' : `, ${formatDuration(durationMs)}`;
  return [
    [
      'Rekaman',
      `${recordingStates[state]} (${codec}${length})${deletedRule === null ? '' : `, aturan ${deletedRule}`}`,
    ],
    ...(sha256 === null ? [] : ([['SHA-256 suara', spaced(sha256)]] as const)),
    ...(fileSha256 === null ? [] : ([['SHA-256 berkas tersegel', spaced(fileSha256)]] as const)),
  ];
}

function eventLine({ chainNo, hash, event }: PackEvent, calls: readonly PackCall[], zone: Zone): readonly string[] {
  const call = calls.find(({ id }) => id === event.subject_id);
  const about = call === undefined ? 'Kasus' : `Panggilan ${call.number}`;
  const what = eventWords[event.name] ?? event.name;
  return [String(chainNo), `${about}: ${what}`, formatInstant(event.occurred_at, zone, 'id'), spaced(hash)];
}

function headPairs({ day, chainNo, hash, publicKey, signature }: PackHead): Pairs {
  return [
    ['Hari', `${day}, sampai mata rantai ${chainNo}`],
    ['Hash', spaced(hash)],
    ['Kunci publik', publicKey],
    ['Tanda tangan', spaced(signature)],
  ];
}

function signaturePairs({ preparedAt, preparedBy, words }: PackDraft, signed: PackSigned | null, when: When): Pairs {
  const prepared = ['Disusun', `${when(preparedAt)}, ${staffInWords(preparedBy)}`] as const;
  if (signed === null) return [prepared, ['Ditandatangani', 'Belum: ini konsep']];
  return [
    prepared,
    ['Ditandatangani', when(signed.at)],
    [words.signerTitle, staffInWords(signed.by)],
    ['Kunci publik (Ed25519)', signed.publicKey],
  ];
}
