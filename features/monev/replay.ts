/** An event as replay needs it. `at` is when it happened, exactly what was put into the column. */
export interface ReplayedEvent {
  readonly name: string;
  readonly at: string;
  readonly content: Readonly<Record<string, unknown>>;
}

type Columns = Readonly<Record<string, unknown>>;
type Step = (event: ReplayedEvent, was: Columns) => Columns;

/** How the columns of one table come from the events of one subject. */
export interface Replay {
  readonly steps: Readonly<Record<string, Step>>;
  /** Compared in every row: what no event has set is null. The other columns are compared where an event set them. */
  readonly always: readonly string[];
}

const first = (column: string, state: string | null = null): Step => {
  return (event, was) => ({ [column]: was[column] ?? event.at, ...(state === null ? {} : { state }) });
};
/** Content members that are columns under another name; those an event does not carry are left alone. */
function carried(event: ReplayedEvent, names: Readonly<Record<string, string>>): Columns {
  const entries = Object.entries(names).filter(([member]) => event.content[member] !== undefined);
  return Object.fromEntries(entries.map(([member, column]) => [column, event.content[member]]));
}

const callEnded =
  (state: string): Step =>
  (event) => ({
    ...carried(event, { cause: 'hangup_cause', endedBy: 'ended_by' }),
    ended_at: event.at,
    held_since: null,
    ended_silent: event.content.silent === true,
    state,
  });

export const callReplay: Replay = {
  always: [
    'state',
    'arrived_at',
    'queued_at',
    'first_offered_at',
    'answered_at',
    'ended_at',
    'disposition',
    'wrapped_up_at',
    'held_since',
    'passed_at',
    'passed_by',
    'outside_since',
    'silent_since',
    'silent_result',
  ],
  steps: {
    'call.arrived': (event) => ({
      ...carried(event, { number: 'number', direction: 'direction' }),
      arrived_at: event.at,
      state: 'arrived',
    }),
    'call.queued': first('queued_at', 'queued'),
    // A desk rung for a call that was answered already changes nothing of the call.
    'call.offered': (event, was) => (was.answered_at ? {} : first('first_offered_at', 'offered')(event, was)),
    // It may ring at other desks still.
    'call.offer_ended': (event, was) =>
      was.state === 'offered' && Number(event.content.ringing ?? 0) === 0 ? { state: 'queued' } : {},
    'call.answered': (event, was) => ({
      ...first('answered_at', 'answered')(event, was),
      answered_by: was.answered_by ?? event.content.userId,
    }),
    'call.passed': (event) => ({ ...carried(event, { byCallId: 'passed_by' }), passed_at: event.at }),
    'call.held': (event) => ({ held_since: event.at }),
    // Null where it never went over: the column says 0 then, and is not compared.
    'call.lease_taken': (event) => carried(event, { token: 'pbx_token' }),
    'call.resumed': () => ({ held_since: null }),
    'call.unattended': () => ({ held_since: null }),
    'call.outside_answered': first('outside_since'),
    'call.silent': (event) => ({ silent_since: event.at, silent_media: event.content.media }),
    'call.silent_settled': (event) => ({ silent_result: event.content.result }),
    'call.ended': callEnded('ended'),
    'call.lost': callEnded('lost'),
    'call.overflowed': callEnded('overflowed'),
    'call.failed': callEnded('failed'),
    'call.classified': (event) => ({ disposition: event.content.code }),
    'call.wrapped_up': (event) => ({ wrapped_up_at: event.at }),
  },
};

/** Each event of a ladder says all of it; what ended stays ended at its time until it is opened again. */
const followUpStep: Step = (event, was) => ({
  ...carried(event, {
    callId: 'call_id',
    cause: 'cause',
    canCall: 'can_call',
    state: 'state',
    step: 'step',
    dueAt: 'due_at',
    overdueAt: 'overdue_at',
    wantedAt: 'wanted_at',
    outcome: 'outcome',
    reason: 'reason',
  }),
  opened_at: was.opened_at ?? event.at,
  ended_at: event.content.state !== 'done' ? null : was.state === 'done' ? was.ended_at : event.at,
});

export const followUpReplay: Replay = {
  always: ['state', 'step', 'opened_at', 'due_at', 'overdue_at', 'wanted_at', 'ended_at', 'outcome', 'reason'],
  steps: {
    'follow_up.opened': followUpStep,
    'follow_up.calling': followUpStep,
    'follow_up.moved': followUpStep,
    // The call of a try is no column of the ladder.
    'follow_up.tried': ({ content: { callId: _tried, ...content }, ...event }, was) =>
      followUpStep({ ...event, content }, was),
    'follow_up.overdue': followUpStep,
    'follow_up.wanted': followUpStep,
    'follow_up.ended': followUpStep,
    'follow_up.reopened': followUpStep,
  },
};

const incidentFacts = {
  typeCode: 'type_code',
  priority: 'priority',
  lifeAtRisk: 'life_at_risk',
  villageCode: 'village_code',
};

export const incidentReplay: Replay = {
  always: [
    'state',
    'reported_at',
    'verified_at',
    'dispatched_at',
    'resolved_at',
    'closed_at',
    'reopened_count',
    'caller_informed_at',
    'caller_informed_result',
    'caller_cannot_speak',
    'merged_into',
    'parent_id',
  ],
  steps: {
    'incident.opened': (event) => ({
      ...carried(event, { number: 'number', source: 'source', reportedAt: 'reported_at' }),
      state: 'DRAFT',
      reopened_count: 0,
      caller_cannot_speak: false,
    }),
    'incident.verified': (event, was) => ({
      ...carried(event, incidentFacts),
      ...first('verified_at', 'VERIFIED')(event, was),
    }),
    'incident.changed': (event) => carried(event, incidentFacts),
    'incident.dispatched': first('dispatched_at', 'DISPATCHED'),
    'incident.resolved': (event) => ({ resolved_at: event.at, state: 'RESOLVED' }),
    'incident.reopened': (_event, was) => ({
      reopened_count: Number(was.reopened_count ?? 0) + 1,
      state: 'DISPATCHED',
      resolved_at: null,
      closed_at: null,
      caller_informed_at: null,
      caller_informed_result: null,
    }),
    'incident.caller_informed': (event) => ({
      caller_informed_at: event.at,
      caller_informed_result: event.content.result,
    }),
    'incident.caller_silent': () => ({ caller_cannot_speak: true }),
    'incident.caller_speaks': () => ({ caller_cannot_speak: false }),
    'incident.cancelled': (event) => carried(event, { state: 'state' }),
    'incident.merged': (event) => ({ ...carried(event, { intoId: 'merged_into' }), state: 'MERGED' }),
    'incident.unmerged': (event) => ({ ...carried(event, { state: 'state' }), merged_into: null }),
    'incident.attached': (event) => carried(event, { parentId: 'parent_id' }),
    'incident.detached': () => ({ parent_id: null }),
    'incident.closed': (event) => ({ closed_at: event.at, state: 'CLOSED' }),
  },
};

const dueTimes = {
  acknowledgeDueAt: 'acknowledge_due_at',
  arriveDueAt: 'arrive_due_at',
  resolveDueAt: 'resolve_due_at',
};
const assignmentOver =
  (state: string): Step =>
  (event) => ({ ...carried(event, { reasonCode: 'reason' }), ended_at: event.at, state });

export const assignmentReplay: Replay = {
  always: [
    'state',
    'sent_at',
    'delivered_at',
    'acknowledged_at',
    'en_route_at',
    'arrived_at',
    'finished_at',
    'ended_at',
    'escalation_step',
  ],
  steps: {
    'assignment.sent': (event) => ({
      ...carried(event, {
        incidentId: 'incident_id',
        agencyId: 'agency_id',
        part: 'part',
        ...dueTimes,
      }),
      sent_at: event.at,
      state: 'SENT',
      escalation_step: 0,
    }),
    'assignment.send_failed': () => ({ state: 'SEND_FAILED' }),
    'assignment.delivered': first('delivered_at', 'DELIVERED'),
    'assignment.part_changed': (event) => carried(event, { part: 'part' }),
    'assignment.retargeted': (event) => carried(event, dueTimes),
    'assignment.acknowledged': first('acknowledged_at', 'ACKNOWLEDGED'),
    'assignment.en_route': first('en_route_at', 'EN_ROUTE'),
    'assignment.arrived': first('arrived_at', 'ON_SCENE'),
    'assignment.handling': () => ({ state: 'HANDLING' }),
    'assignment.finished': (event) => ({
      ...carried(event, { result: 'result' }),
      finished_at: event.at,
      ended_at: event.at,
      state: event.content.result,
    }),
    'assignment.rejected': assignmentOver('REJECTED'),
    'assignment.rerouted': assignmentOver('REROUTED'),
    'assignment.cancelled': assignmentOver('CANCELLED'),
    // By a merge and by its undoing: the clocks are not touched.
    'assignment.moved': (event) => carried(event, { incidentId: 'incident_id', part: 'part' }),
    'assignment.restored': (event) => ({ ...carried(event, { state: 'state' }), reason: null, ended_at: null }),
    'assignment.escalated': (event) => ({ escalation_step: event.content.step }),
  },
};

export const partyReplay: Replay = {
  always: ['mode', 'called_at', 'answered_at', 'handed_over_at', 'ended_at', 'outcome'],
  steps: {
    'party.called': (event) => ({
      ...carried(event, {
        callId: 'call_id',
        userId: 'user_id',
        mode: 'mode',
        entryId: 'entry_id',
        agencyId: 'agency_id',
        contactId: 'contact_id',
      }),
      called_at: event.at,
    }),
    'party.answered': first('answered_at'),
    'party.joined': () => ({ mode: 'conference' }),
    'party.parted': () => ({ mode: 'consult' }),
    'party.handed_over': (event) => ({ mode: 'handed_over', handed_over_at: event.at }),
    'party.ended': (event) => ({
      ...carried(event, { outcome: 'outcome', cause: 'hangup_cause' }),
      ended_at: event.at,
    }),
  },
};

/** The columns as the events, in their order, say they must be. `base`: what a row said when it was brought in. */
export function replayed(replay: Replay, events: readonly ReplayedEvent[], base: Columns = {}): Columns {
  let columns: Columns = { ...Object.fromEntries(replay.always.map((column) => [column, null])), ...base };
  for (const event of events) columns = { ...columns, ...replay.steps[event.name]?.(event, columns) };
  return columns;
}

export interface Difference {
  readonly column: string;
  readonly expected: string;
  readonly found: string;
}

/** Where a row says something else than its events. */
export function differences(
  replay: Replay,
  events: readonly ReplayedEvent[],
  row: Columns,
  base: Columns = {},
): Difference[] {
  return Object.entries(replayed(replay, events, base)).flatMap(([column, expected]) => {
    const found = row[column];
    return (expected ?? null) === (found ?? null) ? [] : [{ column, expected: String(expected), found: String(found) }];
  });
}
