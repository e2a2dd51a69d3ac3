/** Roles of design.md §7; one person may hold several. */
export const roles = [
  'CALL_TAKER',
  'DISPATCHER',
  'SUPERVISOR',
  'AGENCY_ADMIN',
  'FIELD_CREW',
  'INFO_OFFICER',
  'AGENCY_HEAD',
  'EXECUTIVE',
  'REGULATOR',
  'DPO',
  'ADMIN',
  // The account of a screen on the wall of the control room: sees the wall and nothing else.
  'WALL',
] as const;
export type Role = (typeof roles)[number];

/** Where a permission reaches: the whole regency, or only what lies with the person's own agency. */
export type Reach = 'tenant' | 'own_agency';

const room = { CALL_TAKER: 'tenant', DISPATCHER: 'tenant', SUPERVISOR: 'tenant' } as const;
const lead = { SUPERVISOR: 'tenant', ADMIN: 'tenant' } as const;
const overview = { SUPERVISOR: 'tenant', AGENCY_HEAD: 'tenant', ADMIN: 'tenant' } as const;

/**
 * The one table of who may do what. The server enforces it, the screens read it to show or explain a control, and a test
 * walks every route × role × own and foreign tenant over it. An action with reach `own_agency` is checked once more in
 * the action, against the agency of the row.
 */
export const permissionTable = {
  'call.take': { CALL_TAKER: 'tenant', SUPERVISOR: 'tenant' },
  'call.read': { ...room, DPO: 'tenant' },
  // Hear a running call of somebody else, with a reason; speak in it, take it over, write to desks, silence the alarm of waiting.
  'call.listen': { SUPERVISOR: 'tenant' },
  'call.supervise': { SUPERVISOR: 'tenant' },
  'call.classify': { CALL_TAKER: 'tenant', SUPERVISOR: 'tenant' },
  'queue.watch': room,
  'presence.set': room,
  // Somebody else's presence: an empty chair, a break without an end.
  'presence.order': { SUPERVISOR: 'tenant' },
  'presence.watch': { ...room, ADMIN: 'tenant' },
  'recording.play': { CALL_TAKER: 'tenant', SUPERVISOR: 'tenant', DPO: 'tenant' },
  // How recordings are kept, who listened; hold them back from deletion, or have one deleted before its time.
  'recording.read': { SUPERVISOR: 'tenant', DPO: 'tenant', ADMIN: 'tenant' },
  'recording.hold': { SUPERVISOR: 'tenant', DPO: 'tenant' },
  'recording.delete': { DPO: 'tenant' },
  // A real call through the exchange to a desk; it is marked as a test and counts nowhere.
  'call.test': lead,
  // Odd but real calls that the program places, to see that everybody is helped: what became of them, by whom; plan one.
  'drill.read': { SUPERVISOR: 'tenant' },
  'drill.plan': { SUPERVISOR: 'tenant' },
  'phone.watch': lead,
  // SIP telephones on desks.
  'phone.manage': lead,
  // Any number, beside those of the directory.
  'call.dial_free': { SUPERVISOR: 'tenant' },
  'caller.show': room,
  // Notes on a number; what is kept about a number, found with a reason.
  'caller.note': room,
  'caller.find': { DISPATCHER: 'tenant', SUPERVISOR: 'tenant', DPO: 'tenant' },
  // Repeat-caller cases; an appeal is decided by somebody who did not work on the case.
  'case.read': { SUPERVISOR: 'tenant', DPO: 'tenant' },
  'case.work': { SUPERVISOR: 'tenant' },
  'case.decide': { SUPERVISOR: 'tenant', DPO: 'tenant' },
  // The restricted lane: wanted by who works on the case, signed by the head; each of them can end it.
  'lane.read': { SUPERVISOR: 'tenant', AGENCY_HEAD: 'tenant', DPO: 'tenant' },
  'lane.sign': { AGENCY_HEAD: 'tenant' },
  'lane.end': { SUPERVISOR: 'tenant', AGENCY_HEAD: 'tenant' },
  // The evidence pack for the police: prepared by who works on the case, signed by the head; either of them withdraws it.
  'pack.read': { SUPERVISOR: 'tenant', AGENCY_HEAD: 'tenant', DPO: 'tenant' },
  'pack.prepare': { SUPERVISOR: 'tenant' },
  'pack.sign': { AGENCY_HEAD: 'tenant' },
  'pack.withdraw': { SUPERVISOR: 'tenant', AGENCY_HEAD: 'tenant' },
  'incident.create': { ...room, AGENCY_ADMIN: 'own_agency' },
  'incident.edit': room,
  // A mark of sensitive is raised by anybody who edits, and lowered with a reason; who else may see identities is said by name.
  'incident.unmark': { SUPERVISOR: 'tenant' },
  'incident.handlers': { DISPATCHER: 'tenant', SUPERVISOR: 'tenant' },
  'incident.read': { ...room, AGENCY_ADMIN: 'own_agency', FIELD_CREW: 'own_agency', DPO: 'tenant' },
  'incident.note': { ...room, AGENCY_ADMIN: 'own_agency', FIELD_CREW: 'own_agency' },
  // Two that are one; what was sent to agencies only by those who lead incidents (features/incidents/merge-rules.ts).
  'incident.merge': room,
  // The sheet of one incident on paper; the list as a file, where callers need `caller.show` besides.
  'incident.print': { ...room, AGENCY_ADMIN: 'own_agency', DPO: 'tenant' },
  'incident.export': { DISPATCHER: 'tenant', SUPERVISOR: 'tenant' },
  // A filter of the list under a name: one's own, or everybody's.
  'incident.save_view': { ...room, AGENCY_ADMIN: 'own_agency', FIELD_CREW: 'own_agency', DPO: 'tenant' },
  'incident.share_view': { SUPERVISOR: 'tenant' },
  'incident.close': { DISPATCHER: 'tenant', SUPERVISOR: 'tenant' },
  'assignment.send': room,
  'assignment.cancel': { DISPATCHER: 'tenant', SUPERVISOR: 'tenant' },
  'assignment.read': { ...room, AGENCY_ADMIN: 'own_agency', FIELD_CREW: 'own_agency' },
  'assignment.work': {
    AGENCY_ADMIN: 'own_agency',
    FIELD_CREW: 'own_agency',
    DISPATCHER: 'tenant',
    SUPERVISOR: 'tenant',
  },
  // Say that an agency is out of service, and until when.
  'agency.ready': { AGENCY_ADMIN: 'own_agency', DISPATCHER: 'tenant', SUPERVISOR: 'tenant' },
  'alerting.report': { AGENCY_ADMIN: 'own_agency' },
  // Vehicles and crews: see them, send them and set their status, keep the register, answer the alarm of a crew.
  'unit.read': { ...room, AGENCY_ADMIN: 'own_agency', FIELD_CREW: 'own_agency', ADMIN: 'tenant' },
  'unit.order': { DISPATCHER: 'tenant', SUPERVISOR: 'tenant', AGENCY_ADMIN: 'own_agency' },
  'unit.manage': { ADMIN: 'tenant', AGENCY_ADMIN: 'own_agency' },
  'unit.answer_alarm': { DISPATCHER: 'tenant', SUPERVISOR: 'tenant' },
  // What a crew does on its device, about units it is in.
  'field.work': { FIELD_CREW: 'own_agency' },
  // Positions, photos and voice notes before their time is over.
  'field.erase': { DPO: 'tenant' },
  'board.watch': { DISPATCHER: 'tenant', SUPERVISOR: 'tenant' },
  // Open incidents on a map: all, or those of the own agency.
  'map.watch': { DISPATCHER: 'tenant', SUPERVISOR: 'tenant', AGENCY_ADMIN: 'own_agency' },
  // Disaster mode: know of it, turn it on and off (whoever leads, others only while nobody who leads is there), work many
  // incidents at once and tell agencies, hear and answer what an agency was told, look at what has been.
  'surge.read': {
    ...room,
    AGENCY_ADMIN: 'own_agency',
    FIELD_CREW: 'own_agency',
    INFO_OFFICER: 'tenant',
    AGENCY_HEAD: 'tenant',
    EXECUTIVE: 'tenant',
    ADMIN: 'tenant',
  },
  'surge.switch': room,
  'surge.lead': { SUPERVISOR: 'tenant' },
  'surge.work': { DISPATCHER: 'tenant', SUPERVISOR: 'tenant' },
  'surge.hear': { AGENCY_ADMIN: 'own_agency' },
  'surge.answer': { AGENCY_ADMIN: 'own_agency', DISPATCHER: 'tenant', SUPERVISOR: 'tenant' },
  'surge.history': { ...room, AGENCY_HEAD: 'tenant', ADMIN: 'tenant' },
  'caller.inform': room,
  'place.search': { ...room, AGENCY_ADMIN: 'own_agency', ADMIN: 'tenant' },
  'agency.read': {
    ...room,
    AGENCY_ADMIN: 'own_agency',
    FIELD_CREW: 'own_agency',
    AGENCY_HEAD: 'tenant',
    ADMIN: 'tenant',
    DPO: 'tenant',
    INFO_OFFICER: 'tenant',
  },
  // What was to be sent by mail, SMS, WhatsApp or notification, and what became of it.
  'message.read': lead,
  // What would happen with other call takers, more hoaxes, other rules: figures only.
  'simulation.run': { SUPERVISOR: 'tenant', AGENCY_HEAD: 'tenant' },
  // The rota as it is published, one's own shifts and handovers; plan and publish it; who was at their post, and what is said beside it.
  'roster.read': { ...room, AGENCY_HEAD: 'tenant', ADMIN: 'tenant' },
  'roster.own': room,
  'roster.plan': { SUPERVISOR: 'tenant' },
  'handover.read': { ...room, AGENCY_HEAD: 'tenant' },
  'handover.write': room,
  'attendance.read': { SUPERVISOR: 'tenant', AGENCY_HEAD: 'tenant' },
  'attendance.correct': { SUPERVISOR: 'tenant' },
  'monev.read': { ...overview, EXECUTIVE: 'tenant' },
  // Lock a month's figures after its end; nothing unlocks them (features/monev/lock.ts).
  'monev.lock': { AGENCY_HEAD: 'tenant' },
  // What should be reached: decided by whoever answers for it.
  'goal.change': { AGENCY_HEAD: 'tenant', ADMIN: 'tenant' },
  // Judge anew, without the first judgement, calls that were put aside; one's own never (features/monev/audit-rules.ts).
  'audit.judge': { SUPERVISOR: 'tenant' },
  // Quality of calls: assess the drawn ones blindly, see one's own sheets and answer them, talk with a call taker about them; what
  // was talked about is seen by the two and by the head, figures without persons by who leads (features/quality/rules.ts).
  'quality.assess': { SUPERVISOR: 'tenant' },
  'quality.own': { CALL_TAKER: 'tenant', SUPERVISOR: 'tenant' },
  'quality.coach': { SUPERVISOR: 'tenant' },
  'quality.talks': { CALL_TAKER: 'tenant', SUPERVISOR: 'tenant', AGENCY_HEAD: 'tenant' },
  'quality.oversee': { AGENCY_HEAD: 'tenant' },
  'quality.read': { SUPERVISOR: 'tenant', AGENCY_HEAD: 'tenant' },
  // Hints of pranks, which nobody else sees: their weights, what they would have done. Sign for them to order calls, from the side of the
  // control room or of the leadership, or stop them; change when they speak.
  'hint.read': { SUPERVISOR: 'tenant', AGENCY_HEAD: 'tenant' },
  'hint.sign': { SUPERVISOR: 'tenant', AGENCY_HEAD: 'tenant' },
  'hint.sign_room': { SUPERVISOR: 'tenant' },
  'hint.sign_head': { AGENCY_HEAD: 'tenant' },
  'hint.limits': { AGENCY_HEAD: 'tenant' },
  // Opening the rows behind a figure shows calls and incidents, masked; executives see figures only.
  'monev.rows': overview,
  'monev.export': overview,
  // The register of obstacles and the meetings that work it off: figures and words of the staff, no caller.
  'obstacle.read': { ...overview, EXECUTIVE: 'tenant' },
  'obstacle.edit': { SUPERVISOR: 'tenant', AGENCY_HEAD: 'tenant' },
  // What an agency answers for: its figures, the rows and people behind them, its own words beside them, the head's, and its brief.
  'answer.read': { ...overview, AGENCY_ADMIN: 'own_agency', EXECUTIVE: 'tenant' },
  'answer.rows': { ...overview, AGENCY_ADMIN: 'own_agency' },
  'answer.explain': { AGENCY_ADMIN: 'own_agency' },
  'answer.reply': { AGENCY_HEAD: 'tenant' },
  'answer.send': { AGENCY_HEAD: 'tenant', ADMIN: 'tenant' },
  // Figures of single call takers: for who leads them, not for who compares centres.
  'monev.takers': { SUPERVISOR: 'tenant' },
  // The screen on the wall: counts, no person.
  'wall.watch': {
    DISPATCHER: 'tenant',
    SUPERVISOR: 'tenant',
    AGENCY_HEAD: 'tenant',
    EXECUTIVE: 'tenant',
    ADMIN: 'tenant',
    WALL: 'tenant',
  },
  // Campaigns against pranks and their effect: figures for all of these, photos only for who works on them; erase a photo of somebody.
  'campaign.read': {
    INFO_OFFICER: 'tenant',
    AGENCY_HEAD: 'tenant',
    SUPERVISOR: 'tenant',
    EXECUTIVE: 'tenant',
    DPO: 'tenant',
  },
  'campaign.edit': { INFO_OFFICER: 'tenant', AGENCY_HEAD: 'tenant', SUPERVISOR: 'tenant' },
  'campaign.erase': { INFO_OFFICER: 'tenant', AGENCY_HEAD: 'tenant', SUPERVISOR: 'tenant', DPO: 'tenant' },
  'user.read': { ADMIN: 'tenant', SUPERVISOR: 'tenant', DPO: 'tenant' },
  'user.manage': { ADMIN: 'tenant' },
  'setting.read': { ...lead, AGENCY_HEAD: 'tenant' },
  'setting.change': { ADMIN: 'tenant' },
  // Which other systems are told what happens; nothing personal is.
  'webhook.read': { ADMIN: 'tenant', DPO: 'tenant' },
  'webhook.manage': { ADMIN: 'tenant' },
  'log.read': { DPO: 'tenant', ADMIN: 'tenant' },
  'installation.read': { ADMIN: 'tenant', SUPERVISOR: 'tenant' },
} as const satisfies Record<string, Partial<Record<Role, Reach>>>;

export type PermissionName = keyof typeof permissionTable;

declare module '#platform/shared/contract.ts' {
  interface Permissions extends Record<PermissionName, true> {}
}

/** How far a permission reaches for somebody with these roles; null when they do not have it. The widest role counts. */
export function reachOf(permission: PermissionName, held: readonly Role[]): Reach | null {
  const row: Partial<Record<Role, Reach>> = permissionTable[permission];
  const reaches = held.map((role) => row[role]).filter((reach) => reach !== undefined);
  if (reaches.length === 0) return null;
  return reaches.includes('tenant') ? 'tenant' : 'own_agency';
}

/** All permissions of somebody with these roles. */
export function permissionsOf(held: readonly Role[]): PermissionName[] {
  // Object.keys forgets the key type; the table above is the only source of the keys.
  return (Object.keys(permissionTable) as PermissionName[]).filter((name) => reachOf(name, held) !== null);
}

/** Roles whose rights reach only as far as their agency: without one they could do nothing. */
const agencyRoles: readonly Role[] = ['AGENCY_ADMIN', 'FIELD_CREW'];

export function needsAgency(held: readonly Role[]): boolean {
  return held.some((role) => agencyRoles.includes(role));
}
