/**
 * Who may see an event (design.md §7: scope is one of tenant, agencies, handlers, user). A topic is a text; an event
 * names the topics it is for, a session holds the topics it may hear.
 */
export const audience = {
  /** The control room and the leadership of the regency. Agencies and crews do not hear it. */
  tenant: () => 'tenant',
  /** The people of one agency. */
  agency: (agencyId: string) => `agency:${agencyId}`,
  /** Supervisors only: escalations, alarms. */
  supervisors: () => 'supervisors',
  /** The head of the agency that runs the centre: what waits for their signature, and what became of it. */
  head: () => 'head',
  /** Those who plan campaigns and read of them. */
  outreach: () => 'outreach',
  /** Nobody's screen: for the record alone, as what is worked out in shadow. No session ever holds it. */
  record: () => 'record',
  /** Exactly one person. */
  user: (userId: string) => `user:${userId}`,
} as const;

/** The topics a person hears, by roles and agency. */
export function topicsOf(person: {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly agencyId: string | null;
}): string[] {
  const topics = [audience.user(person.userId)];
  // An event says ids, codes and times; what a wall may show of them is decided where it asks.
  const inRoom = ['CALL_TAKER', 'DISPATCHER', 'SUPERVISOR', 'ADMIN', 'WALL'];
  if (person.roles.some((role) => inRoom.includes(role))) topics.push(audience.tenant());
  if (person.roles.includes('SUPERVISOR')) topics.push(audience.supervisors());
  if (person.roles.includes('AGENCY_HEAD')) topics.push(audience.head());
  const inOutreach = ['INFO_OFFICER', 'AGENCY_HEAD', 'EXECUTIVE', 'DPO'];
  if (person.roles.some((role) => inOutreach.includes(role))) topics.push(audience.outreach());
  if (person.agencyId !== null) topics.push(audience.agency(person.agencyId));
  return topics;
}
