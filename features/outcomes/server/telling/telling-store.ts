import { sql } from 'kysely';
import type { IncidentId, IncidentState, Priority, Source } from '#features/incidents/incident.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type {
  CallerTellingId,
  CallerTrackId,
  SkipReason,
  TellingChannel,
  TellingState,
  TellingWay,
} from '../../telling.ts';
import type { Milestone } from '../../telling-words.ts';

/** What of an incident decides how its callers are told; of one that was merged, the one it counts for. */
export interface ToldIncident {
  readonly id: IncidentId;
  readonly number: number;
  readonly state: IncidentState;
  readonly source: Source;
  readonly priority: Priority | null;
  readonly sensitive: boolean;
  readonly is_drill: boolean;
  readonly cannot_speak: boolean;
  readonly reopened_count: number;
  readonly resolved_at: Instant | null;
  readonly closed_at: Instant | null;
  readonly type_code: string | null;
  readonly type_name: string | null;
  readonly type_name_en: string | null;
  readonly zone: Zone;
  readonly centre: string;
}

export function toldIncident(ctx: ActionContext, id: string): Promise<ToldIncident | null> {
  return row<ToldIncident>(
    ctx.tx,
    sql`select i.id, i.number, i.state, i.source, i.priority, i.sensitive, i.purpose = 'drill' as is_drill, i.caller_cannot_speak as cannot_speak, i.reopened_count,
          i.resolved_at, i.closed_at, y.code as type_code, y.name as type_name, y.name_en as type_name_en, t.zone, t.name as centre
        from incidents i join tenants t on t.id = i.tenant_id left join incident_types y on y.id = i.incident_type_id
        where i.tenant_id = ${ctx.tenantId} and i.id = incident_root(${id})`,
  );
}

/** Everybody who reported it, or what was merged into it, has a track; those without one get it now. */
export async function makeTracks(ctx: ActionContext, rootId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into caller_tracks (id, tenant_id, incident_id, follower_id, made_at)
        select gen_random_uuid(), i.tenant_id, i.id, null::uuid, ${ctx.now}::timestamptz from incidents i
          where i.tenant_id = ${ctx.tenantId} and i.id in (select incident_family(${rootId}))
            and i.source not in ('agency', 'crew', 'radio', 'import')
        union all
        select gen_random_uuid(), f.tenant_id, f.incident_id, f.id, ${ctx.now}::timestamptz from incident_followers f
          where f.tenant_id = ${ctx.tenantId} and f.incident_id in (select incident_family(${rootId})) and f.ended_at is null
        on conflict do nothing`,
  );
}

export interface TrackRow {
  readonly id: CallerTrackId;
  readonly incident_id: IncidentId;
  readonly follower_id: string | null;
  readonly way: TellingWay;
  readonly way_by: string | null;
  readonly way_by_name: string | null;
  readonly way_at: Instant | null;
  readonly opened_at: Instant | null;
  /** As it was taken down; a mark that the network set in place of a number is none. */
  readonly number: string | null;
}

const trackColumns = sql`k.id, k.incident_id, k.follower_id, k.way, k.way_by, u.display_name as way_by_name, k.way_at, k.opened_at,
  case when k.follower_id is null
    then case when exists (select from incident_calls l join calls c on c.id = l.call_id where l.incident_id = k.incident_id
        and l.relation = 'opened' and c.caller_e164 is null and c.caller_raw = p.callback_number) then null else p.callback_number end
    else case when w.caller_e164 is null and w.caller_raw = f.number then null else f.number end end as number`;
const trackTables = sql`caller_tracks k join incident_particulars p on p.incident_id = k.incident_id
  left join incident_followers f on f.id = k.follower_id left join calls w on w.id = f.call_id left join users u on u.id = k.way_by`;

/** The one who opened it first. A follower whose call was unlinked is none any more. */
export function tracksOf(ctx: ActionContext, rootId: string): Promise<TrackRow[]> {
  return rows<TrackRow>(
    ctx.tx,
    sql`select ${trackColumns} from ${trackTables}
        where k.tenant_id = ${ctx.tenantId} and k.incident_id in (select incident_family(${rootId})) and f.ended_at is null
        order by k.incident_id <> ${rootId}, k.follower_id is not null, k.made_at, k.id`,
  );
}

export function lockTrack(ctx: ActionContext, id: string): Promise<TrackRow | null> {
  return row<TrackRow>(
    ctx.tx,
    sql`select ${trackColumns} from ${trackTables} where k.tenant_id = ${ctx.tenantId} and k.id = ${id} for update of k`,
  );
}

export async function saveWay(
  ctx: ActionContext,
  id: string,
  change: { readonly way: TellingWay; readonly by: string | null },
): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_tracks set way = ${change.way}, way_by = ${change.by}, way_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** What finds the page again; of another secret than before, the older links open nothing any more. */
export async function saveTokenHash(ctx: ActionContext, id: string, hash: Buffer): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_tracks set token_hash = ${hash} where tenant_id = ${ctx.tenantId} and id = ${id} and token_hash is distinct from ${hash}`,
  );
}

export interface TellingRow {
  readonly id: CallerTellingId;
  readonly track_id: CallerTrackId;
  readonly incident_id: IncidentId;
  readonly milestone: Milestone;
  readonly round: number;
  readonly agency_id: string | null;
  readonly state: TellingState;
  readonly reason: string | null;
  readonly channels_left: TellingChannel[];
  readonly channel: TellingChannel | null;
  readonly message_id: string | null;
  readonly decided_at: Instant;
  readonly due_at: Instant | null;
  readonly ended_at: Instant | null;
}

/** Null: this milestone was told to this caller before. */
export async function insertTelling(
  ctx: ActionContext,
  made: {
    readonly trackId: string;
    readonly incidentId: string;
    readonly milestone: Milestone;
    readonly round: number;
    readonly agencyId: string | null;
    readonly state: TellingState;
    readonly reason: SkipReason | null;
    readonly channels: readonly TellingChannel[];
    readonly dueAt: Instant | null;
  },
): Promise<CallerTellingId | null> {
  const id: CallerTellingId = newId();
  const isOpen = made.state === 'waiting' || made.state === 'sending';
  const inserted = await run(
    ctx.tx,
    sql`insert into caller_tellings (id, tenant_id, track_id, incident_id, milestone, round, agency_id, state, reason, channels_left,
          decided_at, due_at, ended_at)
        values (${id}, ${ctx.tenantId}, ${made.trackId}, ${made.incidentId}, ${made.milestone}, ${made.round}, ${made.agencyId},
          ${made.state}, ${made.reason}, ${[...made.channels]}::text[], ${ctx.now}, ${made.dueAt}, ${isOpen ? null : ctx.now})
        on conflict (track_id, milestone, round) do nothing`,
  );
  return inserted === 1 ? id : null;
}

export function lockTelling(
  ctx: ActionContext,
  by: { readonly id: string } | { readonly messageId: string },
): Promise<TellingRow | null> {
  const one = 'id' in by ? sql`id = ${by.id}` : sql`message_id = ${by.messageId}`;
  return row<TellingRow>(
    ctx.tx,
    sql`select * from caller_tellings where tenant_id = ${ctx.tenantId} and ${one} for update`,
  );
}

/** What is open of one caller: in the night, or on its way. */
export function openTellings(ctx: ActionContext, trackId: string): Promise<TellingRow[]> {
  return rows<TellingRow>(
    ctx.tx,
    sql`select * from caller_tellings where tenant_id = ${ctx.tenantId} and track_id = ${trackId} and ended_at is null for update`,
  );
}

export function tellingsOf(ctx: ActionContext, trackIds: readonly string[]): Promise<TellingRow[]> {
  return rows<TellingRow>(
    ctx.tx,
    sql`select * from caller_tellings where tenant_id = ${ctx.tenantId} and track_id = any(${[...trackIds]}::uuid[]) order by decided_at, id`,
  );
}

export async function saveSending(
  ctx: ActionContext,
  id: string,
  sending: { readonly channel: TellingChannel; readonly left: readonly TellingChannel[]; readonly messageId: string },
): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_tellings set state = 'sending', due_at = null, ended_at = null, reason = null, channel = ${sending.channel},
          channels_left = ${[...sending.left]}::text[], message_id = ${sending.messageId}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function saveTellingEnd(
  ctx: ActionContext,
  id: string,
  end: { readonly state: 'sent' | 'failed' | 'skipped'; readonly reason: string | null; readonly at: Instant },
): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_tellings set state = ${end.state}, reason = ${end.reason}, due_at = null, ended_at = ${end.at}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** The names of an agency, or of all that did the work. */
export async function agenciesNamed(ctx: ActionContext, incidentId: string, agencyId: string | null): Promise<string> {
  const found = await row<{ names: string | null }>(
    ctx.tx,
    agencyId === null
      ? sql`select string_agg(distinct g.name, ', ') as names from assignments a join agencies g on g.id = a.agency_id
            where a.tenant_id = ${ctx.tenantId} and a.incident_id = ${incidentId} and a.state in ('DONE', 'NOT_FOUND')`
      : sql`select name as names from agencies where tenant_id = ${ctx.tenantId} and id = ${agencyId}`,
  );
  return present(found, 'an aggregate has a row, and an agency of an event exists').names ?? '';
}
