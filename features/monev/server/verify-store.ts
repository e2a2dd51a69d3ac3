import { sql } from 'kysely';
import { type Db, row, rows } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { ReplayedEvent } from '../replay.ts';

// What verify reads. All of it as the machinery: row-level security does not stand between it and what it verifies.

/** The tables whose columns are recomputed, with what a finding says of a row beside them. */
const replayedTables = {
  calls: sql`t.number`,
  incidents: sql`t.number, (select code from incident_types y where y.id = t.incident_type_id) as type_code`,
  call_parties: sql`(select number from calls c where c.id = t.call_id) as number`,
  assignments: sql`(select number from incidents i where i.id = t.incident_id) as number`,
  follow_ups: sql`(select number from calls c where c.id = t.call_id) as number`,
} as const;
export type ReplayedTable = keyof typeof replayedTables;

/** A whole row, its columns as they are. */
export type ReplayedRow = Readonly<Record<string, unknown>> & { readonly id: string; readonly number: number | null };

/** A page in the order of the ids, from after this one. */
export function replayedPage(
  systemDb: Db,
  tenantId: string,
  table: ReplayedTable,
  page: { readonly after: string; readonly size: number },
): Promise<ReplayedRow[]> {
  return rows<ReplayedRow>(
    systemDb,
    sql`select t.*, ${replayedTables[table]} from ${sql.table(table)} t
        where t.tenant_id = ${tenantId} and t.id > ${page.after} order by t.id limit ${page.size}`,
  );
}

/** The events of these subjects, by subject, oldest first. */
export async function eventsOf(
  systemDb: Db,
  tenantId: string,
  subject: string,
  ids: readonly string[],
): Promise<Map<string, ReplayedEvent[]>> {
  const found = await rows<ReplayedEvent & { subject_id: string }>(
    systemDb,
    sql`select subject_id, name, occurred_at as at, content from events
        where tenant_id = ${tenantId} and subject_type = ${subject} and subject_id = any(${ids}::uuid[]) order by seq`,
  );
  return Map.groupBy(found, (event) => event.subject_id);
}

/** How many rows of a table those batches account for of which no row by itself is known. */
export async function batchedRows(systemDb: Db, tenantId: string, table: ReplayedTable): Promise<number> {
  const batches = await row<{ rows: number }>(
    systemDb,
    sql`select coalesce(sum((content ->> 'rows')::bigint), 0)::bigint as rows from events
        where tenant_id = ${tenantId} and subject_type = 'batch' and content ->> 'table' = ${table} and content ->> 'sha256' is null`,
  );
  return batches?.rows ?? 0;
}

export async function databaseTime(systemDb: Db): Promise<Instant> {
  const clock = await row<{ now: Instant }>(systemDb, sql`select clock_timestamp() as now`);
  return present(clock, 'a select without a table has one row').now;
}

/** An open assignment, and when its next deadline is due. */
export interface UnwatchedRow {
  readonly id: string;
  readonly number: number;
  readonly due: Instant | null;
}

/** Open assignments without a deadline, or with one that has been due for five minutes. */
export function unwatchedAssignments(systemDb: Db, tenantId: string): Promise<UnwatchedRow[]> {
  return rows<UnwatchedRow>(
    systemDb,
    sql`select a.id, i.number, min(d.due_at) as due from assignments a join incidents i on i.id = a.incident_id
        left join deadlines d on d.tenant_id = a.tenant_id and d.subject_id = a.id and d.kind like 'assignment.%'
        where a.tenant_id = ${tenantId} and a.ended_at is null group by a.id, i.number
        having min(d.due_at) is null or min(d.due_at) < clock_timestamp() - interval '5 minutes' order by i.number`,
  );
}

/** People who are in several calls at once, more than their presence knows: the one they talk in and the one they put aside. */
export function desksWithStrayCalls(systemDb: Db, tenantId: string): Promise<{ user_id: string; calls: number }[]> {
  return rows<{ user_id: string; calls: number }>(
    systemDb,
    sql`select l.user_id, count(*) as calls from call_legs l join calls c on c.id = l.call_id
        where l.tenant_id = ${tenantId} and l.kind = 'desk' and l.left_at is null and c.ended_at is null
        group by l.user_id having count(*) > 1 and count(*) <> (select count(p.call_id) + count(p.parked_call_id) from presences p
          where p.tenant_id = ${tenantId} and p.user_id = l.user_id and p.state = 'talking')`,
  );
}

/** A call that must be followed up, or a ladder that nobody leads on. */
export interface StrandedCall {
  readonly id: string;
  readonly number: number;
  readonly found: string;
}

/** Public calls that were lost or failed since there are ladders, without one. */
export function callsWithoutLadder(systemDb: Db, tenantId: string, limit: number): Promise<StrandedCall[]> {
  return rows<StrandedCall>(
    systemDb,
    sql`select c.id, c.number, 'none' as found from calls c join follow_up_settings s on s.tenant_id = c.tenant_id
        where c.tenant_id = ${tenantId} and c.direction = 'inbound' and c.purpose = 'public' and c.state in ('lost', 'failed')
          and c.arrived_at > s.since and not exists (select from follow_ups f where f.call_id = c.id) order by c.number limit ${limit}`,
  );
}

/** Open ladders whose next step nobody works: no deadline, one that has been due for five minutes, no call-back under way. */
export function ladderWithoutStep(systemDb: Db, tenantId: string, limit: number): Promise<StrandedCall[]> {
  return rows<StrandedCall>(
    systemDb,
    sql`select f.id, c.number, f.state || coalesce(', due ' || f.due_at, '') as found from follow_ups f join calls c on c.id = f.call_id
        left join follow_up_tries t on t.follow_up_id = f.id and t.ended_at is null and t.kind <> 'sms'
        left join calls b on b.id = t.call_id
        left join deadlines d on d.tenant_id = f.tenant_id
          and ((d.kind = 'follow_up.due' and d.subject_id = f.id) or (d.kind = 'follow_up.try' and d.subject_id = t.id))
        where f.tenant_id = ${tenantId} and f.state <> 'done' and not (
          (d.due_at is not null and d.due_at > clock_timestamp() - interval '5 minutes')
          or (f.state = 'person' and f.overdue_at is not null)
          or (f.state = 'trying' and b.state in ('queued', 'offered', 'answered')))
        order by c.number limit ${limit}`,
  );
}

/** Tables with a tenant that the policy `tenant_only` does not close. */
export function unprotectedTables(systemDb: Db): Promise<{ name: string; has_security: boolean }[]> {
  return rows<{ name: string; has_security: boolean }>(
    systemDb,
    sql`select c.relname as name, c.relrowsecurity as has_security
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
          and not (c.relrowsecurity and exists (
            select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_only'
              and pg_get_expr(p.polqual, p.polrelid) like '%current_setting(''sigap.tenant''%'))
        order by 1`,
  );
}

/** What a text in an event may look like: an id, a moment, a hash, a code, a region code. */
const allowedTexts = `^(${[
  '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  String.raw`\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d))?`,
  '[0-9a-f]{32,128}',
  '[A-Za-z][A-Za-z0-9_.:-]{0,63}',
  String.raw`\d\d(\.\d\d){0,2}(\.\d{4})?`,
].join('|')})$`;
const telephoneText = String.raw`^\+?\d[\d -]{6,}$`;
const telephoneFigure = String.raw`^(62|0)?8\d{8,11}$`;
const coordinateFigure = String.raw`^-?\d{1,3}\.\d{3,}$`;
/** Names that give away what they hold, whatever it looks like. */
const forbiddenNames =
  '(^|_)(lat|lon|lng)$|latitude|longitude|coordinate|phone|address|email|callername|displayname|freetext|^text$|^note$|^name$';

/** A member of an event's content that does not look like what events carry. */
export interface StrangeContent {
  readonly seq: number;
  readonly name: string;
  readonly key: string;
  readonly shape: string;
}

export function strangeContents(systemDb: Db, tenantId: string, limit: number): Promise<StrangeContent[]> {
  return rows<StrangeContent>(
    systemDb,
    sql`select * from (
          select e.seq, e.name, member.key,
            case
              when lower(member.key) ~ ${forbiddenNames} then 'a name that promises personal data'
              when one.type = 'object' then 'a nested object'
              when one.type = 'string' and one.text ~ ${telephoneText} then 'a telephone number'
              when one.type = 'string' and one.text !~ ${allowedTexts} then 'free text'
              when one.type = 'number' and one.text ~ ${telephoneFigure} then 'a telephone number'
              when one.type = 'number' and one.text ~ ${coordinateFigure} then 'a coordinate'
            end as shape
          from events e
          cross join lateral jsonb_each(case when jsonb_typeof(e.content) = 'object' then e.content else jsonb_build_object('content', e.content) end) as member
          cross join lateral jsonb_array_elements(case when jsonb_typeof(member.value) = 'array' then member.value else jsonb_build_array(member.value) end) as element
          cross join lateral (select jsonb_typeof(element.value) as type, element.value #>> '{}' as text) one
          where e.tenant_id = ${tenantId}
        ) looked where shape is not null order by seq limit ${limit}`,
  );
}
