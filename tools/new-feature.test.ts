import { expect, test } from 'vitest';
import { checkImports } from './check-imports.ts';
import { checkForm } from './check-sizes.ts';
import { anatomyOf, judgeName } from './new-feature.ts';

test('what it writes keeps the law', () => {
  for (const [path, text] of Object.entries(anatomyOf('campaigns'))) {
    const source = { path: `features/outreach/${path}`, text };
    expect([...checkImports(source), ...checkForm(source)]).toEqual([]);
  }
});

test('a feature has a place in the flow and a plain name', () => {
  expect(judgeName('outreach')).toBeNull();
  expect(judgeName('weather')).toContain('featureOrder');
  for (const name of [undefined, 'Calls', '../x', '']) expect(judgeName(name)).toContain('Usage');
});
