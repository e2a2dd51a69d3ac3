import { sql } from 'kysely';
import { reachFor } from '#features/people/server/reach.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { incidentStates, openStates } from '../../incident.ts';
import type { ListedIncident, ListFilter } from '../../list-contract.ts';
import { type ListCursor, type ListSort, searchWords } from '../../list-rules.ts';
import { type ReadRow, selectIncidents, withinReach } from '../view-store.ts';

type Statement = ReturnType<typeof sql>;

/** Whether this reader may read place and words of the incident `i` (rules.ts, `sightOf`), for statements that look for them. */
function readsWords(ctx: ActionContext): Statement {
  const user = ctx.actor.kind === 'user' ? ctx.actor.id : null;
  const agency = ctx.actor.groupId;
  if (reachFor(ctx.actor, 'incident.read') !== 'tenant')
    return sql`coalesce((select bool_or(a.state not in ('REJECTED', 'REROUTED', 'CANCELLED')) from assignments a
      where a.incident_id = i.id and a.agency_id = ${agency}::uuid), o.agency_id = ${agency}::uuid, false)`;
  if (reachFor(ctx.actor, 'incident.close') === 'tenant') return sql`true`;
  return sql`(not i.sensitive or i.opened_by = ${user}::uuid or exists (select from incident_calls l join calls c on c.id = l.call_id
    where l.incident_id = i.id and c.answered_by = ${user}::uuid))`;
}

/** The target that runs for the open assignment `a` (dispatch's rules.ts, `runningClock`). */
const runningDue = sql`case when a.state in ('SENT', 'DELIVERED', 'SEND_FAILED') then a.acknowledge_due_at
  when a.state in ('ACKNOWLEDGED', 'EN_ROUTE') then coalesce(a.arrive_due_at, a.resolve_due_at)
  when a.state in ('ON_SCENE', 'HANDLING') then a.resolve_due_at end`;

const any = (column: Statement, values: readonly string[] | undefined) =>
  values === undefined ? [] : [sql`${column} = any(${[...values]}::text[])`];
const is = (column: Statement, value: string | undefined) => (value === undefined ? [] : [sql`${column} = ${value}`]);

/** What an incident must fulfil to be in the list. Whoever looks by place or words finds no incident whose words they may not read. */
function conditions(ctx: ActionContext, filter: ListFilter): Statement {
  const words = searchWords(filter.q ?? '');
  const isSearch = (filter.q ?? '') !== '';
  const byPlace = isSearch || filter.districtCode !== undefined || filter.villageCode !== undefined;
  const onlyAgency = reachFor(ctx.actor, 'incident.read') === 'tenant' ? null : ctx.actor.groupId;
  const all = [
    sql`i.tenant_id = ${ctx.tenantId}`,
    withinReach(ctx),
    ...(byPlace ? [readsWords(ctx)] : []),
    // A state says by itself which group it is of.
    ...(filter.group === 'all' || filter.states !== undefined
      ? []
      : [sql`(i.state = any(${[...openStates]}::text[])) = ${filter.group === 'open'}`]),
    ...any(sql`i.state`, filter.states),
    // What was merged stands in the one it went into, unless somebody asks for it.
    ...(filter.states === undefined && !isSearch ? [sql`i.state <> 'MERGED'`] : []),
    ...any(sql`i.priority`, filter.priorities),
    ...any(sql`t.category`, filter.categories),
    ...any(sql`i.incident_type_id::text`, filter.types),
    ...any(sql`i.source`, filter.sources),
    ...is(sql`i.district_code`, filter.districtCode),
    ...is(sql`i.village_code`, filter.villageCode),
    ...(filter.agencyId === undefined
      ? []
      : [
          sql`exists (select from assignments a where a.incident_id = i.id and a.agency_id = ${filter.agencyId}::uuid)`,
        ]),
    ...(filter.from === undefined ? [] : [sql`i.reported_at >= ${filter.from}::timestamptz`]),
    ...(filter.to === undefined ? [] : [sql`i.reported_at < ${filter.to}::timestamptz`]),
    ...(filter.sensitive === undefined ? [] : [sql`i.sensitive = ${filter.sensitive === 'yes'}`]),
    ...(filter.overdue === undefined
      ? []
      : [
          sql`exists (select from assignments a where a.incident_id = i.id and a.ended_at is null and ${runningDue} <= ${ctx.now}::timestamptz)`,
        ]),
    ...(filter.calls === undefined
      ? []
      : [
          sql`(select count(*) from incident_calls l where l.incident_id = i.id) ${filter.calls === 'none' ? sql`= 0` : sql`> 1`}`,
        ]),
    // Signs alone are a search too, and nothing holds them.
    ...(isSearch && words.length === 0 ? [sql`false`] : []),
    ...words.map((word) => sql`i.id in (select incidents_with_word(${word}, ${onlyAgency}::uuid))`),
  ];
  return sql.join(all, sql` and `);
}

const fromIncidents = sql`from incidents i left join incident_types t on t.id = i.incident_type_id
  left join users o on o.id = i.opened_by`;

/** What each order compares, and how a cursor's text becomes that again. Whole microseconds: a moment on the wire is rounded. */
const sortings: Readonly<Record<ListSort, { readonly by: Statement; readonly type: Statement }>> = {
  number: { by: sql`i.number`, type: sql`bigint` },
  reported: { by: sql`(extract(epoch from i.reported_at) * 1000000)::bigint`, type: sql`bigint` },
  priority: { by: sql`coalesce(i.priority, 'P9')`, type: sql`text` },
  state: { by: sql`array_position(${sql.lit(`{${incidentStates.join(',')}}`)}::text[], i.state)`, type: sql`int` },
  type: { by: sql`coalesce(t.code, '')`, type: sql`text` },
};

export interface ListRow extends ReadRow {
  readonly sort_value: string;
  readonly agencies: ListedIncident['agencies'];
  readonly call_count: number;
  readonly overdue_since: string | null;
}

const besides = (ctx: ActionContext) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('code', g.code, 'name', g.name, 'isOpen', a.is_open) order by a.first_at)
    from (select a.agency_id, bool_or(a.ended_at is null) as is_open, min(a.sent_at) as first_at from assignments a
      where a.incident_id = listed.id group by a.agency_id) a join agencies g on g.id = a.agency_id), '[]') as agencies,
  (select count(*) from incident_calls l where l.incident_id = listed.id) as call_count,
  (select min(${runningDue}) from assignments a where a.incident_id = listed.id and a.ended_at is null
    and ${runningDue} <= ${ctx.now}::timestamptz) as overdue_since`;

/** What leaves as a file is about citizens: drills stay in the house. */
const noDrills = sql`i.purpose = 'public'`;

/** A page of the list, `limit` at most, after the line a cursor names. */
export function listedRows(
  ctx: ActionContext,
  filter: ListFilter,
  page: { readonly after: ListCursor | null; readonly limit: number; readonly leaves?: true },
): Promise<ListRow[]> {
  const { by, type } = sortings[filter.sort];
  const direction = filter.order === 'asc' ? sql`asc` : sql`desc`;
  const after =
    page.after === null ||
    (type !== sortings.priority.type && !/^\d{1,18}$/.test(page.after.value) && filter.sort !== 'type')
      ? sql`true`
      : sql`(${by}, i.number) ${filter.order === 'asc' ? sql`>` : sql`<`} (${page.after.value}::${type}, ${page.after.number}::bigint)`;
  return pickedRows(
    ctx,
    sql`select i.id, (${by})::text as sort_value, row_number() over (order by ${by} ${direction}, i.number ${direction}) as place
        ${fromIncidents} where ${conditions(ctx, filter)} and ${after} and ${page.leaves === true ? noDrills : sql`true`} order by ${by} ${direction}, i.number ${direction} limit ${page.limit}`,
  );
}

/** Incidents that a statement picks by `id`, with `sort_value` and `place`, whole. */
function pickedRows(ctx: ActionContext, picked: Statement): Promise<ListRow[]> {
  return rows<ListRow>(
    ctx.tx,
    sql`with picked as materialized (${picked})
        select listed.*, picked.sort_value, ${besides(ctx)} from picked join lateral (${selectIncidents(ctx)} where i.id = picked.id) listed on true
        order by picked.place`,
  );
}

export async function countListed(ctx: ActionContext, filter: ListFilter, leaves?: true): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.tx,
    sql`select count(*) as count ${fromIncidents} where ${conditions(ctx, filter)} and ${leaves === true ? noDrills : sql`true`}`,
  );
  return found?.count ?? 0;
}

/** The newest whose caller goes by this name or number, of those whose words this reader may read. */
export function rowsOfCaller(
  ctx: ActionContext,
  caller: { readonly name: string | null; readonly digits: string | null },
  limit: number,
): Promise<ListRow[]> {
  const number = caller.digits === null ? null : `%${caller.digits}%`;
  return pickedRows(
    ctx,
    sql`select i.id, '' as sort_value, row_number() over (order by i.number desc) as place ${fromIncidents}
        join incident_particulars p on p.incident_id = i.id
        where i.tenant_id = ${ctx.tenantId} and ${withinReach(ctx)} and ${readsWords(ctx)}
          and (coalesce(p.caller_name ilike ${caller.name}, false)
            or coalesce(regexp_replace(p.callback_number, '\\D', '', 'g') like ${number}, false)
            or exists (select from incident_calls l join calls c on c.id = l.call_id where l.incident_id = i.id and c.caller_e164 like ${number}))
        order by i.number desc limit ${limit}`,
  );
}

export interface FoundNote {
  readonly incident_id: string;
  readonly text: string;
}

/** The notes of these incidents in which one of the words stands, for who may read them; newest first. */
export function notesWith(
  ctx: ActionContext,
  incidentIds: readonly string[],
  words: readonly string[],
): Promise<FoundNote[]> {
  const ownOnly = reachFor(ctx.actor, 'incident.read') !== 'tenant';
  return rows<FoundNote>(
    ctx.tx,
    sql`select n.incident_id, n.text from incident_notes n left join assignments a on a.id = n.assignment_id
        where n.tenant_id = ${ctx.tenantId} and n.incident_id = any(${[...incidentIds]}::uuid[]) and n.text is not null
          and n.found_by @@ to_tsquery('simple', ${words.map((word) => `${word}:*`).join(' | ')})
          and (not ${ownOnly} or a.agency_id = ${ctx.actor.groupId}::uuid)
        order by n.written_at desc limit 500`,
  );
}
