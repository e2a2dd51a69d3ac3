import { expect, test } from 'vitest';
import { completeMention, mentionBeingTyped, mentionsIn } from './mention-rules.ts';

test.each([
  ['@dispatcher tolong cek', ['dispatcher']],
  ['Sudah, @Dispatcher. Juga @calltaker1, ya', ['dispatcher', 'calltaker1']],
  ['(@ketapang.admin) @ketapang.admin', ['ketapang.admin']],
  ['surel ke a@b.id dan @ sendiri', []],
  ['@a_b', ['a_b']],
])('%s', (text, names) => expect(mentionsIn(text)).toEqual(names));

test.each([
  ['halo @di', 8, 'di'],
  ['halo @', 6, ''],
  ['halo @di ya', 11, null],
  ['a@b', 3, null],
])('%s: a name is being typed', (text, cursor, typed) => expect(mentionBeingTyped(text, cursor)).toBe(typed));

test('a chosen name is written out, and the sentence goes on behind it', () => {
  expect(completeMention('halo @di tolong', 8, 'dispatcher')).toEqual({ text: 'halo @dispatcher tolong', cursor: 17 });
  expect(completeMention('halo', 4, 'dispatcher')).toEqual({ text: 'halo', cursor: 4 });
});
