import { sql } from 'kysely';
import { type Db, rows } from '#platform/server/db/database.ts';

/** A hint, or whether hints order calls, and its events that do not say the same; one of the two may be missing. */
export interface HintDifference {
  readonly id: string;
  readonly about: 'hint' | 'hint_order';
  readonly row: string | null;
  readonly event: string | null;
}

/** Rows of hints are forgotten after a while (hint-order-store.ts), their events never: only what must still be there is compared. */
const comparedDays = 390;
const isRecent = (column: ReturnType<typeof sql>) =>
  sql`${column} > clock_timestamp() - ${comparedDays} * interval '1 day'`;

/** What was worked out for every call, and whether hints order calls, by the last event that said so. */
export function hintDifferences(systemDb: Db, tenantId: string, limit: number): Promise<HintDifference[]> {
  return rows<HintDifference>(
    systemDb,
    sql`with said as (
          select subject_id::text as id, 'hint' as about, jsonb_strip_nulls(content)::text as told
          from events where tenant_id = ${tenantId} and name = 'hint.scored' and ${isRecent(sql`occurred_at`)}
          union all
          select ${tenantId}::text, 'hint_order', coalesce((select case name when 'hint_order.begun' then 'ordering' else 'shadow' end from events
            where tenant_id = ${tenantId} and name in ('hint_order.begun', 'hint_order.stopped') order by seq desc limit 1), 'shadow')),
        kept as (
          select call_id::text as id, 'hint' as about, jsonb_strip_nulls(jsonb_build_object('model', model, 'points', round(score * 10000)::int,
            'isLikely', is_likely, 'cue', cue, 'confirmed', confirmed, 'people', people, 'byHistory', by_history, 'wouldPass', would_pass,
            'confirmedPranks', round(confirmed_pranks * 100)::int, 'confirmers', round(confirmers * 100)::int,
            'confirmedNeeds', round(confirmed_needs * 100)::int, 'otherMatters', round(other_matters * 100)::int,
            'shortTalks', round(short_talks * 100)::int, 'silentCalls', round(silent_calls * 100)::int, 'keysPressed', round(keys_pressed * 100)::int,
            'placeFar', round(place_far * 100)::int, 'otherReports', round(other_reports * 100)::int, 'notNeeded', round(not_needed * 100)::int))::text as told
          from call_hints where tenant_id = ${tenantId} and ${isRecent(sql`scored_at`)}
          union all
          select ${tenantId}::text, 'hint_order', coalesce((select state from hint_orders where tenant_id = ${tenantId}), 'shadow'))
        select id, about, kept.told as row, said.told as event from said full join kept using (id, about)
        where said.told is distinct from kept.told order by about, id limit ${limit}`,
  );
}
