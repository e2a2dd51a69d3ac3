import { sql } from 'kysely';
import type { z } from 'zod';
import { feature as agencies } from '#features/agencies/server/feature.ts';
import { createTenant } from '#features/people/server/create-tenant.ts';
import { saveRegions } from '#features/places/server/region-store.ts';
import {
  type ActionContext,
  type Actor,
  type BoundRoute,
  type Listener,
  systemActor,
} from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { TestDatabase } from '#platform/server/testing/test-database.ts';
import { runAction, runWork, type Workplace } from '#platform/server/unit.ts';
import type { Route, RouteOutput, RouteRefusal } from '#platform/shared/contract.ts';
import { ok, present, type Result } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { feature as incidents } from './feature.ts';
import { addCall, addCast, type Player, testRegions } from './test-cast.ts';

/** What is sent to a route, before it is parsed. */
interface Asked<R extends Route> {
  readonly params?: z.input<R['params']>;
  readonly query?: z.input<R['query']>;
  readonly body?: z.input<R['body']>;
}

/** A regency with its types, agencies and people, in which actions are run as if they came through HTTP. */
export interface Scene {
  readonly tenantId: string;
  readonly place: Workplace;
  /** Ids by code. */
  readonly types: ReadonlyMap<string, string>;
  readonly agencies: ReadonlyMap<string, string>;
  readonly users: Readonly<Record<Player, string>>;
  readonly actorOf: (player: Player) => Actor;
  /**
   * Ask a route of the scene's features as a person, as HTTP does it: permission, parsed input, one transaction, the answer
   * through the output schema. `scene.as('taker', routes.openIncident, { body: {…} })`.
   */
  readonly as: <R extends Route>(
    player: Player,
    route: R,
    input: Asked<R>,
  ) => Promise<Result<RouteOutput<R>, RouteRefusal<R>>>;
  /** The same, where a refusal fails the test. */
  readonly must: <R extends Route>(player: Player, route: R, input: Asked<R>) => Promise<RouteOutput<R>>;
  /** Run work as the machinery: timers, checks. */
  readonly work: <Value>(work: (ctx: ActionContext) => Promise<Value>) => Promise<Value>;
  /** A call as the exchange would have made it, answered by a person. */
  readonly addCall: (answeredBy: Player, options?: { caller?: string | null; wrappedUp?: boolean }) => Promise<string>;
}

/**
 * Make a regency for tests, with the features a test brings seeded in their order. `clock` turns the time of actions.
 */
export async function createScene(
  database: TestDatabase,
  options: { slug: string; features?: readonly Feature[]; regionCode?: string; clock?: () => Instant },
): Promise<Scene> {
  await saveRegions(database.systemDb, testRegions);
  const features = [agencies, incidents, ...(options.features ?? [])];
  const place = database.place({
    listeners: listenersOf(features),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  const made = await createTenant(
    { systemDb: database.systemDb, place, features },
    {
      slug: options.slug,
      name: `Kabupaten ${options.slug}`,
      shortName: options.slug,
      regionCode: options.regionCode ?? '35.15',
      zone: 'Asia/Jakarta',
    },
  );
  if (!made.ok) throw new Error(made.refusal.code);
  const tenantId = made.value;
  const work: Scene['work'] = (given) => runWork(place, { tenantId, actor: systemActor }, given);
  const codes = (table: string) =>
    work((ctx) => rows<{ id: string; code: string }>(ctx.tx, sql`select id, code from ${sql.table(table)}`));
  const byCode = (found: { id: string; code: string }[]) => new Map(found.map((one) => [one.code, one.id]));
  const agencyIds = byCode(await codes('agencies'));
  const actors = await work((ctx) => addCast(ctx, options.slug, agencyIds));
  const actorOf = (player: Player) => present(actors.get(player), 'everybody in the cast has an actor');
  const bound = new Map(features.flatMap((feature) => feature.routes).map((one) => [one.route, one]));
  const as: Scene['as'] = (player, route, input) =>
    askRoute(
      place,
      { tenantId, actor: actorOf(player) },
      present(bound.get(route), `a feature of the scene binds ${route.path}`),
      route,
      input,
    );
  // Every player of the cast has been made by addCast.
  const users = Object.fromEntries([...actors].map(([player, actor]) => [player, actor.id])) as Record<Player, string>;
  return {
    tenantId,
    place,
    types: byCode(await codes('incident_types')),
    agencies: agencyIds,
    users,
    actorOf,
    as,
    must: async (player, route, input) => {
      const result = await as(player, route, input);
      if (!result.ok) throw new Error(`${player} was refused: ${result.refusal.code}`);
      return result.value;
    },
    work,
    addCall: (answeredBy, given = {}) => work((ctx) => addCall(ctx, users[answeredBy], given)),
  };
}

/** Listeners of several features as the server joins them. */
export function listenersOf(features: readonly Feature[]): Record<string, Listener[]> {
  const joined: Record<string, Listener[]> = {};
  for (const feature of features) {
    for (const [name, listener] of Object.entries(feature.listeners ?? {}))
      joined[name] = [...(joined[name] ?? []), listener];
  }
  return joined;
}

async function askRoute<R extends Route>(
  place: Workplace,
  who: { tenantId: string; actor: Actor },
  bound: BoundRoute,
  route: R,
  input: Asked<R>,
): Promise<Result<RouteOutput<R>, RouteRefusal<R>>> {
  if (!who.actor.permissions.has(route.permission)) throw new Error(`The actor has no permission ${route.permission}`);
  const parsed = {
    params: route.params.parse(input.params ?? {}),
    query: route.query.parse(input.query ?? {}),
    body: route.body.parse(input.body ?? {}),
  };
  const result = await runAction(place, who, (ctx) => bound.action(ctx, parsed));
  // z.output of the very schema that parses it; TypeScript loses the tie through the generic route.
  if (result.ok) return ok(route.output.parse(result.value) as RouteOutput<R>);
  const { code, detail } = result.refusal;
  if (route.refusals[code] === undefined) throw new Error(`${route.path} does not declare ${code}`);
  // A refusal that the route declares: it was looked up right above.
  return { ok: false, refusal: { code: code as RouteRefusal<R>, detail } };
}
