import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { queueSeeds } from '#features/calls/queue.ts';
import { readQueueSettings } from '#features/calls/server/queue/queue-store.ts';
import { readRecorded } from '#features/calls/server/simulate/read-recorded.ts';
import { boundsOfDay } from '#features/calls/simulate/hours.ts';
import { boundsOfPeriod, planOf } from '#features/calls/simulate/plan.ts';
import { simulate as runPlan, whatIfPlans } from '#features/calls/simulate/simulate.ts';
import {
  type Lengths,
  type SimulationPlan,
  type SimulationResult,
  simulatedKinds,
  type WhatIf,
  whatIfs,
} from '#features/calls/simulation.ts';
import { type SimulationQuestion, simulationQuestion } from '#features/calls/simulation-question.ts';
import { sentencesOf } from '#features/calls/simulation-sentence.ts';
import { parseTakers } from '#features/calls/simulation-takers.ts';
import { cellTexts, simulationRefusals } from '#features/calls/simulation-texts.ts';
import { regencies } from '#features/people/server/regency-store.ts';
import { inTenant } from '#platform/server/db/database.ts';
import { fill } from '#platform/shared/texts.ts';
import type { Zone } from '#platform/shared/time.ts';
import { readConfig } from '../config.ts';
import type { Command } from './command.ts';
import { withHouse } from './open-house.ts';
import { readInput } from './read-input.ts';
import { simulationTable } from './simulation-table.ts';

const usage = `Usage: simulate --day 2026-11-20 [--days N] [--tenant SLUG] | --arrivals FILE.csv | --per-hour N
  --takers "0-6:1,6-22:3,22-24:1"   call takers at each hour     --supervisors N     in the house beside them
  --hoax 0.9        hoaxes of all calls                          --fewer-at-night N  from 22 to 6
  --fifo            plain first come, first served               --compare           the questions side by side
  --talk real=150,service=120,prank=25,ghost=12   mean seconds   --patience S        mean seconds
  --reaction S      from the ring to the answer (mean)           --missed 0.05       rings that nobody answers
  --outside S       a number outside answers after S             --warm-up MIN
  --replications N (10)   --seed N (1)   --json   --out FILE
  What is left out is as it was recorded; without records as published or assumed (docs/operations.md).`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  day: text,
  days: text,
  tenant: text,
  arrivals: text,
  'per-hour': text,
  takers: text,
  supervisors: text,
  hoax: text,
  'fewer-at-night': text,
  talk: text,
  patience: text,
  reaction: text,
  missed: text,
  outside: text,
  'warm-up': text,
  replications: text,
  seed: text,
  out: text,
  fifo: flag,
  compare: flag,
  json: flag,
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** What if: the rules of the queue, run on a recorded day, a file or the published mix. */
export const simulate: Command = {
  summary: 'what if: --day DAY | --arrivals FILE | --per-hour N, with other call takers, hoaxes, rules (--compare)',
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options });
    const question = await questionOf(values);
    const plan = await planFor(values, question);
    const shown: readonly (readonly [WhatIf, SimulationResult])[] = values.compare
      ? compared(plan, question)
      : [['as_it_is', runPlan(plan, { onProgress: progress('simulating') })]];
    const results = shown.map(([name, result]) => ({
      name,
      ...result,
      meaning: sentencesOf(result),
      assumptions: assumptionsOf(plan),
    }));
    const written = values.json
      ? `${JSON.stringify(values.compare ? results : results[0], null, 2)}\n`
      : simulationTable(shown, question);
    if (values.out === undefined) process.stdout.write(written);
    else await writeFile(values.out, written);
    return 0;
  },
};

/** What the result rests on; of measured laws how many lengths there were and their mean. */
function assumptionsOf({ calls: _calls, patience, reaction, talk, ...rest }: SimulationPlan) {
  const short = (lengths: Lengths) =>
    lengths.type === 'lognormal'
      ? lengths
      : { type: lengths.type, count: lengths.seconds.length, meanS: meanOf(lengths.seconds) };
  const kinds = simulatedKinds.map((kind) => [kind, short(talk[kind])] as const);
  return { ...rest, talk: Object.fromEntries(kinds), reaction: short(reaction), patience };
}

const meanOf = (seconds: readonly number[]) =>
  seconds.reduce((sum, each) => sum + each, 0) / Math.max(1, seconds.length);

function compared(plan: SimulationPlan, question: SimulationQuestion): [WhatIf, SimulationResult][] {
  const plans = whatIfPlans(plan, { fewerAtNight: question.fewerAtNight, hoaxShare: question.moreHoaxes });
  return whatIfs.map((name) => [name, runPlan(plans[name], { onProgress: progress(name) })]);
}

/** Only of work that takes time. */
function progress(name: string): (share: number) => void {
  let told = performance.now();
  return (share) => {
    if (performance.now() - told < 2000) return;
    told = performance.now();
    console.error(`  ${name}: ${Math.round(share * 100)} %`);
  };
}

async function questionOf(values: Values): Promise<SimulationQuestion> {
  const sources = [values.day, values.arrivals, values['per-hour']].filter((each) => each !== undefined);
  if (sources.length !== 1) throw new Error(`Say what to simulate, one of --day, --arrivals and --per-hour.\n${usage}`);
  const read = simulationQuestion.safeParse({
    source: await sourceOf(values),
    takers: values.takers === undefined ? null : takersOf(values.takers),
    supervisors: numberOf(values, 'supervisors'),
    outsideS: numberOf(values, 'outside'),
    hoaxShare: values.compare ? undefined : numberOf(values, 'hoax'),
    moreHoaxes: values.compare ? numberOf(values, 'hoax') : undefined,
    talkS: values.talk === undefined ? undefined : talkOf(values.talk),
    patienceS: numberOf(values, 'patience'),
    reactionS: numberOf(values, 'reaction'),
    missedShare: numberOf(values, 'missed'),
    warmUpMin: numberOf(values, 'warm-up'),
    replications: numberOf(values, 'replications'),
    seed: numberOf(values, 'seed'),
    policy: values.fifo ? 'fifo' : 'ours',
    fewerAtNight: numberOf(values, 'fewer-at-night'),
  });
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `  ${optionOf(String(path.at(-1)))}: ${message}`);
  throw new Error(`${wrong.join('\n')}\n${usage}`);
}

/** As it is called on the line. */
const optionOf = (field: string) =>
  ({
    from: '--day',
    outsideS: '--outside',
    hoaxShare: '--hoax',
    moreHoaxes: '--hoax',
    patienceS: '--patience',
    reactionS: '--reaction',
    missedShare: '--missed',
    warmUpMin: '--warm-up',
  })[field] ?? `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

async function sourceOf(values: Values): Promise<unknown> {
  if (values.arrivals !== undefined) return { type: 'file', csv: await readInput(values.arrivals) };
  if (values.day === undefined) return { type: 'generated', perHour: numberOf(values, 'per-hour') };
  return { type: 'recorded', from: values.day, days: numberOf(values, 'days') ?? 1 };
}

function numberOf(values: Values, name: keyof Values): number | undefined {
  const said = values[name];
  if (typeof said !== 'string') return undefined;
  if (!/^\d+(\.\d+)?$/.test(said)) throw new Error(`--${name} takes a number, not "${said}"`);
  return Number(said);
}

function takersOf(said: string): number[] {
  const read = parseTakers(said);
  if (read.ok) return read.takers;
  throw new Error(`--takers: "${read.part}" is not like 6-22:3 (from hour, to hour, people)`);
}

function talkOf(said: string): Record<string, number> {
  return Object.fromEntries(
    said.split(',').map((part) => {
      const [, kind = '', seconds = ''] = /^(real|service|prank|ghost)=(\d+(?:\.\d+)?)$/.exec(part.trim()) ?? [];
      if (kind === '') throw new Error(`--talk: "${part}" is not like real=150 (real, service, prank, ghost)`);
      return [kind, Number(seconds)];
    }),
  );
}

/** A recorded day needs the database; a file and a rate only where a regency is named, whose settings and records they then follow. */
async function planFor(values: Values, question: SimulationQuestion): Promise<SimulationPlan> {
  if (values.day === undefined && values.tenant === undefined)
    return planned(values, question, { zone: 'Asia/Jakarta', settings: queueSeeds, recorded: nothing });
  const config = readConfig(process.env, []);
  return withHouse(config, async ({ house }) => {
    const [regency] = await regencies(house.installation.systemDb, values.tenant ?? config.defaultTenant);
    if (regency === undefined) throw new Error('There is no such regency; name it by --tenant SLUG.');
    const { zone, id: tenantId } = regency;
    return inTenant(house.place().db, tenantId, async (tx) => {
      const { settings } = await readQueueSettings(tx, tenantId);
      const bounds = periodOf(question, zone);
      const recorded = bounds === null ? nothing : await readRecorded(tx, { tenantId, zone }, bounds);
      return planned(values, question, { zone, settings, recorded });
    });
  });
}

const nothing = { arrivals: [], reactions: [], missed: 0, takers: null };

function periodOf({ source }: SimulationQuestion, zone: Zone): { from: number; to: number } | null {
  if (source.type === 'recorded') return boundsOfPeriod(source.from, source.days, zone);
  // The last week of this regency says how its people talk and answer.
  const today = boundsOfDay(new Date().toISOString().slice(0, 10), zone);
  return today === null ? null : { from: today.from - 7 * 86_400_000, to: today.from };
}

function planned(
  values: Values,
  question: SimulationQuestion,
  known: Omit<Parameters<typeof planOf>[1], 'now'>,
): SimulationPlan {
  const made = planOf(question, { ...known, now: new Date().toISOString() });
  // `--fewer-at-night` alone is a question of its own; with `--compare` it is one of several.
  if (made.ok && values['fewer-at-night'] !== undefined && !values.compare)
    return whatIfPlans(made.value, { fewerAtNight: question.fewerAtNight, hoaxShare: 0 }).fewer_at_night;
  if (made.ok) return made.value;
  const { code, detail } = made.refusal;
  // A cell's fault is a key of the texts; anything else is a text already.
  const why = cellTexts[detail['why'] as keyof typeof cellTexts]?.en ?? detail['why'];
  const where = values.arrivals === undefined ? '' : `${values.arrivals}: `;
  throw new Error(`${where}${fill(simulationRefusals[code], 'en', { ...detail, why: String(why ?? '') })}`);
}
