import type { CardChoice, CardContent, CardQuestion } from '../../../card.ts';

type Table = Pick<CardContent, 'first' | 'questions'>;

/** A question renamed: whatever leads to it leads there still. */
export function renameQuestion({ first, questions }: Table, from: string, to: string): Table {
  const now = (key: string) => (key === from ? to : key);
  return {
    first: now(first),
    questions: questions.map((question) => ({
      ...question,
      key: now(question.key),
      choices: question.choices.map((one) => ({ ...one, next: one.next === null ? null : now(one.next) })),
    })),
  };
}

/** A question with a free key at the end; nothing leads to it yet. */
export function addQuestion({ first, questions }: Table): Table {
  const key = freeName(
    'q',
    questions.map((one) => one.key),
  );
  const made: CardQuestion = {
    key,
    ask: { id: '', en: '' },
    note: { id: '', en: '' },
    tell: [],
    beat: null,
    takesWords: false,
    wordsTo: null,
    crew: false,
    choices: [],
  };
  return { first: questions.length === 0 ? key : first, questions: [...questions, made] };
}

/** A question taken out: answers that led to it end the card. */
export function removeQuestion({ first, questions }: Table, key: string): Table {
  const left = questions
    .filter((one) => one.key !== key)
    .map((question) => ({
      ...question,
      choices: question.choices.map((one) => (one.next === key ? { ...one, next: null } : one)),
    }));
  return { first: first === key ? (left[0]?.key ?? '') : first, questions: left };
}

export function moveUp({ first, questions }: Table, index: number): Table {
  const moved = [...questions];
  const [question] = moved.splice(index, 1);
  if (question !== undefined) moved.splice(Math.max(0, index - 1), 0, question);
  return { first, questions: moved };
}

export function addChoice(question: CardQuestion): CardQuestion {
  const code = freeName(
    'a',
    question.choices.map((one) => one.code),
  );
  const made: CardChoice = {
    code,
    label: { id: '', en: '' },
    next: null,
    lifeAtRisk: null,
    raiseTo: null,
    typeCode: null,
  };
  return { ...question, choices: [...question.choices, made] };
}

/** Instructions from two fields, line by line beside each other. */
export function linesOf(id: string, en: string): CardQuestion['tell'] {
  const english = en.split('\n');
  return id
    .split('\n')
    .map((line, at) => ({ id: line, en: english[at] ?? '' }))
    .filter((line) => line.id.trim() !== '' || line.en.trim() !== '');
}

function freeName(prefix: string, taken: readonly string[]): string {
  for (let number = taken.length + 1; ; number++) {
    const name = `${prefix}${number}`;
    if (!taken.includes(name)) return name;
  }
}
