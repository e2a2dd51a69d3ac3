import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { longestMs } from '../../duplicate-rules.ts';
import { openStates } from '../../incident.ts';

/** What comparing needs of an open incident beside its line. */
export interface Candidate {
  readonly id: string;
  readonly hasOwnPoint: boolean;
  readonly isSameNumber: boolean;
}

/** A surge has hundreds open; beyond this many a person bundles them by area instead. */
const mostCandidates = 400;

/**
 * Open incidents of the last day, and older ones that the same number reported; the newest first. `number`: of the caller,
 * null when withheld.
 */
export function candidates(
  ctx: ActionContext,
  wanted: {
    readonly at: Instant;
    readonly number: string | null;
    readonly excludeId: string | null;
    /** Of a drill only drills are proposed, and of a real call no drill. */
    readonly callId: string | null;
  },
): Promise<Candidate[]> {
  return rows<Candidate>(
    ctx.tx,
    sql`select * from (
          select i.id, i.number, i.reported_at, coalesce(p.place_source <> 'village', false) as "hasOwnPoint",
            ${wanted.number}::text is not null and (p.callback_number = ${wanted.number} or exists (
              select from incident_calls l join calls c on c.id = l.call_id
              where l.incident_id = i.id and c.caller_e164 = ${wanted.number})) as "isSameNumber"
          from incidents i join incident_particulars p on p.incident_id = i.id
          where i.tenant_id = ${ctx.tenantId} and i.state = any(${[...openStates]}::text[])
            and i.id is distinct from ${wanted.excludeId}::uuid
            and i.purpose = case when exists (select from calls c where c.id = ${wanted.callId}::uuid and c.purpose = 'drill') then 'drill' else 'public' end) near
        where "isSameNumber" or reported_at between ${plusMs(wanted.at, -longestMs)} and ${plusMs(wanted.at, longestMs)}
        order by number desc limit ${mostCandidates}`,
  );
}

export interface NearFacts {
  readonly id: string;
  readonly calls: number;
  readonly agencies: { readonly name: string; readonly state: string }[];
}

/** How many calls reported each of these incidents, and which agencies are on it and how far. */
export async function nearFacts(ctx: ActionContext, ids: readonly string[]): Promise<ReadonlyMap<string, NearFacts>> {
  const found = await rows<NearFacts>(
    ctx.tx,
    sql`select i.id, (select count(*) from incident_calls l where l.incident_id in (select incident_family(i.id))) as calls,
          coalesce((select jsonb_agg(jsonb_build_object('name', g.name, 'state', a.state) order by a.part, a.sent_at)
            from assignments a join agencies g on g.id = a.agency_id where a.incident_id = i.id
              and a.state not in ('REJECTED', 'REROUTED', 'CANCELLED')), '[]'::jsonb) as agencies
        from incidents i where i.tenant_id = ${ctx.tenantId} and i.id = any(${[...ids]}::uuid[])`,
  );
  return new Map(found.map((one) => [one.id, one]));
}

/** The number a call came from; null: withheld, or no such call. */
export async function numberOfCall(ctx: ActionContext, callId: string): Promise<string | null> {
  const found = await row<{ number: string | null }>(
    ctx.tx,
    sql`select caller_e164 as number from calls where tenant_id = ${ctx.tenantId} and id = ${callId}`,
  );
  return found?.number ?? null;
}

export interface NewFollower {
  readonly id: string;
  readonly incidentId: string;
  readonly callId: string;
  readonly number: string | null;
  readonly name: string | null;
  readonly typed: object | null;
  readonly noteId: string | null;
  readonly dispositionBefore: string | null;
}

export async function insertFollower(ctx: ActionContext, made: NewFollower): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into incident_followers (id, tenant_id, incident_id, call_id, since, number, name, typed, note_id, disposition_before)
        values (${made.id}, ${ctx.tenantId}, ${made.incidentId}, ${made.callId}, ${ctx.now}, ${made.number}, ${made.name},
          ${made.typed === null ? null : JSON.stringify(made.typed)}::jsonb, ${made.noteId}, ${made.dispositionBefore})`,
  );
}

export interface FollowerRow {
  readonly id: string;
  readonly typed: unknown;
  readonly note_id: string | null;
  readonly disposition_before: string | null;
}

/** The follower that a call made of an incident, as long as it is linked. */
export function followerOfCall(ctx: ActionContext, incidentId: string, callId: string): Promise<FollowerRow | null> {
  return row<FollowerRow>(
    ctx.tx,
    sql`select id, typed, note_id, disposition_before from incident_followers
        where tenant_id = ${ctx.tenantId} and incident_id = ${incidentId} and call_id = ${callId} and ended_at is null for update`,
  );
}

/** Nobody follows by this call any more; what identified the person, and the note, go with the link that was a mistake. */
export async function endFollower(ctx: ActionContext, follower: FollowerRow, callId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update incident_followers set ended_at = ${ctx.now}, erased_at = ${ctx.now}, number = null, name = null, typed = null
        where tenant_id = ${ctx.tenantId} and id = ${follower.id}`,
  );
  await run(
    ctx.tx,
    sql`update incident_notes set text = null, erased_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and id = ${follower.note_id}`,
  );
  await run(ctx.tx, sql`delete from incident_calls where tenant_id = ${ctx.tenantId} and call_id = ${callId}`);
}

/** What of typed words are codes, in the words that people read. */
export async function namesOfCodes(
  ctx: ActionContext,
  typed: { readonly typeId?: string | null | undefined; readonly villageCode?: string | null | undefined },
): Promise<{ type: string | null; village: string | null }> {
  const found = await row<{ type: string | null; village: string | null }>(
    ctx.tx,
    sql`select (select name from incident_types where tenant_id = ${ctx.tenantId} and id = ${typed.typeId ?? null}::uuid) as type,
          (select r.name from regions r where r.code = ${typed.villageCode ?? null}) as village`,
  );
  return found ?? { type: null, village: null };
}
