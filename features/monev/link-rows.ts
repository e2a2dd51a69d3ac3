import type { AssignmentRow, IncidentRow, MonthRows } from './month.ts';

/** An assignment with its incident, an incident with its assignments: what response times need to see at once. */
export interface LinkedIncident extends IncidentRow {
  /** Where response times start. */
  readonly startAt: string;
  readonly assignments: readonly AssignmentRow[];
}
export interface LinkedAssignment extends AssignmentRow {
  readonly incident: LinkedIncident;
}

/** Join incidents and assignments of a month. An assignment of an incident that is not in the month is left out. */
export function linkRows(rows: MonthRows): { incidents: LinkedIncident[]; assignments: LinkedAssignment[] } {
  const byIncident = Map.groupBy(rows.assignments, (assignment) => assignment.incidentId);
  const incidents = rows.incidents.map((incident) => ({
    ...incident,
    startAt: startOf(incident),
    assignments: byIncident.get(incident.id) ?? [],
  }));
  const known = new Map(incidents.map((incident) => [incident.id, incident]));
  const assignments = rows.assignments.flatMap((assignment) => {
    const incident = known.get(assignment.incidentId);
    return incident === undefined ? [] : [{ ...assignment, incident }];
  });
  return { incidents, assignments };
}

/**
 * Response starts at the answer of the earliest linked call, else at `reported_at` (design.md §5). A call linked later to
 * what was reported another way (radio, then a citizen calls too) does not move the start back in the agency's favour.
 */
function startOf(incident: IncidentRow): string {
  const answer = incident.firstAnsweredAt;
  if (answer === null) return incident.reportedAt;
  return incident.source === 'call' || answer < incident.reportedAt ? answer : incident.reportedAt;
}
