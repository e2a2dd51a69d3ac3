import { expect, test } from 'vitest';
import { officeWorkspaces } from './office-workspaces.tsx';
import { deskWorkspaces, ownWorkspaces } from './workspaces.tsx';

test('no two screens have the same address: the router refuses them, and nobody who may open both gets in', () => {
  const paths = [...deskWorkspaces, ...officeWorkspaces, ...ownWorkspaces].map(({ path }) => path);
  expect(paths.filter((path, place) => paths.indexOf(path) !== place)).toEqual([]);
});
