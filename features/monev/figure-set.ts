import { type Kpi, type KpiCode, kpiLabels, kpis } from './kpi.ts';
import type { Dimension, Figure } from './month.ts';

/** Which figure: its code and what it is narrowed to. As text it lies in the address: `T_ACK`, `T_ACK~agency~DAMKAR`. */
export interface FigureName {
  readonly code: KpiCode;
  readonly by: Dimension;
  readonly key: string | null;
}

export function figureNameText({ code, by, key }: FigureName): string {
  return by === 'all' ? code : `${code}~${by}~${key ?? ''}`;
}

/** Null for anything that is not a figure of the dictionary. */
export function parseFigureName(text: string | null): FigureName | null {
  const [code = '', by = 'all', ...key] = (text ?? '').split('~');
  if (!Object.hasOwn(kpiLabels, code)) return null;
  // Just looked up among the codes.
  const known = code as KpiCode;
  const kpi: Kpi = kpis[known];
  if (by === 'within') return isWithin(kpi, key.join('~')) ? { code: known, by, key: key.join('~') } : null;
  const dimension = kpi.by.find((one) => one === by);
  return dimension === undefined ? null : { code: known, by: dimension, key: by === 'all' ? null : key.join('~') };
}

/** Only times, and what is a share within seconds by itself, have a share within others. */
function isWithin(kpi: Kpi, seconds: string): boolean {
  return /^[1-9]\d{0,6}$/.test(seconds) && (kpi.formula.kind === 'duration' || 'at' in kpi);
}

/** The figures of a month, looked up by name. */
export class FigureSet {
  readonly #byName: ReadonlyMap<string, Figure>;
  readonly #figures: readonly Figure[];
  constructor(figures: readonly Figure[]) {
    this.#figures = figures;
    // The names are only keys of this map; the server computed them from the same dictionary.
    this.#byName = new Map(figures.map((one) => [figureNameText({ ...one, code: one.code as KpiCode }), one]));
  }
  find(code: KpiCode, by: Dimension = 'all', key: string | null = null): Figure | null {
    return this.#byName.get(figureNameText({ code, by, key })) ?? null;
  }
  count(code: KpiCode, by: Dimension = 'all', key: string | null = null): number {
    const figure = this.find(code, by, key);
    return figure?.kind === 'count' ? figure.value : 0;
  }
  /** The keys of a breakdown, the largest count first. */
  keys(code: KpiCode, by: Dimension): string[] {
    return this.#figures
      .filter((one) => one.code === code && one.by === by && one.key !== null)
      .toSorted((a, b) => (b.kind === 'count' ? b.value : 0) - (a.kind === 'count' ? a.value : 0))
      .map((one) => one.key ?? '');
  }
}

/** Dispositions as the funnel shows them; every code is in exactly one group. */
export const dispositionGroups = {
  emergency: ['EMERGENCY_NEW', 'EMERGENCY_DUP', 'EMERGENCY_FOLLOWUP', 'URGENT_NONLIFE'],
  service: [
    'COMPLAINT',
    'INFO_PUBLIC',
    'INFO_OTHER',
    'TRANSFER_AGENCY',
    'TRANSFER_REGION',
    'COUNSELLING',
    'INTERNAL',
    'LANG_BARRIER',
  ],
  nuisance: ['PRANK_CHILD', 'PRANK_ADULT', 'PRANK_ABUSIVE', 'HOAX_CONFIRMED'],
  doubtful: ['GHOST', 'HOAX_SUSPECTED', 'ACCIDENTAL', 'DROPPED_EARLY', 'WRONG_NUMBER', 'TEST'],
} as const;
export type DispositionGroup = keyof typeof dispositionGroups;
