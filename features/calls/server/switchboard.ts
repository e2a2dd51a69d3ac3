import { channel as diagnosticsChannel } from 'node:diagnostics_channel';
import type { ActionContext } from '#platform/server/action.ts';
import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent, Channel } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { afterDeskLeft, outcomeOfRing } from '../rules.ts';
import { answerCall } from './answer-call.ts';
import { type ArrivedCall, arriveCall, giveUpCall } from './arrive-call.ts';
import { endCall } from './end-call.ts';
import { endOffer } from './end-offer.ts';
import { holdCall } from './hold-call.ts';
import { answerLate } from './late-answer.ts';
import { writeUnderLease } from './lease/write-under-lease.ts';
import { type DeskLeg, LiveCall, type WaitingMedia } from './live-call.ts';
import { loseDesk } from './lose-desk.ts';
import { callerOf, isLed } from './pbx/dialplan.ts';
import type { Phones } from './phones.ts';
import { resumeCall } from './resume-call.ts';
import { actFor, inTime } from './telephony-actions.ts';

export interface SwitchboardOptions {
  readonly place: () => Workplace;
  readonly log: Log;
  readonly phones: Phones;
  readonly systemName: string;
  /** What waiting callers of a regency hear. */
  readonly waiting: (slug: string) => WaitingMedia;
  readonly fallbackContext: (slug: string) => string;
  readonly tenantOf: (slug: string) => Promise<string | null>;
  readonly isRegistered: (userId: string) => Promise<boolean>;
  /** Milliseconds to leave a new call to other processes; without it there are none. */
  readonly claimDelay?: (channel: string) => number;
}

/** A call on its way to a desk, told to whoever measures; it costs nothing while nobody listens. */
export interface CallStep {
  /** The caller's number, by which callers and desks are paired. */
  readonly caller: string | null;
  readonly step: 'told' | 'claimed' | 'desk' | 'written' | 'originating' | 'originated' | 'taken';
}
export const callSteps = diagnosticsChannel('sigap.call.steps');
export const tell = (told: CallStep) => callSteps.publish(told);

/** Milliseconds after which a call that was claimed is among the channels of Asterisk. */
const admitMs = 5000;

/** Milliseconds after which a page that closed has taken its registration with it. */
const closingPageMs = 500;

/** The one place that turns what Asterisk tells into actions. */
export class Switchboard {
  readonly #options: SwitchboardOptions;
  readonly #byCaller = new Map<string, LiveCall>();
  readonly #byCall = new Map<string, LiveCall>();
  #ari: AriClient | null = null;
  #isOver = false;

  constructor(options: SwitchboardOptions) {
    this.#options = options;
  }

  get calls(): readonly LiveCall[] {
    return [...this.#byCall.values()];
  }

  byCall(callId: string): LiveCall | undefined {
    return this.#byCall.get(callId);
  }

  connect(ari: AriClient): void {
    this.#ari = ari;
  }

  heard(event: AriEvent): void {
    if (event.type === 'CallBroadcast') void this.#arrive(event.channel);
    else if (event.type === 'StasisStart') this.#entered(event.channel, event.args, instantOf(event.timestamp));
    else if (event.type === 'ChannelHangupRequest')
      this.#causeTold(event.channel.id, event.cause, instantOf(event.timestamp));
    else if (event.type === 'StasisEnd') this.#callerLeft(event.channel.id, instantOf(event.timestamp));
    else if (event.type === 'ChannelHold') this.#holdTold(event.channel.id, true, instantOf(event.timestamp));
    else if (event.type === 'ChannelUnhold') this.#holdTold(event.channel.id, false, instantOf(event.timestamp));
    else if (event.type === 'ChannelDestroyed')
      this.#deskLeft(event.channel.id, event.cause, instantOf(event.timestamp));
  }

  hold(call: LiveCall): void {
    this.#byCall.set(call.callId, call);
    this.#byCaller.set(call.callerChannel, call);
  }

  forget(call: LiveCall): void {
    this.#byCall.delete(call.callId);
    this.#byCaller.delete(call.callerChannel);
  }

  /** Calls whose caller was not in Asterisk any more when it was asked: their end went past us, and its record knows more than we do. */
  forgetMissing(channels: ReadonlySet<string>, askedAt: number): void {
    for (const call of this.calls)
      if (!channels.has(call.callerChannel) && call.since < askedAt - admitMs && !call.callerGone) this.forget(call);
  }

  /** Other processes lead it now. */
  drop(call: LiveCall): void {
    call.drop();
    this.forget(call);
  }

  dropAll(): void {
    for (const call of this.calls) this.drop(call);
  }

  /** What waits for the database waits no longer. */
  end(): void {
    this.#isOver = true;
  }

  async #write<Value, Code extends string>(
    call: LiveCall,
    work: (ctx: ActionContext) => Promise<Result<Value, Code>>,
  ): Promise<Result<Value, Code | 'call.led_elsewhere'>> {
    const { place, log } = this.#options;
    const result = await writeUnderLease({ place, log, isOver: () => this.#isOver }, call, work);
    if (!result.ok && result.refusal.code === 'call.led_elsewhere') this.drop(call);
    return result;
  }

  newCall(facts: {
    callId: string;
    tenantId: string;
    slug: string;
    callerChannel: string;
    callerNumber: string | null;
    token?: number;
  }): LiveCall {
    const ari = this.#connected();
    const call = new LiveCall({
      ...facts,
      ari,
      lease: { app: ari.app, token: facts.token ?? 0 },
      log: this.#options.log,
      waiting: this.#options.waiting(facts.slug),
    });
    this.hold(call);
    return call;
  }

  /**
   * Claim the call, write it down and ring a desk, all at once; the commit is awaited before anybody can answer. A call that
   * is not claimed (regency unknown, no database) goes on in the dialplan to the fallback queue by itself.
   */
  async #arrive(channel: Channel): Promise<void> {
    const from = callerOf(channel.name);
    if (from === null || this.#byCaller.has(channel.id)) return;
    const { slug, purpose } = from;
    const { place, systemName, tenantOf } = this.#options;
    const tenantId = await tenantOf(slug).catch(() => null);
    if (tenantId === null) return;
    const ari = this.#connected();
    const claim = () =>
      ari
        .call('events.claimChannel', { channelId: channel.id, application: ari.app })
        .then((answer) => answer.ok)
        .catch(() => false);
    const delay = this.#options.claimDelay?.(channel.id) ?? 0;
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    const claimed = claim();
    // Its turn comes first elsewhere: only if nobody was there is it written down here.
    if (delay > 0 && !(await claimed)) return;
    const facts = callerFacts(channel);
    const note = (step: CallStep['step']) => tell({ caller: facts.callerRaw, step });
    note('told');
    void claimed.then(() => note('claimed'));
    const callId = newId<'call'>();
    const call = this.newCall({ callId, tenantId, slug, callerChannel: channel.id, callerNumber: facts.callerRaw });
    const arriving = {
      ...facts,
      callId,
      purpose,
      pbxSystem: systemName,
      linkedid: channel.id,
      channel: channel.id,
      app: ari.app,
    };
    const onDesk = (offer: { id: string; userId: string }) => {
      note('desk');
      void this.ring(call, offer.id, offer.userId);
    };
    // Once only: a caller cannot wait for a second try, and Asterisk's own queue is there.
    const arrived = actFor(place, tenantId, (ctx) => arriveCall(ctx, arriving, { claimed, onDesk }), 1);
    call.recorded = inTime(arrived).then(
      (result) => result !== 'late' && result.ok,
      () => false,
    );
    void call.recorded.then(() => note('written'));
    if (!(await claimed)) this.forget(call);
    else if (!(await call.recorded)) await this.#giveBack(call, arrived);
  }

  /** The tables could not take the call. Should they have it after all, it is left to the import of Asterisk's record. */
  async #giveBack(call: LiveCall, arrived: Promise<Result<ArrivedCall, string>>): Promise<void> {
    const { fallbackContext, log } = this.#options;
    log.error({ call: call.callId }, 'a call could not be written down in time: the fallback queue takes it');
    await call.inTurn(() => call.giveBack(fallbackContext(call.slug)));
    this.forget(call);
    const late = await arrived.catch(() => null);
    if (late?.ok !== true) return;
    await this.#write(call, (ctx) => giveUpCall(ctx, late.value.callId)).catch((error: unknown) =>
      log.error({ call: call.callId, error: String(error) }, 'a call in the fallback queue is still offered to a desk'),
    );
  }

  async ring(call: LiveCall, offerId: string, userId: string): Promise<void> {
    const sipUser = await this.#options.phones.sipUserOf(userId);
    tell({ caller: call.callerNumber, step: 'originating' });
    const rang = await call.ring(offerId, userId, sipUser);
    tell({ caller: call.callerNumber, step: 'originated' });
    if (rang) return;
    // The offer may not be committed yet on the very first ring.
    await call.recorded;
    await this.#write(call, (ctx) => endOffer(ctx, offerId, 'failed'));
  }

  #entered(channel: Channel, args: readonly string[], at: Instant): void {
    const [kind, callId] = args;
    if (kind === 'desk' && callId !== undefined) {
      const call = this.#byCall.get(callId);
      const leg = call?.pickUp(channel.id);
      if (call === undefined) void this.#dismiss(channel.id);
      else if (leg === null && call.talking?.channel !== channel.id) void call.hangUp(channel.id, 'normal');
      else if (leg) void call.inTurn(() => this.#answer(call, leg, at));
      return;
    }
    const caller = this.#byCaller.get(channel.id);
    if (kind === 'caller') caller?.movedIn();
    else if (caller !== undefined) void caller.inTurn(() => caller.announce());
    // Claimed, but nobody leads it: the tables could not take it before it came in.
    else if (kind !== undefined)
      void sendToFallback(this.#connected(), channel.id, this.#options.fallbackContext(kind));
  }

  /** The first desk that is up has the call, unless the database gave it to another one in the same moment. */
  async #answer(call: LiveCall, leg: DeskLeg, at: Instant): Promise<void> {
    const { log } = this.#options;
    if (!(await call.recorded)) return call.hangUp(leg.channel, 'normal');
    let isLate = false;
    const answer = { ...leg, callId: call.callId, at };
    const written = this.#write(call, (ctx) => (isLate ? answerLate(ctx, answer) : answerCall(ctx, answer)));
    const result = await inTime(written).catch(() => 'late' as const);
    isLate = result === 'late';
    if (result !== 'late' && !result.ok) {
      if (call.talking === leg) call.talking = null;
      return call.hangUp(leg.channel, 'normal');
    }
    // Two people who wait for each other are connected whatever the database does.
    if (result === 'late') log.error({ call: call.callId }, 'the answer of a call is not written down yet');
    await call.connect(leg);
  }

  #causeTold(channelId: string, cause: number | undefined, at: Instant): void {
    const call = this.#byCaller.get(channelId);
    call?.tellHangup();
    if (cause !== undefined) call?.tellCause(cause, at);
  }

  /** Only what a desk does counts: a citizen's telephone may hold too, and hears nothing of ours then. */
  #holdTold(channelId: string, isHeld: boolean, at: Instant): void {
    const call = this.calls.find((each) => each.talking?.channel === channelId);
    if (call !== undefined) void call.inTurn(() => this.writeHold(call, channelId, isHeld, at));
  }

  /** Refused where it is written already. */
  async writeHold(call: LiveCall, channel: string, isHeld: boolean, at: Instant): Promise<void> {
    await call.recorded;
    const { callId } = call;
    const change = isHeld ? holdCall : resumeCall;
    await this.#write(call, (ctx) => change(ctx, { callId, channel, at }));
  }

  /** The caller's channel left us for good: it hung up, or was given back. */
  #callerLeft(channelId: string, at: Instant): void {
    const call = this.#byCaller.get(channelId);
    if (call === undefined || call.isMoving) return;
    call.callerLeft = true;
    if (call.callerGone) return;
    call.callerGone = true;
    void call.inTurn(async () => {
      await call.recorded;
      const cause = await call.causeOfCaller(at);
      // Nobody hung up: was it taken over? Until the database says so its other side stays as it is.
      if (cause === null && !(await this.#write(call, async () => ok(null))).ok) return;
      const hadDesk = call.talking !== null;
      const there = cause === null ? await dialplanAppOf(this.#connected(), channelId) : null;
      // It only changed applications, and is with us: nothing ended.
      if (there !== null && isLed(there)) return call.stays();
      await call.release();
      const { callId } = call;
      if (cause === null && (!hadDesk || there !== null)) {
        // We were stuck, and Asterisk took the caller to its own queue: the call goes on there, or has ended, and whether
        // somebody answered it only Asterisk's record knows.
        await this.#write(call, (ctx) => giveUpCall(ctx, callId));
      } else {
        // 44: no sound for so long that Asterisk gave up the line.
        const by = cause === 44 ? 'system' : 'caller';
        await this.#write(call, (ctx) => endCall(ctx, { callId, by, cause, at }));
      }
      this.forget(call);
    });
  }

  #deskLeft(channelId: string, cause: number, at: Instant): void {
    for (const call of this.#byCall.values()) {
      if (call.ringing?.channel === channelId) {
        const leg = call.ringing;
        call.ringing = null;
        void call.inTurn(() => this.#ringEnded(call, leg, cause));
      } else if (call.talking?.channel === channelId) {
        const leg = call.talking;
        void call.inTurn(() => this.#deskEnded(call, leg, cause, at));
      }
    }
  }

  async #ringEnded(call: LiveCall, leg: DeskLeg, cause: number): Promise<void> {
    if (call.callerGone) return;
    await call.recorded;
    const outcome = outcomeOfRing(cause, await this.#options.isRegistered(leg.userId));
    if (outcome === 'answered' || outcome === 'caller_left') return;
    await this.#write(call, (ctx) => endOffer(ctx, leg.offerId, outcome));
  }

  /** Never is a caller hung up only because a desk's telephone ended: see `afterDeskLeft`. */
  async #deskEnded(call: LiveCall, leg: DeskLeg, cause: number, at: Instant): Promise<void> {
    if (call.callerGone || call.talking !== leg) return;
    if (cause === 16) await new Promise((resolve) => setTimeout(resolve, closingPageMs));
    if (call.callerGone) return;
    const stillRegistered = await this.#options.isRegistered(leg.userId);
    const { callId } = call;
    if (afterDeskLeft({ cause, stillRegistered }) === 'end') {
      // The citizen's line must not wait for the database.
      const written = this.#write(call, (ctx) => endCall(ctx, { callId, by: 'desk', cause, at }));
      if ((await inTime(written)) === 'late') await call.release();
      await written;
      await call.release();
      this.forget(call);
      return;
    }
    await call.hold();
    await this.#write(call, (ctx) => loseDesk(ctx, { callId, channel: leg.channel, cause, at }));
  }

  /** A desk's telephone that nobody waits for. */
  async #dismiss(channelId: string): Promise<void> {
    await this.#connected()
      .call('channels.hangup', { channelId })
      .catch(() => undefined);
  }

  #connected(): AriClient {
    if (this.#ari === null) throw new Error('Telephony is not started');
    return this.#ari;
  }
}

/** What a channel does in the dialplan; null when there is no such channel any more. */
async function dialplanAppOf(ari: AriClient, channelId: string): Promise<string | null> {
  const found = await ari.callSlow('channels.get', { channelId }).catch(() => null);
  return found?.ok === true ? found.value.dialplan.app_name : null;
}

/** Out of our hands and into Asterisk's own queue. */
export async function sendToFallback(ari: AriClient, channelId: string, context: string): Promise<void> {
  await ari
    .call('channels.continueInDialplan', { channelId, context, extension: 'call', priority: 1 })
    .catch(() => undefined);
}

/** What a trunk's channel says about its call. */
function callerFacts(channel: Channel): { dialled: string; callerRaw: string | null; arrivedAt: Instant } {
  const raw = channel.caller.number.trim();
  return {
    // The dialplan keeps the dialled number there.
    dialled: channel.accountcode === '' ? '112' : channel.accountcode,
    // "anonymous", "unavailable" and an empty text are all a withheld number.
    callerRaw: /\d/.test(raw) ? raw.slice(0, 64) : null,
    arrivedAt: instantOf(channel.creationtime),
  };
}

/** Asterisk's `2026-11-21T20:00:00.123+0700` in UTC. */
function instantOf(timestamp: string): Instant {
  return new Date(timestamp).toISOString();
}
