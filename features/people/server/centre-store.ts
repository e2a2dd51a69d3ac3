import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import type { TenantId } from '../person.ts';
import type { CentreContent } from '../tenant.ts';

export interface CentreRow {
  readonly id: TenantId;
  readonly slug: string;
  readonly region_code: string;
  readonly name: string;
  readonly short_name: string;
  readonly hosts: string[];
  readonly crest: string | null;
  readonly trunk: Partial<CentreContent['trunk']> | null;
  readonly version: number;
}

/** Locked: who changes it next waits. */
export async function loadCentre(ctx: ActionContext, id: string): Promise<CentreRow | null> {
  return row<CentreRow>(
    ctx.tx,
    sql`select id, slug, region_code, name, short_name, hosts, crest, settings->'trunk' as trunk, version from tenants where id = ${id} for update`,
  );
}

/** `settings` keeps whatever else other features put there. */
export async function saveCentre(
  ctx: ActionContext,
  id: string,
  content: CentreContent,
  version: number,
): Promise<void> {
  await run(
    ctx.tx,
    sql`update tenants set name = ${content.name}, short_name = ${content.shortName}, hosts = ${content.hosts}::text[],
            crest = ${content.crest},
            settings = settings || jsonb_build_object('trunk', ${JSON.stringify(content.trunk)}::jsonb), version = ${version}
          where id = ${id}`,
  );
}
