import { sql } from 'kysely';
import { type Db, rows } from '#platform/server/db/database.ts';

/** An audit or a day's draw, and its events that do not say the same; one of the two may be missing. */
export interface AuditDifference {
  readonly id: string;
  readonly about: 'audit' | 'audit_day';
  readonly row: string | null;
  readonly event: string | null;
}

/** What every judgement said, why each call was audited, and with which seed each day was drawn. */
export function auditDifferences(systemDb: Db, tenantId: string, limit: number): Promise<AuditDifference[]> {
  return rows<AuditDifference>(
    systemDb,
    sql`with told as (
          select seq, name, subject_id, content from events where tenant_id = ${tenantId}
            and name in ('audit.opened', 'audit.widened', 'audit.judged', 'audit.seed_committed', 'audit.drawn')),
        said as (
          select o.subject_id::text as id, 'audit' as about, concat_ws(' ', o.content ->> 'callId', o.content ->> 'isRandom', o.content ->> 'incidentId',
            o.content ->> 'matchBy', j.content ->> 'firstCode', j.content ->> 'code', j.content ->> 'agreement', j.content ->> 'confidence',
            (j.content ->> 'judgedAt')::timestamptz) as told
          from (select distinct on (subject_id) * from told where name in ('audit.opened', 'audit.widened') order by subject_id, seq desc) o
          left join told j on j.name = 'audit.judged' and j.subject_id = o.subject_id
          union all
          select c.content ->> 'commitment', 'audit_day', concat_ws(' ', (c.content ->> 'from')::timestamptz, (c.content ->> 'share')::float8, d.content ->> 'seed',
            d.content ->> 'eligible', d.content ->> 'drawn')
          from told c left join told d on d.name = 'audit.drawn' and d.content ->> 'from' = c.content ->> 'from' where c.name = 'audit.seed_committed'),
        kept as (
          select id::text, 'audit' as about, concat_ws(' ', call_id, is_random::text, match_incident_id, match_by, case when judged_at is not null then first_code end,
            second_code, agreement, confidence, judged_at) as told
          from audits where tenant_id = ${tenantId}
          union all
          select d.commitment, 'audit_day', concat_ws(' ', d.day::timestamp at time zone t.zone, d.share::float8,
            case when d.drawn_at is not null then encode(d.seed, 'hex') end, d.eligible, d.drawn)
          from audit_days d join tenants t on t.id = d.tenant_id where d.tenant_id = ${tenantId})
        select id, about, kept.told as row, said.told as event from said full join kept using (id, about)
        where said.told is distinct from kept.told order by about, id limit ${limit}`,
  );
}
