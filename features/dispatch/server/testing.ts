import { sql } from 'kysely';
import type { IncidentView } from '#features/incidents/contract.ts';
import * as incidents from '#features/incidents/contract.ts';
import type { Player } from '#features/incidents/server/test-cast.ts';
import { createScene, type Scene } from '#features/incidents/server/testing.ts';
import { rows } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { TestDatabase } from '#platform/server/testing/test-database.ts';
import { present, type Result } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AssignmentItem, AssignmentView } from '../contract.ts';
import * as routes from '../contract.ts';
import { feature } from './feature.ts';

/** The steps that need no body. */
export type PlainStep =
  | typeof routes.deliverAssignment
  | typeof routes.acknowledgeAssignment
  | typeof routes.startAssignment
  | typeof routes.arriveAssignment
  | typeof routes.handleAssignment;

/** A regency whose dispatch works: open an incident, send it, take steps, look at deadlines and events. */
export interface DispatchScene extends Scene {
  readonly agency: (code: string) => string;
  /** An incident by radio in Sidokare, of a type by code; `given` overrides fields. */
  readonly open: (typeCode?: string, given?: object) => Promise<IncidentView>;
  /** Send to agencies by code, the first as lead. */
  readonly send: (incident: { id: string }, ...codes: string[]) => Promise<AssignmentItem[]>;
  readonly sendOne: (incident: { id: string }, code?: string) => Promise<AssignmentItem>;
  readonly read: (incident: { id: string }) => Promise<IncidentView>;
  readonly step: (player: Player, route: PlainStep, id: string) => Promise<Result<AssignmentView>>;
  readonly deadlinesOf: (id: string) => Promise<{ kind: string; due_at: Instant }[]>;
  readonly eventsOf: (id: string) => Promise<{ name: string; audience: string[]; content: Record<string, unknown> }[]>;
}

export async function createDispatchScene(
  database: TestDatabase,
  options: { slug: string; features?: readonly Feature[]; regionCode?: string; clock?: () => Instant },
): Promise<DispatchScene> {
  const scene = await createScene(database, { ...options, features: [feature, ...(options.features ?? [])] });
  const agency = (code: string) => present(scene.agencies.get(code), `the seed of agencies has ${code}`);
  const send: DispatchScene['send'] = async (incident, ...codes) => {
    const agencies = codes.map((code, index) => ({
      agencyId: agency(code),
      part: index === 0 ? ('lead' as const) : ('support' as const),
    }));
    return (await scene.must('dispatcher', routes.sendAssignments, { params: { id: incident.id }, body: { agencies } }))
      .items;
  };
  return {
    ...scene,
    agency,
    open: (typeCode = 'FIRE_BUILDING', given = {}) => {
      const typeId = present(scene.types.get(typeCode), `the seed of types has ${typeCode}`);
      const body = {
        source: 'radio' as const,
        typeId,
        villageCode: '35.15.08.1004',
        lifeAtRisk: 'no' as const,
        callerName: 'Sri Lestari',
        description: 'api besar',
        ...given,
      };
      return scene.must('taker', incidents.openIncident, { body });
    },
    send,
    sendOne: async (incident, code = 'DAMKAR') => present((await send(incident, code))[0], 'one was sent'),
    read: (incident) => scene.must('supervisor', incidents.readIncident, { params: { id: incident.id } }),
    step: (player, route, id) => scene.as(player, route, { params: { id } }),
    deadlinesOf: (id) =>
      scene.work((ctx) => rows(ctx.tx, sql`select kind, due_at from deadlines where subject_id = ${id} order by kind`)),
    eventsOf: (id) =>
      scene.work((ctx) =>
        rows(ctx.tx, sql`select name, audience, content from events where subject_id = ${id} order by seq`),
      ),
  };
}

/** The code of a refusal, or `ok`. */
export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.refusal.code;
}
