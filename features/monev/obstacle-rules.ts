import { dayOf, type Instant, type Zone } from '#platform/shared/time.ts';
import { type FigureSet, figureNameText } from './figure-set.ts';
import { isCounted, type KpiCode } from './kpi.ts';
import type { MonthRows } from './month.ts';
import type { Evidence } from './obstacle.ts';
import { type ObstacleCode, obstacleCodes } from './obstacle-catalogue.ts';

/** What the rules look at: a month's figures, its rows, and which agencies the regency commands. */
export interface MonthFacts {
  readonly month: string;
  readonly zone: Zone;
  readonly figures: FigureSet;
  readonly rows: MonthRows;
  readonly agencies: readonly { readonly code: string; readonly kind: string }[];
}

/** What a rule measured, for the whole regency or for one agency. */
interface Measured {
  readonly agency: string | null;
  readonly value: number;
  readonly part: number | null;
  readonly whole: number;
  readonly figure: string | null;
}

interface Rule {
  readonly unit: Evidence['unit'];
  /** On which side of the threshold the obstacle lies; the threshold itself is fine. */
  readonly bad: 'above' | 'below';
  /** The seed; a regency sets its own. */
  readonly threshold: number;
  /** With fewer rows than this nothing is said. */
  readonly fewest: number;
  readonly measure: (facts: MonthFacts) => readonly Measured[];
}

/** A rate of the dictionary, for the whole or for each agency of some kinds. */
function rate(code: KpiCode, kinds: readonly string[] | null = null): Rule['measure'] {
  return (facts) =>
    keysOf(facts, kinds).flatMap((agency) => {
      const name = { code, by: agency === null ? 'all' : 'agency', key: agency } as const;
      const figure = facts.figures.find(code, name.by, agency);
      if (figure?.kind !== 'rate') return [];
      const { part, whole } = figure;
      return [{ agency, value: ratio(part, whole), part, whole, figure: figureNameText(name) }];
    });
}

const keysOf = (facts: MonthFacts, kinds: readonly string[] | null): readonly (string | null)[] =>
  kinds === null ? [null] : facts.agencies.filter(({ kind }) => kinds.includes(kind)).map(({ code }) => code);
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

/** Calls with one disposition, of all answered ones. */
function dispositionShare(key: string): Rule['measure'] {
  return ({ figures }) => {
    const [part, whole] = [figures.count('DISPOSITIONS', 'disposition', key), figures.count('ANSWERED')];
    const figure = figureNameText({ code: 'DISPOSITIONS', by: 'disposition', key });
    return [{ agency: null, value: ratio(part, whole), part, whole, figure }];
  };
}

const isIncident = (one: MonthRows['incidents'][number]) => one.purpose === 'public' && one.state !== 'MERGED';

function incidentShare(holds: (one: MonthRows['incidents'][number]) => boolean): Rule['measure'] {
  return ({ rows }) => {
    const all = rows.incidents.filter(isIncident);
    const part = all.filter(holds).length;
    const value = ratio(part, all.length);
    return [
      {
        agency: null,
        value,
        part,
        whole: all.length,
        figure: figureNameText({ code: 'INCIDENTS', by: 'all', key: null }),
      },
    ];
  };
}

/** Refused or passed on, of what was sent to each agency. */
const refusedShare: Rule['measure'] = (facts) =>
  keysOf(facts, ['OPD', 'BUMD', 'NGO', 'VERT']).flatMap((agency) => {
    const [part, whole] = [
      facts.figures.count('REJECTED', 'agency', agency),
      facts.figures.count('ASSIGNED', 'agency', agency),
    ];
    const figure = figureNameText({ code: 'REJECTED', by: 'agency', key: agency });
    return whole === 0 ? [] : [{ agency, value: ratio(part, whole), part, whole, figure }];
  });

/** The busiest day against the middle one of those that had calls. */
const busiestDay: Rule['measure'] = ({ rows, zone }) => {
  const days = new Map<string, number>();
  for (const call of rows.calls.filter(isCounted)) {
    const day = dayOf(call.arrivedAt, zone);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  const counts = [...days.values()].sort((a, b) => a - b);
  const middle = counts[Math.floor((counts.length - 1) / 2)];
  const most = counts.at(-1);
  if (middle === undefined || most === undefined) return [];
  // `whole` is the number of days: two days have no middle to speak of.
  return [{ agency: null, value: most / middle, part: null, whole: counts.length, figure: null }];
};

const dispatchTime: Rule['measure'] = ({ figures }) => {
  const figure = figures.find('T_DISPATCH');
  if (figure?.kind !== 'duration' || figure.p90 === null) return [];
  return [{ agency: null, value: figure.p90, part: null, whole: figure.count, figure: 'T_DISPATCH' }];
};

const failedShare: Rule['measure'] = ({ figures }) => {
  const [part, whole] = [figures.count('FAILED'), figures.count('OFFERED')];
  return [{ agency: null, value: ratio(part, whole), part, whole, figure: 'FAILED' }];
};

/**
 * Obstacles that a month's figures can show. Each is a sign, not a proof: what a rule proposes, people accept or reject. Thresholds
 * are seeds of ours (nothing published sets any) and every regency's to change.
 */
export const obstacleRules = {
  K01: { unit: 'share', bad: 'above', threshold: 0.5, fewest: 30, measure: rate('NUISANCE_RATE') },
  K02: { unit: 'share', bad: 'below', threshold: 0.8, fewest: 5, measure: rate('SLA_ACK', ['OPD', 'BUMD', 'NGO']) },
  K04: { unit: 'share', bad: 'below', threshold: 0.9, fewest: 30, measure: rate('SERVICE_LEVEL') },
  K05: {
    unit: 'share',
    bad: 'above',
    threshold: 0.1,
    fewest: 10,
    measure: incidentShare(({ districtCode }) => districtCode === null),
  },
  K06: { unit: 'share', bad: 'above', threshold: 0.05, fewest: 30, measure: dispositionShare('TRANSFER_REGION') },
  K07: { unit: 'share', bad: 'above', threshold: 0.1, fewest: 30, measure: dispositionShare('INFO_OTHER') },
  K08: { unit: 'ms', bad: 'above', threshold: 300_000, fewest: 10, measure: dispatchTime },
  K09: { unit: 'share', bad: 'above', threshold: 0.2, fewest: 5, measure: refusedShare },
  K11: {
    unit: 'share',
    bad: 'above',
    threshold: 0.3,
    fewest: 10,
    measure: incidentShare(({ source }) => source !== 'call'),
  },
  K13: { unit: 'share', bad: 'above', threshold: 0.01, fewest: 30, measure: failedShare },
  K14: { unit: 'times', bad: 'above', threshold: 3, fewest: 7, measure: busiestDay },
  K15: { unit: 'share', bad: 'above', threshold: 0.2, fewest: 30, measure: dispositionShare('PRANK_CHILD') },
  K17: { unit: 'share', bad: 'below', threshold: 0.8, fewest: 5, measure: rate('SLA_ACK', ['VERT']) },
} as const satisfies Partial<Record<ObstacleCode, Rule>>;
export type RuleCode = keyof typeof obstacleRules;
// Object.keys forgets the key type; the table above is the only source of the keys.
export const ruleCodes = Object.keys(obstacleRules) as [RuleCode, ...RuleCode[]];

export const hasRule = (code: ObstacleCode): code is RuleCode => Object.hasOwn(obstacleRules, code);

/** `too_few`: not enough rows to say anything. `no_rule`: nothing that is counted can show it, people enter it. */
export const judgementOutcomes = ['proposed', 'fine', 'too_few', 'no_rule'] as const;
export interface Judgement {
  readonly code: ObstacleCode;
  readonly agency: string | null;
  readonly outcome: (typeof judgementOutcomes)[number];
  readonly evidence: Evidence | null;
}

export type Thresholds = Readonly<Partial<Record<RuleCode, number>>>;

/** What every code of the catalogue has to say of a month. */
export function judgeMonth(facts: MonthFacts, thresholds: Thresholds, now: Instant): Judgement[] {
  return obstacleCodes.flatMap((code): Judgement[] => {
    if (!hasRule(code)) return [{ code, agency: null, outcome: 'no_rule', evidence: null }];
    const rule: Rule = obstacleRules[code];
    const measured = rule.measure(facts);
    if (measured.length === 0) return [{ code, agency: null, outcome: 'too_few', evidence: null }];
    return measured.map((one) => judge(code, rule, one, { month: facts.month, threshold: thresholds[code], now }));
  });
}

function judge(
  code: ObstacleCode,
  rule: Rule,
  { agency, value, part, whole, figure }: Measured,
  given: { readonly month: string; readonly threshold: number | undefined; readonly now: Instant },
): Judgement {
  if (whole < rule.fewest) return { code, agency, outcome: 'too_few', evidence: null };
  const threshold = given.threshold ?? rule.threshold;
  const isBad = rule.bad === 'above' ? value > threshold : value < threshold;
  const seen = { month: given.month, unit: rule.unit, value, threshold, part, whole, figure, computedAt: given.now };
  return { code, agency, outcome: isBad ? 'proposed' : 'fine', evidence: seen };
}

/** Once per month, code and agency. */
export const proposalKey = (month: string, { code, agency }: Pick<Judgement, 'code' | 'agency'>): string =>
  `${month}~${code}~${agency ?? ''}`;
