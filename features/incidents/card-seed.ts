import type { CardChoice, CardContent, CardQuestion } from './card.ts';
import type { Category } from './incident.ts';

/** A card that every new regency begins with. Nobody has approved it: the regency's own physicians and agencies do. */
export interface CardSeed {
  readonly code: string;
  readonly content: CardContent;
}

type Line = readonly [id: string, en: string];
interface QuestionParts {
  readonly note?: Line;
  readonly tell?: readonly Line[];
  readonly beat?: number;
  readonly crew?: true;
  readonly words?: 'kept' | 'description' | 'landmark';
}

/** A question with its answers; `crew`: the agencies that are sent read the answer. */
export function question(key: string, ask: Line, parts: QuestionParts, choices: readonly CardChoice[]): CardQuestion {
  const { note = ['', ''], tell = [], beat = null, crew = false, words } = parts;
  const target = words === undefined || words === 'kept' ? null : words;
  return {
    key,
    ask: { id: ask[0], en: ask[1] },
    note: { id: note[0], en: note[1] },
    tell: tell.map(([id, en]) => ({ id, en })),
    beat,
    takesWords: words !== undefined,
    wordsTo: target,
    crew,
    choices: [...choices],
  };
}

type Effects = Partial<Pick<CardChoice, 'lifeAtRisk' | 'raiseTo' | 'typeCode'>>;

/** One answer; `next` null: the card ends with it. */
export function choice(
  code: string,
  id: string,
  en: string,
  next: string | null,
  { lifeAtRisk = null, raiseTo = null, typeCode = null }: Effects = {},
): CardChoice {
  return { code, label: { id, en }, next, lifeAtRisk, raiseTo, typeCode };
}

/** What an answer does that means danger to life. */
export const danger: Effects = { lifeAtRisk: 'yes', raiseTo: 'P1' };
export const noDanger: Effects = { lifeAtRisk: 'no' };

interface CardParts {
  readonly name: Line;
  readonly types?: readonly string[];
  readonly categories?: readonly Category[];
  readonly questions: readonly CardQuestion[];
}

/** A card whose first question is the first of its list. */
export function card(code: string, position: number, parts: CardParts): CardSeed {
  const { name, types = [], categories = [], questions } = parts;
  return {
    code,
    content: {
      name: name[0],
      nameEn: name[1],
      typeCodes: [...types],
      categories: [...categories],
      position,
      active: true,
      first: questions[0]?.key ?? '',
      questions: [...questions],
      signOff: null,
    },
  };
}
