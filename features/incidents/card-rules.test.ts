import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CardChoice, type CardContent, type CardQuestion, cardContent } from './card.ts';
import {
  afterOther,
  type CardPath,
  cardsFor,
  choose,
  dangerAfter,
  effectsOf,
  faultsOf,
  isSamePath,
  sharedLength,
  stepBack,
  walk,
  withApproval,
} from './card-rules.ts';
import { choice, question } from './card-seed.ts';
import { cardSeeds } from './card-seeds.ts';
import { typeSeeds } from './type-seeds.ts';

const line = ['Apa?', 'What?'] as const;
const end = question('end', line, { tell: [['Tunggu', 'Wait']] }, []);
const table = (...questions: CardQuestion[]) => ({ first: 'a', questions: [...questions, end] });
const answered = (...given: [string, string][]): CardPath =>
  given.map(([asked, chosen]) => ({ question: asked, choice: chosen, words: null }));
const codes = (card: Pick<CardContent, 'first' | 'questions'>) =>
  faultsOf(card).map(({ code, question: at }) => `${code} ${at}`);

describe('stepping', () => {
  const card = table(
    question('a', line, {}, [choice('yes', 'Ya', 'Yes', 'b'), choice('no', 'Tidak', 'No', 'end')]),
    question('b', line, { words: 'kept' }, [choice('noted', 'Dicatat', 'Noted', null)]),
  );

  test('each answer leads to its question; words are kept where they are asked for', () => {
    const one = choose(card, [], 'yes', 'tidak dipakai');
    expect(one).toEqual(answered(['a', 'yes']));
    const two = choose(card, one, 'noted', '  dua orang ');
    expect(two.at(-1)).toEqual({ question: 'b', choice: 'noted', words: 'dua orang' });
    expect(walk(card, two)).toMatchObject({ question: null });
    expect(walk(card, one)?.question?.key).toBe('b');
    expect(stepBack(two)).toEqual(one);
  });

  test('a choice that is not there changes nothing, and a path of another card is none', () => {
    expect(choose(card, [], 'maybe', null)).toEqual([]);
    expect(choose(card, answered(['a', 'no']), 'yes', null)).toEqual(answered(['a', 'no']));
    expect(walk(card, answered(['b', 'noted']))).toBeNull();
    expect(walk(card, answered(['a', 'gone']))).toBeNull();
  });

  test('somebody else went on: what follows theirs is sent, what parts from it is not', () => {
    const theirs = answered(['a', 'yes']);
    expect(afterOther(answered(['a', 'yes'], ['b', 'noted']), theirs)).toBe('mine');
    expect(afterOther(answered(['a', 'no']), theirs)).toBe('theirs');
    expect(afterOther([], theirs)).toBe('theirs');
    expect(sharedLength(theirs, answered(['a', 'yes'], ['b', 'noted']))).toBe(1);
    expect(isSamePath(theirs, [...theirs])).toBe(true);
  });
});

describe('effects', () => {
  test('one yes stands against any no, and the most urgent priority against the others', () => {
    const given = [
      choice('a', 'a', 'a', null, { lifeAtRisk: 'no', raiseTo: 'P3', typeCode: 'FLOOD' }),
      choice('b', 'b', 'b', null, { lifeAtRisk: 'yes', raiseTo: 'P2' }),
    ];
    expect(effectsOf(given)).toEqual({ lifeAtRisk: 'yes', raiseTo: 'P2', typeCode: 'FLOOD' });
    expect(effectsOf([])).toEqual({ lifeAtRisk: null, raiseTo: null, typeCode: null });
  });

  test.each([
    [null, 'yes', 'yes'],
    ['no', 'yes', 'yes'],
    ['yes', 'no', 'yes'],
    ['unknown', 'no', 'no'],
    [null, 'no', 'no'],
    ['unknown', null, 'unknown'],
  ] as const)('danger to life was %s, a card says %s: it is %s', (now, said, after) => {
    expect(dangerAfter(now, said)).toBe(after);
  });
});

describe('a table that cannot be stepped through says where', () => {
  test.each([
    ['no first question', { first: 'x', questions: [end] }, ['no_first x']],
    [
      'a next that is not there',
      table(question('a', line, {}, [choice('y', 'y', 'y', 'gone')])),
      ['next_unknown a', 'unreachable end'],
    ],
    ['a question nobody reaches', table(question('a', line, {}, [choice('y', 'y', 'y', null)])), ['unreachable end']],
    [
      'a question that leads to itself',
      table(question('a', line, {}, [choice('y', 'y', 'y', 'a'), choice('n', 'n', 'n', 'end')])),
      ['cycle a'],
    ],
    [
      'two that lead to each other',
      table(
        question('a', line, {}, [choice('y', 'y', 'y', 'b'), choice('n', 'n', 'n', 'end')]),
        question('b', line, {}, [choice('y', 'y', 'y', 'a')]),
      ),
      ['cycle a', 'cycle b'],
    ],
    ['the same key twice', { first: 'end', questions: [end, end] }, ['same_key end']],
    [
      'the same answer twice',
      table(question('a', line, {}, [choice('y', 'y', 'y', 'end'), choice('y', 'z', 'z', null)])),
      ['same_choice a'],
    ],
    [
      'words without an answer',
      { first: 'a', questions: [{ ...end, key: 'a', takesWords: true }] },
      ['words_unasked a'],
    ],
  ])('%s', (_name, card, faults) => {
    expect(codes(card)).toEqual(faults);
  });

  test('a type that is offered must exist', () => {
    const card = table(question('a', line, {}, [choice('y', 'y', 'y', 'end', { typeCode: 'NOTHING' })]));
    expect(faultsOf(card, new Set(['FLOOD']))).toMatchObject([{ code: 'type_unknown', choice: 'y' }]);
  });
});

/** A table whose questions lead only to later ones; not each of them need be reached. */
const forwardTable = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc
    .array(fc.array(fc.nat(size), { minLength: 1, maxLength: 4 }), { minLength: size, maxLength: size })
    .map((leads) => ({
      first: 'q0',
      questions: leads.map((nexts, index) =>
        question(
          `q${index}`,
          line,
          { tell: [line] },
          nexts.map((jump, at): CardChoice => {
            const next = index + 1 + jump;
            return choice(`c${at}`, 'c', 'c', next < size ? `q${next}` : null);
          }),
        ),
      ),
    })),
);

test('a table without a way back ends within as many answers as it has questions; one step back undoes one answer', () => {
  fc.assert(
    fc.property(forwardTable, fc.array(fc.nat(3), { maxLength: 40 }), (card, picks) => {
      expect(faultsOf(card).filter(({ code }) => code !== 'unreachable')).toEqual([]);
      let path: CardPath = [];
      for (const pick of picks) {
        const asked = walk(card, path)?.question;
        if (asked == null) break;
        const next = choose(card, path, asked.choices[pick % asked.choices.length]?.code ?? '', null);
        expect(stepBack(next)).toEqual(path);
        path = next;
      }
      expect(path.length).toBeLessThanOrEqual(card.questions.length);
      expect(walk(card, path)?.answered).toHaveLength(path.length);
    }),
  );
});

describe('approval', () => {
  const [first] = cardSeeds;
  if (first === undefined) throw new Error('there are cards');
  const signed = { ...first.content, signOff: { name: 'dr. Uji', office: 'PSC 119', date: '2026-11-22' } };

  test('holds while only place and use change, and goes with a changed word', () => {
    expect(
      withApproval(signed, { ...signed, position: 5, active: false, categories: ['OTHER'] }).signOff,
    ).not.toBeNull();
    const [asked, ...rest] = signed.questions;
    if (asked === undefined) throw new Error('there are questions');
    const changed = { ...signed, questions: [{ ...asked, ask: { id: 'Lain?', en: '' } }, ...rest] };
    expect(withApproval(signed, changed).signOff).toBeNull();
    expect(withApproval({ ...signed, signOff: null }, signed).signOff).toBeNull();
  });
});

describe('the supplied cards', () => {
  const types = new Set(typeSeeds.map((seed) => seed.code));

  test.each(cardSeeds.map((seed) => [seed.code, seed.content] as const))(
    '%s can be stepped through',
    (_code, content) => {
      expect(cardContent.parse(content)).toEqual(content);
      expect(faultsOf(content, types)).toEqual([]);
      expect(content.signOff).toBeNull();
      for (const { ask, tell, choices } of content.questions)
        for (const said of [ask, ...tell, ...choices.map((one) => one.label)]) expect(said.en).not.toBe('');
    },
  );

  test('compressions are told after two answers, with a beat', () => {
    const content = cardSeeds.find((seed) => seed.code === 'CPR')?.content;
    if (content === undefined) throw new Error('there is a card for it');
    const path = choose(content, choose(content, [], 'no', null), 'no', null);
    expect(walk(content, path)?.question).toMatchObject({ key: 'compress', beat: 110 });
    expect(effectsOf(walk(content, path)?.answered.map((one) => one.choice) ?? [])).toMatchObject({
      lifeAtRisk: 'yes',
      raiseTo: 'P1',
    });
  });

  test('an incident gets the cards of its type, else of its category, and a card out of use is not offered', () => {
    const cards = cardSeeds.map((seed) => ({ code: seed.code, content: seed.content }));
    const of = (code: string, category: string) => cardsFor(cards, { code, category }).map((one) => one.code);
    expect(of('MED_CRITICAL', 'HEALTH')).toEqual(['CPR', 'CHOKING']);
    expect(of('FIRE_LAND', 'FIRE')).toEqual(['FIRE']);
    expect(of('STREETLIGHT', 'UTILITY')).toEqual([]);
    expect(cardsFor(cards, null)).toEqual([]);
    const off = cards.map((one) => ({ ...one, content: { ...one.content, active: one.code !== 'CPR' } }));
    expect(cardsFor(off, { code: 'MED_CRITICAL', category: 'HEALTH' }).map((one) => one.code)).toEqual(['CHOKING']);
  });
});
