import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CallerTrackId } from '../../telling.ts';
import type { Milestone } from '../../telling-words.ts';

export interface RatingRow {
  readonly track_id: CallerTrackId;
  readonly round: number;
  readonly score: number;
  readonly words: string | null;
  readonly rated_at: Instant;
}

/** The newest of each caller. */
export function ratingsOf(ctx: ActionContext, trackIds: readonly string[]): Promise<RatingRow[]> {
  return rows<RatingRow>(
    ctx.tx,
    sql`select distinct on (track_id) track_id, round, score, words, rated_at from caller_ratings
        where tenant_id = ${ctx.tenantId} and track_id = any(${[...trackIds]}::uuid[]) order by track_id, round desc`,
  );
}

/** Again for the same closing: the later one counts. */
export async function saveRating(
  ctx: ActionContext,
  made: {
    readonly trackId: string;
    readonly incidentId: string;
    readonly round: number;
    readonly score: number;
    readonly words: string | null;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into caller_ratings (track_id, round, tenant_id, incident_id, score, words, rated_at)
        values (${made.trackId}, ${made.round}, ${ctx.tenantId}, ${made.incidentId}, ${made.score}, ${made.words}, ${ctx.now})
        on conflict (track_id, round) do update set score = excluded.score, words = excluded.words, rated_at = excluded.rated_at`,
  );
}

/** A track as its door finds it. */
export interface OpenTrack {
  readonly id: CallerTrackId;
  readonly tenant_id: string;
  readonly incident_id: string;
}

/** Only while its page is there: until so many days after its incident, or the one it was merged into, was closed. */
export function trackOfHash(systemDb: Db, hash: Buffer): Promise<OpenTrack | null> {
  return row<OpenTrack>(
    systemDb,
    sql`select k.id, k.tenant_id, k.incident_id from caller_tracks k join incidents i on i.id = incident_root(k.incident_id)
        left join telling_settings s on s.tenant_id = k.tenant_id left join incident_followers f on f.id = k.follower_id
        where k.token_hash = ${hash} and f.ended_at is null
          and (i.closed_at is null or i.closed_at > clock_timestamp() - coalesce((s.content->>'linkDays')::int, 30) * interval '1 day')
          and (i.state not in ('CANCELLED', 'FALSE_REPORT') or i.reported_at > clock_timestamp() - interval '30 days')`,
  );
}

/** False when it was opened before. */
export async function saveTrackOpened(ctx: ActionContext, id: string): Promise<boolean> {
  const statement = sql`update caller_tracks set opened_at = ${ctx.now} where id = ${id} and opened_at is null`;
  return (await run(ctx.tx, statement)) === 1;
}

/** False: it was done before. */
export async function insertTrackAct(
  ctx: ActionContext,
  act: { readonly trackId: string; readonly clientId: string; readonly kind: string },
): Promise<boolean> {
  const made = await run(
    ctx.tx,
    sql`insert into track_acts (track_id, tenant_id, client_id, kind, done_at)
        values (${act.trackId}, ${ctx.tenantId}, ${act.clientId}, ${act.kind}, ${ctx.now}) on conflict do nothing`,
  );
  return made === 1;
}

export async function countTrackActs(ctx: ActionContext, trackId: string): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.tx,
    sql`select count(*)::int as count from track_acts where track_id = ${trackId}`,
  );
  return found?.count ?? 0;
}

export interface StepRow {
  readonly milestone: Milestone;
  readonly at: Instant;
  readonly agency: string | null;
}

/**
 * What happened, from the events, so that what was undone later (reopened) still stands there. Of each agency each step once; one that
 * gave it back is left out, for it did nothing.
 */
export function stepsOf(ctx: ActionContext, rootId: string): Promise<StepRow[]> {
  return rows<StepRow>(
    ctx.tx,
    sql`with named (name, milestone) as (values
          ('incident.verified', 'received'), ('assignment.acknowledged', 'accepted'), ('assignment.en_route', 'on_the_way'),
          ('assignment.arrived', 'arrived'), ('incident.resolved', 'done'), ('incident.closed', 'closed'), ('incident.reopened', 'reopened'))
        select n.milestone, e.occurred_at as at, g.name as agency from events e join named n on n.name = e.name
          left join assignments a on e.subject_type = 'assignment' and a.id = e.subject_id left join agencies g on g.id = a.agency_id
        where e.tenant_id = ${ctx.tenantId}
          and (e.subject_type = 'incident' and e.subject_id = ${rootId}
            or a.incident_id = ${rootId} and a.tenant_id = ${ctx.tenantId} and a.state not in ('REJECTED', 'REROUTED', 'CANCELLED'))
        order by e.occurred_at, e.seq`,
  );
}
