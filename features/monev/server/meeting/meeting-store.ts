import { sql } from 'kysely';
import type { Role } from '#features/people/permissions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import type {
  ItemFacts,
  ItemKind,
  MeetingContent,
  MeetingId,
  MeetingItemId,
  MeetingState,
  Minutes,
} from '../../meeting.ts';
import type { AgendaItem } from '../../meeting-rules.ts';
import type { ObstacleId, ObstacleState } from '../../obstacle.ts';
import type { Told } from '../obstacle/obstacle-store.ts';

export interface MeetingRow extends Omit<MeetingContent, 'roles'> {
  readonly id: MeetingId;
  readonly number: number;
  readonly roles: Role[];
  readonly state: MeetingState;
  readonly endedAt: Instant | null;
  readonly items: number;
  readonly version: number;
}

const columns = sql`m.id, m.number, m.title, m.place, m.starts_at as "startsAt", m.month, m.roles, m.agency_ids as "agencyIds", m.state,
  m.ended_at as "endedAt", m.version, (select count(*)::int from meeting_items i where i.meeting_id = m.id) as items`;

/** The newest first; `before` is the number of the last one of the page before. */
export function selectMeetings(
  ctx: ActionContext,
  wanted: { readonly state: MeetingState | null; readonly before: number | null; readonly limit: number },
): Promise<MeetingRow[]> {
  return rows<MeetingRow>(
    ctx.tx,
    sql`select ${columns} from meetings m where m.tenant_id = ${ctx.tenantId}
          and (${wanted.state}::text is null or m.state = ${wanted.state}::text) and (${wanted.before}::int is null or m.number < ${wanted.before}::int)
        order by m.number desc limit ${wanted.limit}`,
  );
}

export function findMeeting(ctx: ActionContext, id: string): Promise<MeetingRow | null> {
  return row<MeetingRow>(
    ctx.tx,
    sql`select ${columns} from meetings m where m.tenant_id = ${ctx.tenantId} and m.id = ${id}`,
  );
}

/** As it stands, until the transaction ends. */
export function lockMeeting(ctx: ActionContext, id: string): Promise<MeetingRow | null> {
  return row<MeetingRow>(
    ctx.tx,
    sql`select ${columns} from meetings m where m.tenant_id = ${ctx.tenantId} and m.id = ${id} for update of m`,
  );
}

export async function insertMeeting(ctx: ActionContext, id: MeetingId, made: MeetingContent): Promise<void> {
  await run(ctx.tx, sql`select pg_advisory_xact_lock(hashtextextended('meetings' || ${ctx.tenantId}::text, 0))`);
  await run(
    ctx.tx,
    sql`insert into meetings (id, tenant_id, number, title, place, starts_at, month, roles, agency_ids, state, made_by)
        select ${id}, ${ctx.tenantId}, coalesce(max(number), 0) + 1, ${made.title}, ${made.place}, ${made.startsAt}::timestamptz, ${made.month},
          ${made.roles}::text[], ${made.agencyIds}::uuid[], 'planned', ${ctx.actor.id}::uuid from meetings where tenant_id = ${ctx.tenantId}`,
  );
}

export async function saveMeeting(
  ctx: ActionContext,
  id: MeetingId,
  made: MeetingContent,
  version: number,
): Promise<void> {
  await run(
    ctx.tx,
    sql`update meetings set title = ${made.title}, place = ${made.place}, starts_at = ${made.startsAt}, month = ${made.month},
          roles = ${made.roles}::text[], agency_ids = ${made.agencyIds}::uuid[], version = ${version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** Begun where `minutes` is null, else over with these minutes. */
export async function saveState(
  ctx: ActionContext,
  id: MeetingId,
  version: number,
  minutes: Minutes | null,
): Promise<void> {
  await run(
    ctx.tx,
    minutes === null
      ? sql`update meetings set state = 'live', version = ${version} where tenant_id = ${ctx.tenantId} and id = ${id}`
      : sql`update meetings set state = 'ended', minutes = ${JSON.stringify(minutes)}::jsonb, ended_at = ${ctx.now}, version = ${version}
            where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** As they were fixed at the end; null: not over. */
export async function minutesOf(ctx: ActionContext, id: string): Promise<unknown> {
  const statement = sql`select minutes from meetings where tenant_id = ${ctx.tenantId} and id = ${id}`;
  return (await row<{ minutes: unknown }>(ctx.tx, statement))?.minutes ?? null;
}

export interface ItemRow {
  readonly id: MeetingItemId;
  readonly meetingId: MeetingId;
  readonly key: string;
  readonly kind: ItemKind;
  readonly title: string;
  readonly facts: ItemFacts | null;
  readonly obstacleId: ObstacleId | null;
  readonly obstacleState: ObstacleState | null;
  readonly obstacleVersion: number | null;
  readonly decision: string;
  readonly version: number;
}

const itemColumns = sql`i.id, i.meeting_id as "meetingId", i.key, i.kind, i.title, i.facts, i.obstacle_id as "obstacleId", o.state as "obstacleState",
  o.version as "obstacleVersion", i.decision, i.version`;

export function itemsOf(ctx: ActionContext, meetingId: string): Promise<ItemRow[]> {
  return rows<ItemRow>(
    ctx.tx,
    sql`select ${itemColumns} from meeting_items i left join obstacles o on o.id = i.obstacle_id
        where i.tenant_id = ${ctx.tenantId} and i.meeting_id = ${meetingId} order by i.position, i.id`,
  );
}

export function findItem(ctx: ActionContext, id: string): Promise<ItemRow | null> {
  return row<ItemRow>(
    ctx.tx,
    sql`select ${itemColumns} from meeting_items i left join obstacles o on o.id = i.obstacle_id
        where i.tenant_id = ${ctx.tenantId} and i.id = ${id}`,
  );
}

/** At the end of the agenda; false: it stands there already. */
export async function insertItem(
  ctx: ActionContext,
  meetingId: string,
  id: string,
  item: AgendaItem,
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into meeting_items (id, tenant_id, meeting_id, position, key, kind, title, obstacle_id, facts)
        select ${id}, ${ctx.tenantId}, ${meetingId}, coalesce(max(position), 0) + 1, ${item.key}, ${item.kind}, ${item.title},
          ${item.obstacleId}::uuid, ${item.facts === null ? null : JSON.stringify(item.facts)}::jsonb
        from meeting_items where meeting_id = ${meetingId} on conflict (meeting_id, key) do nothing`,
  );
  return inserted === 1;
}

export async function saveOrder(ctx: ActionContext, meetingId: string, ids: readonly string[]): Promise<void> {
  await run(
    ctx.tx,
    sql`update meeting_items i set position = o.position from unnest(${[...ids]}::uuid[]) with ordinality as o (id, position)
        where i.tenant_id = ${ctx.tenantId} and i.meeting_id = ${meetingId} and i.id = o.id`,
  );
}

export async function saveDecision(ctx: ActionContext, id: string, decision: string, version: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update meeting_items set decision = ${decision}, version = ${version} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** What people had put on the agenda of the meeting that ended last and nothing was decided of. */
export function undecidedItems(ctx: ActionContext): Promise<{ id: string; title: string }[]> {
  return rows(
    ctx.tx,
    sql`select i.id, i.title from meeting_items i where i.tenant_id = ${ctx.tenantId} and i.kind = 'free' and i.decision = ''
          and i.meeting_id = (select id from meetings where tenant_id = ${ctx.tenantId} and state = 'ended' order by ended_at desc, number desc limit 1)
          and not exists (select from obstacle_actions a where a.meeting_item_id = i.id)
        order by i.position`,
  );
}

export function attendeesOf(
  ctx: ActionContext,
  meetingId: string,
): Promise<{ id: string; name: string; office: string }[]> {
  return rows(
    ctx.tx,
    sql`select id, name, office from meeting_attendees where tenant_id = ${ctx.tenantId} and meeting_id = ${meetingId} order by id`,
  );
}

export async function insertAttendee(
  ctx: ActionContext,
  meetingId: string,
  who: { readonly name: string; readonly office: string },
): Promise<string> {
  const id = newId();
  await run(
    ctx.tx,
    sql`insert into meeting_attendees (id, tenant_id, meeting_id, name, office) values (${id}, ${ctx.tenantId}, ${meetingId}, ${who.name}, ${who.office})`,
  );
  return id;
}

export async function deleteAttendee(ctx: ActionContext, meetingId: string, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`delete from meeting_attendees where tenant_id = ${ctx.tenantId} and meeting_id = ${meetingId} and id = ${id}`,
  );
}

/** Everybody with one of the roles, and the contacts of the agencies. */
export function invitedTo(ctx: ActionContext, meeting: MeetingRow): Promise<Told[]> {
  return rows<Told>(
    ctx.tx,
    sql`select id as "userId", email, language from users
        where tenant_id = ${ctx.tenantId} and disabled_at is null and roles && ${meeting.roles}::text[]
        union all
        select null, email, 'id' from duty_contacts
        where tenant_id = ${ctx.tenantId} and agency_id = any(${meeting.agencyIds}::uuid[]) and active and email is not null`,
  );
}
