import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CallId } from '../call.ts';
import { callEvent } from './call-event.ts';
import { presenceChanged } from './change-presence.ts';
import { askToStepBack, markDrillCall } from './drill/drill-store.ts';
import { endOffer } from './end-offer.ts';
import { normaliseNumber } from './normalise-number.ts';
import { awaitFirstStep } from './offer-waiting.ts';
import { closeOutside } from './queue/close-outside.ts';
import { openOffers } from './queue/queue-store.ts';
import { disownCall, insertArrival, lockCall, saveTestPurpose } from './store.ts';

/** An emergency call as Asterisk announces it. */
export interface ArrivingCall {
  readonly callId: CallId;
  /** A test call or a drill is one from its first moment on: it never counts. */
  readonly purpose?: 'public' | 'drill' | 'test';
  readonly pbxSystem: string;
  readonly linkedid: string;
  readonly channel: string;
  /** The application that claims it. */
  readonly app: string;
  readonly dialled: string;
  /** Null: withheld. */
  readonly callerRaw: string | null;
  /** The same as the line's operator means it; absent: as it stands. */
  readonly callerOnLine?: string | null;
  readonly arrivedAt: Instant;
}

export interface ArrivedCall {
  readonly callId: string;
  readonly number: number;
  readonly offer: { readonly id: string; readonly userId: string; readonly ringMs: number } | null;
}

/**
 * Write the call down and give it a desk. `onDesk` is told as soon as the database has given the desk to this call, before
 * the transaction is through: until then nobody else can get that desk, and ringing can start. If the commit fails
 * after all, the caller of this function must stop the ring.
 */
export async function arriveCall(
  ctx: ActionContext,
  call: ArrivingCall,
  hooks: {
    /** Whether Asterisk gave the call to this process and not to another one. */
    readonly claimed: Promise<boolean>;
    readonly onDesk: (offer: NonNullable<ArrivedCall['offer']>) => void;
  },
): Promise<Result<ArrivedCall, 'call.known' | 'call.claimed_elsewhere'>> {
  const { callId } = call;
  const offerId = newId<'offer'>();
  const inserted = await insertArrival(ctx.tx, {
    ...call,
    id: callId,
    offerId,
    tenantId: ctx.tenantId,
    callerE164: normaliseNumber(call.callerOnLine ?? call.callerRaw),
    now: ctx.now,
  });
  if (inserted === null) return refuse('call.known');
  if (!(await hooks.claimed)) return refuse('call.claimed_elsewhere');
  const { number, user_id: userId, ring_ms: ringMs } = inserted;
  if (call.purpose === 'test') await saveTestPurpose(ctx.tx, callId);
  if (call.purpose === 'drill') await beginDrill(ctx, callId, call.callerRaw);
  const known = [arrivedEvent(call, number), callEvent(callId, 'call.queued', {}, call.arrivedAt)];
  if (userId === null) {
    // Sent at once, not one after the other's answer: the next arrival waits for this transaction.
    await Promise.all([appendEvents(ctx, known), awaitFirstStep(ctx, { ...call, id: callId, isTest: isOurs(call) })]);
    return ok({ callId, number, offer: null });
  }
  const arrived = { callId, number, offer: { id: offerId, userId, ringMs } };
  hooks.onDesk(arrived.offer);
  await appendEvents(ctx, [
    ...known,
    callEvent(callId, 'call.offered', { offerId, userId }),
    presenceChanged(userId, 'offered'),
  ]);
  return ok(arrived);
}

/** Placed by ourselves: nobody is in need. */
const isOurs = ({ purpose }: ArrivingCall) => purpose === 'test' || purpose === 'drill';

function arrivedEvent({ callId, purpose, arrivedAt }: ArrivingCall, number: number) {
  return callEvent(
    callId,
    'call.arrived',
    purpose === 'test' || purpose === 'drill' ? { number, purpose } : { number },
    arrivedAt,
  );
}

/** A drill that got the last ready desk, or none, ends again as soon as this is committed. */
async function beginDrill(ctx: ActionContext, callId: string, callerRaw: string | null): Promise<void> {
  await markDrillCall(ctx.tx, { tenantId: ctx.tenantId, callId, callerRaw });
  await askToStepBack(ctx);
}

/** The call went back to Asterisk's own queue: its desk is free, and what becomes of it is imported later. */
export async function giveUpCall(ctx: ActionContext, callId: string): Promise<Result<null, 'call.not_possible'>> {
  if ((await lockCall(ctx.tx, callId)) === null) return refuse('call.not_possible');
  await disownCall(ctx.tx, callId);
  await appendEvents(ctx, await closeOutside(ctx, callId, 'failed'));
  for (const offer of await openOffers(ctx.tx, callId)) await endOffer(ctx, offer.id, 'failed');
  return ok(null);
}
