import { answeringMs } from '../call.ts';
import { CallCommands, type CallOptions } from './call-commands.ts';
import { bridgeIdOf, bridgeName, bridgeType, deskChannel, outsideChannel } from './channel-names.ts';
import type { OutgoingStage } from './party/outgoing-board.ts';
import type { PartyLeg } from './party/party-board.ts';

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

export interface LiveCallOptions extends CallOptions {
  readonly waiting: WaitingMedia;
}

/** What of a call was there already when this process began to lead it. */
export interface FoundCall {
  readonly ringing: readonly DeskLeg[];
  readonly talking: DeskLeg | null;
  readonly parked: DeskLeg | null;
  readonly party: PartyLeg | null;
  /** There is a bridge of this call. */
  readonly bridged: boolean;
  /** Whoever should talk is in it. */
  readonly connected: boolean;
  /** The caller waits outside of it for the others. */
  readonly isApart: boolean;
}

/**
 * One call as this process holds it in Asterisk: the caller's channel, the telephones that ring, at most one that talks.
 * It only does what it is told and remembers what it did; what should be is in the tables. Every command may come too
 * late because somebody hung up, which is a refusal and no fault.
 */
export class LiveCall extends CallCommands {
  /** By channel. */
  readonly ringing = new Map<string, DeskLeg>();
  talking: DeskLeg | null = null;
  /** Its desk has put the call aside and talks in another one, with this very telephone. */
  parked: DeskLeg | null = null;
  /** A third person, who is rung or there. */
  party: PartyLeg | null = null;
  /** The caller waits apart while the desk speaks with the third person. */
  isApart = false;
  /** Set in a call that the desk made: how far it is. */
  outgoing: OutgoingStage | null = null;
  readonly #waiting: WaitingMedia;
  readonly #rung = new Set<string>();
  #playing = false;
  /** The bridge of this call is there. */
  bridged = false;
  #released = false;

  constructor(options: LiveCallOptions) {
    super(options);
    this.#waiting = options.waiting;
  }

  /** Let go of it without a word to Asterisk. */
  drop(): void {
    this.dropped = true;
    this.callerGone = true;
    this.ringing.clear();
    this.talking = null;
    this.parked = null;
    this.party = null;
    this.isApart = false;
  }

  /**
   * Take over what an earlier life of this process, or another process, had set up. The channels move into our application and stay
   * in their bridge while they do (measured: no packet of the talk is lost); one that plays moves only once that is stopped.
   * False: the caller is not there any more.
   */
  async restore(found: FoundCall): Promise<boolean> {
    for (const leg of found.ringing) this.ringing.set(leg.channel, leg);
    this.talking = found.talking;
    this.parked = found.parked;
    this.party = found.party;
    this.bridged = found.bridged;
    this.isApart = found.isApart;
    for (const leg of [...found.ringing, found.talking]) if (leg !== null) this.#rung.add(leg.offerId);
    if (!(await this.#moveIn(found))) return false;
    if (found.connected) return true;
    // Should whoever led it have been gone before the music began.
    if (found.isApart) return this.#music(this.#waiting.aside).then(() => true);
    // What the caller hears must be known, for the answer to cut it; should nothing have been begun, this begins it.
    this.#playing = true;
    // Answered, and whoever led it was gone before the two were connected.
    if (found.talking !== null) await this.connect(found.talking);
    else await this.#music(found.parked === null ? undefined : this.#waiting.aside);
    return true;
  }

  async #moveIn(found: FoundCall): Promise<boolean> {
    const playbacks = found.connected ? [] : [this.#playback()];
    if (!(await this.moveCaller(`caller,${this.callId}`, playbacks))) return false;
    // A telephone that still rings is nobody's yet, which refuses the move; one that is up comes in as if it had answered now.
    // One that serves two calls is moved by both, which does nothing the second time.
    for (const leg of [...found.ringing, found.talking, found.parked])
      if (leg !== null)
        await this.move(leg.channel, `${leg.userId === null ? 'outside' : 'desk'},${this.callId},${leg.offerId}`);
    const { party } = found;
    if (party !== null) await this.move(party.channel, `party,${this.callId},${party.id}`);
    return true;
  }

  /** The announcement runs in early media beside the ringing, then the waiting music, until the answer cuts both. */
  announce(): Promise<void> {
    return this.#entertain(this.#waiting.announcement);
  }

  /** A channel that plays takes no command but the stop of its playback, so the music begins by itself after it. */
  async #entertain(media: readonly string[]): Promise<void> {
    if (this.talking !== null || this.#playing || this.callerGone) return;
    this.#playing = true;
    const input = { channelId: this.callerChannel, playbackId: this.#playback(), media };
    await Promise.all([this.command('channels.playWithId', input), this.#music()]);
  }

  #music(mohClass = this.#waiting.music): Promise<boolean> {
    const input = { channelId: this.callerChannel, mohClass };
    return this.command('channels.startMoh', input);
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
    const done = await this.command('channels.originateWithId', {
      channelId: leg.channel,
      endpoint: to.endpoint,
      app: this.app,
      appArgs: `${to.kind},${this.callId},${offerId}`,
      callerId: this.callerNumber ?? 'anonymous',
      originator: this.callerChannel,
      timeout: to.timeout,
      // Whoever is outside is not told our names for things.
      ...(to.kind === 'desk' ? { variables: { 'PJSIP_HEADER(add,X-Sigap-Call)': this.callId } } : {}),
    });
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
    const bridgeId = bridgeIdOf(this.callId);
    if (!this.bridged) {
      this.bridged = true;
      await this.insist('bridges.createWithId', { bridgeId, type: bridgeType, name: bridgeName(this.callId) });
    }
    await this.quieten();
    await this.insist('channels.answer', { channelId: this.callerChannel });
    return this.insist('bridges.addChannel', { bridgeId, channel: [this.callerChannel, leg.channel] });
  }

  /** The desk is gone: the caller is asked for patience and waits again. */
  async hold(): Promise<void> {
    this.talking = null;
    this.#playing = false;
    await this.command('bridges.removeChannel', { bridgeId: bridgeIdOf(this.callId), channel: this.callerChannel });
    await this.#entertain(this.#waiting.hold);
  }

  /** The desk's telephone holds, or does no more: a mixer passes no hold on, so whoever it holds hears our music. */
  async setHeld(isHeld: boolean): Promise<void> {
    if (this.callerGone || (this.party !== null && !this.isApart)) return;
    const channelId = this.isApart ? this.party?.channel : this.callerChannel;
    if (channelId === undefined) return;
    if (channelId === this.callerChannel) this.#playing = isHeld;
    if (isHeld) await this.command('channels.startMoh', { channelId, mohClass: this.#waiting.aside });
    else await this.insist('channels.stopMoh', { channelId });
  }

  /** The caller apart, to the hold music: Asterisk goes on with it whatever becomes of us. */
  async setApart(): Promise<void> {
    if (this.isApart || this.callerGone) return;
    this.isApart = true;
    const bridgeId = bridgeIdOf(this.callId);
    await this.command('bridges.removeChannel', { bridgeId, channel: this.callerChannel });
    await this.#music(this.#waiting.aside);
  }

  /** The caller back to whoever is in the call. */
  async rejoin(): Promise<void> {
    if (!this.isApart) return;
    this.isApart = false;
    await this.insist('channels.stopMoh', { channelId: this.callerChannel });
    await this.insist('bridges.addChannel', { bridgeId: bridgeIdOf(this.callId), channel: this.callerChannel });
  }

  /** Nobody is left who talks with the caller: they are asked for patience and wait again. */
  async keepWaiting(): Promise<void> {
    if (this.isApart) await this.command('channels.stopMoh', { channelId: this.callerChannel });
    this.isApart = false;
    await this.hold();
  }

  /** The desk goes on with another call: the caller is on hold, and the telephone is free to be connected elsewhere. */
  async park(): Promise<void> {
    this.parked = this.talking;
    this.talking = null;
    this.isApart = false;
    this.#playing = true;
    await this.command('bridges.removeChannel', { bridgeId: bridgeIdOf(this.callId), channel: this.callerChannel });
    await this.#music(this.#waiting.aside);
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

  /**
   * Another telephone that is up has this call from now on. It comes in before the one before goes, and the caller is not moved,
   * so nobody hears a gap. `keep`: the one before talks elsewhere too.
   */
  async takeOver(leg: DeskLeg, keep: (channel: string) => boolean): Promise<void> {
    const before = this.talking;
    this.parked = null;
    this.talking = leg;
    await this.stopRinging();
    if (before === null) return this.join(leg);
    await this.insist('bridges.addChannel', { bridgeId: bridgeIdOf(this.callId), channel: leg.channel });
    await this.setHeld(false);
    if (!keep(before.channel)) await this.hangUp(before.channel, 'normal');
  }

  async quieten(): Promise<void> {
    if (!this.#playing) return;
    this.#playing = false;
    // Which of the two is heard is not known, and a caller who is answered waits for no reply: both at once, in this order.
    await Promise.all([
      this.insist('playbacks.stop', { playbackId: this.#playback() }),
      this.insist('channels.stopMoh', { channelId: this.callerChannel }),
    ]);
  }

  /** End everything of this call in Asterisk. */
  async release(): Promise<void> {
    this.#released = true;
    const legs = [this.talking, this.party];
    this.talking = null;
    this.party = null;
    await this.stopRinging();
    for (const leg of legs) if (leg !== null) await this.hangUp(leg.channel, 'normal');
    if (!this.callerGone) {
      this.callerGone = true;
      await this.hangUp(this.callerChannel, 'normal');
    }
    if (!this.bridged) return;
    this.bridged = false;
    await this.command('bridges.destroy', { bridgeId: bridgeIdOf(this.callId) });
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
      await this.command('channels.continueInDialplan', input);
      for (let turn = 0; turn < 10 && !this.callerLeft; turn++) await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** At most one at a time; an ended one is forgotten by Asterisk, so the name is free again. */
  #playback(): string {
    return `waiting-${this.callId}`;
  }
}
