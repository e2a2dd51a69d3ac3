import { sql } from 'kysely';
import { type HintFeature, hintModel, type LifeCue, needCodes, prankCodes } from '#features/calls/hint.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Agreement, SecondCode } from '../../audit.ts';
import type { hintGroups } from '../../hint-contract.ts';
import type { HintOutcomes } from '../../hint-precision.ts';

const isPrank = sql`c.disposition_by is not null and c.disposition = any(${[...prankCodes]})`;
const scoredSince = (ctx: ActionContext, since: Instant) =>
  sql`h.tenant_id = ${ctx.tenantId} and h.scored_at >= ${since} and h.model = ${hintModel}`;

/** What became of the marked calls since then; the second judgements are those of the random draw alone. */
export async function outcomesSince(
  ctx: ActionContext,
  since: Instant,
): Promise<HintOutcomes & { readonly needs: number }> {
  const found = await row<HintOutcomes & { readonly needs: number }>(
    ctx.tx,
    sql`with marked as (select h.call_id from call_hints h where ${scoredSince(ctx, since)} and h.is_likely),
          second as (select a.agreement from audits a join marked m on m.call_id = a.call_id
            where a.is_random and a.judged_at is not null and a.first_code = any(${[...prankCodes]}))
        select count(*)::int as marked, count(c.disposition_by)::int as closed, (count(*) filter (where ${isPrank}))::int as "asPrank",
          (count(*) filter (where c.disposition = any(${[...needCodes]})))::int as needs,
          (select count(*) filter (where agreement <> 'unheard') from second)::int as judged,
          (select count(*) filter (where agreement = 'agrees') from second)::int as agreed,
          (select count(*) filter (where agreement = 'unheard') from second)::int as unheard
        from marked m join calls c on c.id = m.call_id`,
  );
  return present(found, 'an aggregate without groups has one row');
}

export interface HintCounts {
  readonly scored: number;
  readonly byHistory: number;
  readonly wouldPass: number;
}

export async function countsSince(ctx: ActionContext, since: Instant): Promise<HintCounts> {
  const found = await row<HintCounts>(
    ctx.tx,
    sql`select count(*)::int as scored, (count(*) filter (where h.is_likely and h.by_history))::int as "byHistory",
          (count(*) filter (where h.would_pass))::int as "wouldPass" from call_hints h where ${scoredSince(ctx, since)}`,
  );
  return present(found, 'an aggregate without groups has one row');
}

export function cuesSince(ctx: ActionContext, since: Instant): Promise<{ cue: LifeCue; calls: number }[]> {
  return rows(
    ctx.tx,
    sql`select h.cue, count(*)::int as calls from call_hints h where ${scoredSince(ctx, since)} and h.cue is not null group by 1 order by 2 desc, 1`,
  );
}

/** How many calls had which score and which end; few hundred rows whatever the number of calls, for a score has two decimals here. */
export function scoresSince(
  ctx: ActionContext,
  since: Instant,
): Promise<{ score: number; end: 'prank' | 'other' | 'open'; count: number }[]> {
  return rows(
    ctx.tx,
    sql`select trunc(h.score, 2)::float8 as score,
          case when ${isPrank} then 'prank' when c.disposition_by is not null then 'other' else 'open' end as end, count(*)::int as count
        from call_hints h join calls c on c.id = h.call_id where ${scoredSince(ctx, since)} group by 1, 2`,
  );
}

export type HintRowOfDb = {
  readonly callId: string;
  readonly number: number;
  readonly arrivedAt: Instant;
  readonly score: number;
  readonly cue: LifeCue | null;
  readonly confirmed: number;
  readonly people: number;
  readonly byHistory: boolean;
  readonly wouldPass: boolean;
  readonly code: string | null;
  readonly secondCode: SecondCode | null;
  readonly agreement: Agreement | null;
  readonly isRandom: boolean | null;
} & Readonly<Record<HintFeature, number | null>>;

const groupOf: Readonly<Record<(typeof hintGroups)[number], ReturnType<typeof sql>>> = {
  marked: sql`h.is_likely`,
  wrong: sql`h.is_likely and c.disposition_by is not null and not (${isPrank})`,
  would_pass: sql`h.would_pass`,
  cue: sql`h.cue is not null`,
};

/** One more than is shown, so that it is known whether there are more. */
export function hintRows(
  ctx: ActionContext,
  since: Instant,
  asked: { readonly group: (typeof hintGroups)[number]; readonly after: string | null; readonly limit: number },
): Promise<HintRowOfDb[]> {
  const isAfter =
    asked.after === null
      ? sql`true`
      : sql`(h.scored_at, h.call_id) < (select b.scored_at, b.call_id from call_hints b where b.call_id::text = ${asked.after})`;
  return rows<HintRowOfDb>(
    ctx.tx,
    sql`select h.call_id as "callId", c.number, c.arrived_at as "arrivedAt", h.score::float8 as score, h.cue, h.confirmed, h.people,
          h.by_history as "byHistory", h.would_pass as "wouldPass", c.disposition as code,
          h.confirmed_pranks::float8 as "confirmedPranks", h.confirmers::float8 as confirmers, h.confirmed_needs::float8 as "confirmedNeeds",
          h.other_matters::float8 as "otherMatters", h.short_talks::float8 as "shortTalks", h.silent_calls::float8 as "silentCalls",
          h.keys_pressed::float8 as "keysPressed", h.place_far::float8 as "placeFar", h.other_reports::float8 as "otherReports",
          h.not_needed::float8 as "notNeeded", a.second_code as "secondCode", a.agreement, a.is_random as "isRandom"
        from call_hints h join calls c on c.id = h.call_id
          left join lateral (select second_code, agreement, is_random from audits where call_id = c.id and judged_at is not null
            order by judged_at desc limit 1) a on true
        where ${scoredSince(ctx, since)} and ${groupOf[asked.group]} and ${isAfter}
        order by h.scored_at desc, h.call_id desc limit ${asked.limit + 1}`,
  );
}
