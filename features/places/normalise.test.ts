import { describe, expect, test } from 'vitest';
import { parseQuery, wordsOf } from './normalise.ts';
import { kindOf } from './place.ts';

describe('wordsOf', () => {
  test.each([
    ['Jl. Gadjah Mada', ['jalan', 'gajah', 'mada']],
    ['alun2 Sidoarjo', ['alun', 'alun', 'sidoarjo']],
    ['Soekodono', ['sukodono']],
    ['Tjandi', ['candi']],
    ['Djabon', ['jabon']],
    // both spellings of one name meet in the same word, whatever it looks like
    ['RSUD Agusdjam', ['rumah', 'sakit', 'agusyam']],
    ['rs agusjam', ['rumah', 'sakit', 'agusyam']],
    ['Keboan-Sikep!!', ['keboan', 'sikep']],
    ['', []],
  ])('%s', (text, words) => expect(wordsOf(text)).toEqual(words));
});

describe('parseQuery', () => {
  test.each([
    ['gg melati rt 3/5 gedangan', { rt: '3', rw: '5', houseNumber: null }, ['gang', 'melati', 'gedangan']],
    ['Ds. Sidokepung Kec. Buduran RT 03 RW 05', { rt: '3', rw: '5', houseNumber: null }, ['sidokepung', 'buduran']],
    ['Jl. Pahlawan No. 12A Sidokare', { rt: null, rw: null, houseNumber: '12A' }, ['jalan', 'pahlawan', 'sidokare']],
    ['RT.007 Waru', { rt: '7', rw: null, houseNumber: null }, ['waru']],
  ])('%s', (text, parts, words) => {
    const query = parseQuery(text);
    expect(query.parts).toEqual(parts);
    expect(query.words).toEqual(words);
  });
  test('a query that begins with kecamatan means the district', () => {
    expect(parseQuery('Kec. Waru').meansDistrict).toBe(true);
    expect(parseQuery('Ds. Sidokepung Kec. Buduran').meansDistrict).toBe(false);
  });
});

test('the code says the kind of village', () => {
  expect(['35.15.08.1004', '35.15.08.2001', '91.03.01.3001', '35.15.08'].map(kindOf)).toEqual([
    'kelurahan',
    'desa',
    'desa_adat',
    'kecamatan',
  ]);
});
