import type { z } from 'zod';
import type { RouteOutput } from '#platform/shared/contract.ts';
import type { Text } from '#platform/shared/texts.ts';
import type { SimulatedKind } from '../../simulation.ts';
import type { readSimulationBasis } from '../../simulation-contract.ts';
import type { simulationQuestion } from '../../simulation-question.ts';
import { parseTakers, writeTakers } from '../../simulation-takers.ts';
import { texts } from './texts.ts';

export type Basis = RouteOutput<typeof readSimulationBasis>;
export type SourceType = 'recorded' | 'generated' | 'file';

/** What stands in the fields, as it was typed. */
export interface SimulationForm {
  readonly source: SourceType;
  readonly from: string;
  readonly days: string;
  readonly perHour: string;
  readonly csv: string;
  readonly fileName: string;
  readonly hoaxShare: string;
  readonly takers: string;
  readonly supervisors: string;
  readonly talk: Readonly<Record<SimulatedKind, string>>;
  readonly patience: string;
  readonly reaction: string;
  readonly missed: string;
  readonly fewer: string;
  readonly more: string;
  readonly replications: string;
  readonly seed: string;
}

/** Means are left empty where the regency's own laws are known: a mean says less than what was measured. */
export function formOf(basis: Basis): SimulationForm {
  const isRecorded = basis.basis === 'recorded';
  const text = (value: number) => (isRecorded ? '' : String(value));
  const { real, service, prank, ghost } = basis.talkS;
  return {
    source: isRecorded ? 'recorded' : 'generated',
    from: basis.from,
    days: String(basis.days),
    perHour: String(basis.perHour),
    csv: '',
    fileName: '',
    hoaxShare: '',
    takers: writeTakers(basis.takers),
    supervisors: '0',
    talk: { real: text(real), service: text(service), prank: text(prank), ghost: text(ghost) },
    patience: text(basis.patienceS),
    reaction: text(basis.reactionS),
    missed: text(basis.missedShare * 100),
    fewer: '2',
    more: '90',
    replications: '10',
    seed: '1',
  };
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
}
const percent: Bounds = { least: 0, most: 98 };
const seconds: Bounds = { least: 1, most: 7200 };
export const fieldBounds = {
  days: { least: 1, most: 31, isWhole: true },
  perHour: { least: 0.1, most: 600 },
  hoaxShare: percent,
  supervisors: { least: 0, most: 20, isWhole: true },
  patience: seconds,
  reaction: { least: 0.1, most: 60 },
  missed: { least: 0, most: 100 },
  fewer: { least: 0, most: 60, isWhole: true },
  more: percent,
  replications: { least: 1, most: 50, isWhole: true },
  seed: { least: 0, most: 2_147_483_647, isWhole: true },
} as const satisfies Record<string, Bounds>;
export type NumberField = keyof typeof fieldBounds;
/** These may be empty: then it is as it was recorded. */
const mayBeEmpty: readonly NumberField[] = ['hoaxShare', 'patience', 'reaction', 'missed'];

export interface FieldError {
  readonly text: Text;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What is wrong with a number as it was typed; a comma is a point here. */
export function errorOfNumber(said: string, field: NumberField | 'talk'): FieldError | null {
  const { least, most, isWhole = false }: Bounds = field === 'talk' ? seconds : fieldBounds[field];
  if (said.trim() === '' && (field === 'talk' || mayBeEmpty.includes(field))) return null;
  const value = numberOf(said);
  const isSound = value !== null && value >= least && value <= most && (!isWhole || Number.isInteger(value));
  return isSound ? null : { text: texts.wrong, values: { least, most } };
}

export function errorOfTakers(said: string): FieldError | null {
  const read = parseTakers(said);
  return read.ok ? null : { text: texts.takersWrong, values: { part: read.part } };
}

function numberOf(said: string): number | null {
  const text = said.trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** Which number fields a source shows. */
const ofSource: Readonly<Record<SourceType, readonly NumberField[]>> = {
  recorded: ['days'],
  generated: ['perHour'],
  file: [],
};
const always: readonly NumberField[] = [
  'hoaxShare',
  'supervisors',
  'patience',
  'reaction',
  'missed',
  'fewer',
  'more',
  'replications',
  'seed',
];

/** What the server is asked; null while a field is wrong. */
export function questionOf(form: SimulationForm): z.input<typeof simulationQuestion> | null {
  const takers = parseTakers(form.takers);
  const fields = [...always, ...ofSource[form.source]];
  const isSound =
    fields.every((field) => errorOfNumber(form[field], field) === null) &&
    Object.values(form.talk).every((said) => errorOfNumber(said, 'talk') === null);
  if (!takers.ok || !isSound) return null;
  if (form.source === 'recorded' && form.from === '') return null;
  if (form.source === 'file' && form.csv === '') return null;
  const value = (field: NumberField) => numberOf(form[field]);
  const share = (field: NumberField) => {
    const found = value(field);
    return found === null ? null : found / 100;
  };
  const talkS = Object.entries(form.talk).flatMap(([kind, said]) => {
    const found = numberOf(said);
    return found === null ? [] : [[kind, found]];
  });
  return {
    source: sourceOf(form),
    takers: takers.takers,
    supervisors: value('supervisors') ?? 0,
    hoaxShare: share('hoaxShare'),
    talkS: Object.fromEntries(talkS),
    patienceS: value('patience'),
    reactionS: value('reaction'),
    missedShare: share('missed'),
    replications: value('replications') ?? 1,
    seed: value('seed') ?? 1,
    fewerAtNight: value('fewer') ?? 0,
    moreHoaxes: share('more') ?? 0,
  };
}

function sourceOf(form: SimulationForm): z.input<typeof simulationQuestion>['source'] {
  if (form.source === 'file') return { type: 'file', csv: form.csv };
  if (form.source === 'recorded') return { type: 'recorded', from: form.from, days: numberOf(form.days) ?? 1 };
  return { type: 'generated', perHour: numberOf(form.perHour) ?? 1 };
}
