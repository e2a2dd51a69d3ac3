import { sql } from 'kysely';
import type { PositionSource } from '#features/places/position.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';

export interface EarlierRow {
  readonly id: string;
  readonly place_text: string | null;
  readonly landmark: string | null;
  readonly village_name: string | null;
  readonly village_code: string | null;
  readonly reported_at: Instant;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly place_source: PositionSource | null;
  readonly accuracy_m: number | null;
}

/** Older ones say little of a place of today, and the search stays quick whatever the years bring. */
const lookedAt = 5000;

/**
 * Places of the last incidents whose words hold all of these, the newest of each place; none of a sensitive incident, of a false
 * report, or of one whose particulars are erased.
 */
export function findEarlierRows(ctx: ActionContext, words: readonly string[], limit: number): Promise<EarlierRow[]> {
  return rows<EarlierRow>(
    ctx.tx,
    sql`select * from (
          select distinct on (p.place_words, i.village_code) i.id, p.place_text, p.landmark, v.name as village_name, i.village_code,
            i.reported_at, p.latitude, p.longitude, p.place_source, p.accuracy_m
          from (select id, village_code, reported_at, number from incidents
                where tenant_id = ${ctx.tenantId} and not sensitive and purpose = 'public' and state not in ('DRAFT', 'FALSE_REPORT')
                order by number desc limit ${lookedAt}) i
          join incident_particulars p on p.incident_id = i.id
          left join regions v on v.code = i.village_code
          left join regions d on d.code = v.parent_code
          where p.erased_at is null and p.place_words is not null and not exists (
            select from unnest(${[...words]}::text[]) w
            where position(' ' || w in ' ' || p.place_words || ' ' || lower(concat_ws(' ', v.name, d.name))) = 0)
          order by p.place_words, i.village_code, i.number desc) f
        order by reported_at desc limit ${limit}`,
  );
}

/** Which of these places this person was not shown since then: what was shown is shown again with every letter. */
export async function notYetSeen(ctx: ActionContext, ids: readonly string[], since: Instant): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.tx,
    sql`select s.id from unnest(${[...ids]}::uuid[]) as s (id)
        where not exists (select from access_log l where l.tenant_id = ${ctx.tenantId} and l.user_id = ${ctx.actor.id}
          and l.subject_type = 'incident' and l.subject_id = s.id and l.field = 'earlier_place' and l.at > ${since}::timestamptz)`,
  );
  return found.map(({ id }) => id);
}
