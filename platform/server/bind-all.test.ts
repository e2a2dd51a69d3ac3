import { expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';
import { ok } from '#platform/shared/result.ts';
import type { Action } from './action.ts';
import { bindAll } from './bind-all.ts';

const lamp = { permission: 'signed_in', summary: 'A lamp', output: z.object({ lit: z.boolean() }) } as const;
const routes = {
  readLamp: route({ ...lamp, method: 'GET', path: '/api/lamps/:id', params: z.object({ id: z.string() }) }),
  listLamps: route({ ...lamp, method: 'GET', path: '/api/lamps' }),
  /** A contract also holds schemas. */
  lampId: z.string(),
};
const readLamp: Action<typeof routes.readLamp> = async (_ctx, { params }) => ok({ lit: params.id === '7' });
const listLamps: Action<typeof routes.listLamps> = async () => ok({ lit: false });

test('actions meet the routes of their names', () => {
  const bound = bindAll(routes, { listLamps, readLamp });
  expect(bound.map(({ route, action }) => [route.path, action])).toEqual([
    ['/api/lamps', listLamps],
    ['/api/lamps/:id', readLamp],
  ]);
});

test('what does not fit does not compile', () => {
  // @ts-expect-error a schema is no route
  expect(() => bindAll(routes, { lampId: readLamp })).not.toThrow();
  // @ts-expect-error the contract has no such route
  expect(() => bindAll(routes, { lightLamp: readLamp })).toThrow('No route is called lightLamp');
  // @ts-expect-error listLamps has no params
  bindAll(routes, { listLamps: readLamp });
});
