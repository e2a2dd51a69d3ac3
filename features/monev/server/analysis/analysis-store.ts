import { type RawBuilder, sql } from 'kysely';
import { row, rows, type Tx } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import {
  type Cell,
  type Filters,
  isP4Apart,
  isTime,
  type Measure,
  type Split,
  type Sum,
  type TimeMeasure,
} from '../../analysis.ts';
import { answerSeconds, kpis } from '../../kpi.ts';
import type { Named, Region } from '../store.ts';

type Sql = RawBuilder<unknown>;

/**
 * The dictionary's formulas (features/monev/kpi.ts) once more as SQL, for spans too long to load row by row; a test compares
 * both over generated months. Times are cut to milliseconds first, as they are everywhere outside the database.
 */
const ms = (column: string) => sql`date_trunc('milliseconds', ${sql.ref(column)})`;
const isCounted = sql`c.direction = 'inbound' and c.purpose = 'public'`;
const isIvr = sql`(c.state = 'lost' and (c.queued_at is null or c.disposition is not distinct from 'IVR_ENDED'))`;
const isAbandoned = sql`(c.state = 'lost' and c.queued_at is not null and c.disposition is distinct from 'IVR_ENDED')`;
const isAnswered = sql`(c.state in ('answered', 'ended') and c.answered_at is not null)`;
const isNuisance = sql`coalesce(c.disposition in ('PRANK_CHILD', 'PRANK_ADULT', 'PRANK_ABUSIVE', 'HOAX_CONFIRMED'), false)`;
const limit = sql`make_interval(secs => ${sql.lit(answerSeconds)})`;
const isInTime = sql`${ms('c.answered_at')} - ${ms('c.arrived_at')} between interval '0' and ${limit}`;
const waitedOver = sql`coalesce(${ms('c.ended_at')} - ${ms('c.arrived_at')} > ${limit}, false)`;
const wasRefused = sql`a.state in ('REJECTED', 'REROUTED')`;
const isOwed = sql`not (${wasRefused}) and a.state <> 'CANCELLED'`;
const always = sql`true`;
const kept = (at: string, due: string) => sql`coalesce(${ms(at)} <= ${ms(due)}, false)`;

/** Which rows a measure counts at all, and which of them are its part. */
const formulas: Readonly<Record<Exclude<Measure, TimeMeasure>, { readonly whole: Sql; readonly part: Sql }>> = {
  OFFERED: { whole: isCounted, part: always },
  ANSWERED: { whole: sql`${isCounted} and ${isAnswered}`, part: always },
  ABANDONED: { whole: sql`${isCounted} and ${isAbandoned}`, part: always },
  ANSWER_RATE: { whole: sql`${isCounted} and not ${isIvr}`, part: isAnswered },
  SERVICE_LEVEL: {
    whole: sql`${isCounted} and (${isAnswered} or (${isAbandoned} and ${waitedOver}))`,
    part: sql`${isAnswered} and ${isInTime}`,
  },
  NUISANCE: { whole: sql`${isCounted} and ${isAnswered} and ${isNuisance}`, part: always },
  NUISANCE_RATE: { whole: sql`${isCounted} and ${isAnswered}`, part: isNuisance },
  INCIDENTS: { whole: always, part: always },
  ASSIGNED: { whole: always, part: always },
  SLA_ACK: {
    whole: sql`not (${wasRefused}) and (a.state <> 'CANCELLED' or a.acknowledged_at is not null) and a.acknowledge_due_at is not null`,
    part: kept('a.acknowledged_at', 'a.acknowledge_due_at'),
  },
  SLA_ARRIVE: {
    whole: sql`${isOwed} and a.arrive_due_at is not null`,
    part: kept('a.arrived_at', 'a.arrive_due_at'),
  },
  SLA_RESOLVE: {
    whole: sql`${isOwed} and a.resolve_due_at is not null`,
    part: kept('a.finished_at', 'a.resolve_due_at'),
  },
  REJECTED: { whole: wasRefused, part: always },
  UNACKNOWLEDGED: { whole: sql`${isOwed} and a.acknowledged_at is null`, part: always },
};

/** Milliseconds from one moment to a later one; null where one of the two did not happen, or the order is wrong (month page: a violation). */
const span = (from: Sql, to: Sql) =>
  sql`(case when ${to} >= ${from} then round(extract(epoch from ${to} - ${from}) * 1000)::float8 end)`;
const cut = (moment: Sql) => sql`date_trunc('milliseconds', ${moment})`;
/** Where a response begins (link-rows.ts). */
const startOf = sql`case when linked.answered_at is null or (i.source <> 'call' and linked.answered_at >= i.reported_at)
  then ${ms('i.reported_at')} else ${cut(sql`linked.answered_at`)} end`;
const timeFormulas: Readonly<Record<TimeMeasure, Sql>> = {
  ANSWER_TIME: sql`case when ${isCounted} and ${isAnswered} then ${span(ms('c.arrived_at'), ms('c.answered_at'))} end`,
  HANDLE_TIME: sql`case when ${isCounted} and ${isAnswered} and c.ended_at is not null
    then ${span(ms('c.answered_at'), cut(sql`coalesce(c.wrapped_up_at, c.ended_at)`))} end`,
  T_TICKET: sql`case when i.source = 'call' then ${span(cut(sql`linked.answered_at`), ms('i.verified_at'))} end`,
  T_DISPATCH: span(ms('i.verified_at'), cut(sql`acts.sent_at`)),
  T_ACK: span(ms('a.sent_at'), ms('a.acknowledged_at')),
  T_ARRIVAL: span(startOf, cut(sql`acts.arrived_at`)),
  T_RESOLVE: span(startOf, ms('i.resolved_at')),
};
/** What an incident's times need: its earliest answer, and the earliest of what agencies did, of all that was merged into it. */
const familyTimes = sql`left join lateral (select case when exists (select from incidents m where m.merged_into = i.id)
      then array(select incident_family(i.id)) else array[i.id] end as ids) family on true
  left join lateral (select min(lc.answered_at) as answered_at from incident_calls li join calls lc on lc.id = li.call_id
    where li.incident_id = any(family.ids)) linked on true
  left join lateral (select min(la.sent_at) as sent_at, min(la.arrived_at) as arrived_at from assignments la
    where la.incident_id = any(family.ids)) acts on true`;

/** Which rows a measure has, which of them are its part, and what each lasted. */
function formulaOf(measure: Measure): { readonly whole: Sql; readonly part: Sql; readonly lasted: Sql } {
  if (!isTime(measure)) return { ...formulas[measure], lasted: sql`null::float8` };
  const lasted = timeFormulas[measure];
  return { whole: sql`${lasted} is not null`, part: always, lasted };
}

export interface Question {
  readonly measure: Measure;
  readonly from: Instant;
  readonly to: Instant;
  readonly filters: Filters;
}

/** What a merged incident's call or assignment counts for is the kept one. */
const rootOf = sql`case when o.merged_into is null then o.id else incident_root(o.id) end`;
/** An incident opened by a test or a drill is none of the public's. */
const isPublic = sql`i.state <> 'MERGED' and i.incident_type_id is not null and i.priority is not null
  and coalesce((select min(oc.purpose) from incident_calls x join calls oc on oc.id = x.call_id
    where x.incident_id = i.id and x.relation = 'opened'), 'public') = 'public'`;

/** The rows of a measure with everything they can be split or narrowed by. */
function factsOf(region: Region, { measure, from, to, filters }: Question): Sql {
  const { whole, part, lasted } = formulaOf(measure);
  const narrowed = sql.join(
    [sql`true`, ...Object.entries(filters).map(([name, value]) => sql`f.${sql.ref(name)} = ${value}`)],
    sql` and `,
  );
  const within = (column: Sql) => sql`${column} >= ${from} and ${column} < ${to}`;
  const bodies = {
    calls: sql`select c.id, c.number, i.id as incident_id, c.arrived_at as at, c.state, c.disposition as code, i.priority,
        i.district_code as district, t.code as type, null::text as agency, c.disposition, c.answered_by as taker, null::text as source,
        (${part}) as is_part, ${lasted} as ms
      from calls c left join incident_calls ic on ic.call_id = c.id left join incidents o on o.id = ic.incident_id
        left join incidents i on i.id = ${rootOf} left join incident_types t on t.id = i.incident_type_id
      where c.tenant_id = ${region.id} and ${within(sql`c.arrived_at`)} and ${whole}`,
    incidents: sql`select i.id, i.number, i.id as incident_id, i.verified_at as at, i.state, t.code, i.priority,
        i.district_code as district, t.code as type, null::text as agency, null::text as disposition, null::uuid as taker, i.source,
        (${part}) as is_part, ${lasted} as ms
      from incidents i join incident_types t on t.id = i.incident_type_id ${isTime(measure) ? familyTimes : sql``}
      where i.tenant_id = ${region.id} and ${within(sql`i.verified_at`)} and ${isPublic} and ${whole}`,
    assignments: sql`select a.id, i.number, i.id as incident_id, i.verified_at as at, a.state, t.code, i.priority,
        i.district_code as district, t.code as type, g.code as agency, null::text as disposition, null::uuid as taker, i.source,
        (${part}) as is_part, ${lasted} as ms
      from assignments a join incidents o on o.id = a.incident_id join incidents i on i.id = ${rootOf}
        join incident_types t on t.id = i.incident_type_id join agencies g on g.id = a.agency_id
      where a.tenant_id = ${region.id} and ${within(sql`i.verified_at`)} and ${isPublic} and ${whole}`,
  };
  return sql`select * from (${bodies[kpis[measure].table]}) f where ${narrowed}`;
}

/** The key of a fact in a split; an empty text is what has none (a call without incident, without a unit). */
function keyOf(by: Split, region: Region): Sql {
  const local = sql`(f.at at time zone ${region.zone})`;
  if (by === 'month') return sql`to_char(${local}, 'YYYY-MM')`;
  if (by === 'week') return sql`to_char(date_trunc('week', ${local}), 'YYYY-MM-DD')`;
  if (by === 'day') return sql`to_char(${local}, 'YYYY-MM-DD')`;
  if (by === 'hour') return sql`to_char(${local}, 'ID-HH24')`;
  if (by === 'unit') return sql`coalesce(u.unit_id::text, '')`;
  return sql`coalesce(f.${sql.ref(by)}::text, '')`;
}
const unitsOf = (by: Split) =>
  by === 'unit'
    ? sql`left join lateral (select distinct unit_id from unit_assignments where assignment_id = f.id) u on true`
    : sql``;

/** Rows, those of its part, and percentiles: `percentile_disc` is the nearest rank. */
const sumOf = (measure: Measure) => sql`(count(*) filter (where f.is_part))::int as part, count(*)::int as whole,
  ${
    isTime(measure)
      ? sql`case when count(*) > 0 then json_build_object('p50', percentile_disc(0.5) within group (order by f.ms),
          'p90', percentile_disc(0.9) within group (order by f.ms)) end`
      : sql`null::json`
  } as times`;
/** What is never in a whole: of some times, P4, unless it is asked for by name. */
const inWhole = ({ measure, filters }: Question) =>
  isP4Apart(measure) && filters.priority !== 'P4' ? sql`f.priority <> 'P4'` : sql`true`;

/** A count that hides nothing. */
export type CountedSum = Sum & { readonly part: number; readonly whole: number };

export function countCells(tx: Tx, region: Region, question: Question, by: Split): Promise<(Cell & CountedSum)[]> {
  return rows(
    tx,
    sql`select ${keyOf(by, region)} as key, ${sumOf(question.measure)}
        from (${factsOf(region, question)}) f ${unitsOf(by)} where ${by === 'priority' ? sql`true` : inWhole(question)} group by 1 order by 1`,
  );
}

export async function countTotal(tx: Tx, region: Region, question: Question): Promise<CountedSum> {
  const found = await row<CountedSum>(
    tx,
    sql`select ${sumOf(question.measure)} from (${factsOf(region, question)}) f where ${inWhole(question)}`,
  );
  return present(found, 'an aggregate without groups has one row');
}

export interface FactRow {
  readonly id: string;
  readonly number: number;
  readonly incidentId: string | null;
  readonly at: Instant;
  readonly state: string;
  readonly code: string | null;
  readonly priority: string | null;
  readonly agencyCode: string | null;
  readonly inPart: boolean;
  /** Milliseconds, of a time. */
  readonly ms: number | null;
}

/** One more than is shown, so that it is known whether there are more. A null key: all of them. */
export function listFacts(
  tx: Tx,
  region: Region,
  question: Question,
  asked: { readonly by: Split; readonly key: string | null; readonly after: string | null; readonly limit: number },
): Promise<FactRow[]> {
  const key = keyOf(asked.by, region);
  const isAsked = asked.key === null ? sql`true` : sql`${key} = ${asked.key}`;
  const isAfter =
    asked.after === null
      ? sql`true`
      : sql`(f.at, f.id) > (select b.at, b.id from facts b where b.id::text = ${asked.after} limit 1)`;
  return rows<FactRow>(
    tx,
    sql`with facts as (${factsOf(region, question)})
        select distinct f.id, f.number, f.incident_id as "incidentId", f.at, f.state, f.code, f.priority, f.agency as "agencyCode", f.is_part as "inPart", f.ms
        from facts f ${asked.key === null ? sql`` : unitsOf(asked.by)} where ${isAsked} and ${isAfter} and ${asked.by === 'priority' && asked.key !== null ? sql`true` : inWhole(question)}
        order by f.at, f.id limit ${asked.limit + 1}`,
  );
}

export async function countFacts(tx: Tx, region: Region, question: Question, by: Split, key: string): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`select count(*)::int as count from (${factsOf(region, question)}) f ${unitsOf(by)}
        where ${keyOf(by, region)} = ${key} and ${by === 'priority' ? sql`true` : inWhole(question)}`,
  );
  return found?.count ?? 0;
}

export function loadDistrictNames(tx: Tx, region: Region): Promise<Named[]> {
  return rows<Named>(
    tx,
    sql`select r.code, json_build_object('id', r.name, 'en', r.name) as name from regions r
        join tenants n on n.id = ${region.id} where r.parent_code = n.region_code and r.level = 'district' order by r.name`,
  );
}

/** Names of the people or units among the keys of a split. */
export function loadKeyNames(tx: Tx, region: Region, by: Split, keys: readonly string[]): Promise<Named[]> {
  const ids = keys.filter((key) => key !== '');
  if (ids.length === 0 || (by !== 'taker' && by !== 'unit')) return Promise.resolve([]);
  const [table, name] = by === 'taker' ? [sql`users`, sql`display_name`] : [sql`units`, sql`call_sign`];
  return rows<Named>(
    tx,
    sql`select id::text as code, json_build_object('id', ${name}, 'en', ${name}) as name from ${table}
        where tenant_id = ${region.id} and id = any(${ids}::uuid[]) order by ${name}`,
  );
}
