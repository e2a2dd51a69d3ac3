import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { AgencyId, Calendar } from '../../agency.ts';
import type { CoverContent, CoverId, OutageId, OutageReason } from '../../cover.ts';
import type { CoverSetting, OutageView } from '../../cover-contract.ts';

const content = sql`jsonb_build_object('agencyId', c.agency_id, 'coverAgencyId', c.cover_agency_id, 'times', c.times, 'windows', c.windows,
  'fromDay', c.from_day, 'untilDay', c.until_day, 'position', c.position, 'active', c.active) as content`;

/** By the covered agency, then in the order in which they are asked. */
export function selectCovers(ctx: ActionContext): Promise<CoverSetting[]> {
  return rows(
    ctx.tx,
    sql`select c.id, c.version, ${content}, a.name as "agencyName", o.name as "coverAgencyName"
        from agency_covers c join agencies a on a.id = c.agency_id join agencies o on o.id = c.cover_agency_id
        where c.tenant_id = ${ctx.tenantId} order by c.active desc, a.name, c.position, c.id`,
  );
}

export interface CoverRow {
  readonly id: CoverId;
  readonly version: number;
  readonly content: CoverContent;
}

/** Locked until the transaction ends. */
export function lockCover(ctx: ActionContext, id: string): Promise<CoverRow | null> {
  return row(
    ctx.tx,
    sql`select c.id, c.version, ${content} from agency_covers c where c.tenant_id = ${ctx.tenantId} and c.id = ${id} for update`,
  );
}

/** All of them, and nobody else writes one until the transaction ends: two halves of a circle cannot be made at the same moment. */
export async function lockCovers(ctx: ActionContext): Promise<CoverRow[]> {
  await run(ctx.tx, sql`select pg_advisory_xact_lock(hashtext(${`covers ${ctx.tenantId}`}))`);
  return rows(
    ctx.tx,
    sql`select c.id, c.version, ${content} from agency_covers c where c.tenant_id = ${ctx.tenantId} order by c.id`,
  );
}

export async function insertCover(ctx: ActionContext, id: CoverId, cover: CoverContent): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into agency_covers (id, tenant_id, agency_id, cover_agency_id, times, windows, from_day, until_day, position, active)
        values (${id}, ${ctx.tenantId}, ${cover.agencyId}, ${cover.coverAgencyId}, ${cover.times}, ${JSON.stringify(cover.windows)}::jsonb,
          ${cover.fromDay}::date, ${cover.untilDay}::date, ${cover.position}, ${cover.active})`,
  );
}

export async function updateCover(ctx: ActionContext, id: string, cover: CoverContent, version: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update agency_covers set agency_id = ${cover.agencyId}, cover_agency_id = ${cover.coverAgencyId}, times = ${cover.times},
          windows = ${JSON.stringify(cover.windows)}::jsonb, from_day = ${cover.fromDay}::date, until_day = ${cover.untilDay}::date,
          position = ${cover.position}, active = ${cover.active}, version = ${version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export interface AgencyStanding {
  readonly id: AgencyId;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly calendar: Calendar | null;
  /** It says that it is out of service. */
  readonly isOut: boolean;
  readonly zone: Zone;
}

/** The active agencies. */
export function agencyStandings(ctx: ActionContext): Promise<AgencyStanding[]> {
  return rows(
    ctx.tx,
    sql`select a.id, a.code, a.name, a.name_en as "nameEn", a.calendar, n.zone,
          exists (select from agency_outages o where o.agency_id = a.id and o.ended_at is null and o.until > ${ctx.now}) as "isOut"
        from agencies a join tenants n on n.id = a.tenant_id where a.tenant_id = ${ctx.tenantId} and a.active order by a.name`,
  );
}

export type OutageRow = Omit<OutageView, 'cover'>;

/** Those that run; of one agency only, where that is asked for. */
export function selectOutages(ctx: ActionContext, agencyId: string | null): Promise<OutageRow[]> {
  return rows(
    ctx.tx,
    sql`select o.id, jsonb_build_object('id', a.id, 'code', a.code, 'name', a.name) as agency, o.reason_code as reason, o.note,
          o.begun_at as "begunAt", u.display_name as "begunBy", o.until
        from agency_outages o join agencies a on a.id = o.agency_id left join users u on u.id = o.begun_by
        where o.tenant_id = ${ctx.tenantId} and o.ended_at is null and (${agencyId}::uuid is null or o.agency_id = ${agencyId}::uuid)
        order by o.begun_at`,
  );
}

/** False when the agency is out of service already. */
export async function insertOutage(
  ctx: ActionContext,
  outage: {
    readonly id: OutageId;
    readonly agencyId: AgencyId;
    readonly reason: OutageReason;
    readonly note: string | null;
    readonly until: Instant;
  },
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into agency_outages (id, tenant_id, agency_id, reason_code, note, begun_at, begun_by, until)
        values (${outage.id}, ${ctx.tenantId}, ${outage.agencyId}, ${outage.reason}, ${outage.note}, ${ctx.now}, ${ctx.actor.id}, ${outage.until})
        on conflict (agency_id) where ended_at is null do nothing`,
  );
  return inserted === 1;
}

/** One that runs, locked until the transaction ends. */
export function lockOutage(
  ctx: ActionContext,
  id: string,
): Promise<{ id: OutageId; agencyId: AgencyId; until: Instant } | null> {
  return row(
    ctx.tx,
    sql`select id, agency_id as "agencyId", until from agency_outages
        where tenant_id = ${ctx.tenantId} and id = ${id} and ended_at is null for update`,
  );
}

export async function saveOutageEnd(ctx: ActionContext, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update agency_outages set ended_at = ${ctx.now}, ended_by = ${ctx.actor.kind === 'user' ? ctx.actor.id : null}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}
