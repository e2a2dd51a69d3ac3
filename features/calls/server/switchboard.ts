import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent, Channel } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Db } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { afterDeskLeft, outcomeOfRing } from '../rules.ts';
import { answerCall } from './answer-call.ts';
import { type ArrivedCall, arriveCall, giveUpCall } from './arrive-call.ts';
import { type CallStep, tell } from './call-steps.ts';
import { callerFacts, instantOf } from './caller-facts.ts';
import { bridgeIdOf, calledBackIn, isLeg } from './channel-names.ts';
import { endCall } from './end-call.ts';
import { endOffer } from './end-offer.ts';
import { dialplanAppOf, sendToFallback } from './hand-back.ts';
import { holdCall } from './hold-call.ts';
import { answerLate } from './late-answer.ts';
import { answerCanary, isCanary } from './lines/answer-canary.ts';
import type { LineOf } from './lines/directory.ts';
import type { DeskLeg, LiveCall } from './live-call.ts';
import { LiveCalls, type LiveCallsOptions } from './live-calls.ts';
import { loseDesk } from './lose-desk.ts';
import { OutgoingBoard } from './party/outgoing-board.ts';
import { PartyBoard } from './party/party-board.ts';
import { callBackRole, callerOf, dutyRole, isLed, supervisorRole, trunkName } from './pbx/dialplan.ts';
import type { Phones } from './phones.ts';
import { answerOutside, endOutside } from './queue/close-outside.ts';
import { resumeCall } from './resume-call.ts';
import { actFor, inTime } from './telephony-actions.ts';

export interface SwitchboardOptions extends LiveCallsOptions {
  readonly systemDb: Db;
  readonly phones: Phones;
  readonly systemName: string;
  readonly fallbackContext: (slug: string) => string;
  readonly tenantOf: (slug: string) => Promise<string | null>;
  readonly isRegistered: (userId: string) => Promise<boolean>;
  /** Milliseconds to leave a new call to other processes; without it there are none. */
  readonly claimDelay?: (channel: string) => number;
  /** Told of each call that is ours, after its desk was asked to ring; nothing of the call waits for it. */
  readonly onArrived: (ari: AriClient, call: LiveCall) => void;
  readonly lineOf?: LineOf;
  /** Caller and desk are connected; the answer was at that time. */
  readonly onTalk: (call: LiveCall, at: Instant) => void;
}

/** Milliseconds after which a page that closed has taken its registration with it. */
const closingPageMs = 500;

/** The one place that turns what Asterisk tells into actions. */
export class Switchboard extends LiveCalls {
  readonly #options: SwitchboardOptions;
  /** Third persons in calls. */
  readonly parties: PartyBoard;
  /** Calls that desks make. */
  readonly outgoing: OutgoingBoard;

  constructor(options: SwitchboardOptions) {
    super(options);
    this.#options = options;
    const sendAway = (call: LiveCall, desk: DeskLeg) => this.#sendAway(call, desk);
    this.parties = new PartyBoard({ ...options, calls: this, sendAway });
    this.outgoing = new OutgoingBoard({ ...options, calls: this });
  }

  tenantOf(slug: string): Promise<string | null> {
    return this.#options.tenantOf(slug);
  }

  heard(event: AriEvent): void {
    if (event.type === 'CallBroadcast') {
      if (isCanary(event.channel)) void this.#canary(event.channel);
      else if (calledBackIn(event.channel.id) === null && !isLeg(event.channel.id)) void this.#arrive(event.channel);
    } else if (event.type === 'StasisStart') this.#entered(event.channel, event.args, instantOf(event.timestamp));
    else if (event.type === 'ChannelHangupRequest')
      this.#causeTold(event.channel.id, event.cause, instantOf(event.timestamp));
    else if (event.type === 'StasisEnd') this.#callerLeft(event.channel.id, instantOf(event.timestamp));
    else if (event.type === 'ChannelHold') this.#holdTold(event.channel.id, true, instantOf(event.timestamp));
    else if (event.type === 'ChannelUnhold') this.#holdTold(event.channel.id, false, instantOf(event.timestamp));
    else if (event.type === 'ChannelDestroyed' && !this.wasReplaced(event.channel))
      this.#deskLeft(event.channel.id, event.cause, instantOf(event.timestamp));
  }

  /**
   * Claim the call, write it down and ring a desk, all at once; the commit is awaited before anybody can answer. A call that
   * is not claimed (regency unknown, no database) goes on in the dialplan to the fallback queue by itself.
   */
  async #arrive(channel: Channel): Promise<void> {
    const from = callerOf(channel.name);
    if (from === null || this.byCaller(channel.id) !== undefined) return;
    const { slug, purpose } = from;
    const { place, systemName, tenantOf, lineOf } = this.#options;
    const tenantId = await tenantOf(slug).catch(() => null);
    if (tenantId === null) return;
    const ari = this.connected();
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
    const ari = this.connected();
    await ari.call('events.claimChannel', { channelId, application: ari.app }).catch(() => undefined);
  }

  /** The tables could not take the call. Should they have it after all, it is left to the import of Asterisk's record. */
  async #giveBack(call: LiveCall, arrived: Promise<Result<ArrivedCall, string>>): Promise<void> {
    const { fallbackContext, log } = this.#options;
    log.error({ call: call.callId }, 'a call could not be written down in time: the fallback queue takes it');
    await call.inTurn(() => call.giveBack(fallbackContext(call.slug)));
    this.forget(call);
    const late = await arrived.catch(() => null);
    if (late?.ok !== true) return;
    await this.write(call, (ctx) => giveUpCall(ctx, late.value.callId)).catch((error: unknown) =>
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
    await this.write(call, (ctx) => endOffer(ctx, offerId, 'failed'));
  }

  /** Dial a number outside the centre by the regency's operator. */
  async ringOutside(call: LiveCall, offerId: string, number: string, ringS: number): Promise<void> {
    const rang = await call.ringOutside(offerId, `PJSIP/${number}@${trunkName(call.slug)}`, ringS);
    if (!rang) await this.write(call, (ctx) => endOutside(ctx, offerId, 'failed'));
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
      const made = this.byCall(callId ?? '');
      if (made !== undefined && made.outgoing !== null) this.outgoing.entered(made, channel, args, at);
      else if (!this.parties.entered(made, channel, at)) void this.#dismiss(channel.id);
      return;
    }
    if ((kind === 'desk' || kind === 'outside') && callId !== undefined) {
      // It talks, here or in another call of its desk, and was only moved to us.
      if (this.calls.some(({ talking, parked }) => [talking?.channel, parked?.channel].includes(channel.id))) return;
      const call = this.byCall(callId);
      const leg = call?.pickUp(channel.id);
      if (call === undefined || leg === null || leg === undefined) void this.#dismiss(channel.id);
      else void call.inTurn(() => this.#answer(call, leg, at));
      return;
    }
    if (isCanary(channel)) return void answerCanary(this.connected(), channel.id);
    // supervise/supervisor-board.ts and duty/duty-line.ts lead those.
    if (kind === supervisorRole || kind === dutyRole) return;
    const caller = this.byCaller(channel.id);
    // Whoever is called back is led by call-back-line.ts until they wait for a desk.
    if (kind === 'caller' || kind === callBackRole) caller?.movedIn();
    else if (caller !== undefined) void caller.inTurn(() => caller.announce());
    // Claimed, but nobody leads it: the tables could not take it before it came in.
    else if (kind !== undefined) void sendToFallback(this.connected(), channel.id, this.#options.fallbackContext(kind));
  }

  /** The first desk that is up has the call, unless the database gave it to another one in the same moment. */
  async #answer(call: LiveCall, leg: DeskLeg, at: Instant): Promise<void> {
    const { log } = this.#options;
    if (!(await call.recorded)) return call.hangUp(leg.channel, 'normal');
    let isLate = false;
    const { offerId, userId, channel } = leg;
    const written = this.write(call, (ctx) => {
      if (userId === null) return answerOutside(ctx, { outsideOfferId: offerId, channel, at });
      const answer = { callId: call.callId, offerId, userId, channel, at };
      return isLate ? answerLate(ctx, answer) : answerCall(ctx, answer);
    });
    const result = await inTime(written).catch(() => 'late' as const);
    isLate = result === 'late';
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
    const call = this.byCaller(channelId);
    call?.tellHangup();
    if (cause !== undefined) call?.tellCause(cause, at);
  }

  /** Only what a desk does counts: a citizen's telephone may hold too, and hears nothing of ours then. */
  #holdTold(channelId: string, isHeld: boolean, at: Instant): void {
    const call = this.calls.find((each) => each.talking?.channel === channelId);
    if (call !== undefined) void call.inTurn(() => this.writeHold(call, channelId, isHeld, at));
  }

  async writeHold(call: LiveCall, channel: string, isHeld: boolean, at: Instant): Promise<void> {
    await call.recorded;
    const { callId } = call;
    const change = isHeld ? holdCall : resumeCall;
    const work = this.write(call, (ctx) => change(ctx, { callId, channel, at }));
    await Promise.all([call.setHeld(isHeld), work]);
  }

  /** The caller's channel left us for good: it hung up, or was given back. */
  #callerLeft(channelId: string, at: Instant): void {
    const call = this.byCaller(channelId);
    // On the way to its recorder, and back in a moment.
    if (call === undefined || call.isMoving || call.outgoing === 'recording') return;
    call.callerLeft = true;
    if (call.callerGone) return;
    call.callerGone = true;
    void call.inTurn(async () => {
      await call.recorded;
      const cause = await call.causeOfCaller(at);
      // Nobody hung up: was it taken over? Until the database says so its other side stays as it is.
      if (cause === null && !(await this.write(call, async () => ok(null))).ok) return;
      const hadDesk = call.talking !== null || call.parked !== null;
      const there = cause === null ? await dialplanAppOf(this.connected(), channelId) : null;
      // It only changed applications, and is with us: nothing ended.
      if (there !== null && isLed(there)) return call.stays();
      await this.release(call);
      const { callId } = call;
      if (cause === null && (!hadDesk || there !== null)) {
        // We were stuck, and Asterisk took the caller to its own queue: the call goes on there, or has ended, and whether
        // somebody answered it only Asterisk's record knows.
        await this.write(call, (ctx) => giveUpCall(ctx, callId));
      } else {
        // 44: no sound for so long that Asterisk gave up the line.
        const by = cause === 44 ? 'system' : 'caller';
        await this.write(call, (ctx) => endCall(ctx, { callId, by, cause, at }));
      }
      this.forget(call);
    });
  }

  #deskLeft(channelId: string, cause: number, at: Instant): void {
    for (const call of this.calls) {
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
    const { userId } = leg;
    const outcome = outcomeOfRing(cause, userId === null || (await this.#options.isRegistered(userId)));
    if (outcome === 'answered' || outcome === 'caller_left' || outcome === 'taken') return;
    await this.write(call, (ctx) =>
      userId === null
        ? endOutside(ctx, leg.offerId, outcome === 'missed' ? outcome : 'failed')
        : endOffer(ctx, leg.offerId, outcome),
    );
  }

  /** The telephone that had put this caller aside is gone with the call it talked in: both wait again. */
  async #loseParked(call: LiveCall, channel: string, cause: number, at: Instant): Promise<void> {
    if (call.callerGone) return;
    const { callId } = call;
    await this.write(call, (ctx) => loseDesk(ctx, { callId, channel, cause, at }));
  }

  /** Never is a caller hung up only because a desk's telephone ended: see `afterDeskLeft`. */
  async #deskEnded(call: LiveCall, leg: DeskLeg, cause: number, at: Instant): Promise<void> {
    if (call.callerGone || call.talking !== leg) return;
    if (call.outgoing !== null) return this.outgoing.left(call, 'desk', cause, at);
    if (cause === 16) await new Promise((resolve) => setTimeout(resolve, closingPageMs));
    if (call.callerGone) return;
    const { callId } = call;
    const { channel } = leg;
    const isOutside = leg.userId === null;
    const stillRegistered = leg.userId !== null && (await this.#options.isRegistered(leg.userId));
    if (!isOutside && (await this.parties.deskLeft(call, { channel, cause, stillRegistered, at }))) return;
    if (isOutside || afterDeskLeft({ cause, stillRegistered }) === 'end') {
      const who = isOutside ? { by: 'outside' as const } : { by: 'desk' as const, channel };
      const written = this.write(call, (ctx) => endCall(ctx, { callId, ...who, cause, at }));
      const ended = await inTime(written);
      // A supervisor has it by now.
      if (ended !== 'late' && !ended.ok && ended.refusal.detail.taken === true) return;
      // The citizen's line must not wait for the database.
      if (ended === 'late') await call.release();
      await written;
      await call.release();
      this.forget(call);
      return;
    }
    await call.keepWaiting();
    await this.write(call, (ctx) => loseDesk(ctx, { callId, channel, cause, at }));
  }

  /** A desk's telephone that nobody waits for. */
  async #dismiss(channelId: string): Promise<void> {
    await this.connected()
      .call('channels.hangup', { channelId })
      .catch(() => undefined);
  }
}
