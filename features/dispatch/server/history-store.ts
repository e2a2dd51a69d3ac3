import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';

// Rows of another system, many at once (docs/decisions/0021): as the live path writes them, without its events.

/** An assignment as it is written. */
export interface AssignmentLine {
  readonly id: string;
  readonly incidentId: string;
  readonly agencyId: string;
  readonly part: string;
  readonly state: string;
  readonly reason: string | null;
  readonly result: string | null;
  readonly sentAt: Instant;
  readonly deliveredAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly enRouteAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly acknowledgeDueAt: Instant | null;
  readonly arriveDueAt: Instant | null;
  readonly resolveDueAt: Instant | null;
}

const assignmentLines = (
  lines: readonly AssignmentLine[],
) => sql`jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as given (
  id uuid, "incidentId" uuid, "agencyId" uuid, part text, state text, reason text, result text, "sentAt" timestamptz, "deliveredAt" timestamptz,
  "acknowledgedAt" timestamptz, "enRouteAt" timestamptz, "arrivedAt" timestamptz, "finishedAt" timestamptz, "endedAt" timestamptz,
  "acknowledgeDueAt" timestamptz, "arriveDueAt" timestamptz, "resolveDueAt" timestamptz)`;

export async function insertAssignments(ctx: ActionContext, lines: readonly AssignmentLine[]): Promise<void> {
  if (lines.length === 0) return;
  await run(
    ctx.tx,
    sql`insert into assignments (id, tenant_id, incident_id, agency_id, part, state, reason, result, sent_at, delivered_at, acknowledged_at,
          en_route_at, arrived_at, finished_at, ended_at, acknowledge_due_at, arrive_due_at, resolve_due_at)
        select id, ${ctx.tenantId}, "incidentId", "agencyId", part, state, reason, result, "sentAt", "deliveredAt", "acknowledgedAt",
          "enRouteAt", "arrivedAt", "finishedAt", "endedAt", "acknowledgeDueAt", "arriveDueAt", "resolveDueAt" from ${assignmentLines(lines)}`,
  );
}

export async function updateAssignments(ctx: ActionContext, lines: readonly AssignmentLine[]): Promise<void> {
  if (lines.length === 0) return;
  await run(
    ctx.tx,
    sql`update assignments a set incident_id = "incidentId", agency_id = "agencyId", part = given.part, state = given.state, reason = given.reason,
          result = given.result, sent_at = "sentAt", delivered_at = "deliveredAt", acknowledged_at = "acknowledgedAt", en_route_at = "enRouteAt",
          arrived_at = "arrivedAt", finished_at = "finishedAt", ended_at = "endedAt", acknowledge_due_at = "acknowledgeDueAt",
          arrive_due_at = "arriveDueAt", resolve_due_at = "resolveDueAt", version = a.version + 1
        from ${assignmentLines(lines)} where a.tenant_id = ${ctx.tenantId} and a.id = given.id`,
  );
}
