import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import { category, incidentTypeCode, priority } from './incident.ts';

export type CardId = Id<'question_card'>;
export type CardRunId = Id<'card_run'>;
export const cardId = idSchema<'question_card'>();
export const cardRunId = idSchema<'card_run'>();

/** Short, in capitals, fixed for life: answers and exports name a card by it. */
export const cardCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);
/** Of a question within its card, and of a choice within its question. Answers are kept by them. */
export const questionKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

const said = (longest: number) => ({
  id: z.string().trim().min(1).max(longest),
  /** Empty: the Indonesian words are shown. */
  en: z.string().trim().max(longest),
});
const words = z.object(said(400));

/** Where words of the caller go beside their answer, when nothing stands there yet. */
export const wordTargets = ['description', 'landmark'] as const;

/** One row of the decision table: what the caller says, what follows, and what it does to the incident. */
export const cardChoice = z.object({
  code: questionKey,
  label: z.object(said(120)),
  /** The question after it; null: the card ends. */
  next: questionKey.nullable(),
  /** `yes` is set whatever stood there; `no` only where nobody has said yes. */
  lifeAtRisk: z.enum(['yes', 'no']).nullable(),
  /** The incident becomes at least this urgent; a card lowers nothing. */
  raiseTo: priority.nullable(),
  /** A better incident type, offered and never taken by itself. */
  typeCode: incidentTypeCode.nullable(),
});
export type CardChoice = z.output<typeof cardChoice>;

export const cardQuestion = z.object({
  key: questionKey,
  /** Read out to the caller. */
  ask: words,
  /** For the call taker alone; empty: none. */
  note: z.object({ id: z.string().trim().max(400), en: z.string().trim().max(400) }),
  /** What the caller is told to do, line by line, before or while they answer. */
  tell: z.array(words).max(12),
  /** Compressions a minute, counted on the screen; null: nothing is counted. */
  beat: z.number().int().min(60).max(140).nullable(),
  takesWords: z.boolean(),
  wordsTo: z.enum(wordTargets).nullable(),
  /** The answer is shown to the agencies that are sent. */
  crew: z.boolean(),
  /** None: the card ends here with what is told. */
  choices: z.array(cardChoice).max(9),
});
export type CardQuestion = z.output<typeof cardQuestion>;

/** Who approved the words of a card, for cards that tell people what to do with a patient. */
export const signOff = z.object({
  name: z.string().trim().min(2).max(120),
  office: z.string().trim().min(2).max(160),
  /** A day of the calendar: `2026-11-22`. */
  date: z.iso.date(),
});

export const cardContent = z.object({
  name: z.string().trim().min(2).max(80),
  nameEn: z.string().trim().max(80),
  /** Incidents of these types are asked by it; */
  typeCodes: z.array(incidentTypeCode).max(60),
  /** and those of these categories whose type has no card of its own. */
  categories: z.array(category),
  /** Its place among cards that fit as well, smallest first. */
  position: z.number().int().min(1).max(9999),
  active: z.boolean(),
  first: questionKey,
  questions: z.array(cardQuestion).min(1).max(40),
  /** Null: nobody has approved it as it stands. */
  signOff: signOff.nullable(),
});
export type CardContent = z.output<typeof cardContent>;

/** A question answered on the way through a card. */
export const cardAnswer = z.object({
  question: questionKey,
  choice: questionKey,
  /** In the caller's words; null: none were noted. */
  words: z.string().trim().min(1).max(1000).nullable(),
});
export type CardAnswer = z.output<typeof cardAnswer>;
