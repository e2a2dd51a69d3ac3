import { sql } from 'kysely';
import type { Player } from '#features/incidents/server/test-cast.ts';
import { row, rows } from '#platform/server/db/database.ts';
import type { TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { present, type Result } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { FieldAction } from '../../field.ts';
import { doFieldActions } from '../../field-contract.ts';
import type { UnitId, UnitKind, UnitStatus } from '../../unit.ts';
import type { UnitItem } from '../../unit-contract.ts';
import * as routes from '../../unit-contract.ts';
import { createDispatchScene, type DispatchScene } from '../testing.ts';
import type { TravelTimes } from './travel-times.ts';
import { createUnits } from './units.ts';

/** A regency with units: make one, say its status, send it, play its crew. */
export interface UnitScene extends DispatchScene {
  /** A unit on duty at its base; `crew`: the field crew of the cast is in it. */
  readonly unit: (given?: {
    agency?: string;
    kind?: UnitKind;
    home?: { latitude: number; longitude: number };
    crew?: boolean;
  }) => Promise<UnitId>;
  readonly say: (player: Player, unit: UnitId, labelCode: string) => Promise<Result<{ unit: UnitItem }>>;
  readonly send: DispatchScene['send'];
  readonly assign: (
    player: Player,
    assignment: { id: string },
    unit: UnitId,
    force?: 'nearest',
  ) => Promise<Result<{ unit: UnitItem }>>;
  /** The crew's device sends these. */
  readonly field: (
    ...actions: readonly Pressed[]
  ) => Promise<{ outcome: string; code: string | null; repeated: boolean }[]>;
  readonly itemOf: (unit: UnitId) => Promise<UnitItem>;
  readonly stateOf: (assignment: {
    id: string;
  }) => Promise<{ state: string; en_route_at: Instant | null; arrived_at: Instant | null }>;
  readonly statusRows: (
    unit: UnitId,
  ) => Promise<{ status: UnitStatus; at: Instant; late: boolean; clamped: boolean }[]>;
}

type WithoutKey<Action> = Action extends FieldAction
  ? Omit<Action, 'key' | 'at'> & { key?: string; at?: string }
  : never;
/** A press; its key is new and its time is that of the scene where it says none. */
export type Pressed = WithoutKey<FieldAction>;

let made = 0;

export async function createUnitScene(
  database: TestDatabase,
  options: { slug: string; clock?: () => Instant; dataFolder?: string; travelTimes?: TravelTimes },
): Promise<UnitScene> {
  const units = createUnits({
    place: () => present(scene, 'a route is asked after the scene was made').place,
    dataFolder: options.dataFolder ?? '/nowhere',
    routerOf: async () => options.travelTimes ?? null,
  });
  let scene: DispatchScene | null = null;
  scene = await createDispatchScene(database, { ...options, features: [units] });
  const base = scene;
  const say: UnitScene['say'] = (player, unit, labelCode) =>
    base.as(player, routes.setUnitStatus, { params: { id: unit }, body: { labelCode } });
  return {
    ...base,
    unit: async (given = {}) => {
      made += 1;
      const agencyId = base.agency(given.agency ?? 'DAMKAR');
      const id = newId<'unit'>();
      const home = given.home ?? { latitude: -7.45, longitude: 112.71 };
      await base.work((ctx) =>
        rows(
          ctx.tx,
          sql`insert into units (id, tenant_id, agency_id, call_sign, kind, home, status_at)
              values (${id}, ${ctx.tenantId}, ${agencyId}, ${`Uji ${made}`}, ${given.kind ?? 'engine'},
                point(${home.longitude}, ${home.latitude}), ${ctx.now}::timestamptz - interval '1 day')`,
        ),
      );
      if (given.crew === true)
        await base.work((ctx) =>
          rows(
            ctx.tx,
            sql`insert into unit_members (id, tenant_id, unit_id, user_id, joined_at)
                values (${newId()}, ${ctx.tenantId}, ${id}, ${base.users.crew}, ${ctx.now})`,
          ),
        );
      await base.must('dispatcher', routes.setUnitStatus, { params: { id }, body: { labelCode: 'available' } });
      return id;
    },
    say,
    assign: (player, assignment, unit, force) =>
      base.as(player, routes.assignUnit, {
        params: { id: assignment.id },
        body: { unitId: unit, ...(force === undefined ? {} : { force }) },
      }),
    field: async (...actions) => {
      const at = options.clock?.() ?? new Date().toISOString();
      const body = { actions: actions.map((one) => ({ key: newId(), at, ...one })) };
      return (await base.must('crew', doFieldActions, { body })).items;
    },
    itemOf: async (unit) => (await base.must('dispatcher', routes.readUnit, { params: { id: unit } })).unit,
    stateOf: async (assignment) =>
      base.work(async (ctx) =>
        present(
          await row(ctx.tx, sql`select state, en_route_at, arrived_at from assignments where id = ${assignment.id}`),
          'it was sent',
        ),
      ),
    statusRows: (unit) =>
      base.work((ctx) =>
        rows(ctx.tx, sql`select status, at, late, clamped from unit_statuses where unit_id = ${unit} order by number`),
      ),
  };
}
