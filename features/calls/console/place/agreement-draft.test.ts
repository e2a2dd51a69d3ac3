import { expect, test } from 'vitest';
import { noAgreement, placeAgreement } from '../../place-agreement.ts';
import { contentOf, draftOf } from './agreement-draft.ts';

test('what is shown and saved unchanged is the same', () => {
  const content = placeAgreement.parse({
    headers: [
      { header: 'X-Lokasi', format: 'lat,lon', radiusM: 250, confidence: 67 },
      { header: 'X-Sel', format: 'cell', radio: 'lte' },
    ],
    hosts: ['lis.contoh.id'],
    amlKeySha256: 'a'.repeat(64),
  });
  expect(placeAgreement.parse(contentOf(draftOf(content)))).toEqual(content);
});

test('fields that a format does not have are left out, a figure that is none is refused', () => {
  const row = { key: '1', header: 'X-Sel', format: 'cell', radio: 'none', radiusM: '5', confidence: '9' } as const;
  const draft = { ...draftOf(noAgreement), headers: [row] };
  expect(placeAgreement.parse(contentOf(draft)).headers).toEqual([{ header: 'X-Sel', format: 'cell' }]);
  const wrong = { ...draft, headers: [{ ...row, format: 'dms', radiusM: 'jauh' } as const] };
  expect(placeAgreement.safeParse(contentOf(wrong)).success).toBe(false);
});
