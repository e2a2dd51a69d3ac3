import type { CardAnswer, CardChoice, CardContent, CardQuestion } from './card.ts';
import { type LifeAtRisk, type Priority, priorities } from './incident.ts';

/** A way through a card: its answers in the order in which they were given. */
export type CardPath = readonly CardAnswer[];
type Table = Pick<CardContent, 'first' | 'questions'>;

/** An answer with what it was an answer to. */
export interface Answered {
  readonly question: CardQuestion;
  readonly choice: CardChoice;
  readonly words: string | null;
}

/** Where a path leads: what has been answered, and the question to ask now; null: the card is through. */
export interface CardStep {
  readonly answered: readonly Answered[];
  readonly question: CardQuestion | null;
}

/** Follow a path from the first question. Null when it is no path of this card (another version's, or made up). */
export function walk(card: Table, path: CardPath): CardStep | null {
  const answered: Answered[] = [];
  let at: string | null = card.first;
  for (const given of path) {
    const question = card.questions.find((one) => one.key === at && one.key === given.question);
    const choice = question?.choices.find((one) => one.code === given.choice);
    if (question === undefined || choice === undefined) return null;
    answered.push({ question, choice, words: given.words });
    at = choice.next;
  }
  return { answered, question: card.questions.find((one) => one.key === at) ?? null };
}

/** The path after one more answer; the same path where the choice is none of the question that is asked. */
export function choose(card: Table, path: CardPath, choice: string, words: string | null): CardPath {
  const question = walk(card, path)?.question;
  if (question?.choices.some((one) => one.code === choice) !== true) return path;
  const kept = question.takesWords ? words?.trim() || null : null;
  return [...path, { question: question.key, choice, words: kept }];
}

/** The last answer taken back. */
export function stepBack(path: CardPath): CardPath {
  return path.slice(0, -1);
}

/** How many answers two paths begin with alike: what comes after is taken back or new. */
export function sharedLength(one: CardPath, other: CardPath): number {
  const differs = one.findIndex((answer, index) => !isSameAnswer(answer, other[index]));
  return differs === -1 ? one.length : differs;
}

function isSameAnswer(one: CardAnswer, other: CardAnswer | undefined): boolean {
  return one.question === other?.question && one.choice === other.choice && one.words === other.words;
}

export function isSamePath(one: CardPath, other: CardPath): boolean {
  return one.length === other.length && sharedLength(one, other) === one.length;
}

/**
 * Somebody else went on in the same card meanwhile. `mine`: theirs is what mine begins with, so mine can follow it; `theirs`: it
 * is not, and the person looks at theirs before answering on.
 */
export function afterOther(mine: CardPath, theirs: CardPath): 'mine' | 'theirs' {
  return sharedLength(theirs, mine) === theirs.length ? 'mine' : 'theirs';
}

/** What answers do to an incident. */
export interface CardEffects {
  readonly lifeAtRisk: 'yes' | 'no' | null;
  readonly raiseTo: Priority | null;
  /** A type to offer: the last one that an answer named. */
  readonly typeCode: string | null;
}

/** All effects of a way together: one yes stands against any no, the most urgent priority against the others. */
export function effectsOf(choices: readonly Pick<CardChoice, 'lifeAtRisk' | 'raiseTo' | 'typeCode'>[]): CardEffects {
  const danger = choices.map((one) => one.lifeAtRisk);
  return {
    lifeAtRisk: danger.includes('yes') ? 'yes' : danger.includes('no') ? 'no' : null,
    raiseTo: priorities.find((level) => choices.some((one) => one.raiseTo === level)) ?? null,
    typeCode: choices.findLast((one) => one.typeCode !== null)?.typeCode ?? null,
  };
}

/** Danger to life after a card said something about it: raised at once, never taken back by a card. */
export function dangerAfter(now: LifeAtRisk | null, said: 'yes' | 'no' | null): LifeAtRisk | null {
  if (said === 'yes') return 'yes';
  return said === 'no' && now !== 'yes' ? 'no' : now;
}

/** What is wrong with a table, and where: `question` and `choice` name the row. */
export interface CardFault {
  readonly code:
    | 'same_key'
    | 'same_choice'
    | 'no_first'
    | 'next_unknown'
    | 'unreachable'
    | 'cycle'
    | 'words_unasked'
    | 'type_unknown';
  readonly question: string;
  readonly choice?: string;
}

/**
 * Everything that keeps a card from being stepped through: each question must be reached from the first one, each choice must lead to
 * a question or to the end, and no way may come back to where it was. `typeCodes`: the types there are; left out, not looked at.
 */
export function faultsOf(card: Table, typeCodes?: ReadonlySet<string>): CardFault[] {
  const keys = card.questions.map((one) => one.key);
  if (!keys.includes(card.first)) return [{ code: 'no_first', question: card.first }, ...rowFaults(card, typeCodes)];
  const reached = reachedFrom(card, card.first);
  return [
    ...rowFaults(card, typeCodes),
    ...keys.filter((key) => !reached.has(key)).map((question): CardFault => ({ code: 'unreachable', question })),
    ...keys
      .filter((key) => nextOf(card, key).some((next) => next === key || reachedFrom(card, next).has(key)))
      .map((question): CardFault => ({ code: 'cycle', question })),
  ];
}

function rowFaults({ questions }: Table, typeCodes: ReadonlySet<string> | undefined): CardFault[] {
  const keys = questions.map((one) => one.key);
  return questions.flatMap(({ key, choices, takesWords, wordsTo }, index) => {
    const faults: CardFault[] = [];
    const add = (code: CardFault['code'], choice?: string) =>
      faults.push({ code, question: key, ...(choice === undefined ? {} : { choice }) });
    if (keys.indexOf(key) !== index) add('same_key');
    if ((wordsTo !== null && !takesWords) || (takesWords && choices.length === 0)) add('words_unasked');
    choices.forEach(({ code, next, typeCode }, at) => {
      if (choices.findIndex((one) => one.code === code) !== at) add('same_choice', code);
      if (next !== null && !keys.includes(next)) add('next_unknown', code);
      if (typeCode !== null && typeCodes?.has(typeCode) === false) add('type_unknown', code);
    });
    return faults;
  });
}

function nextOf({ questions }: Table, key: string): string[] {
  const found = questions.find((one) => one.key === key)?.choices ?? [];
  return found.map((one) => one.next).filter((next) => next !== null);
}

/** Every question that some way from `start` leads to, itself included. */
function reachedFrom(card: Table, start: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    open.push(...nextOf(card, key));
  }
  return seen;
}

/**
 * The cards for an incident, the first one to be opened by itself: those of its type, else those of its category. Any other may be
 * opened by hand.
 */
export function cardsFor<Card extends { readonly content: CardContent }>(
  cards: readonly Card[],
  type: { readonly code: string; readonly category: string } | null,
): Card[] {
  if (type === null) return [];
  const ready = cards
    .filter(({ content }) => content.active)
    .toSorted((a, b) => a.content.position - b.content.position);
  const own = ready.filter(({ content }) => content.typeCodes.includes(type.code));
  if (own.length > 0) return own;
  // Widened, because includes() asks for a member of the list it looks in.
  return ready.filter(({ content }) => (content.categories as readonly string[]).includes(type.category));
}

/**
 * A changed card as it is kept: an approval holds for the words it was given for, so another table or name loses it. Where a card is
 * used, its place and whether it is on are not what was approved.
 */
export function withApproval(before: CardContent, after: CardContent): CardContent {
  const medical = ({ name, nameEn, first, questions }: CardContent) =>
    JSON.stringify([name, nameEn, first, questions.map(sorted)]);
  return { ...after, signOff: medical(before) === medical(after) ? before.signOff : null };
}

/** The same question whatever order its members came in: jsonb keeps none. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
