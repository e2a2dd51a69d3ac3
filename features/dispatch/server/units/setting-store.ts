import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import { mayReach } from '#features/people/server/reach.ts';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Zone } from '#platform/shared/time.ts';
import {
  type AgencyUnitsContent,
  agencyUnitsContent,
  type UnitFiguresContent,
  unitContent,
  unitFiguresContent,
} from '../../unit.ts';
import { agencyUnitsDefaults, unitFiguresDefaults } from '../../unit-defaults.ts';
import { isCallSignFree, lockUnit, lockUnitContent, updateUnit } from './unit-store.ts';

/** As it is stored, or null: readers decide what a setting that cannot be read means (they fail open). */
export async function storedAgencyUnits(ctx: ActionContext, agencyId: string): Promise<unknown> {
  const found = await row<{ content: unknown }>(
    ctx.tx,
    sql`select content from agency_units where tenant_id = ${ctx.tenantId} and agency_id = ${agencyId}`,
  );
  return found === null ? agencyUnitsDefaults : found.content;
}

/** What can be used of it: the defaults where it cannot be read. */
export function readableAgencyUnits(stored: unknown): AgencyUnitsContent {
  const read = agencyUnitsContent.safeParse(stored);
  return read.success ? read.data : agencyUnitsDefaults;
}

export async function loadAgencyUnits(ctx: ActionContext, agencyId: string): Promise<AgencyUnitsContent> {
  return readableAgencyUnits(await storedAgencyUnits(ctx, agencyId));
}

export interface AgencyUnitsRow {
  readonly id: AgencyId;
  readonly code: string;
  readonly name: string;
  readonly version: number;
  readonly content: AgencyUnitsContent;
}

const agencyColumns = sql`g.id, g.code, g.name, coalesce(s.version, 1) as version, s.content`;

/** Of the active agencies; all, or one's own. */
export async function selectAgencyUnits(ctx: ActionContext, onlyAgency: string | null): Promise<AgencyUnitsRow[]> {
  const found = await rows<Omit<AgencyUnitsRow, 'content'> & { content: unknown }>(
    ctx.tx,
    sql`select ${agencyColumns} from agencies g left join agency_units s on s.agency_id = g.id
        where g.tenant_id = ${ctx.tenantId} and g.active and ${onlyAgency === null ? sql`true` : sql`g.id = ${onlyAgency}::uuid`}
        order by g.name`,
  );
  return found.map((one) => ({ ...one, content: readableAgencyUnits(one.content ?? agencyUnitsDefaults) }));
}

/** An agency without a row of its own has version 1 of the defaults; the agency's row is what is locked. */
export const agencyUnitsKind: SettingKind<typeof agencyUnitsContent> = {
  kind: 'agency_units',
  schema: agencyUnitsContent,
  writer: 'unit.manage',
  load: async (ctx, id) => {
    if (!mayReach(ctx.actor, 'unit.manage', id) && !mayReach(ctx.actor, 'setting.read', id)) return null;
    await run(ctx.tx, sql`select 1 from agencies where tenant_id = ${ctx.tenantId} and id = ${id} for no key update`);
    const found = await row<{ version: number; content: unknown }>(
      ctx.tx,
      sql`select ${agencyColumns} from agencies g left join agency_units s on s.agency_id = g.id
          where g.tenant_id = ${ctx.tenantId} and g.id = ${id}`,
    );
    return found === null ? null : { version: found.version, content: readableAgencyUnits(found.content) };
  },
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`insert into agency_units (agency_id, tenant_id, content, version)
          values (${id}, ${ctx.tenantId}, ${JSON.stringify(content)}::jsonb, ${version})
          on conflict (agency_id) do update set content = excluded.content, version = excluded.version`,
    );
  },
};

/** The regency's figures with its zone; the defaults where nothing was set or it cannot be read. */
export async function loadFigures(
  ctx: ActionContext,
): Promise<{ readonly version: number; readonly content: UnitFiguresContent; readonly zone: Zone }> {
  const found = await row<{ version: number; content: unknown; zone: Zone }>(
    ctx.tx,
    sql`select coalesce(f.version, 1) as version, f.content, t.zone from tenants t left join unit_figures f on f.tenant_id = t.id
        where t.id = ${ctx.tenantId}`,
  );
  const read = unitFiguresContent.safeParse(found?.content);
  return {
    version: found?.version ?? 1,
    content: read.success ? read.data : unitFiguresDefaults,
    zone: found?.zone ?? 'Asia/Jakarta',
  };
}

/** Its id is that of the regency. */
export const unitFiguresKind: SettingKind<typeof unitFiguresContent> = {
  kind: 'unit_figures',
  schema: unitFiguresContent,
  load: async (ctx, id) => {
    if (id !== ctx.tenantId) return null;
    await run(ctx.tx, sql`select 1 from tenants where id = ${ctx.tenantId} for no key update`);
    const { version, content } = await loadFigures(ctx);
    return { version, content };
  },
  save: async (ctx, _id, content, version) => {
    await run(
      ctx.tx,
      sql`insert into unit_figures (tenant_id, content, version) values (${ctx.tenantId}, ${JSON.stringify(content)}::jsonb, ${version})
          on conflict (tenant_id) do update set content = excluded.content, version = excluded.version`,
    );
  },
};

export const unitContentKind: SettingKind<typeof unitContent> = {
  kind: 'unit',
  schema: unitContent,
  writer: 'unit.manage',
  load: async (ctx, id) => {
    const found = await lockUnitContent(ctx, id);
    if (found === null) return null;
    return mayReach(ctx.actor, 'unit.manage', found.agencyId) || mayReach(ctx.actor, 'setting.read', found.agencyId)
      ? found
      : null;
  },
  allows: async (ctx, id, content) => {
    if (!(await isCallSignFree(ctx, id, content.callSign))) return false;
    return content.active || (await lockUnit(ctx, id))?.open.length === 0;
  },
  save: updateUnit,
};
