import { channel as diagnosticsChannel } from 'node:diagnostics_channel';
import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent, Channel } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Result } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { afterDeskLeft, outcomeOfRing } from '../rules.ts';
import { answerCall } from './answer-call.ts';
import { type ArrivedCall, arriveCall, giveUpCall } from './arrive-call.ts';
import { callerFacts, instantOf } from './caller-facts.ts';
import { endCall } from './end-call.ts';
import { endOffer } from './end-offer.ts';
import { isThere, sendToFallback } from './hand-back.ts';
import { holdCall } from './hold-call.ts';
import { answerCanary, isCanary } from './lines/answer-canary.ts';
import type { LineOf } from './lines/directory.ts';
import { bridgeIdOf, type DeskLeg, LiveCall, type LiveCallOptions, type WaitingMedia } from './live-call.ts';
import { loseDesk } from './lose-desk.ts';
import { OutgoingBoard } from './party/outgoing-board.ts';
import { PartyBoard } from './party/party-board.ts';
import { callBackRole, callerOf, supervisorRole, trunkName } from './pbx/dialplan.ts';
import type { Phones } from './phones.ts';
import { answerOutside, endOutside } from './queue/close-outside.ts';
import { resumeCall } from './resume-call.ts';
import { actFor, inTime } from './telephony-actions.ts';

export interface SwitchboardOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly log: Log;
  readonly phones: Phones;
  readonly systemName: string;
  /** What waiting callers of a regency hear. */
  readonly waiting: (slug: string) => WaitingMedia;
  readonly fallbackContext: (slug: string) => string;
  readonly tenantOf: (slug: string) => Promise<string | null>;
  readonly isRegistered: (userId: string) => Promise<boolean>;
  /** Told of each call that is ours, after its desk was asked to ring; nothing of the call waits for it. */
  readonly onArrived: (ari: AriClient, call: LiveCall) => void;
  readonly lineOf?: LineOf;
  /** Caller and desk are connected; the answer was at that time. */
  readonly onTalk: (call: LiveCall, at: Instant) => void;
}

/** A call on its way to a desk, told to whoever measures; it costs nothing while nobody listens. */
export interface CallStep {
  /** The caller's number, by which callers and desks are paired. */
  readonly caller: string | null;
  readonly step: 'told' | 'claimed' | 'desk' | 'written' | 'originating' | 'originated';
}
export const callSteps = diagnosticsChannel('sigap.call.steps');
const tell = (told: CallStep) => callSteps.publish(told);

/** Milliseconds after which a page that closed has taken its registration with it. */
const closingPageMs = 500;

/** The one place that turns what Asterisk tells into actions. */
export class Switchboard {
  readonly #options: SwitchboardOptions;
  readonly #byCaller = new Map<string, LiveCall>();
  readonly #byCall = new Map<string, LiveCall>();
  #ari: AriClient | null = null;
  /** Third persons in calls. */
  readonly parties: PartyBoard;
  /** Calls that desks make. */
  readonly outgoing: OutgoingBoard;

  constructor(options: SwitchboardOptions) {
    this.#options = options;
    const forget = (call: LiveCall) => this.forget(call);
    this.parties = new PartyBoard({ ...options, forget, sendAway: (call, desk) => this.#sendAway(call, desk) });
    this.outgoing = new OutgoingBoard({ ...options, forget, newCall: (facts) => this.newCall(facts) });
  }

  get calls(): readonly LiveCall[] {
    return [...this.#byCall.values()];
  }

  byCall(callId: string): LiveCall | undefined {
    return this.#byCall.get(callId);
  }

  tenantOf(slug: string): Promise<string | null> {
    return this.#options.tenantOf(slug);
  }

  connect(ari: AriClient): void {
    this.#ari = ari;
  }

  heard(event: AriEvent): void {
    if (event.type === 'CallBroadcast')
      void (isCanary(event.channel) ? this.#canary(event.channel) : this.#arrive(event.channel));
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

  newCall(facts: Omit<LiveCallOptions, 'ari' | 'log' | 'waiting'>): LiveCall {
    const call = new LiveCall({
      ...facts,
      ari: this.#connected(),
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
    const { place, systemName, tenantOf, lineOf } = this.#options;
    const tenantId = await tenantOf(slug).catch(() => null);
    if (tenantId === null) return;
    const ari = this.#connected();
    const claimed = ari
      .call('events.claimChannel', { channelId: channel.id, application: ari.app })
      .then((answer) => answer.ok)
      .catch(() => false);
    const facts = callerFacts(channel);
    const note = (step: CallStep['step']) => tell({ caller: facts.callerRaw, step });
    note('told');
    void claimed.then(() => note('claimed'));
    const callId = newId<'call'>();
    const call = this.newCall({ callId, tenantId, slug, callerChannel: channel.id, callerNumber: facts.callerRaw });
    const arriving = {
      ...facts,
      callerOnLine: lineOf?.(slug, from.line)?.callerAs(facts.callerRaw) ?? facts.callerRaw,
      callId,
      purpose,
      pbxSystem: systemName,
      linkedid: channel.id,
      channel: channel.id,
      app: ari.app,
    };
    const onDesk = (offer: NonNullable<ArrivedCall['offer']>) => {
      note('desk');
      void this.ring(call, offer.id, offer.userId, offer.ringMs);
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
    else this.#options.onArrived(ari, call);
  }

  /** No call: it is taken and handed on to what answers it, which says that we are here. */
  async #canary({ id: channelId }: Channel): Promise<void> {
    const ari = this.#connected();
    await ari.call('events.claimChannel', { channelId, application: ari.app }).catch(() => undefined);
  }

  /** The tables could not take the call. Should they have it after all, it is left to the import of Asterisk's record. */
  async #giveBack(call: LiveCall, arrived: Promise<Result<ArrivedCall, string>>): Promise<void> {
    const { fallbackContext, log, place } = this.#options;
    log.error({ call: call.callId }, 'a call could not be written down in time: the fallback queue takes it');
    await call.inTurn(() => call.giveBack(fallbackContext(call.slug)));
    this.forget(call);
    const late = await arrived.catch(() => null);
    if (late?.ok !== true) return;
    await actFor(place, call.tenantId, (ctx) => giveUpCall(ctx, late.value.callId)).catch((error: unknown) =>
      log.error({ call: call.callId, error: String(error) }, 'a call in the fallback queue is still offered to a desk'),
    );
  }

  async ring(call: LiveCall, offerId: string, userId: string, ringMs: number): Promise<void> {
    const sipUser = await this.#options.phones.sipUserOf(userId);
    tell({ caller: call.callerNumber, step: 'originating' });
    const rang = await call.ring(offerId, userId, sipUser, ringMs);
    tell({ caller: call.callerNumber, step: 'originated' });
    if (rang) return;
    // The offer may not be committed yet on the very first ring.
    await call.recorded;
    await actFor(this.#options.place, call.tenantId, (ctx) => endOffer(ctx, offerId, 'failed'));
  }

  /** Dial a number outside the centre by the regency's operator. */
  async ringOutside(call: LiveCall, offerId: string, number: string, ringS: number): Promise<void> {
    const rang = await call.ringOutside(offerId, `PJSIP/${number}@${trunkName(call.slug)}`, ringS);
    if (!rang) await actFor(this.#options.place, call.tenantId, (ctx) => endOutside(ctx, offerId, 'failed'));
  }

  /** End everything of a call; a telephone that its desk uses in another call too stays up for that one. */
  async release(call: LiveCall): Promise<void> {
    if (call.talking !== null && this.#isShared(call, call.talking)) call.talking = null;
    await call.release();
  }

  /** Another call of the same desk uses its telephone too. */
  #isShared(call: LiveCall, { channel }: DeskLeg): boolean {
    return this.calls.some((each) => each !== call && (each.talking ?? each.parked)?.channel === channel);
  }

  async #sendAway(call: LiveCall, desk: DeskLeg): Promise<void> {
    const { channel } = desk;
    if (!this.#isShared(call, desk)) return call.hangUp(channel, 'normal');
    await call.command('bridges.removeChannel', { bridgeId: bridgeIdOf(call.callId), channel });
  }

  #entered(channel: Channel, args: readonly string[], at: Instant): void {
    const [kind, callId] = args;
    if (kind === 'party' || kind === 'out') {
      const made = this.#byCall.get(callId ?? '');
      if (made !== undefined && made.outgoing !== null) this.outgoing.entered(made, channel, args, at);
      else if (!this.parties.entered(made, channel, at)) void this.#dismiss(channel.id);
      return;
    }
    if ((kind === 'desk' || kind === 'outside') && callId !== undefined) {
      const call = this.#byCall.get(callId);
      const leg = call?.pickUp(channel.id);
      if (call === undefined) void this.#dismiss(channel.id);
      else if (leg === null && call.talking?.channel !== channel.id) void call.hangUp(channel.id, 'normal');
      else if (leg) void call.inTurn(() => this.#answer(call, leg, at));
      return;
    }
    if (isCanary(channel)) return void answerCanary(this.#connected(), channel.id);
    // Whoever is called back is led by call-back-line.ts until they wait for a desk.
    if (kind === callBackRole || kind === supervisorRole) return;
    const caller = this.#byCaller.get(channel.id);
    if (caller !== undefined) void caller.inTurn(() => caller.announce());
    // Claimed, but nobody leads it: the tables could not take it before it came in.
    else if (kind !== undefined)
      void sendToFallback(this.#connected(), channel.id, this.#options.fallbackContext(kind));
  }

  /** The first desk that is up has the call, unless the database gave it to another one in the same moment. */
  async #answer(call: LiveCall, leg: DeskLeg, at: Instant): Promise<void> {
    const { place, log } = this.#options;
    if (!(await call.recorded)) return call.hangUp(leg.channel, 'normal');
    const written = actFor(place, call.tenantId, (ctx) =>
      leg.userId === null
        ? answerOutside(ctx, { outsideOfferId: leg.offerId, channel: leg.channel, at })
        : answerCall(ctx, { offerId: leg.offerId, channel: leg.channel, at }),
    );
    const result = await inTime(written).catch(() => 'late' as const);
    if (result !== 'late' && !result.ok) {
      if (call.talking === leg) call.talking = null;
      return call.hangUp(leg.channel, 'normal');
    }
    // Two people who wait for each other are connected whatever the database does.
    if (result === 'late') log.error({ call: call.callId }, 'the answer of a call is not written down yet');
    await call.connect(leg);
    await call.stopRinging();
    this.#options.onTalk(call, at);
  }

  #causeTold(channelId: string, cause: number | undefined, at: Instant): void {
    const call = this.#byCaller.get(channelId);
    if (cause !== undefined) call?.tellCause(cause, at);
  }

  /** Only what a desk does counts: a citizen's telephone may hold too, and hears nothing of ours then. */
  #holdTold(channelId: string, isHeld: boolean, at: Instant): void {
    const call = this.calls.find((each) => each.talking?.channel === channelId);
    if (call !== undefined) void call.inTurn(() => this.writeHold(call, channelId, isHeld, at));
  }

  async writeHold(call: LiveCall, channel: string, isHeld: boolean, at: Instant): Promise<void> {
    await call.recorded;
    const { callId, tenantId } = call;
    const change = isHeld ? holdCall : resumeCall;
    const work = actFor(this.#options.place, tenantId, (ctx) => change(ctx, { callId, channel, at }));
    await Promise.all([call.setHeld(isHeld), work]);
  }

  /** The caller's channel left us for good: it hung up, or was given back. */
  #callerLeft(channelId: string, at: Instant): void {
    const call = this.#byCaller.get(channelId);
    // On the way to its recorder, and back in a moment.
    if (call?.outgoing === 'recording') return;
    if (call !== undefined) call.callerLeft = true;
    if (call === undefined || call.callerGone) return;
    call.callerGone = true;
    void call.inTurn(async () => {
      await call.recorded;
      const hadDesk = call.talking !== null || call.parked !== null;
      await this.release(call);
      const cause = await call.causeOfCaller(at);
      const { place } = this.#options;
      const { callId, tenantId } = call;
      if (cause === null && (!hadDesk || (await isThere(this.#connected(), channelId)))) {
        // We were stuck, and Asterisk took the caller to its own queue: the call goes on there, or has ended, and whether
        // somebody answered it only Asterisk's record knows.
        await actFor(place, tenantId, (ctx) => giveUpCall(ctx, callId));
      } else {
        // 44: no sound for so long that Asterisk gave up the line.
        const by = cause === 44 ? 'system' : 'caller';
        await actFor(place, tenantId, (ctx) => endCall(ctx, { callId, by, cause, at }));
      }
      this.forget(call);
    });
  }

  #deskLeft(channelId: string, cause: number, at: Instant): void {
    for (const call of this.#byCall.values()) {
      const rang = call.ringing.get(channelId);
      if (rang !== undefined) {
        call.ringing.delete(channelId);
        void call.inTurn(() => this.#ringEnded(call, rang, cause));
      } else if (call.parked?.channel === channelId) {
        call.parked = null;
        void call.inTurn(() => this.#loseParked(call, channelId, cause, at));
      } else if (call.talking?.channel === channelId) {
        const leg = call.talking;
        void call.inTurn(() => this.#deskEnded(call, leg, cause, at));
      } else if (call.outgoing !== null && call.callerChannel === channelId) {
        void call.inTurn(() => this.outgoing.left(call, 'outside', cause, at));
      } else if (call.party?.channel === channelId) this.parties.left(call, call.party, cause, at);
    }
  }

  async #ringEnded(call: LiveCall, leg: DeskLeg, cause: number): Promise<void> {
    if (call.callerGone) return;
    await call.recorded;
    const { place, isRegistered } = this.#options;
    const { userId } = leg;
    const outcome = outcomeOfRing(cause, userId === null || (await isRegistered(userId)));
    if (outcome === 'answered' || outcome === 'caller_left' || outcome === 'taken') return;
    await actFor(place, call.tenantId, (ctx) =>
      userId === null
        ? endOutside(ctx, leg.offerId, outcome === 'missed' ? outcome : 'failed')
        : endOffer(ctx, leg.offerId, outcome),
    );
  }

  /** The telephone that had put this caller aside is gone with the call it talked in: both wait again. */
  async #loseParked(call: LiveCall, channel: string, cause: number, at: Instant): Promise<void> {
    if (call.callerGone) return;
    const { callId, tenantId } = call;
    await actFor(this.#options.place, tenantId, (ctx) => loseDesk(ctx, { callId, channel, cause, at }));
  }

  /** Never is a caller hung up only because a desk's telephone ended: see `afterDeskLeft`. */
  async #deskEnded(call: LiveCall, leg: DeskLeg, cause: number, at: Instant): Promise<void> {
    if (call.callerGone || call.talking !== leg) return;
    if (call.outgoing !== null) return this.outgoing.left(call, 'desk', cause, at);
    if (cause === 16) await new Promise((resolve) => setTimeout(resolve, closingPageMs));
    if (call.callerGone) return;
    const { place, isRegistered } = this.#options;
    const { callId, tenantId } = call;
    const { channel } = leg;
    if (leg.userId === null) {
      await actFor(place, tenantId, (ctx) => endCall(ctx, { callId, by: 'outside', cause, at }));
      await call.release();
      return this.forget(call);
    }
    const stillRegistered = await isRegistered(leg.userId);
    if (await this.parties.deskLeft(call, { channel, cause, stillRegistered, at })) return;
    if (afterDeskLeft({ cause, stillRegistered }) === 'end') {
      const ended = await actFor(place, tenantId, (ctx) => endCall(ctx, { callId, by: 'desk', cause, at, channel }));
      if (!ended.ok && ended.refusal.detail.taken === true) return;
      await call.release();
      this.forget(call);
      return;
    }
    await call.keepWaiting();
    await actFor(place, tenantId, (ctx) => loseDesk(ctx, { callId, channel, cause, at }));
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
