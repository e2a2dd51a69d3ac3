import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Track } from '../../track-contract.ts';
import type { UnitAssignmentId } from '../../unit.ts';

/** Who was on it, in the order in which they were given it. */
export function tracksOf(
  ctx: ActionContext,
  incidentId: string,
  agencyId: string | null,
): Promise<Omit<Track, 'statuses' | 'fixes'>[]> {
  return rows(
    ctx.tx,
    sql`select a.id, a.unit_id as "unitId", u.call_sign as "callSign", u.kind, g.name as "agencyName", a.assigned_at as "from",
          a.ended_at as "to"
        from unit_assignments a join assignments s on s.id = a.assignment_id join units u on u.id = a.unit_id
          join agencies g on g.id = u.agency_id
        where a.tenant_id = ${ctx.tenantId} and s.incident_id = ${incidentId}
          and ${agencyId === null ? sql`true` : sql`u.agency_id = ${agencyId}::uuid`}
        order by a.assigned_at, a.id`,
  );
}

export interface StatusRow {
  readonly of: UnitAssignmentId;
  readonly at: Instant;
  readonly status: Track['statuses'][number]['status'];
}

export function statusesOf(ctx: ActionContext, ids: readonly string[]): Promise<StatusRow[]> {
  return rows<StatusRow>(
    ctx.tx,
    sql`select unit_assignment_id as of, at, status from unit_statuses
        where tenant_id = ${ctx.tenantId} and unit_assignment_id = any(${[...ids]}::uuid[]) order by at, number`,
  );
}

export interface FixRow {
  readonly of: UnitAssignmentId;
  readonly at: Instant;
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyM: number;
  readonly clamped: boolean;
}

/** Between task and release of each, at most about `most` of them: every nth, the first and the last. */
export function fixesOf(ctx: ActionContext, ids: readonly string[], most: number): Promise<FixRow[]> {
  return rows<FixRow>(
    ctx.tx,
    sql`select f.of, f.at, f.place[1] as latitude, f.place[0] as longitude, f.accuracy_m as "accuracyM", f.clamped
        from (select a.id as of, p.at, p.place, p.accuracy_m, p.clamped,
                row_number() over (partition by a.id order by p.at, p.device_at) - 1 as place_in,
                count(*) over (partition by a.id) as count
              from unit_assignments a join unit_positions p on p.unit_id = a.unit_id and p.tenant_id = a.tenant_id
                and p.at >= a.assigned_at and p.at < coalesce(a.ended_at, 'infinity')
              where a.tenant_id = ${ctx.tenantId} and a.id = any(${[...ids]}::uuid[])) f
        where f.place_in % ((f.count - 1) / ${most}::int + 1) = 0 or f.place_in = f.count - 1
        order by f.of, f.place_in`,
  );
}
