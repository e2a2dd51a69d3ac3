import { drawCalls } from '#features/calls/simulate/draw-calls.ts';
import { isHoax } from '#features/calls/simulation.ts';
import { type CallCentre, openCallCentre } from './call-centre.ts';
import type { BenchResult, BenchSize } from './result.ts';
import {
  dial,
  keptOf,
  type Load,
  type Played,
  percent,
  planAt,
  reaction,
  told,
  type Waits,
  waitsOf,
  wrapUpS,
} from './simulate.ts';

const loads: Readonly<Record<BenchSize, Load>> = {
  full: { desks: 6, genuinePerMinute: 4, seconds: 150, played: [0, 0.7, 0.9], replications: 2 },
  small: { desks: 4, genuinePerMinute: 3, seconds: 20, played: [0.9], replications: 2 },
};
/** A handful of numbers makes most of the hoaxes (standards.md §5A); each has pranks behind it that two people closed. */
const hoaxNumbers = Array.from({ length: 8 }, (_, at) => `0813000000${String(at).padStart(2, '0')}`);
const pranksEach = 6;

/**
 * How long genuine callers wait on the real telephony when the hoaxers are known: bench/simulate.ts gives every caller a number of its own,
 * so history has nothing to say there. The same callers in the same seconds to the same desks, three times: in our order with history, in
 * ours without it, and in Asterisk's own queue, first come, first served.
 */
export async function bench(size: BenchSize): Promise<readonly BenchResult[]> {
  const load = loads[size];
  const centre = await openCallCentre({ desks: load.desks, calls: 80, reaction, wrapUpS });
  try {
    await fillHistory(centre);
    const found: BenchResult[] = [];
    for (const share of load.played) found.push(await compare(centre, load, share));
    return found;
  } finally {
    await centre.close();
  }
}

async function compare(centre: CallCentre, load: Load, share: number): Promise<BenchResult> {
  const plan = planAt(load, share);
  const calls = drawCalls(plan, plan.seed);
  const known = (call: (typeof calls)[number], at: number) =>
    isHoax(call.kind) ? (hoaxNumbers[at % hoaxNumbers.length] ?? null) : null;
  const ours = await dial(centre, plan, calls, 'ours', known);
  await centre.untilIdle();
  const kept = await keptOf(centre, ours);
  if (kept.recorded !== calls.length || kept.answered + kept.lost !== calls.length)
    throw new Error(`Calls were lost: ${calls.length} placed, ${JSON.stringify(kept)}`);
  const cost = await costOf(centre, ours);
  await setHistory(centre, false);
  const without = await dial(centre, plan, calls, 'ours', known);
  await centre.untilIdle();
  await setHistory(centre, true);
  const queue = await dial(centre, plan, calls, 'queue', known);
  await centre.untilIdle();
  const [genuine, plain, fifo] = [waitsOf(ours), waitsOf(without), waitsOf(queue)];
  return {
    name: `genuine callers at ${percent(share)} hoaxes of known numbers, telephony, p90`,
    ours: told(genuine),
    reference: `Asterisk's own queue (first come, first served): ${told(fifo)}`,
    ratio: (genuine.p90 ?? Number.NaN) / (fifo.p90 ?? Number.NaN),
    target: null,
    remark: `${calls.length} calls in ${load.seconds} s at ${load.desks} desks, the hoaxes from ${hoaxNumbers.length} numbers with ${pranksEach} confirmed pranks each; ours without history ${told(plain)}; hoaxers themselves ${hoaxesIn(ours)} (FIFO ${hoaxesIn(queue)}); history kept ${cost.passed} calls waiting, the longest ${cost.longestS.toFixed(1)} s (bound 5); ${kept.answered} answered and ${kept.lost} who gave up are rows of the product: nothing lost`,
  };
}

const hoaxesIn = (played: Played): string => {
  const waits: Waits = waitsOf(played, 'hoaxes');
  return waits.offered === 0 ? 'none' : told(waits);
};

/** Pranks of the days before, closed by two people in turn. */
async function fillHistory({ centre, users }: CallCentre): Promise<void> {
  await centre.database.ownerPool.query(
    `insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, caller_raw, caller_e164, arrived_at, queued_at, answered_at, answered_by,
       ended_at, ended_by, disposition, disposition_by, disposition_at, wrapped_up_at)
     select gen_random_uuid(), $1, 900000 + row_number() over (), 'ended', 'bench', gen_random_uuid()::text, '112', h.caller, '+62' || substr(h.caller, 2), at, at, at,
       ($3::uuid[])[1 + n % 2], at + interval '20 seconds', 'caller', 'PRANK_ADULT', ($3::uuid[])[1 + n % 2], at + interval '25 seconds', at + interval '30 seconds'
     from unnest($2::text[]) h(caller) cross join generate_series(1, $4::int) n cross join lateral (select now() - make_interval(days => n)) t(at)`,
    [centre.tenantId, hoaxNumbers, users.slice(0, 2), pranksEach],
  );
}

async function setHistory({ centre }: CallCentre, orders: boolean): Promise<void> {
  await centre.database.ownerPool.query(
    "update queue_settings set content = jsonb_set(content, '{historyOrder}', to_jsonb($2::boolean)), history_stopped_at = null where tenant_id = $1",
    [centre.tenantId, orders],
  );
}

/** What history did to the calls of this run: how many it kept waiting, and how long the longest until it rang or left. */
async function costOf({ centre }: CallCentre, { from }: Played): Promise<{ passed: number; longestS: number }> {
  const { rows } = await centre.database.ownerPool.query<{ passed: number; longest: number }>(
    `select count(*)::int as passed, coalesce(max(extract(epoch from coalesce(
       (select min(o.offered_at) from call_offers o where o.call_id = c.id and o.offered_at >= c.passed_at), c.ended_at) - c.passed_at)), 0)::float8 as longest
     from calls c where c.passed_at >= $1`,
    [new Date(from - 1000).toISOString()],
  );
  const found = rows[0];
  return { passed: found?.passed ?? 0, longestS: found?.longest ?? 0 };
}
