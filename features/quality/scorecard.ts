import { z } from 'zod';

/** Words in both languages, as a regency writes them. */
const words = (most: number) =>
  z.object({ id: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) });

/** `yes_no`: done or not. `scale`: 0 not, 1 partly, 2 fully. */
export const criterionKinds = ['yes_no', 'scale'] as const;

export const criterion = z.object({
  id: z.string().regex(/^[a-z][a-z_]{1,39}$/),
  name: words(120),
  help: words(400),
  kind: z.enum(criterionKinds),
  /** Its part of the score, against the others. */
  weight: z.number().int().min(1).max(10),
  /** Not done at all: the whole sheet counts nothing. */
  isCritical: z.boolean(),
  /** There are calls to which it does not apply. */
  mayNotApply: z.boolean(),
});
export type Criterion = z.output<typeof criterion>;

const section = z.object({ name: words(80), criteria: z.array(criterion).min(1).max(12) });

/** What a call is assessed by. Each change is a new version; a sheet keeps the version it was filled by. */
export const scorecard = z.object({ sections: z.array(section).min(1).max(10) }).refine(({ sections }) => {
  const ids = sections.flatMap(({ criteria }) => criteria.map(({ id }) => id));
  return new Set(ids).size === ids.length;
}, 'two criteria have one id');
export type Scorecard = z.output<typeof scorecard>;

export const answers = ['yes', 'no', '0', '1', '2', 'na'] as const;
export const answer = z.enum(answers);
export type Answer = z.output<typeof answer>;
/** By criterion. */
export const answerSet = z.record(z.string().max(40), answer);
export type AnswerSet = Readonly<Record<string, Answer>>;

export const criteriaOf = (card: Scorecard): Criterion[] => card.sections.flatMap(({ criteria }) => criteria);

/** What can be answered to one, in the order of the keys 1, 2, 3, …. */
export function answersTo({ kind, mayNotApply }: Pick<Criterion, 'kind' | 'mayNotApply'>): Answer[] {
  const own: Answer[] = kind === 'yes_no' ? ['yes', 'no'] : ['0', '1', '2'];
  return mayNotApply ? [...own, 'na'] : own;
}
