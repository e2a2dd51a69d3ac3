import { expect, test } from 'vitest';
import { permissionTable, roles } from '#features/people/permissions.ts';
import { alsoAtOnce, budget, firstFiles, landingsOf, overBudget, readTables } from './first-load.ts';

const table = await readTables();

test('every landing of the table is measured, under the name the build gives it', () => {
  const landings = landingsOf(table);
  expect(landings.get('CALL_TAKER')).toBe('desk/DeskWorkspace.tsx');
  expect(landings.get('DISPATCHER')).toBe('../../features/dispatch/console/BoardPage.tsx');
  const named = [...table.matchAll(/^ {4}landing: \[(.*)\]/gm)].flatMap(([, list]) => list?.match(/[A-Z_]+/g) ?? []);
  expect([...landings.keys()].sort()).toEqual([...new Set(named)].sort());
  expect(roles).toEqual(expect.arrayContaining([...landings.keys()]));
});

test('whoever takes calls loads the telephone too', () => {
  expect(Object.keys(alsoAtOnce).sort()).toEqual(Object.keys(permissionTable['call.take']).sort());
});

test('a first load is the entry, the screen, and what both import, each file once', () => {
  const manifest = {
    'index.html': { file: 'a.js', isEntry: true, imports: ['_shared.js'] },
    '_shared.js': { file: 'b.js' },
    'desk.tsx': { file: 'c.js', imports: ['_shared.js', 'index.html'] },
    'dialog.tsx': { file: 'd.js' },
  };
  expect([...firstFiles(manifest, ['desk.tsx'])].sort()).toEqual(['a.js', 'b.js', 'c.js']);
  expect(() => firstFiles(manifest, ['board.tsx'])).toThrow('board.tsx');
});

test('a role above the budget fails, with its figure', () => {
  const wrong = overBudget(
    new Map([
      ['CALL_TAKER', budget + 1600],
      ['DISPATCHER', budget],
    ]),
  );
  expect(wrong).toHaveLength(1);
  expect(wrong[0]).toMatch(/^CALL_TAKER: the first load is 251\.6 kB, at most 250\.0 kB/);
});
