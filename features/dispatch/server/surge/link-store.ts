import { sql } from 'kysely';
import type { IncidentId } from '#features/incidents/incident.ts';
import { openStates } from '#features/incidents/incident.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { LinkRelation, SurgeLinkId } from '../../surge.ts';
import type { LinkView } from '../../surge-work-contract.ts';

export interface LinkRow {
  readonly id: SurgeLinkId;
  readonly parentId: IncidentId;
  readonly relation: LinkRelation;
  readonly undoneAt: Instant | null;
}

export async function insertLink(
  ctx: ActionContext,
  made: {
    readonly id: SurgeLinkId;
    readonly surgeId: string | null;
    readonly parentId: string;
    readonly relation: LinkRelation;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into surge_links (id, tenant_id, surge_id, parent_id, relation, made_at, made_by)
        values (${made.id}, ${ctx.tenantId}, ${made.surgeId}, ${made.parentId}, ${made.relation}, ${ctx.now}, ${ctx.actor.id})`,
  );
}

/** With the merge that is in force for each, where it was merged. */
export async function insertLinkItems(ctx: ActionContext, linkId: string, ids: readonly string[]): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into surge_link_items (link_id, incident_id, tenant_id, merge_id)
        select ${linkId}::uuid, i, ${ctx.tenantId}::uuid,
          (select m.id from incident_merges m where m.incident_id = i and m.unmerged_at is null)
        from unnest(${[...ids]}::uuid[]) as i`,
  );
}

export function lockLink(ctx: ActionContext, id: string): Promise<LinkRow | null> {
  return row<LinkRow>(
    ctx.tx,
    sql`select id, parent_id as "parentId", relation, undone_at as "undoneAt" from surge_links
        where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

export interface LinkItem {
  readonly id: IncidentId;
  readonly mergeId: string | null;
}

/** Of those that were not taken back yet. */
export function itemsOf(ctx: ActionContext, linkId: string): Promise<LinkItem[]> {
  return rows<LinkItem>(
    ctx.tx,
    sql`select incident_id as id, merge_id as "mergeId" from surge_link_items
        where tenant_id = ${ctx.tenantId} and link_id = ${linkId} and undone_at is null order by incident_id`,
  );
}

export async function saveItemUndone(ctx: ActionContext, linkId: string, incidentId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update surge_link_items set undone_at = ${ctx.now}
        where tenant_id = ${ctx.tenantId} and link_id = ${linkId} and incident_id = ${incidentId}`,
  );
}

export async function saveLinkUndone(ctx: ActionContext, linkId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update surge_links set undone_at = ${ctx.now}, undone_by = ${ctx.actor.id} where tenant_id = ${ctx.tenantId} and id = ${linkId}`,
  );
}

/** The last ones, newest first. */
export function selectLinks(ctx: ActionContext): Promise<LinkView[]> {
  return rows<LinkView>(
    ctx.tx,
    sql`select l.id, jsonb_build_object('id', p.id, 'number', p.number) as parent, l.relation,
          (select count(*) from surge_link_items t where t.link_id = l.id) as incidents,
          l.made_at as "madeAt", m.display_name as "madeBy", l.undone_at as "undoneAt", u.display_name as "undoneBy"
        from surge_links l join incidents p on p.id = l.parent_id left join users m on m.id = l.made_by left join users u on u.id = l.undone_by
        where l.tenant_id = ${ctx.tenantId} order by l.made_at desc limit 50`,
  );
}

/** An open incident as far as choosing needs it. */
export interface OpenRow {
  readonly id: IncidentId;
  readonly typeId: string | null;
  readonly districtCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly reportedAt: Instant;
  readonly parent: { readonly id: IncidentId; readonly number: number } | null;
  readonly children: number;
}

/** Every open incident that stands by itself or is part of another; the urgent first, then the oldest. `since`: reported since then. */
export function openIncidents(ctx: ActionContext, since: Instant | null): Promise<OpenRow[]> {
  return rows<OpenRow>(
    ctx.tx,
    sql`select i.id, i.incident_type_id as "typeId", i.district_code as "districtCode", p.latitude, p.longitude, i.reported_at as "reportedAt",
          case when q.id is not null then jsonb_build_object('id', q.id, 'number', q.number) end as parent,
          (select count(*) from incidents c where c.parent_id = i.id and c.state <> 'MERGED') as children
        from incidents i join incident_particulars p on p.incident_id = i.id left join incidents q on q.id = i.parent_id
        where i.tenant_id = ${ctx.tenantId} and i.state = any(${[...openStates]}::text[]) and i.purpose = 'public'
          and ${since === null ? sql`true` : sql`i.reported_at >= ${since}`}
        order by i.priority nulls first, i.reported_at, i.number`,
  );
}

/** How an incident stands now; null: not of this regency. */
export function versionOf(ctx: ActionContext, id: string): Promise<{ number: number; version: number } | null> {
  return row(ctx.tx, sql`select number, version from incidents where tenant_id = ${ctx.tenantId} and id = ${id}`);
}
