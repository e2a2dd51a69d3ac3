import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { Campaign, CampaignContent, CampaignId, CampaignState } from '../campaign.ts';

export interface CampaignRow {
  readonly id: CampaignId;
  readonly state: CampaignState;
  readonly content: CampaignContent;
  readonly reason: string | null;
  readonly version: number;
  readonly changedAt: Instant;
  readonly isDeleted: boolean;
}

const columns = sql`c.id, c.state, c.content, c.reason, c.version, c.changed_at as "changedAt", c.deleted_at is not null as "isDeleted"`;

interface ListFilter {
  readonly state: CampaignState | null;
  readonly words: string | null;
  readonly after: { readonly startsOn: string; readonly id: string } | null;
  readonly limit: number;
}

/** The latest first. Words are looked for in the name, in schools and in the names of places. */
export function selectCampaigns(
  ctx: ActionContext,
  { state, words, after, limit }: ListFilter,
): Promise<CampaignRow[]> {
  const like = words === null ? null : `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return rows<CampaignRow>(
    ctx.tx,
    sql`select ${columns} from campaigns c
        where c.tenant_id = ${ctx.tenantId} and c.deleted_at is null
          and (${state}::text is null or c.state = ${state}::text)
          and (${like}::text is null or c.content ->> 'name' ilike ${like}::text or exists (
            select from jsonb_array_elements(c.content -> 'places') p
            left join regions r on r.code = p ->> 'code' left join regions d on d.code = r.parent_code and r.level = 'village'
            where p ->> 'school' ilike ${like}::text or r.name ilike ${like}::text or d.name ilike ${like}::text))
          and (${after?.id ?? null}::uuid is null
            or (c.content ->> 'startsOn', c.id) < (${after?.startsOn ?? null}::text, ${after?.id ?? null}::uuid))
        order by c.content ->> 'startsOn' desc, c.id desc limit ${limit}`,
  );
}

export function findCampaign(ctx: ActionContext, id: string): Promise<CampaignRow | null> {
  return row<CampaignRow>(
    ctx.tx,
    sql`select ${columns} from campaigns c where c.tenant_id = ${ctx.tenantId} and c.id = ${id}`,
  );
}

/** As it stands, until the transaction ends. */
export function lockCampaign(ctx: ActionContext, id: string): Promise<Campaign | null> {
  return row<CampaignRow>(
    ctx.tx,
    sql`select ${columns} from campaigns c where c.tenant_id = ${ctx.tenantId} and c.id = ${id} for update`,
  );
}

export async function insertCampaign(ctx: ActionContext, id: CampaignId, content: CampaignContent): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into campaigns (id, tenant_id, content, state, made_by, made_at, changed_at)
        values (${id}, ${ctx.tenantId}, ${JSON.stringify(content)}::jsonb, 'planned', ${ctx.actor.id}, ${ctx.now}, ${ctx.now})`,
  );
}

interface Saved {
  readonly id: string;
  readonly version: number;
  readonly content: CampaignContent;
  readonly state: CampaignState;
  readonly reason: string | null;
  readonly isDeleted: boolean;
}

export async function saveCampaign(ctx: ActionContext, saved: Saved): Promise<void> {
  await run(
    ctx.tx,
    sql`update campaigns set content = ${JSON.stringify(saved.content)}::jsonb, state = ${saved.state}, reason = ${saved.reason},
          version = ${saved.version}, changed_at = ${ctx.now}, deleted_at = ${saved.isDeleted ? ctx.now : null}
        where tenant_id = ${ctx.tenantId} and id = ${saved.id}`,
  );
}

/** Campaigns that took or will take place, for what they do to figures and proposals. */
export function heldOrPlanned(
  ctx: ActionContext,
): Promise<{ id: CampaignId; state: CampaignState; content: CampaignContent }[]> {
  return rows(
    ctx.tx,
    sql`select id, state, content from campaigns where tenant_id = ${ctx.tenantId} and deleted_at is null and state <> 'cancelled'`,
  );
}

export interface RegionName {
  readonly code: string;
  readonly level: 'district' | 'village';
  readonly name: string;
  /** Of a village: the name of its district. */
  readonly district: string | null;
}

/** Every district and village of the regency. */
export function regionNames(ctx: ActionContext): Promise<RegionName[]> {
  return rows<RegionName>(
    ctx.tx,
    sql`select r.code, r.level, r.name, case when r.level = 'village' then d.name end as district
        from tenants t join regions r on r.code like t.region_code || '.%' left join regions d on d.code = r.parent_code
        where t.id = ${ctx.tenantId} and r.level in ('district', 'village') order by r.code`,
  );
}

/** Whose clock and name count. */
export async function regencyOf(ctx: ActionContext): Promise<{ readonly zone: Zone; readonly name: string }> {
  const found = await row<{ zone: Zone; name: string }>(
    ctx.tx,
    sql`select zone, name from tenants where id = ${ctx.tenantId}`,
  );
  if (found === null) throw new Error(`Tenant ${ctx.tenantId} does not exist`);
  return found;
}
