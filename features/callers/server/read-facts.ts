import { stagedHistory } from '#features/calls/drill-rules.ts';
import { numberClassOf } from '#features/calls/number-class.ts';
import { logAccess } from '#features/people/server/log-access.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import type { CallerFacts, readCallerFacts as route } from '../contract.ts';
import type { KnownCall, LookReason } from '../facts.ts';
import { peopleBehind, revealAt, summarise } from '../rules.ts';
import { openCaseOf } from './case-store.ts';
import { type AskedCall, answeredCalls, findAskedCall, knownCalls, wasShown } from './facts-store.ts';
import type { IncidentsKnown } from './incidents-known.ts';
import { isInLane } from './lane-store.ts';
import { liveNotes } from './note-store.ts';
import { findNumber } from './number-store.ts';
import { noteViewOf } from './views.ts';

/** In how many of the last calls a name is looked for. */
const callsWithNames = 30;
/** Nobody's ids: only how many differ is counted. */
const stagedTakers = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'] as const;
/** A screen that fetches again is no other look. */
const sameLookMs = 10 * 60_000;

/** What is known of the number of a call. It informs whoever answers; nothing here decides (design.md invariant 2). */
export function readCallerFacts(incidents: IncidentsKnown): Action<typeof route> {
  return async (ctx, { params, query }) => {
    const call = await findAskedCall(ctx, params.id);
    if (call === null) return refuse('call.not_found');
    if (!call.mine && !(await incidents.maySee(ctx, call.id))) return refuse('call.sensitive');
    const numberClass = numberClassOf(call.raw, call.e164);
    if (call.e164 === null || numberClass !== 'identified')
      return ok(await factsWithoutNumber(ctx, incidents, call, numberClass));
    if (!call.mine && query.reason === undefined) return refuse('caller.reason_missing');
    await logLook(ctx, call, query.reason ?? null);
    return ok({ ...(await factsOf(ctx, incidents, call, call.e164)), numberClass });
  };
}

/** Once for a call at one's own desk; at another one with each look. */
async function logLook(ctx: ActionContext, call: AskedCall, reason: LookReason | null): Promise<void> {
  const subject = { type: 'call', id: call.id };
  const since = call.mine ? null : plusMs(ctx.now, -sameLookMs);
  if (await wasShown(ctx, subject, 'caller_facts', since)) return;
  await logAccess(ctx, subject, 'caller_facts', call.mine ? 'own_call' : (reason ?? 'own_call'));
}

async function factsWithoutNumber(
  ctx: ActionContext,
  incidents: IncidentsKnown,
  call: AskedCall,
  numberClass: CallerFacts['numberClass'],
): Promise<CallerFacts> {
  return {
    numberClass,
    numberId: null,
    earlier: summarise([], call.arrived_at),
    incidents: call.mine ? [...(await incidents.openFor(ctx, call.id))] : [],
    notes: [],
    people: 0,
    case: null,
    inLane: false,
    revealAt: revealAt({ answeredAt: call.answered_at, endedAt: call.ended_at }),
  };
}

async function factsOf(
  ctx: ActionContext,
  incidents: IncidentsKnown,
  call: AskedCall,
  e164: string,
): Promise<Omit<CallerFacts, 'numberClass'>> {
  const number = await findNumber(ctx, e164);
  const notes = number === null ? [] : await liveNotes(ctx, number.id);
  const open = number === null ? null : await openCaseOf(ctx, number.id);
  return {
    numberId: number?.id ?? null,
    earlier: summarise(await callsBefore(ctx, call, e164), call.arrived_at),
    incidents: [...(await incidents.openFor(ctx, call.id))],
    notes: notes.map(noteViewOf),
    people: await peopleOf(ctx, incidents, e164),
    case: open,
    inLane: open !== null && (await isInLane(ctx, open.id)),
    revealAt: revealAt({ answeredAt: call.answered_at, endedAt: call.ended_at }),
  };
}

/** Of a drill not yet revealed what is staged with it: its number has called nobody. */
async function callsBefore(ctx: ActionContext, call: AskedCall, e164: string): Promise<readonly KnownCall[]> {
  if (call.drill === null) return knownCalls(ctx, e164, call.arrived_at);
  return stagedHistory(call.drill, call.arrived_at, stagedTakers);
}

/** How many people gave a name by this number. */
export async function peopleOf(ctx: ActionContext, incidents: IncidentsKnown, e164: string): Promise<number> {
  return peopleBehind(await incidents.namesIn(ctx, await answeredCalls(ctx, e164, callsWithNames)));
}
