import { expect, test } from 'vitest';
import { listColumns, usualColumns } from '../../list-rules.ts';
import { addressOf, boundsOf, columnsOf, columnsText, filterOf, narrowing, queryOf } from './list-address.ts';

const now = '2026-11-22T17:30:00.000Z';

test('only what the list knows is taken from an address', () => {
  expect(filterOf({ q: 'api', mode: 'edit', states: 'DRAFT' })).toEqual({ q: 'api', states: 'DRAFT' });
});

test.each([
  // 17.30 UTC is half past midnight of the 23rd in Jakarta.
  [{ period: 'today' }, { from: '2026-11-22T17:00:00.000Z' }],
  [{ period: 'week' }, { from: '2026-11-16T17:00:00.000Z' }],
  [
    { from: '2026-11-01', to: '2026-11-01' },
    { from: '2026-10-31T17:00:00.000Z', to: '2026-11-01T17:00:00.000Z' },
  ],
  [{ from: 'kemarin' }, {}],
  [{}, {}],
])('the period of %j', (filter, bounds) => {
  expect(boundsOf(filter, 'Asia/Jakarta', now)).toEqual(bounds);
});

test('a query has no word that a route would refuse', () => {
  expect(queryOf({ group: 'apa', sort: 'apa', order: 'apa', period: 'today', q: 'api' }, 'Asia/Makassar', now)).toEqual(
    {
      group: 'open',
      sort: 'number',
      order: 'desc',
      q: 'api',
      from: '2026-11-22T16:00:00.000Z',
    },
  );
});

test('columns stand in their order, and the usual ones leave the address alone', () => {
  expect(columnsOf('age,number,apa')).toEqual(['number', 'age']);
  expect(columnsOf(undefined)).toEqual(usualColumns);
  expect(columnsText(usualColumns)).toBeNull();
  expect(columnsText(['age', 'number'])).toBe('number,age');
  expect(columnsOf(listColumns.join(','))).toEqual(listColumns);
});

test('a view takes what it does not say out of the address', () => {
  const address = addressOf({ states: 'DRAFT' }, usualColumns);
  expect(address).toMatchObject({ states: 'DRAFT', q: null, agencyId: null, columns: null });
  expect(narrowing({ q: 'api', group: 'all', states: 'DRAFT', overdue: 'yes' })).toBe(2);
});
