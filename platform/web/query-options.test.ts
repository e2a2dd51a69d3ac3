import { expect, test } from 'vitest';
import { collectionOf, createQueryClient, invalidatePaths, invalidateSubject, isUnder } from './query-options.ts';

function clientWithKeys(keys: readonly (readonly unknown[])[]) {
  const client = createQueryClient();
  for (const key of keys) client.setQueryData(key, {});
  const stale = () => keys.filter((key) => client.getQueryState(key)?.isInvalidated === true).map((key) => key[0]);
  return { client, stale };
}
const keys = [
  ['/api/lamps', {}, { state: 'on' }],
  ['/api/lamps/:id', { id: '7' }, {}],
  ['/api/lampshades', {}, {}],
  ['/api/notes', {}, { about: '7' }],
];

test('a prefix names whole segments of a path', async () => {
  const { client, stale } = clientWithKeys(keys);
  await invalidatePaths(client, ['/api/lamps']);
  expect(stale()).toEqual(['/api/lamps', '/api/lamps/:id']);
  expect(isUnder('/api/lampshades', '/api/lamps')).toBe(false);
});

test('a subject names every query that was asked about it', async () => {
  const { client, stale } = clientWithKeys(keys);
  await invalidateSubject(client, '7');
  expect(stale()).toEqual(['/api/lamps/:id', '/api/notes']);
});

test('a command belongs to the collection of its path', () => {
  expect(collectionOf('/api/lamps/:id/light')).toBe('/api/lamps');
});
