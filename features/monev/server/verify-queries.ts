import { sql } from 'kysely';
import { type Db, rows } from '#platform/server/db/database.ts';
import type { Finding } from './verify.ts';

/** Invariant 4: every open assignment has a next deadline, and none is long overdue (then nobody works the deadlines). */
export async function openWithoutDeadline(systemDb: Db, tenantId: string): Promise<Finding[]> {
  const found = await rows<{ id: string; number: number; due: string | null }>(
    systemDb,
    sql`select a.id, i.number, min(d.due_at) as due from assignments a join incidents i on i.id = a.incident_id
        left join deadlines d on d.tenant_id = a.tenant_id and d.subject_id = a.id and d.kind like 'assignment.%'
        where a.tenant_id = ${tenantId} and a.ended_at is null group by a.id, i.number
        having min(d.due_at) is null or min(d.due_at) < clock_timestamp() - interval '5 minutes' order by i.number`,
  );
  return found.map((one) => ({
    invariant: 4,
    subject: `assignment of incident ${one.number} (${one.id})`,
    expected: 'a next deadline that is worked',
    found: one.due === null ? 'none' : `due since ${one.due}`,
  }));
}

/** Invariant 9: every table with a tenant is closed by row-level security and has the policy that opens one tenant. */
export async function unprotectedTables(systemDb: Db): Promise<Finding[]> {
  const found = await rows<{ name: string; has_security: boolean }>(
    systemDb,
    sql`select c.relname as name, c.relrowsecurity as has_security
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
          and not (c.relrowsecurity and exists (
            select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_only'
              and pg_get_expr(p.polqual, p.polrelid) like '%current_setting(''sigap.tenant''%'))
        order by 1`,
  );
  return found.map((one) => ({
    invariant: 9,
    subject: `table ${one.name}`,
    expected: 'row-level security with the policy tenant_only',
    found: one.has_security ? 'no such policy' : 'no row-level security',
  }));
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

/**
 * Invariant 11: an event carries ids, codes, times and figures. Finds what looks like free text, a telephone number or a
 * coordinate; a single plain word cannot be told from a code.
 */
export async function forbiddenContents(systemDb: Db, tenantId: string, limit: number): Promise<Finding[]> {
  const found = await rows<{ seq: number; name: string; key: string; shape: string }>(
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
  return found.map((one) => ({
    invariant: 11,
    subject: `event ${one.seq} ${one.name}, ${one.key}`,
    expected: 'an id, code, time or figure',
    // Not the value itself: a report must not spread what should not be there.
    found: one.shape,
  }));
}
