import { expect, test } from 'vitest';
import { faultsOf } from '../../../card-rules.ts';
import { choice, question } from '../../../card-seed.ts';
import { addChoice, addQuestion, linesOf, moveUp, removeQuestion, renameQuestion } from './card-edit.ts';

const line = ['Apa?', 'What?'] as const;
const table = {
  first: 'a',
  questions: [question('a', line, {}, [choice('y', 'y', 'y', 'b')]), question('b', line, { tell: [line] }, [])],
};

test('a renamed question is led to as before', () => {
  const renamed = renameQuestion(renameQuestion(table, 'b', 'end'), 'a', 'start');
  expect(renamed.first).toBe('start');
  expect(faultsOf(renamed)).toEqual([]);
  expect(renamed.questions[0]?.choices[0]?.next).toBe('end');
});

test('a question that is taken out ends what led to it, and the next one is first', () => {
  expect(removeQuestion(table, 'b').questions[0]?.choices[0]?.next).toBeNull();
  expect(removeQuestion(table, 'a')).toMatchObject({ first: 'b' });
});

test('new ones have names of their own', () => {
  const more = addQuestion(addQuestion(removeQuestion(addQuestion(table), 'a')));
  expect(new Set(more.questions.map((one) => one.key)).size).toBe(more.questions.length);
  const [first] = table.questions;
  if (first === undefined) throw new Error('there is a question');
  expect(addChoice(addChoice(first)).choices.map((one) => one.code)).toEqual(['y', 'a2', 'a3']);
  expect(moveUp(table, 1).questions.map((one) => one.key)).toEqual(['b', 'a']);
});

test('instructions are read line by line in both languages', () => {
  expect(linesOf('Satu\nDua\n', 'One')).toEqual([
    { id: 'Satu', en: 'One' },
    { id: 'Dua', en: '' },
  ]);
});
