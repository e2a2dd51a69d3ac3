import { formatDuration, formatInstant, type Instant, type Zone } from '#platform/shared/time.ts';
import { type AgencyTargets, type AnswerCode, answerCodes, targetCodes } from '../../answer.ts';
import { missedOf, numberIn } from '../../answer-rules.ts';
import { answerDefinition, answerLabel, reasonText } from '../../answer-texts.ts';
import type { Figure } from '../../month.ts';

/** A brief in words, as the mail and brief.typ set it: every text is data there, none is markup. */
export interface BriefSheet {
  readonly title: string;
  readonly regency: string;
  readonly agency: string;
  readonly month: string;
  readonly madeAt: string;
  /** Null: the month is over. */
  readonly partial: string | null;
  /** One sentence: which targets were missed. */
  readonly summary: string;
  readonly figures: readonly {
    readonly label: string;
    readonly definition: string;
    readonly value: string;
    readonly target: string;
    readonly before: string;
    readonly middle: string;
    readonly isMissed: boolean;
  }[];
  readonly explanations: readonly { readonly label: string; readonly said: string; readonly reply: string | null }[];
  readonly refused: readonly { readonly what: string; readonly count: string }[];
  readonly unacknowledged: readonly {
    readonly number: string;
    readonly type: string;
    readonly priority: string;
    readonly sentAt: string;
  }[];
  readonly link: string;
}

export interface BriefFacts {
  readonly regency: string;
  readonly zone: Zone;
  readonly agency: string;
  readonly month: string;
  readonly madeAt: Instant;
  readonly isPartial: boolean;
  readonly targets: AgencyTargets;
  readonly figures: readonly Figure[];
  readonly before: readonly Figure[];
  readonly middle: readonly { readonly code: AnswerCode; readonly value: number | null }[];
  readonly explanations: readonly {
    readonly code: AnswerCode;
    readonly side: 'agency' | 'head';
    readonly version: number;
    readonly text: string;
  }[];
  readonly refused: readonly { readonly state: string; readonly reason: string; readonly count: number }[];
  readonly unacknowledged: readonly {
    readonly number: number;
    readonly type: string;
    readonly priority: string;
    readonly sentAt: Instant;
  }[];
  readonly link: string;
}

const none = '–';
const number = new Intl.NumberFormat('id-ID');
const percent = new Intl.NumberFormat('id-ID', { style: 'percent', maximumFractionDigits: 1 });

/** `November 2026` */
export const monthName = (month: string): string =>
  new Intl.DateTimeFormat('id-ID', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

function figureWords(figure: Figure | undefined): string {
  if (figure === undefined) return none;
  if (figure.kind === 'count') return number.format(figure.value);
  if (figure.kind === 'rate') {
    if (figure.whole === 0) return none;
    const parts = `${number.format(figure.part)} dari ${number.format(figure.whole)}`;
    return `${percent.format(figure.part / figure.whole)} (${parts})`;
  }
  if (figure.p50 === null || figure.p90 === null) return none;
  return `${formatDuration(figure.p50)} / ${formatDuration(figure.p90)} (n = ${number.format(figure.count)})`;
}

function valueWords(code: AnswerCode, value: number | null): string {
  if (value === null) return none;
  if (code.startsWith('SLA_')) return percent.format(value);
  return code.startsWith('T_') ? formatDuration(value) : number.format(value);
}

/** What the brief says, in Indonesian, with times in the regency's zone. Nobody's name, number or address is in it. */
export function briefSheetOf(facts: BriefFacts): BriefSheet {
  const { zone, targets, figures, before, explanations } = facts;
  const missed = missedOf(figures, targets);
  const find = (set: readonly Figure[], code: AnswerCode) => set.find((one) => one.code === code);
  const name = monthName(facts.month);
  return {
    title: `Ringkasan kinerja ${facts.agency}, ${name}`,
    regency: facts.regency,
    agency: facts.agency,
    month: name,
    madeAt: formatInstant(facts.madeAt, zone, 'id'),
    partial: facts.isPartial ? 'Sementara: bulan ini masih berjalan dan angka masih berubah.' : null,
    summary: summaryOf(figures, missed),
    figures: answerCodes.map((code) => {
      const owed = targetCodes.find((one) => one === code);
      const target = owed === undefined ? null : targets[owed];
      return {
        label: answerLabel(code).id,
        definition: answerDefinition(code).id,
        value: figureWords(find(figures, code)),
        target: target === null ? none : `≥ ${percent.format(target)}`,
        before: valueWords(code, numberIn(find(before, code))),
        middle: valueWords(code, facts.middle.find((one) => one.code === code)?.value ?? null),
        isMissed: missed.some((one) => one === code),
      };
    }),
    explanations: wordsBeside(missed, explanations),
    refused: facts.refused.map(({ state, reason, count }) => ({
      what: `${state === 'REJECTED' ? 'Ditolak' : 'Dialihkan'}: ${reasonText(state, reason).id}`,
      count: number.format(count),
    })),
    unacknowledged: facts.unacknowledged.map((one) => ({
      number: String(one.number),
      type: one.type,
      priority: one.priority,
      sentAt: formatInstant(one.sentAt, zone, 'id'),
    })),
    link: facts.link,
  };
}

function summaryOf(figures: readonly Figure[], missed: readonly AnswerCode[]): string {
  const assigned = numberIn(figures.find((one) => one.code === 'ASSIGNED')) ?? 0;
  const tasks = `${number.format(assigned)} tugas.`;
  const owed = targetCodes.filter((code) => numberIn(figures.find((one) => one.code === code)) !== null);
  if (owed.length === 0) return `${tasks} Belum ada angka yang dapat dibandingkan dengan target.`;
  if (missed.length === 0) return `${tasks} Semua target yang terukur tercapai.`;
  return `${tasks} Target tidak tercapai: ${missed.map((code) => answerLabel(code).id).join('; ')}.`;
}

/** The newest words of each figure; a missed one without any says so. */
function wordsBeside(missed: readonly AnswerCode[], explanations: BriefFacts['explanations']) {
  const newest = (code: AnswerCode, side: 'agency' | 'head') =>
    explanations.filter((one) => one.code === code && one.side === side).sort((a, b) => b.version - a.version)[0]
      ?.text ?? null;
  return answerCodes
    .filter((code) => missed.includes(code) || newest(code, 'agency') !== null)
    .map((code) => ({
      label: answerLabel(code).id,
      said: newest(code, 'agency') ?? 'Belum ada penjelasan OPD.',
      reply: newest(code, 'head'),
    }));
}
