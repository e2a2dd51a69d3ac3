import { randomInt } from 'node:crypto';
import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { clearDeadline, type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { type TestCallEvents, type TestCallOutcome, testRingSeconds, testTalkSeconds } from '../call-test.ts';
import type {
  placeTestCall as placeRoute,
  readTestCall as readRoute,
  stopTestCall as stopRoute,
} from '../call-test-contract.ts';
import * as store from './call-test-store.ts';
import type { CallsExchange } from './calls.ts';

/** Ends a test call that nobody took up, or whose process is gone. */
export const testCallDeadline = 'test_call.over';
/** Telephony looks every second; a restart of its connection takes a few. */
const takeUpMs = 12_000;
/** Everything a test call may last, and the time to tell so. */
const longestMs = (testRingSeconds + testTalkSeconds + 30) * 1000;

export const readTestCall: Action<typeof readRoute> = async (ctx) => {
  const line = present(await store.lineState(ctx.tx, ctx.tenantId), 'a session belongs to a tenant');
  const latest = await store.latestTestCall(ctx.tx, ctx.tenantId);
  return ok({
    call: latest === null ? null : viewOf(latest),
    readyDesks: line.ready,
    peers: line.peers,
    lastPublicCallAt: line.last_public,
  });
};

function viewOf(found: store.LatestTestCallRow) {
  const person = (id: string | null, name: string | null) => (id === null ? null : { id, displayName: name ?? '' });
  return {
    id: found.id,
    requestedAt: found.requested_at,
    requestedBy: { id: found.requested_by, displayName: found.requested_by_name },
    placedAt: found.placed_at,
    reachedAt: found.reached_at,
    heardAt: found.heard_at,
    callNumber: found.call_number,
    desk:
      found.desk_rang_at === null
        ? null
        : { rangAt: found.desk_rang_at, displayName: present(found.desk_name, 'joined') },
    answeredAt: found.answered_at,
    answeredBy: person(found.call_answered_by, found.call_answered_by_name),
    endedAt: found.ended_at,
    outcome: found.outcome,
    sipStatus: found.sip_status,
  };
}

/** Only asked for here: telephony, in this process or another, takes it up within a second (run-test-calls.ts). */
export function placeTestCall(exchange: () => CallsExchange | null): Action<typeof placeRoute> {
  return async (ctx) => {
    const here = exchange();
    if (here?.state === 'off' && here.why !== null)
      return refuse('test_call.no_telephony', { why: here.why[ctx.actor.language] });
    const line = await store.lineState(ctx.tx, ctx.tenantId);
    if ((line?.waiting ?? 0) > 0) return refuse('test_call.busy');
    const id = newId<'test_call'>();
    const inserted = await store.insertTestCall(ctx.tx, {
      id,
      tenantId: ctx.tenantId,
      caller: `000${String(randomInt(1e9)).padStart(9, '0')}`,
      by: present(ctx.actor.id, 'call.test needs a session'),
      at: ctx.now,
    });
    if (!inserted) return refuse('test_call.under_way');
    await setDeadline(ctx, testCallDeadline, id, plusMs(ctx.now, takeUpMs));
    await tell(ctx, id, 'test_call.requested', {});
    return ok({ id });
  };
}

export const stopTestCall: Action<typeof stopRoute> = async (ctx, { params }) => {
  const found = await store.lockTestCall(ctx.tx, params.id);
  if (found === null) return refuse('test_call.not_found');
  if (found.ended_at !== null) return refuse('test_call.over');
  // Nobody has it: nobody need be told.
  if (found.placed_at === null) await endNow(ctx, { id: found.id, outcome: 'stopped', status: null });
  else await store.saveStopAsked(ctx.tx, found.id);
  return ok({ id: found.id });
};

/** This process has it: the rest of its time begins. */
export async function beginTestCall(ctx: ActionContext, id: string): Promise<Result<null, never>> {
  await setDeadline(ctx, testCallDeadline, id, plusMs(ctx.now, longestMs));
  return ok(null);
}

/** What the calling side saw. */
export async function noteTestStep(
  ctx: ActionContext,
  id: string,
  step: store.TestCallStep,
  at: Instant,
): Promise<Result<null, never>> {
  if (await store.saveTestStep(ctx.tx, id, step, at)) await tell(ctx, id, 'test_call.changed', { step });
  return ok(null);
}

export async function endTestCall(
  ctx: ActionContext,
  end: { readonly id: string; readonly outcome: TestCallOutcome; readonly status: number | null },
): Promise<Result<null, never>> {
  const found = await store.lockTestCall(ctx.tx, end.id);
  if (found !== null && found.ended_at === null) await endNow(ctx, end);
  return ok(null);
}

export const expireTestCall: DeadlineHandler = async (ctx, id) => {
  const found = await store.lockTestCall(ctx.tx, id);
  if (found === null || found.ended_at !== null) return;
  await endNow(ctx, { id, outcome: found.placed_at === null ? 'no_telephony' : 'broken_off', status: null });
};

async function endNow(ctx: ActionContext, end: { id: string; outcome: TestCallOutcome; status: number | null }) {
  await store.saveTestEnd(ctx.tx, { ...end, at: ctx.now });
  await clearDeadline(ctx, testCallDeadline, end.id);
  await tell(ctx, end.id, 'test_call.ended', { outcome: end.outcome });
}

function tell<Name extends keyof TestCallEvents>(
  ctx: ActionContext,
  id: string,
  name: Name,
  content: TestCallEvents[Name],
): Promise<void> {
  return appendEvent(ctx, {
    name,
    subject: { type: 'test_call', id },
    audience: [audience.tenant()],
    content: { ...content },
  });
}
