import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { IncidentTypeContent, IncidentTypeId } from '../incident.ts';
import type { IncidentTypeSetting } from '../type-contract.ts';
import type { typeSeeds } from '../type-seeds.ts';

const columns = sql`id, code, name, name_en as "nameEn", category, default_priority as "defaultPriority", sensitive, words,
  position, active, version`;

/** All types, the deactivated ones too, in their order. */
export function selectTypeSettings(ctx: ActionContext): Promise<IncidentTypeSetting[]> {
  return rows(
    ctx.tx,
    sql`select ${columns} from incident_types where tenant_id = ${ctx.tenantId} order by position, code`,
  );
}

/** Locked until the transaction ends. */
export function lockType(ctx: ActionContext, id: string): Promise<IncidentTypeSetting | null> {
  return row(
    ctx.tx,
    sql`select ${columns} from incident_types where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

/** Whether a regency would still have a type to choose without this one. Locks them, so that two cannot both be the last. */
export async function hasOtherActive(ctx: ActionContext, id: string): Promise<boolean> {
  const active = await rows<{ id: string }>(
    ctx.tx,
    sql`select id from incident_types where tenant_id = ${ctx.tenantId} and active order by id for update`,
  );
  return active.some((type) => type.id !== id);
}

/** False when the code is taken in this regency. */
export async function insertType(
  ctx: ActionContext,
  type: IncidentTypeContent & { readonly id: IncidentTypeId; readonly code: string },
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into incident_types (id, tenant_id, code, category, name, name_en, default_priority, sensitive, words, position, active)
        values (${type.id}, ${ctx.tenantId}, ${type.code}, ${type.category}, ${type.name}, ${type.nameEn}, ${type.defaultPriority},
          ${type.sensitive}, ${type.words}::text[], ${type.position}, ${type.active})
        on conflict (tenant_id, code) do nothing`,
  );
  return inserted === 1;
}

/** A new regency's types at once. */
export async function insertTypes(
  ctx: ActionContext,
  seeds: readonly ((typeof typeSeeds)[number] & { readonly id: IncidentTypeId; readonly position: number })[],
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into incident_types (id, tenant_id, code, category, name, name_en, default_priority, sensitive, words, position)
        select id, ${ctx.tenantId}, code, category, name, "nameEn", priority, sensitive, words, position
        from jsonb_to_recordset(${JSON.stringify(seeds)}::jsonb) as given
          (id uuid, code text, category text, name text, "nameEn" text, priority text, sensitive boolean, words text[], position int)`,
  );
}

export async function updateType(
  ctx: ActionContext,
  id: string,
  content: IncidentTypeContent,
  version: number,
): Promise<void> {
  await run(
    ctx.tx,
    sql`update incident_types set category = ${content.category}, name = ${content.name}, name_en = ${content.nameEn},
          default_priority = ${content.defaultPriority}, sensitive = ${content.sensitive}, words = ${content.words}::text[],
          position = ${content.position}, active = ${content.active}, version = ${version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}
