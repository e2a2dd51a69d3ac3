import fc from 'fast-check';
import { sql } from 'kysely';
import { dispositions } from '#features/calls/call.ts';
import { assignmentStates } from '#features/dispatch/assignment.ts';
import { priorities } from '#features/incidents/incident.ts';
import { type Db, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Zone } from '#platform/shared/time.ts';

// Histories for the property test of figures: rows as the database allows them, around the end of a month, in its own words and
// without one word of the code that counts them.

const secondMs = 1000;
/** Two days around the end of October, whose midnight lies at another hour in each zone. */
const around = Date.parse('2026-10-31T16:00:00.000Z');
const anyTime = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -3 * 3600, max: 3 * 3600 }).map((seconds) => around + seconds * secondMs) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: -48 * 3600, max: 48 * 3600 }).map((seconds) => around + seconds * secondMs),
  },
  // The first and the last moment of a month, in each of the zones.
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(-1, 0, 1)
      .chain((ms) => fc.constantFrom(-3_600_000, 0, 3_600_000).map((hour) => around + hour + ms)),
  },
);
const wait = fc.oneof(fc.constantFrom(0, 9_999, 10_000, 10_001, 20_000, 30_000, 30_001), fc.nat(70_000));
const often = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 3, nil: null });
const purposes = fc.constantFrom('public', 'public', 'public', 'public', 'canary', 'drill', 'test');

const anyCall = fc.record({
  direction: fc.constantFrom('inbound', 'inbound', 'inbound', 'outbound'),
  purpose: purposes,
  at: anyTime,
  isQueued: fc.boolean(),
  wait,
  talk: wait,
  wrap: often(wait),
  state: fc.constantFrom(
    'queued',
    'offered',
    'lost',
    'lost',
    'overflowed',
    'failed',
    'answered',
    'ended',
    'ended',
    'ended',
  ),
  // Half of what is answered is nuisance, so that its numbers meet.
  disposition: often(
    fc.oneof(fc.constantFrom('PRANK_CHILD', 'PRANK_ADULT', 'HOAX_CONFIRMED'), fc.constantFrom(...dispositions)),
  ),
  isMenu: fc.boolean(),
  /** Of a pool larger than ten; null: withheld. */
  caller: often(fc.nat(13)),
});

const anyPrank = fc.record({ at: anyTime, caller: fc.nat(13) });

const anyIncident = fc.record({
  at: anyTime,
  state: fc.constantFrom(
    'DRAFT',
    'VERIFIED',
    'DISPATCHED',
    'RESOLVED',
    'RESOLVED',
    'CLOSED',
    'FALSE_REPORT',
    'REFERRED_REGION',
  ),
  source: fc.constantFrom('call', 'call', 'radio', 'walk_in'),
  priority: fc.constantFrom(...priorities),
  type: fc.nat(1),
  reported: fc.nat(900),
  resolved: fc.nat(90_000),
  reopened: fc.constantFrom(0, 0, 0, 1, 3),
  informed: fc.constantFrom('informed', 'tried', 'not_needed', null),
  /** Linked calls, by their place in the list; the first opened it. */
  calls: fc.array(fc.nat(40), { maxLength: 3 }),
  /** An earlier incident that it was merged into. */
  into: fc.option(fc.nat(20), { freq: 2, nil: null }),
  // An agency has one task of an incident.
  tasks: fc.uniqueArray(
    fc.record({
      agency: fc.nat(2),
      state: fc.constantFrom(...assignmentStates),
      // A device's clock may be before the server's: a time before the sending is no time.
      sent: fc.integer({ min: -30, max: 900 }),
      steps: fc.array(fc.integer({ min: -20, max: 1200 }), { minLength: 3, maxLength: 3 }),
      known: fc.nat(3),
      due: often(fc.nat(1500)),
    }),
    { maxLength: 3, selector: (one) => one.agency },
  ),
});

/** One regency's history around the end of a month. */
export const anyHistory = fc.record({
  zone: fc.constantFrom<Zone>('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'),
  calls: fc.array(anyCall, { maxLength: 45 }),
  /** Often more than ten numbers play pranks in one month. */
  pranks: fc.array(anyPrank, { maxLength: 30 }),
  incidents: fc.array(anyIncident, { maxLength: 14 }),
});
type History = typeof anyHistory extends fc.Arbitrary<infer Value> ? Value : never;
type Call = History['calls'][number];
type Incident = History['incidents'][number];

const iso = (ms: number) => new Date(ms).toISOString();

function callRow(call: Call, index: number) {
  const [isAnswered, isLost] = [call.state === 'answered' || call.state === 'ended', call.state === 'lost'];
  const hasEnded = call.state === 'ended' || isLost || call.state === 'overflowed' || call.state === 'failed';
  const end = call.at + call.wait + (isAnswered ? call.talk : 0);
  return {
    id: newId(),
    number: index + 1,
    direction: call.direction,
    purpose: call.purpose,
    state: call.state,
    caller: call.caller === null ? null : `+62812${String(10_000_000 + call.caller)}`,
    arrived_at: iso(call.at),
    queued_at: call.isQueued ? iso(call.at) : null,
    answered_at: isAnswered ? iso(call.at + call.wait) : null,
    ended_at: hasEnded ? iso(end) : null,
    wrapped_up_at: call.state === 'ended' && call.wrap !== null ? iso(end + call.wrap) : null,
    disposition: isAnswered ? call.disposition : isLost ? (call.isMenu ? 'IVR_ENDED' : 'ABANDONED_QUEUE') : null,
  };
}

const prankCall = ({ at, caller }: { at: number; caller: number }): Call => ({
  direction: 'inbound',
  purpose: 'public',
  at,
  isQueued: true,
  wait: 4000,
  talk: 9000,
  wrap: null,
  state: 'ended',
  disposition: 'PRANK_CHILD',
  isMenu: false,
  caller,
});

function incidentRow(incident: Incident, index: number, ids: readonly string[], typeIds: readonly string[]) {
  const into = incident.into === null || incident.into >= index ? null : (ids[incident.into] ?? null);
  const isDone = incident.state === 'RESOLVED' || incident.state === 'CLOSED';
  const isDraft = incident.state === 'DRAFT' && into === null;
  return {
    id: ids[index],
    number: index + 1,
    state: into === null ? incident.state : 'MERGED',
    source: incident.source,
    type_id: typeIds[incident.type],
    priority: incident.priority,
    reported_at: iso(incident.at - incident.reported * secondMs),
    verified_at: isDraft ? null : iso(incident.at),
    resolved_at: isDone ? iso(incident.at + incident.resolved * secondMs) : null,
    closed_at: incident.state === 'CLOSED' ? iso(incident.at + incident.resolved * secondMs) : null,
    reopened_count: incident.reopened,
    informed_at: isDone && incident.informed !== null ? iso(incident.at + incident.resolved * secondMs) : null,
    informed: isDone ? incident.informed : null,
    merged_into: into,
  };
}

const terminal = ['DONE', 'NOT_FOUND', 'REJECTED', 'REROUTED', 'CANCELLED'];

function taskRows(incident: Incident, incidentId: string | undefined, agencyIds: readonly string[]) {
  return incident.tasks.map(({ agency, state, sent, steps, known, due }) => {
    const sentAt = incident.at + sent * secondMs;
    const isFinished = state === 'DONE' || state === 'NOT_FOUND';
    const [first = 0, second = 0, third = 0] = steps;
    const after = (seconds: number) => iso(sentAt + seconds * secondMs);
    const finishedAt = isFinished || known > 2 ? after(first + second + third) : null;
    return {
      id: newId(),
      incident_id: incidentId,
      agency_id: agencyIds[agency],
      state,
      reason: ['REJECTED', 'REROUTED', 'CANCELLED'].includes(state) ? 'uji' : null,
      sent_at: iso(sentAt),
      acknowledged_at: known > 0 || isFinished ? after(first) : null,
      arrived_at: known > 1 || isFinished ? after(first + second) : null,
      finished_at: finishedAt,
      ended_at: terminal.includes(state) ? (finishedAt ?? after(first)) : null,
      due_at: due === null ? null : after(due),
    };
  });
}

/** Write a history as a regency of its own; its id. */
export async function writeHistory(systemDb: Db, history: History): Promise<string> {
  const tenantId = newId();
  await run(
    systemDb,
    sql`insert into tenants (id, slug, name, short_name, region_code, zone)
        values (${tenantId}, ${`uji-${tenantId}`}, 'Kabupaten Uji', 'Uji', '35.15', ${history.zone})`,
  );
  const [typeIds, agencyIds] = [
    [newId(), newId()],
    [newId(), newId(), newId()],
  ];
  for (const [index, id] of typeIds.entries())
    await run(
      systemDb,
      sql`insert into incident_types (id, tenant_id, code, category, name, name_en, default_priority)
          values (${id}, ${tenantId}, ${`TYPE_${index}`}, 'DISASTER', 'Jenis', 'Type', 'P2')`,
    );
  for (const [index, id] of agencyIds.entries())
    await run(
      systemDb,
      sql`insert into agencies (id, tenant_id, code, name, name_en, kind) values (${id}, ${tenantId}, ${`AGENCY_${index}`}, 'OPD', 'Agency', 'OPD')`,
    );
  const calls = [...history.calls, ...history.pranks.map(prankCall)].map(callRow);
  const ids = history.incidents.map(() => newId() as string);
  const incidents = history.incidents.map((one, index) => incidentRow(one, index, ids, typeIds));
  const tasks = history.incidents.flatMap((one, index) => taskRows(one, ids[index], agencyIds));
  await insertRows(systemDb, tenantId, { calls, incidents, tasks, links: linksOf(history, calls, ids) });
  return tenantId;
}

/** A call is linked once, to the first incident that names it; the first of an incident's calls opened it. */
function linksOf(history: History, calls: readonly { id: string }[], ids: readonly string[]) {
  const taken = new Set<string>();
  return history.incidents.flatMap((incident, index) => {
    const linked = incident.calls
      .map((place) => calls[place]?.id)
      .filter((id) => id !== undefined)
      .filter((id) => !taken.has(id) && taken.add(id));
    return linked.map((call_id, nth) => ({
      incident_id: ids[index],
      call_id,
      relation: nth === 0 ? 'opened' : 'duplicate',
    }));
  });
}

async function insertRows(
  systemDb: Db,
  tenantId: string,
  rows: { calls: object[]; incidents: object[]; tasks: object[]; links: object[] },
): Promise<void> {
  const of = (list: object[]) => sql`${JSON.stringify(list)}::jsonb`;
  await run(
    systemDb,
    sql`insert into calls (id, tenant_id, number, direction, purpose, state, pbx_system, pbx_linkedid, dialled, caller_raw, caller_e164,
          arrived_at, queued_at, answered_at, ended_at, wrapped_up_at, disposition)
        select x.id, ${tenantId}, x.number, x.direction, x.purpose, x.state, 'uji', x.id::text, '112', x.caller, x.caller,
          x.arrived_at, x.queued_at, x.answered_at, x.ended_at, x.wrapped_up_at, x.disposition
        from jsonb_to_recordset(${of(rows.calls)}) as x (id uuid, number int, direction text, purpose text, state text, caller text,
          arrived_at timestamptz, queued_at timestamptz, answered_at timestamptz, ended_at timestamptz, wrapped_up_at timestamptz, disposition text)`,
  );
  await run(
    systemDb,
    sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, reported_at, verified_at, resolved_at,
          closed_at, reopened_count, caller_informed_at, caller_informed_result, merged_into)
        select x.id, ${tenantId}, x.number, x.state, x.source, x.type_id, x.priority, x.reported_at, x.verified_at, x.resolved_at,
          x.closed_at, x.reopened_count, x.informed_at, x.informed, x.merged_into
        from jsonb_to_recordset(${of(rows.incidents)}) as x (id uuid, number int, state text, source text, type_id uuid, priority text,
          reported_at timestamptz, verified_at timestamptz, resolved_at timestamptz, closed_at timestamptz, reopened_count int,
          informed_at timestamptz, informed text, merged_into uuid)`,
  );
  await run(
    systemDb,
    sql`insert into incident_calls (tenant_id, incident_id, call_id, relation) select ${tenantId}, x.incident_id, x.call_id, x.relation
        from jsonb_to_recordset(${of(rows.links)}) as x (incident_id uuid, call_id uuid, relation text)`,
  );
  await run(
    systemDb,
    sql`insert into assignments (id, tenant_id, incident_id, agency_id, part, state, reason, sent_at, acknowledged_at, arrived_at, finished_at,
          ended_at, acknowledge_due_at, arrive_due_at, resolve_due_at)
        select x.id, ${tenantId}, x.incident_id, x.agency_id, 'lead', x.state, x.reason, x.sent_at, x.acknowledged_at, x.arrived_at,
          x.finished_at, x.ended_at, x.due_at, x.due_at, x.due_at
        from jsonb_to_recordset(${of(rows.tasks)}) as x (id uuid, incident_id uuid, agency_id uuid, state text, reason text, sent_at timestamptz,
          acknowledged_at timestamptz, arrived_at timestamptz, finished_at timestamptz, ended_at timestamptz, due_at timestamptz)`,
  );
}
