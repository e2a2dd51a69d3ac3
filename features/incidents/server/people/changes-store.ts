import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';

/** The changed fields alone, by their names on the wire. */
export type FieldWords = Readonly<Record<string, string | null>>;

export async function insertChange(
  ctx: ActionContext,
  change: {
    readonly incidentId: string;
    readonly version: number;
    readonly reason: string | null;
    readonly before: FieldWords;
    readonly after: FieldWords;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into incident_changes (incident_id, version, tenant_id, changed_at, changed_by, reason, before, after)
        values (${change.incidentId}, ${change.version}, ${ctx.tenantId}, ${ctx.now}, ${ctx.actor.kind === 'user' ? ctx.actor.id : null},
          ${change.reason}, ${JSON.stringify(change.before)}::jsonb, ${JSON.stringify(change.after)}::jsonb)`,
  );
}

export interface ChangeRow {
  readonly version: number;
  readonly at: Instant;
  readonly by: string | null;
  readonly reason: string | null;
  readonly fields: string[];
  /** Null once erased, and for changes from before there was a history. */
  readonly before: FieldWords | null;
  readonly after: FieldWords | null;
}

/** Which fields were changed is in the events for ever; what they said is here as long as it is kept. */
export function changesOf(ctx: ActionContext, incidentId: string): Promise<ChangeRow[]> {
  return rows<ChangeRow>(
    ctx.tx,
    sql`select (e.content->>'version')::int as version, e.occurred_at as at, u.display_name as by, e.content->>'reasonCode' as reason,
          array(select jsonb_array_elements_text(e.content->'fields')) as fields, c.before, c.after
        from events e left join incident_changes c on c.incident_id = e.subject_id and c.version = (e.content->>'version')::int
        left join users u on u.id = e.actor_id
        where e.tenant_id = ${ctx.tenantId} and e.subject_type = 'incident' and e.subject_id = ${incidentId} and e.name = 'incident.changed'
        order by e.seq desc`,
  );
}

/** Types and villages by the codes that changes name. */
export async function namesOf(
  ctx: ActionContext,
  codes: { readonly types: readonly string[]; readonly villages: readonly string[] },
): Promise<ReadonlyMap<string, { id: string; en: string }>> {
  const found = await rows<{ code: string; id: string; en: string }>(
    ctx.tx,
    sql`select id::text as code, name as id, name_en as en from incident_types where tenant_id = ${ctx.tenantId} and id::text = any(${[...codes.types]}::text[])
        union all
        select v.code, v.name || ', ' || d.name, v.name || ', ' || d.name from regions v join regions d on d.code = v.parent_code
        where v.code = any(${[...codes.villages]}::text[])`,
  );
  return new Map(found.map(({ code, ...name }) => [code, name]));
}
