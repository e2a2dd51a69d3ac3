import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriResult } from '#platform/server/asterisk/ari/request.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Instant } from '#platform/shared/time.ts';
import { answeringMs } from '../call.ts';
import type { CallLease } from '../lease-rules.ts';
import { causeOfLeaving } from '../rules.ts';
import { bridgeIdOf, bridgeName, deskChannel, outsideChannel } from './channel-names.ts';

export interface DeskLeg {
  readonly offerId: string;
  /** Null: a telephone outside the centre. */
  readonly userId: string | null;
  readonly channel: string;
}

/** What a caller hears until somebody answers: media addresses of Asterisk, and after them a class of its music. */
export interface WaitingMedia {
  /** Once, at the beginning. */
  readonly announcement: readonly string[];
  /** Once, when the desk of an answered call is gone. */
  readonly hold: readonly string[];
  /** Then this, round and round: Asterisk goes on with it whatever becomes of us. */
  readonly music: string;
  /** While their desk talks with somebody else. */
  readonly aside: string;
}

export interface LiveCallOptions {
  readonly ari: AriClient;
  readonly log: Log;
  readonly callId: string;
  readonly tenantId: string;
  readonly slug: string;
  readonly callerChannel: string;
  /** Shown to the desk as the caller. */
  readonly callerNumber: string | null;
  readonly waiting: WaitingMedia;
  /** Under which this process leads it: each thing it writes says so. */
  readonly lease: CallLease;
}

/** Milliseconds to wait for the cause of a hang-up. */
const causeMs = 300;

/**
 * One call as this process holds it in Asterisk: the caller's channel, the telephones that ring, at most one that talks.
 * It only does what it is told and remembers what it did; what should be is in the tables. Every command may come too
 * late because somebody hung up, which is a refusal and no fault.
 */
export class LiveCall {
  readonly callId: string;
  readonly tenantId: string;
  readonly slug: string;
  readonly callerChannel: string;
  readonly callerNumber: string | null;
  readonly lease: CallLease;
  readonly since = performance.now();
  /** By channel. */
  readonly ringing = new Map<string, DeskLeg>();
  talking: DeskLeg | null = null;
  /** Its desk has put the call aside and talks in another one, with this very telephone. */
  parked: DeskLeg | null = null;
  /** The caller's channel is gone, or was given back to the dialplan. */
  callerGone = false;
  /** Asterisk said that the caller's channel is with us no more. */
  callerLeft = false;
  /** The row is written: only then may the call be answered. */
  recorded: Promise<boolean> = Promise.resolve(true);
  readonly #options: LiveCallOptions;
  /** Another process leads it: nothing may be done to it, and nothing written of it. */
  dropped = false;
  readonly #rung = new Set<string>();
  #hangupTold = false;
  /** It is moving into this process's application: leaving the one before is no end. Until it is told to be in, however late that is. */
  #moving = false;
  #playing = false;
  #bridged = false;
  #released = false;
  #turn: Promise<void> = Promise.resolve();
  #writing: Promise<unknown> = Promise.resolve();
  readonly #hangup = Promise.withResolvers<{ cause: number; at: Instant }>();

  constructor(options: LiveCallOptions) {
    this.#options = options;
    this.callId = options.callId;
    this.tenantId = options.tenantId;
    this.slug = options.slug;
    this.callerChannel = options.callerChannel;
    this.callerNumber = options.callerNumber;
    this.lease = options.lease;
  }

  /** Work on one call goes one piece after another, in the order in which it was asked for. */
  inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work).catch((error: unknown) => {
      this.#options.log.error(
        { call: this.callId, error: String(error) },
        'a step of a call failed; the next sweep repairs it',
      );
    });
    return this.#turn;
  }

  /** What is written of one call is written in the order in which it happened, however long the database is away. */
  writeInTurn<Value>(write: () => Promise<Value>): Promise<Value> {
    const next = this.#writing.then(write);
    this.#writing = next.catch(() => undefined);
    return next;
  }

  /** Let go of it without a word to Asterisk. */
  drop(): void {
    this.dropped = true;
    this.callerGone = true;
    this.ringing.clear();
    this.talking = null;
    this.parked = null;
  }

  /** Its caller hangs up; the cause may be told later. */
  tellHangup(): void {
    this.#hangupTold = true;
  }

  movedIn(): void {
    this.#moving = false;
  }

  /** What looked like its end was none. */
  stays(): void {
    this.callerLeft = false;
    this.callerGone = false;
  }

  /** The caller left an application only to enter ours. */
  get isMoving(): boolean {
    return this.#moving && !this.#hangupTold;
  }

  /** Q.850 of the caller's hang-up; the first one told is the caller's own. */
  tellCause(cause: number, at: Instant): void {
    this.#hangup.resolve({ cause, at });
  }

  /** Why the caller left our hands at that time; it may be told a moment after. Null: not by hanging up. */
  async causeOfCaller(leftAt: Instant): Promise<number | null> {
    const never = new Promise<null>((resolve) => setTimeout(() => resolve(null), causeMs).unref());
    const told = await Promise.race([this.#hangup.promise, never]);
    return told === null ? null : causeOfLeaving(told, leftAt);
  }

  /**
   * Take over what an earlier life of this process, or another process, had set up. The channels move into our application and stay
   * in their bridge while they do (measured: no packet of the talk is lost); one that plays moves only once that is stopped.
   * False: the caller is not there any more.
   */
  async restore(found: {
    ringing: readonly DeskLeg[];
    talking: DeskLeg | null;
    parked: DeskLeg | null;
    /** There is a bridge of this call, and whether the caller is in it. */
    bridged: boolean;
    connected: boolean;
  }): Promise<boolean> {
    for (const leg of found.ringing) this.ringing.set(leg.channel, leg);
    this.talking = found.talking;
    this.parked = found.parked;
    this.#bridged = found.bridged;
    for (const leg of [...found.ringing, found.talking]) if (leg !== null) this.#rung.add(leg.offerId);
    if (!(await this.#moveIn(found))) return false;
    if (found.connected) return true;
    // What the caller hears must be known, for the answer to cut it; should nothing have been begun, this begins it.
    this.#playing = true;
    // Answered, and whoever led it was gone before the two were connected.
    if (found.talking !== null) await this.connect(found.talking);
    else await this.#music(found.parked === null ? undefined : this.#options.waiting.aside);
    return true;
  }

  async #moveIn(found: Parameters<LiveCall['restore']>[0]): Promise<boolean> {
    const playbacks = found.connected ? [] : [this.#playback()];
    if (!(await this.moveCaller(`caller,${this.callId}`, playbacks))) return false;
    // A telephone that still rings is nobody's yet, which refuses the move; one that is up comes in as if it had answered now.
    // One that serves two calls is moved by both, which does nothing the second time.
    for (const leg of [...found.ringing, found.talking, found.parked])
      if (leg !== null)
        await this.#move(leg.channel, `${leg.userId === null ? 'outside' : 'desk'},${this.callId},${leg.offerId}`);
    return true;
  }

  /** The caller comes into our application with these words, once what is played there is stopped. False: they are gone. */
  async moveCaller(appArgs: string, playbacks: readonly string[]): Promise<boolean> {
    const { ari } = this.#options;
    this.#moving = true;
    for (const playbackId of playbacks)
      await this.#try('playbacks.stop', () => ari.call('playbacks.stop', { playbackId }));
    return this.#move(this.callerChannel, appArgs);
  }

  #move(channelId: string, appArgs: string): Promise<boolean> {
    const { ari } = this.#options;
    return this.#try('channels.move', () => ari.call('channels.move', { channelId, app: ari.app, appArgs }));
  }

  /** The announcement runs in early media beside the ringing, then the waiting music, until the answer cuts both. */
  announce(): Promise<void> {
    return this.#entertain(this.#options.waiting.announcement);
  }

  /** A channel that plays takes no command but the stop of its playback, so the music begins by itself after it. */
  async #entertain(media: readonly string[]): Promise<void> {
    if (this.talking !== null || this.#playing || this.callerGone) return;
    this.#playing = true;
    const input = { channelId: this.callerChannel, playbackId: this.#playback(), media };
    await Promise.all([
      this.#try('channels.playWithId', () => this.#options.ari.call('channels.playWithId', input)),
      this.#music(),
    ]);
  }

  #music(mohClass = this.#options.waiting.music): Promise<boolean> {
    const input = { channelId: this.callerChannel, mohClass };
    return this.#try('channels.startMoh', () => this.#options.ari.call('channels.startMoh', input));
  }

  /** Ring a desk; an offer rings once, however often it is asked for. False: its telephone could not be called at all. */
  ring(offerId: string, userId: string, sipUser: string, ringMs: number): Promise<boolean> {
    const leg = { offerId, userId, channel: deskChannel(offerId) };
    // The offer ends by its deadline; this is the net under it, should nobody be there to fire deadlines.
    const timeout = Math.ceil((ringMs + answeringMs) / 1000) + 1;
    return this.#dial(leg, { endpoint: `PJSIP/${sipUser}`, timeout, kind: 'desk' });
  }

  /** The same with a telephone outside; it rings until Asterisk gives up. */
  ringOutside(offerId: string, endpoint: string, timeout: number): Promise<boolean> {
    return this.#dial(
      { offerId, userId: null, channel: outsideChannel(offerId) },
      { endpoint, timeout, kind: 'outside' },
    );
  }

  async #dial(
    leg: DeskLeg,
    to: { readonly endpoint: string; readonly timeout: number; readonly kind: 'desk' | 'outside' },
  ): Promise<boolean> {
    const { offerId } = leg;
    if (this.#rung.has(offerId) || this.#released || this.callerGone) return true;
    this.#rung.add(offerId);
    this.ringing.set(leg.channel, leg);
    const { ari } = this.#options;
    const done = await this.#try('channels.originateWithId', () =>
      ari.call('channels.originateWithId', {
        channelId: leg.channel,
        endpoint: to.endpoint,
        app: ari.app,
        appArgs: `${to.kind},${this.callId},${offerId}`,
        callerId: this.callerNumber ?? 'anonymous',
        originator: this.callerChannel,
        timeout: to.timeout,
        // Whoever is outside is not told our names for things.
        ...(to.kind === 'desk' ? { variables: { 'PJSIP_HEADER(add,X-Sigap-Call)': this.callId } } : {}),
      }),
    );
    if (!done) this.ringing.delete(leg.channel);
    return done;
  }

  /** All, or all but these offers. */
  async stopRinging(except: ReadonlySet<string> = new Set()): Promise<void> {
    const legs = [...this.ringing.values()].filter(({ offerId }) => !except.has(offerId));
    for (const { channel } of legs) this.ringing.delete(channel);
    await Promise.all(legs.map(({ channel }) => this.hangUp(channel, 'normal')));
  }

  /** The answering desk is one of those that rang, the first to be up; called the moment its telephone is up, so that nobody cancels it any more. */
  pickUp(channel: string): DeskLeg | null {
    const leg = this.ringing.get(channel);
    if (leg === undefined || this.talking !== null) return null;
    this.ringing.delete(channel);
    this.talking = leg;
    return leg;
  }

  /** Connect caller and desk; false: Asterisk did not. */
  async connect(leg: DeskLeg): Promise<boolean> {
    const { ari } = this.#options;
    const bridgeId = bridgeIdOf(this.callId);
    if (!this.#bridged) {
      this.#bridged = true;
      await this.#try('bridges.createWithId', () =>
        ari.call('bridges.createWithId', { bridgeId, type: 'mixing', name: bridgeName(this.callId) }),
      );
    }
    await this.quieten();
    await this.#try('channels.answer', () => ari.call('channels.answer', { channelId: this.callerChannel }));
    return this.#try('bridges.addChannel', () =>
      ari.call('bridges.addChannel', { bridgeId, channel: [this.callerChannel, leg.channel] }),
    );
  }

  /** The desk is gone: the caller is asked for patience and waits again. */
  async hold(): Promise<void> {
    this.talking = null;
    const { ari } = this.#options;
    await this.#try('bridges.removeChannel', () =>
      ari.call('bridges.removeChannel', { bridgeId: bridgeIdOf(this.callId), channel: this.callerChannel }),
    );
    await this.#entertain(this.#options.waiting.hold);
  }

  /** The desk goes on with another call: the caller is on hold, and the telephone is free to be connected elsewhere. */
  async park(): Promise<void> {
    this.parked = this.talking;
    this.talking = null;
    this.#playing = true;
    const { ari } = this.#options;
    await this.#try('bridges.removeChannel', () =>
      ari.call('bridges.removeChannel', { bridgeId: bridgeIdOf(this.callId), channel: this.callerChannel }),
    );
    await this.#music(this.#options.waiting.aside);
  }

  /** A telephone that is up already comes to this caller, from another call of its desk or back from there. */
  async join(leg: DeskLeg): Promise<void> {
    this.parked = null;
    this.talking = leg;
    await this.stopRinging();
    // A caller who has only just come may not be in our hands yet.
    for (let attempt = 0; attempt < 40 && this.talking === leg && !this.callerGone; attempt++) {
      if (await this.connect(leg)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async quieten(): Promise<void> {
    if (!this.#playing) return;
    this.#playing = false;
    const { ari } = this.#options;
    // Which of the two is heard is not known, and a caller who is answered waits for no reply: both at once, in this order.
    await Promise.all([
      this.#try('playbacks.stop', () => ari.call('playbacks.stop', { playbackId: this.#playback() })),
      this.#try('channels.stopMoh', () => ari.call('channels.stopMoh', { channelId: this.callerChannel })),
    ]);
  }

  /** End everything of this call in Asterisk. */
  async release(): Promise<void> {
    this.#released = true;
    const leg = this.talking;
    this.talking = null;
    await this.stopRinging();
    if (leg !== null) await this.hangUp(leg.channel, 'normal');
    if (!this.callerGone) {
      this.callerGone = true;
      await this.hangUp(this.callerChannel, 'normal');
    }
    if (!this.#bridged) return;
    this.#bridged = false;
    await this.#try('bridges.destroy', () =>
      this.#options.ari.call('bridges.destroy', { bridgeId: bridgeIdOf(this.callId) }),
    );
  }

  /**
   * The database cannot take the call: Asterisk's own queue rings the desks, as when we are not there at all. A channel that
   * was claimed and has not entered yet may not take the command, so it is repeated until it left; a channel that plays
   * takes no command at all before the end of what it plays (measured).
   */
  async giveBack(context: string): Promise<void> {
    this.callerGone = true;
    await this.stopRinging();
    const input = { channelId: this.callerChannel, context, extension: 'call', priority: 1 };
    for (let attempt = 0; attempt < 50 && !this.callerLeft; attempt++) {
      await this.quieten();
      await this.#try('channels.continue', () => this.#options.ari.call('channels.continueInDialplan', input));
      for (let turn = 0; turn < 10 && !this.callerLeft; turn++) await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async hangUp(channelId: string, reason: 'normal' | 'no_answer'): Promise<void> {
    await this.#try('channels.hangup', () => this.#options.ari.call('channels.hangup', { channelId, reason }));
  }

  /** At most one at a time; an ended one is forgotten by Asterisk, so the name is free again. */
  #playback(): string {
    return `waiting-${this.callId}`;
  }

  /** True when Asterisk did it. What is gone already is no fault; a fault is logged and the sweep repairs what it left. */
  async #try<Value>(what: string, work: () => Promise<AriResult<Value>>): Promise<boolean> {
    if (this.dropped) return false;
    try {
      return (await work()).ok;
    } catch (error) {
      this.#options.log.warn({ call: this.callId, what, error: String(error) }, 'Asterisk did not do it');
      return false;
    }
  }
}
