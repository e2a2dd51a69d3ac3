import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  asPlainCell,
  byteOrderMark,
  csvLine,
  markHits,
  placeOf,
  readCursor,
  searchWords,
  snippetOf,
  writeCursor,
} from './list-rules.ts';

test.each([
  ['Kebakaran  RT 3/5, Sidokare', ['kebakaran', 'rt', '3', '5', 'sidokare']],
  ['a b sari', ['sari']],
  ['SARI sari Sari', ['sari']],
  [`' or 1=1 -- %_`, ['or', '1']],
  ['', []],
  ['satu dua tiga empat lima enam tujuh delapan sembilan', 'satu dua tiga empat lima enam tujuh delapan'.split(' ')],
])('words of %j', (typed, words) => {
  expect(searchWords(typed)).toEqual(words);
});

test.each([
  ['Depan pasar Larangan', ['pasar'], ['Depan ', '*pasar', ' Larangan']],
  ['Gudangpasar', ['pasar'], ['Gudang', '*pasar']],
  ['apinya api', ['api'], ['*api', 'nya ', '*api']],
  ['kapi api', ['api'], ['kapi ', '*api']],
  ['Kobong', [], ['Kobong']],
  ['Api API', ['api'], ['*Api', ' ', '*API']],
])('marks in %j', (text, words, pieces) => {
  expect(markHits(text, words).map((piece) => (piece.isHit ? `*${piece.text}` : piece.text))).toEqual(pieces);
});

test('marking loses no letter, whatever is looked for', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 4 }), (text, typed) => {
      const pieces = markHits(text, searchWords(typed.join(' ')));
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      expect(pieces.every((piece) => piece.text !== '')).toBe(true);
    }),
  );
});

test('a snippet shows what was met with a little around it', () => {
  const long = `${'awal '.repeat(40)}api besar di gudang${' akhir'.repeat(60)}`;
  const snippet = snippetOf(long, ['gudang']) ?? '';
  expect(snippet).toMatch(/^… .*api besar di gudang.* …$/);
  expect(snippet.length).toBeLessThan(260);
  expect(snippetOf(long, ['banjir'])).toBeNull();
  expect(snippetOf('api besar', ['api'])).toBe('api besar');
});

test('a cursor comes back as it was written, and a foreign one begins anew', () => {
  fc.assert(
    fc.property(fc.nat(), fc.string({ maxLength: 100 }), (number, value) => {
      expect(readCursor(writeCursor({ number, value }))).toEqual({ number, value });
    }),
  );
  for (const text of [undefined, '', 'x', '-1~a', `1~${'x'.repeat(200)}`]) expect(readCursor(text)).toBeNull();
});

test('a line of a sheet holds no formula and no broken line', () => {
  expect(csvLine(['=1+1', 'a;b', 'kata "api"', null, 7, 'baris\nbaru'])).toBe(
    `'=1+1;"a;b";"kata ""api""";;7;"baris\nbaru"\r\n`,
  );
  for (const text of ['=x', '+62', '-1', '@x', '\tx']) expect(asPlainCell(text)).toBe(`'${text}`);
  expect(asPlainCell('0812')).toBe('0812');
  expect(byteOrderMark.charCodeAt(0)).toBe(0xfeff);
});

test('a place is said in one line', () => {
  const village = {
    code: '35.15.08.1004' as never,
    name: 'Sidokare',
    districtCode: '35.15.08' as never,
    districtName: 'Sidoarjo',
  };
  expect(placeOf({ placeText: 'Gg. 3', landmark: null, village })).toBe('Gg. 3 – Sidokare, Sidoarjo');
  expect(placeOf({ placeText: null, landmark: null, village: null })).toBe('');
});
