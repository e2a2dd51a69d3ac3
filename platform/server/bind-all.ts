import type { Route } from '#platform/shared/contract.ts';
import { type Action, type BoundRoute, bind } from './action.ts';

/** For each name the action that its route asks for; a name without a route fits nothing. */
type ActionsFor<Routes, Actions> = {
  readonly [Name in keyof Actions]: Name extends keyof Routes
    ? Routes[Name] extends Route
      ? Action<Routes[Name]>
      : never
    : never;
};

/**
 * Join the routes of a contract with the actions of the same names: `bindAll(routes, { readLamp, lightLamp })`. A name the
 * contract does not have, or an action that does not fit its route, does not compile.
 */
export function bindAll<Routes extends object, Actions extends ActionsFor<Routes, Actions>>(
  routes: Routes,
  actions: Actions,
): BoundRoute[] {
  // `ActionsFor` has checked each pair by its name; walking over the names forgets the types.
  const known = new Map(Object.entries(routes) as [string, Route][]);
  return Object.entries(actions).map(([name, action]) => {
    const route = known.get(name);
    if (route === undefined) throw new Error(`No route is called ${name}`);
    // As above.
    return bind(route, action as Action<Route>);
  });
}
