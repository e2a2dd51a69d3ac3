import type { DueTimes } from '#features/dispatch/assignment.ts';
import { chooseClock, dueTimes, quietLimitMs, runningClock } from '#features/dispatch/rules.ts';
import { runDeadline } from '#features/dispatch/server/assignment-event.ts';
import { type AssignmentLine, insertAssignments, updateAssignments } from '#features/dispatch/server/history-store.ts';
import { loadClocks } from '#features/dispatch/server/store.ts';
import { category, priority } from '#features/incidents/incident.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import type { RowProblem } from '../../history.ts';
import { type HistoricAssignment, readAssignmentRow } from '../../history-assignments.ts';
import { type KnownIncident, knownIncidents } from './history-store.ts';
import type { HistoryWriter, Resolved, Written } from './take-history.ts';

/** Where an assignment belongs here. */
interface OfIncident {
  readonly incidentId: string;
  readonly due: DueTimes;
}
type Placed = HistoricAssignment & OfIncident;

/** Assignments of another system; their incidents have come before. Nobody is told of any of them. */
export const assignmentWriter: HistoryWriter<HistoricAssignment, Placed> = {
  kind: 'assignments',
  read: readAssignmentRow,
  content: ({ line: _line, changedAt: _changedAt, agency, incidentId: _incidentId, due: _due, ...rest }) =>
    JSON.stringify({ ...rest, agency: agency.code }),
  resolve: async (ctx, rows, { mapping, zone }) => {
    const incidents = await knownIncidents(ctx, mapping.system, [...new Set(rows.map(({ incident }) => incident))]);
    const clocks = mapping.targets === 'today' ? await loadClocks(ctx) : null;
    const resolved: Resolved<Placed> = { rows: [], problems: [] };
    const taken = new Set<string>();
    for (const row of rows) {
      const incident = incidents.get(row.incident);
      const problem = problemOf(row, incident, taken);
      if (problem !== null || incident === undefined) resolved.problems.push(...(problem === null ? [] : [problem]));
      else resolved.rows.push({ ...row, due: targetsOf(row, incident, clocks, zone), incidentId: incident.id });
    }
    return resolved;
  },
  newSalt: () => '',
  write: async (ctx, items) => {
    const lines = items.map(({ row, known }) =>
      lineOf(row, known?.rowId ?? newId<'assignment'>(Date.parse(row.sentAt))),
    );
    await insertAssignments(
      ctx,
      lines.filter((_line, index) => items[index]?.known === null),
    );
    await updateAssignments(
      ctx,
      lines.filter((_line, index) => items[index]?.known !== null),
    );
    for (const [index, { row, known }] of items.entries()) {
      const id = lines[index]?.id;
      if (id !== undefined && (row.endedAt === null || known !== null)) await watch(ctx, id, row);
    }
    return lines.map((line): Written => ({ rowId: line.id, columns: columnsOf(line) }));
  },
};

/** `taken`: agencies at work on an incident by rows of the same file. */
function problemOf(
  row: HistoricAssignment,
  incident: KnownIncident | undefined,
  taken: Set<string>,
): RowProblem | null {
  const problem = (code: RowProblem['code'], field: string, said: string) => ({
    ...{ line: row.line, externalId: row.externalId, code, field, said },
  });
  if (incident === undefined) return problem('incident_unknown', 'incident', row.incident);
  if (row.endedAt !== null) return null;
  if (!incident.isOpen) return problem('incident_ended', 'state', row.state);
  const desk = `${incident.id} ${row.agency.id}`;
  const isBusy = incident.busy.some(
    ({ agencyId, externalId }) => agencyId === row.agency.id && externalId !== row.externalId,
  );
  if (isBusy || taken.has(desk)) return problem('open_twice', 'agency', row.agency.code);
  taken.add(desk);
  return null;
}

/** What the file says; else, where the mapping asks for it, what today's clocks would have said at that time. */
function targetsOf(
  row: HistoricAssignment,
  incident: KnownIncident,
  clocks: Awaited<ReturnType<typeof loadClocks>> | null,
  zone: Parameters<typeof dueTimes>[2]['zone'],
): DueTimes {
  const said = { acknowledgeDueAt: row.acknowledgeDueAt, arriveDueAt: row.arriveDueAt, resolveDueAt: row.resolveDueAt };
  const urgency = priority.safeParse(incident.priority);
  if (clocks === null || !urgency.success) return said;
  const clock = chooseClock(clocks, urgency.data, category.safeParse(incident.category).data ?? null);
  const due = dueTimes(clock, row.sentAt, { calendar: row.agency.calendar, zone });
  return {
    acknowledgeDueAt: said.acknowledgeDueAt ?? due.acknowledgeDueAt,
    arriveDueAt: said.arriveDueAt ?? due.arriveDueAt,
    resolveDueAt: said.resolveDueAt ?? due.resolveDueAt,
  };
}

/** What is open has a next deadline (design.md §6, 4); what is overdue since long gets a day, so that an import is no alarm. */
async function watch(ctx: ActionContext, id: string, row: Placed): Promise<void> {
  const running = runningClock({ ...row, ...row.due });
  const quiet = plusMs(ctx.now, quietLimitMs);
  await runDeadline(
    ctx,
    id,
    running === null ? null : { clock: running.clock, dueAt: running.dueAt > ctx.now ? running.dueAt : quiet },
  );
}

function lineOf(row: Placed, id: string): AssignmentLine {
  const {
    agency,
    line: _line,
    externalId: _externalId,
    incident: _incident,
    changedAt: _changedAt,
    due,
    ...rest
  } = row;
  return { ...rest, ...due, id, agencyId: agency.id };
}

/** What verify finds again in the row (features/monev/replay.ts). */
function columnsOf(line: AssignmentLine): Written['columns'] {
  return {
    incident_id: line.incidentId,
    agency_id: line.agencyId,
    part: line.part,
    state: line.state,
    reason: line.reason,
    result: line.result,
    sent_at: line.sentAt,
    delivered_at: line.deliveredAt,
    acknowledged_at: line.acknowledgedAt,
    en_route_at: line.enRouteAt,
    arrived_at: line.arrivedAt,
    finished_at: line.finishedAt,
    ended_at: line.endedAt,
    acknowledge_due_at: line.acknowledgeDueAt,
    arrive_due_at: line.arriveDueAt,
    resolve_due_at: line.resolveDueAt,
    escalation_step: 0,
  };
}
