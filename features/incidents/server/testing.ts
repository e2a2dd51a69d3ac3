import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { feature as agencies } from '#features/agencies/server/feature.ts';
import { topicsOf } from '#features/people/audience.ts';
import { permissionsOf, type Role, reachOf } from '#features/people/permissions.ts';
import { createTenant } from '#features/people/server/create-tenant.ts';
import { type ActionContext, type Actor, type Listener, systemActor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { TestDatabase } from '#platform/server/testing/test-database.ts';
import { runAction, runWork, type Workplace } from '#platform/server/unit.ts';
import type { Route, RouteOutput, RouteRefusal } from '#platform/shared/contract.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, type Result } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { feature as incidents } from './feature.ts';

/** People of every test regency, by the name they are called in tests. */
const cast = {
  taker: { roles: ['CALL_TAKER'], agency: null },
  taker2: { roles: ['CALL_TAKER'], agency: null },
  dispatcher: { roles: ['DISPATCHER'], agency: null },
  supervisor: { roles: ['SUPERVISOR'], agency: null },
  dpo: { roles: ['DPO'], agency: null },
  damkar: { roles: ['AGENCY_ADMIN'], agency: 'DAMKAR' },
  psc119: { roles: ['AGENCY_ADMIN'], agency: 'PSC119' },
  crew: { roles: ['FIELD_CREW'], agency: 'DAMKAR' },
} as const satisfies Record<string, { roles: readonly Role[]; agency: string | null }>;
export type Player = keyof typeof cast;

/** A few real places: the regency, two districts, three villages. */
const places = [
  ['35', null, 'province', 'Jawa Timur', null, null],
  ['35.15', '35', 'regency', 'Kabupaten Sidoarjo', null, null],
  ['35.15.08', '35.15', 'district', 'Sidoarjo', -7.45, 112.71],
  ['35.15.08.1004', '35.15.08', 'village', 'Sidokare', -7.46113, 112.70976],
  ['35.15.15', '35.15', 'district', 'Buduran', -7.42, 112.72],
  ['35.15.15.2012', '35.15.15', 'village', 'Sidokepung', -7.42, 112.7],
  ['61', null, 'province', 'Kalimantan Barat', null, null],
  ['61.04', '61', 'regency', 'Kabupaten Ketapang', null, null],
  ['61.04.16', '61.04', 'district', 'Delta Pawan', -1.85, 109.97],
  ['61.04.16.1001', '61.04.16', 'village', 'Kantor', -1.85292, 109.97436],
] as const;

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
  await addPlaces(database);
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
  const as: Scene['as'] = async (player, route, input) => {
    const actor = actorOf(player);
    if (!actor.permissions.has(route.permission)) throw new Error(`${player} has no permission ${route.permission}`);
    const { action } = present(bound.get(route), `a feature of the scene binds ${route.path}`);
    const parsed = {
      params: route.params.parse(input.params ?? {}),
      query: route.query.parse(input.query ?? {}),
      body: route.body.parse(input.body ?? {}),
    };
    const result = await runAction(place, { tenantId, actor }, (ctx) => action(ctx, parsed));
    // z.output of the very schema that parses it; TypeScript loses the tie through the generic route.
    if (result.ok) return ok(route.output.parse(result.value) as RouteOutput<typeof route>);
    if (route.refusals[result.refusal.code] === undefined)
      throw new Error(`${route.path} does not declare ${result.refusal.code}`);
    // The refusal is one the route declares: it was looked up right above.
    return result as Result<never, RouteRefusal<typeof route>>;
  };
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
    addCall: (answeredBy, given = {}) => work((ctx) => insertCall(ctx, users[answeredBy], given)),
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

async function addPlaces(database: TestDatabase): Promise<void> {
  for (const [code, parent, level, name, latitude, longitude] of places) {
    await run(
      database.systemDb,
      sql`insert into regions (code, parent_code, level, name, latitude, longitude)
          values (${code}, ${parent}, ${level}, ${name}, ${latitude}, ${longitude}) on conflict do nothing`,
    );
  }
}

async function addCast(
  ctx: ActionContext,
  slug: string,
  agencyIds: ReadonlyMap<string, string>,
): Promise<Map<Player, Actor>> {
  const actors = new Map<Player, Actor>();
  for (const [player, { roles, agency }] of Object.entries(cast)) {
    const id = newId();
    const sessionId = newId();
    const agencyId = agency === null ? null : (agencyIds.get(agency) ?? null);
    await run(
      ctx.tx,
      sql`insert into users (id, tenant_id, username, display_name, roles, agency_id, password_hash, must_change_password)
          values (${id}, ${ctx.tenantId}, ${`${slug}.${player}`}, ${`Nama ${player}`}, ${[...roles]}::text[], ${agencyId}, 'never used', false)`,
    );
    await run(
      ctx.tx,
      sql`insert into sessions (id, tenant_id, user_id, token_hash, expires_at)
          values (${sessionId}, ${ctx.tenantId}, ${id}, ${randomBytes(32)}, clock_timestamp() + interval '1 day')`,
    );
    // Object.entries forgets the key type; `cast` is the only source of the keys.
    actors.set(player as Player, actorFor({ id, sessionId, roles, agencyId }));
  }
  return actors;
}

/** As the door makes it of a session (features/people/server/doorway.ts). */
function actorFor(person: { id: string; sessionId: string; roles: readonly Role[]; agencyId: string | null }): Actor {
  const held = permissionsOf(person.roles);
  const wide = held.filter((name) => reachOf(name, person.roles) === 'tenant').map((name) => `${name}:tenant`);
  return {
    kind: 'user',
    id: person.id,
    sessionId: person.sessionId,
    permissions: new Set([...held, ...wide]),
    topics: topicsOf({ userId: person.id, roles: person.roles, agencyId: person.agencyId }),
    groupId: person.agencyId,
    language: 'id',
  };
}

async function insertCall(
  ctx: ActionContext,
  userId: string,
  given: { caller?: string | null; wrappedUp?: boolean },
): Promise<string> {
  const id = newId();
  const caller = given.caller === undefined ? '+6281234567890' : given.caller;
  const made = await row<{ id: string }>(
    ctx.tx,
    sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, caller_raw, caller_e164, arrived_at, queued_at,
          answered_at, answered_by, wrapped_up_at)
        values (${id}, ${ctx.tenantId}, next_number(${ctx.tenantId}, 'call'), 'answered', 'test', ${id}, '112', ${caller}, ${caller},
          ${ctx.now}::timestamptz - interval '9 seconds', ${ctx.now}::timestamptz - interval '9 seconds', ${ctx.now}, ${userId},
          ${given.wrappedUp === true ? ctx.now : null}) returning id`,
  );
  return present(made, 'an insert with returning returns its row').id;
}
