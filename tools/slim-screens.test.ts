import { expect, test } from 'vitest';
import { browsersHalf, withoutWords } from './slim-screens.ts';

test('of a contract browsers get path, method, permission and answer', () => {
  const whole = `export const read = route({
  method: 'GET',
  path: '/api/lamps/:id',
  summary: 'One lamp',
  permission: 'lamp.read',
  params: z.object({ id: z.uuid() }),
  query: z.object({ body: z.string() }),
  output: z.object({ query: z.string() }),
  refusals: pick(refusals, 'lamp.not_found'),
});
export const params = { query: 1 };
`;
  expect(browsersHalf(whole).replace(/\s+/g, ' ')).toBe(
    "export const read = route({ method: 'GET', path: '/api/lamps/:id', permission: 'lamp.read', " +
      'output: z.object({ query: z.string() }), }); export const params = { query: 1 }; ',
  );
});

test('JsSIP does what it did, without a word', () => {
  const whole = `if (a) logger.debug('x', b()); else { logger.warn('y'); send(); }
if (reportFailures === 0) { matchFailed('"a"'); }
other.debug('kept');`;
  expect(withoutWords(whole)).toBe(`if (a) ; else { ; send(); }
;
other.debug('kept');`);
});
