import { expect, test } from 'vitest';
import { collectionOf, createQueryClient, invalidate, invalidatePaths, isUnder } from './query-options.ts';

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

test('a list is its exact path, whatever it was asked with', async () => {
  const { client, stale } = clientWithKeys(keys);
  await invalidate(client, { lists: ['/api/lamps'] });
  expect(stale()).toEqual(['/api/lamps']);
});

test('an id names every query that was asked about it', async () => {
  const { client, stale } = clientWithKeys(keys);
  await invalidate(client, { about: ['7'] });
  expect(stale()).toEqual(['/api/lamps/:id', '/api/notes']);
});

test('a record is stale when its answer holds the id, wherever it stands in it', async () => {
  const client = createQueryClient();
  const record = (id: string) => ['/api/lamps/:id', { id }, {}];
  client.setQueryData(record('1'), { room: { id: 'cellar' }, notes: [{ by: 'anna' }] });
  client.setQueryData(record('2'), { room: { id: 'attic' }, notes: [] });
  client.setQueryData(['/api/rooms/:id', { id: 'cellar' }, {}], {});
  // Asked, and not answered yet: whether it will hold the id nobody knows.
  client.getQueryCache().build(client, { queryKey: record('3') });
  const stale = () =>
    client
      .getQueryCache()
      .findAll({ predicate: ({ state }) => state.isInvalidated })
      .map(({ queryKey }) => queryKey);
  await invalidate(client, { holding: new Map([['/api/lamps/:id', new Set(['anna'])]]) });
  expect(stale()).toEqual([record('1'), record('3')]);
  await invalidate(client, { holding: new Map([['/api/lamps/:id', new Set(['2'])]]) });
  expect(stale()).toEqual([record('1'), record('2'), record('3')]);
});

test('a command belongs to the collection of its path', () => {
  expect(collectionOf('/api/lamps/:id/light')).toBe('/api/lamps');
});
