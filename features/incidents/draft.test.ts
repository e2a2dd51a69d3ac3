import { expect, test } from 'vitest';
import { afterSave, clashesOf, draftOf, edit, type FormSource, hasEdits, rebase, shownValues } from './draft.ts';

const seen: FormSource = {
  type: { id: 'fire' },
  lifeAtRisk: 'no',
  village: null,
  placeText: 'pasar',
  landmark: null,
  description: 'asap tebal',
  caller: { level: 'full', name: 'Sri', number: null },
  version: 3,
};

test('a field typed back to what it was is no edit', () => {
  const typed = edit(draftOf(seen), seen, { description: 'api' });
  expect(typed.edits).toEqual({ description: 'api' });
  expect(hasEdits(edit(typed, seen, { description: 'asap tebal' }))).toBe(false);
});

test('untouched fields follow the incident, typed ones stay', () => {
  const typed = edit(draftOf(seen), seen, { landmark: 'depan masjid' });
  const changed = { ...seen, description: 'dua rumah', version: 4 };
  expect(shownValues(typed, changed)).toMatchObject({ landmark: 'depan masjid', description: 'dua rumah' });
  expect(clashesOf(typed, changed)).toEqual([]);
});

test('the same field changed by two people is a clash until one of them is chosen', () => {
  const typed = edit(draftOf(seen), seen, { description: 'tiga rumah', landmark: 'gapura' });
  const changed = { ...seen, description: 'dua rumah', version: 4 };
  expect(clashesOf(typed, changed)).toEqual([{ field: 'description', mine: 'tiga rumah', theirs: 'dua rumah' }]);
  expect(rebase(typed, changed)).toMatchObject({
    version: 4,
    edits: { description: 'tiga rumah', landmark: 'gapura' },
  });
  expect(rebase(typed, changed, true).edits).toEqual({ landmark: 'gapura' });
  expect(clashesOf(rebase(typed, changed), changed)).toEqual([]);
});

test('two people who typed the same agree', () => {
  const typed = edit(draftOf(seen), seen, { description: 'dua rumah' });
  expect(clashesOf(typed, { ...seen, description: 'dua rumah', version: 4 })).toEqual([]);
});

test('what was typed during a save is kept', () => {
  const sent = { description: 'tiga rumah' };
  const typed = edit(edit(draftOf(seen), seen, sent), seen, { landmark: 'gapura' });
  const saved = { ...seen, description: 'tiga rumah', version: 4 };
  expect(afterSave(typed, sent, saved)).toMatchObject({ edits: { landmark: 'gapura' }, version: 4 });
});

test('a masked caller is not taken for what the form holds', () => {
  const masked = { ...seen, caller: { level: 'masked', name: 'S…', number: '0812••••890' } };
  expect(shownValues(draftOf(masked), masked)).toMatchObject({ callerName: '', callbackNumber: '' });
});
