import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { figuresOf } from '../figures.ts';
import type { KpiCode } from '../kpi.ts';
import { sayingOf } from '../lock.ts';
import { loadMonthRows, loadRegion } from './store.ts';
import { anyHistory, writeHistory } from './test-history.ts';

// Every figure against an independent recomputation in plain SQL, written from the definitions of the dictionary (domain.md §2.8,
// design.md §5) and not from the code, over random histories: calls over midnight and at month ends in all three zones, test calls and
// drills, merged and reopened incidents, clocks that run backwards, dispositions corrected afterwards, months without anything.

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** One month of one regency: $1 the regency, $2 the month. Times in milliseconds. */
const tables = `
with recursive month as (
  select t.id as tenant, ($2 || '-01')::timestamp at time zone t.zone as lo, (($2 || '-01')::timestamp + interval '1 month') at time zone t.zone as hi
  from tenants t where t.id = $1::uuid),
-- Demand: inbound calls of citizens that arrived in the month.
c as (select k.*, round(extract(epoch from answered_at - arrived_at) * 1000) as wait_ms from calls k, month
  where tenant_id = tenant and arrived_at >= lo and arrived_at < hi and direction = 'inbound' and purpose = 'public'),
answered as (select * from c where state in ('answered', 'ended')),
menu as (select * from c where state = 'lost' and (queued_at is null or disposition = 'IVR_ENDED')),
abandoned as (select * from c where state = 'lost' and id not in (select id from menu)),
nuisance as (select * from answered where disposition in ('PRANK_CHILD', 'PRANK_ADULT', 'PRANK_ABUSIVE', 'HOAX_CONFIRMED')),
busiest as (select caller_e164 from nuisance where caller_e164 is not null group by 1 order by count(*) desc limit 10),
-- Every incident with the one it counts for after merging.
kept (id, root) as (
  select i.id, i.id from incidents i, month where tenant_id = tenant and merged_into is null
  union all select i.id, kept.root from incidents i join kept on i.merged_into = kept.id),
first_answer as (select kept.root as id, min(k.answered_at) as at from kept join incident_calls l on l.incident_id = kept.id
  join calls k on k.id = l.call_id group by 1),
-- Verified in the month, and not opened by a drill or a test.
tickets as (select i.* from incidents i, month where i.tenant_id = tenant and i.verified_at >= lo and i.verified_at < hi
  and not exists (select from incident_calls l join calls k on k.id = l.call_id
    where l.incident_id = i.id and l.relation = 'opened' and k.purpose <> 'public')),
i as (select t.*, f.at as first_answer,
    case when t.source = 'call' then coalesce(f.at, t.reported_at) else least(f.at, t.reported_at) end as start
  from tickets t left join first_answer f on f.id = t.id where t.state <> 'MERGED'),
urgent as (select * from i where priority <> 'P4'),
-- What was sent for an incident of the month, or for one that was merged into it.
a as (select s.*, i.id as for_incident, i.priority, g.code as agency from assignments s join kept on kept.id = s.incident_id
  join i on i.id = kept.root join agencies g on g.id = s.agency_id),
owed as (select * from a where state not in ('REJECTED', 'REROUTED', 'CANCELLED')),
steps as (select for_incident, min(sent_at) as sent, min(arrived_at) as arrived from a group by 1),
steps_of_agency as (select for_incident, agency, min(arrived_at) as arrived from a group by 1, 2)`;

const count = (from: string) => `select count(*)::text from ${from}`;
const share = (from: string, part: string) => `select count(*) filter (where ${part}) || '/' || count(*) from ${from}`;
const ms = (from: string, to: string) => `round(extract(epoch from ${to} - ${from}) * 1000)`;
/** Of those where both happened in their order. Percentiles by nearest rank, which is what percentile_disc is. */
const time = (table: string, from: string, to: string, where = 'true') =>
  `select count(*) || ':' || coalesce(percentile_disc(0.5) within group (order by ms)::text, 'null') || ':'
     || coalesce(percentile_disc(0.9) within group (order by ms)::text, 'null') || ':' || coalesce(round(avg(ms))::text, 'null')
   from (select ${ms(from, to)} as ms from ${table} where ${where} and ${from} is not null and ${to} >= ${from}) measured`;

const inTime = (at: string, due: string) => `${at} is not null and ${at} <= ${due}`;
const serviceLevel = (seconds: number) =>
  share(
    `(select wait_ms, true as is_answered from answered union all select null, false from abandoned
       where ${ms('arrived_at', 'ended_at')} > ${seconds * 1000}) those`,
    `is_answered and wait_ms between 0 and ${seconds * 1000}`,
  );

/** A figure without its SQL does not compile. */
const figures: Readonly<Record<KpiCode, string>> = {
  OFFERED: count('c'),
  ANSWERED: count('answered'),
  ABANDONED: count('abandoned'),
  IVR_ENDED: count('menu'),
  OVERFLOWED: count("c where state = 'overflowed'"),
  FAILED: count("c where state = 'failed'"),
  WAITING: count("c where state in ('arrived', 'queued', 'offered')"),
  DISPOSITIONS: count('answered where disposition is not null'),
  UNCLASSIFIED: count('answered where disposition is null'),
  ANSWER_RATE: share('c where id not in (select id from menu)', 'id in (select id from answered)'),
  SERVICE_LEVEL: serviceLevel(10),
  SERVICE_LEVEL_30: serviceLevel(30),
  ANSWER_TIME: time('answered', 'arrived_at', 'answered_at'),
  HANDLE_TIME: time('answered', 'answered_at', 'coalesce(wrapped_up_at, ended_at)', 'ended_at is not null'),
  NUISANCE: count('nuisance'),
  NUISANCE_RATE: share('answered', 'id in (select id from nuisance)'),
  UNIQUE_NUISANCE: 'select count(distinct caller_e164)::text from nuisance',
  NUISANCE_TOP10: share('nuisance where caller_e164 is not null', 'caller_e164 in (select caller_e164 from busiest)'),
  GHOST: count("answered where disposition = 'GHOST'"),
  HOAX_SUSPECTED: count("answered where disposition = 'HOAX_SUSPECTED'"),
  ACCIDENTAL: count("answered where disposition = 'ACCIDENTAL'"),
  NUISANCE_WIDE:
    "select ((select count(*) from nuisance) + (select count(*) from answered where disposition in ('GHOST', 'HOAX_SUSPECTED', 'ACCIDENTAL')))::text",
  TICKETS: count('tickets'),
  INCIDENTS: count('i'),
  MERGED: count("tickets where state = 'MERGED'"),
  FALSE_REPORTS: count("i where state = 'FALSE_REPORT'"),
  REOPENED: count('i where reopened_count >= 1'),
  FEEDBACK_RATE: share(
    "i where state in ('RESOLVED', 'CLOSED') and caller_informed_result is distinct from 'not_needed'",
    'caller_informed_result is not null',
  ),
  T_TICKET: time('urgent', 'first_answer', 'verified_at', "source = 'call'"),
  T_DISPATCH: time('urgent join steps on for_incident = id', 'verified_at', 'sent'),
  T_ACK: time('a', 'sent_at', 'acknowledged_at', "priority <> 'P4'"),
  T_ARRIVAL: time('urgent join steps on for_incident = id', 'start', 'arrived'),
  T_RESOLVE: time('urgent', 'start', 'resolved_at'),
  ASSIGNED: count('a'),
  SLA_ACK: share(
    "a where state not in ('REJECTED', 'REROUTED') and acknowledge_due_at is not null and (state <> 'CANCELLED' or acknowledged_at is not null)",
    inTime('acknowledged_at', 'acknowledge_due_at'),
  ),
  SLA_ARRIVE: share('owed where arrive_due_at is not null', inTime('arrived_at', 'arrive_due_at')),
  SLA_RESOLVE: share('owed where resolve_due_at is not null', inTime('finished_at', 'resolve_due_at')),
  REJECTED: count("a where state in ('REJECTED', 'REROUTED')"),
  REROUTED: count("a where state = 'REROUTED'"),
  UNACKNOWLEDGED: count('owed where acknowledged_at is null'),
};

/** Goals ask for shares within seconds; breakdowns are the same figures of fewer rows. */
const others: Readonly<Record<string, string>> = {
  'SERVICE_LEVEL~within~20': serviceLevel(20),
  'T_ACK~within~60': share(
    "a where priority <> 'P4' and acknowledged_at >= sent_at",
    `${ms('sent_at', 'acknowledged_at')} <= 60000`,
  ),
  'T_ARRIVAL~within~900': share(
    'urgent join steps on for_incident = id where arrived >= start',
    `${ms('start', 'arrived')} <= 900000`,
  ),
  'DISPOSITIONS~disposition~GHOST': count("answered where disposition = 'GHOST'"),
  'INCIDENTS~priority~P4': count("i where priority = 'P4'"),
  'INCIDENTS~type~TYPE_1': count("i join incident_types y on y.id = i.incident_type_id where y.code = 'TYPE_1'"),
  'INCIDENTS~source~radio': count("i where source = 'radio'"),
  'INCIDENTS~agency~AGENCY_1': "select count(distinct for_incident)::text from a where agency = 'AGENCY_1'",
  'T_ACK~agency~AGENCY_1': time('a', 'sent_at', 'acknowledged_at', "priority <> 'P4' and agency = 'AGENCY_1'"),
  'T_ARRIVAL~agency~AGENCY_0': time(
    'urgent join steps_of_agency on for_incident = id',
    'start',
    'arrived',
    "agency = 'AGENCY_0'",
  ),
  'T_ARRIVAL~priority~P4': time('i join steps on for_incident = id', 'start', 'arrived', "priority = 'P4'"),
  'SLA_ARRIVE~agency~AGENCY_2': share(
    "owed where arrive_due_at is not null and agency = 'AGENCY_2'",
    inTime('arrived_at', 'arrive_due_at'),
  ),
};
const goals = [
  { code: 'SERVICE_LEVEL', seconds: 20 },
  { code: 'T_ACK', seconds: 60 },
  { code: 'T_ARRIVAL', seconds: 900 },
] as const;

const wanted = { ...figures, ...others };
const question = `${tables}\n${Object.entries(wanted)
  .map(([name, query]) => `select '${name}' as name, (${query}) as said`)
  .join('\nunion all ')}`;

async function bySql(tenantId: string, month: string): Promise<Record<string, string>> {
  const { rows: found } = await database.ownerPool.query<{ name: string; said: string }>(question, [tenantId, month]);
  return Object.fromEntries(found.map(({ name, said }) => [name, said]));
}

/** What the program says; a line of a breakdown that it leaves out has nothing in it. */
async function byProgram(tenantId: string, month: string): Promise<Record<string, string>> {
  const region = await loadRegion(database.systemDb, tenantId);
  const found = figuresOf(await loadMonthRows(database.systemDb, region, month), goals);
  const said = new Map(
    found.map((one) => [[one.code, ...(one.by === 'all' ? [] : [one.by, one.key])].join('~'), sayingOf(one)]),
  );
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, said.get(name) ?? emptyOf(name)]));
}

function emptyOf(name: string): string {
  if (name.startsWith('T_')) return '0:null:null:null';
  return name.startsWith('SLA_') ? '0/0' : '0';
}

const months = ['2026-10', '2026-11', '2027-01'];

test('every figure is what plain SQL finds, over any history and after corrections of it', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => {
      const tenantId = await writeHistory(database.systemDb, history);
      for (const month of months) expect(await byProgram(tenantId, month)).toEqual(await bySql(tenantId, month));
      // Every other call is judged anew.
      await run(
        database.systemDb,
        sql`update calls set disposition = case number % 4 when 0 then 'EMERGENCY_NEW' else 'PRANK_ADULT' end
            where tenant_id = ${tenantId} and disposition is not null and state in ('answered', 'ended') and number % 2 = 0`,
      );
      expect(await byProgram(tenantId, '2026-10')).toEqual(await bySql(tenantId, '2026-10'));
    }),
    { numRuns: 60 },
  );
}, 600_000);

test('months without anything are nothing, and histories do have something', async () => {
  const [history] = fc.sample(anyHistory, { numRuns: 1, seed: 112 });
  if (history === undefined) throw new Error('a sample of one holds one');
  const tenantId = await writeHistory(database.systemDb, history);
  const none = await bySql(tenantId, '2027-01');
  expect(Object.entries(none).filter(([, said]) => !/^0(\/0|:null:null:null)?$/.test(said))).toEqual([]);
  const some = await rows<{ count: number }>(
    database.systemDb,
    sql`select count(*)::int as count from calls where tenant_id = ${tenantId}`,
  );
  expect(some).toEqual([{ count: history.calls.length + history.pranks.length }]);
});
