import { sql } from 'kysely';
import type { AgencyId, DutyContactId } from '#features/agencies/agency.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AssignmentId } from '../../assignment.ts';
import { type ResponseLinkId, validAfterEndMs } from '../../response.ts';
import type { ResponseLinkView } from '../../response-contract.ts';

/** A link as its door finds it. */
export interface OpenLink {
  readonly id: ResponseLinkId;
  readonly tenant_id: string;
  readonly assignment_id: AssignmentId;
  readonly agency_id: AgencyId;
}

/** Only while it is good: not withdrawn, not over, and its assignment not ended for long. */
export function linkOfHash(systemDb: Db, hash: Buffer): Promise<OpenLink | null> {
  return row<OpenLink>(
    systemDb,
    sql`select l.id, l.tenant_id, l.assignment_id, a.agency_id from response_links l join assignments a on a.id = l.assignment_id
        where l.token_hash = ${hash} and l.withdrawn_at is null and l.expires_at > clock_timestamp()
          and (a.ended_at is null or a.ended_at > clock_timestamp() - ${validAfterEndMs} * interval '1 millisecond')`,
  );
}

export async function insertLink(
  ctx: ActionContext,
  link: {
    readonly id: ResponseLinkId;
    readonly assignmentId: string;
    readonly contactId: string | null;
    readonly hash: Buffer;
    readonly expiresAt: Instant;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into response_links (id, tenant_id, assignment_id, contact_id, token_hash, made_by, made_at, expires_at)
        values (${link.id}, ${ctx.tenantId}, ${link.assignmentId}, ${link.contactId}, ${link.hash},
          ${ctx.actor.kind === 'user' ? ctx.actor.id : null}, ${ctx.now}, ${link.expiresAt})`,
  );
}

export function expiryOf(ctx: ActionContext, id: string): Promise<{ expires_at: Instant } | null> {
  return row(ctx.tx, sql`select expires_at from response_links where id = ${id}`);
}

/** False when it was opened before. */
export async function saveOpened(ctx: ActionContext, id: string): Promise<boolean> {
  const statement = sql`update response_links set opened_at = ${ctx.now} where id = ${id} and opened_at is null`;
  return (await run(ctx.tx, statement)) === 1;
}

/** Its assignment; null when there is none of this id, or it was withdrawn before. */
export function withdrawLink(ctx: ActionContext, id: string): Promise<{ assignment_id: string } | null> {
  return row(
    ctx.tx,
    sql`update response_links set withdrawn_at = ${ctx.now} where id = ${id} and withdrawn_at is null returning assignment_id`,
  );
}

export function linksOf(ctx: ActionContext, assignmentId: string): Promise<ResponseLinkView[]> {
  return rows<ResponseLinkView>(
    ctx.tx,
    sql`select l.id, d.name as "contactName", l.made_at as "madeAt", u.display_name as "madeByName", l.expires_at as "expiresAt",
          l.opened_at as "openedAt", l.withdrawn_at as "withdrawnAt"
        from response_links l left join duty_contacts d on d.id = l.contact_id left join users u on u.id = l.made_by
        where l.assignment_id = ${assignmentId} order by l.made_at desc, l.id desc`,
  );
}

export interface Contact {
  readonly id: DutyContactId;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
}

/** Who is on duty for an agency, in the order in which they are rung. */
export function contactsOf(ctx: ActionContext, agencyId: string): Promise<Contact[]> {
  return rows<Contact>(
    ctx.tx,
    sql`select id, name, phone, email from duty_contacts
        where tenant_id = ${ctx.tenantId} and agency_id = ${agencyId} and active order by position, name`,
  );
}

/** False: it was done before. How many words came by this link, and in the last minute, goes with it. */
export async function insertAct(
  ctx: ActionContext,
  act: { readonly linkId: string; readonly clientId: string; readonly kind: string; readonly deviceAt: Instant | null },
): Promise<boolean> {
  const made = await run(
    ctx.tx,
    sql`insert into response_acts (link_id, tenant_id, client_id, kind, device_at, done_at)
        values (${act.linkId}, ${ctx.tenantId}, ${act.clientId}, ${act.kind}, ${act.deviceAt}, ${ctx.now}) on conflict do nothing`,
  );
  return made === 1;
}

export async function countActs(ctx: ActionContext, linkId: string): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.tx,
    sql`select count(*)::int as count from response_acts where link_id = ${linkId}`,
  );
  return found?.count ?? 0;
}
