import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { typeSeeds } from '../type-seeds.ts';

/** Fill a new tenant with the incident types of the domain; the tenant edits them afterwards. */
export async function seedIncidentTypes(ctx: ActionContext): Promise<void> {
  const seeds = typeSeeds.map((seed, index) => ({ ...seed, id: newId<'incident_type'>(), position: (index + 1) * 10 }));
  await run(
    ctx.tx,
    sql`insert into incident_types (id, tenant_id, code, category, name, name_en, default_priority, sensitive, words, position)
        select id, ${ctx.tenantId}, code, category, name, "nameEn", priority, sensitive, words, position
        from jsonb_to_recordset(${JSON.stringify(seeds)}::jsonb) as given
          (id uuid, code text, category text, name text, "nameEn" text, priority text, sensitive boolean, words text[], position int)`,
  );
}
