import type { ActionContext } from '#platform/server/action.ts';
import type { Channel } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Result } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type PartyMode, type PartyOutcome, partyRingSeconds } from '../../party.ts';
import { afterDeskLeftParty, afterPartyLeft, outcomeOfParty, wiringOf } from '../../party-rules.ts';
import { bridgeIdOf } from '../channel-names.ts';
import type { DeskLeg, LiveCall } from '../live-call.ts';
import type { LiveCalls } from '../live-calls.ts';
import { loseDesk } from '../lose-desk.ts';
import { wayOutName } from '../pbx/dialplan.ts';
import { inTime } from '../telephony-actions.ts';
import { answerParty, endParty, leaveRinging, transferByHangUp } from './change-party.ts';
import { openParty, type PartyRow } from './party-store.ts';

/** A third person as this process holds it in Asterisk. */
export interface PartyLeg {
  readonly id: string;
  readonly channel: string;
  mode: PartyMode;
  isUp: boolean;
}

export interface PartyBoardOptions {
  readonly systemDb: Db;
  readonly log: Log;
  readonly calls: Pick<LiveCalls, 'write' | 'forget'>;
  /** The desk out of the call; its telephone stays up for another call of that desk. */
  readonly sendAway: (call: LiveCall, desk: DeskLeg) => Promise<void>;
}

/** What a third person's end was, kept until the tables have it. */
interface End {
  readonly outcome: PartyOutcome;
  readonly cause: number | null;
  readonly at: Instant;
}

/** By the lease too: of two that bear one name only one could be stopped. */
const ringback = (partyId: string, token: number) => `ringback-${partyId}-${token}`;

/**
 * Makes Asterisk look as `call_parties` says, and tells the tables what third persons' telephones do. Everything runs in the turn
 * of its call, and reads the row anew there: a desk may have changed its mind meanwhile. Asterisk comes first wherever
 * a caller waits: the database may be away.
 */
export class PartyBoard {
  readonly #options: PartyBoardOptions;
  readonly #ended = new Map<string, End>();

  constructor(options: PartyBoardOptions) {
    this.#options = options;
  }

  /** In the call's turn: what a person asked for is done. Safe to repeat. */
  async follow(call: LiveCall): Promise<void> {
    if (call.callerGone) return;
    const row = await openParty(this.#options.systemDb, call.callId);
    if (row === null || row.mode === 'out') return this.#letGo(call);
    const over = this.#ended.get(row.id);
    if (over !== undefined) return this.#write(call, row.id, over);
    if (call.party?.id !== row.id) {
      await this.#letGo(call);
      return this.#dial(call, row);
    }
    call.party.mode = row.mode;
    await this.#wire(call, call.party);
  }

  /** A channel that this process had made is up. */
  entered(call: LiveCall | undefined, channel: Channel, at: Instant): boolean {
    const leg = call?.party;
    if (call === undefined || leg?.channel !== channel.id) return false;
    // Who was there already has only been moved to us.
    void call.inTurn(async () => (leg.isUp && call.party === leg ? undefined : this.#answered(call, leg, at)));
    return true;
  }

  left(call: LiveCall, leg: PartyLeg, cause: number, at: Instant): void {
    void call.inTurn(() => this.#left(call, leg, cause, at));
  }

  /** In the call's turn: the desk's telephone ended. False: there is no third person, it is the usual case. */
  async deskLeft(
    call: LiveCall,
    end: { readonly channel: string; readonly cause: number; readonly stillRegistered: boolean; readonly at: Instant },
  ): Promise<boolean> {
    const leg = call.party;
    if (leg === null) return false;
    const row = await this.#rowOf(call);
    if (row === 'none') {
      await this.#letGo(call);
      return false;
    }
    if (row !== 'unknown') leg.mode = row.mode;
    const { callId } = call;
    const after = afterDeskLeftParty({ mode: leg.mode, isAnswered: leg.isUp }, end);
    call.talking = null;
    if (after === 'drop') {
      await this.#end(call, leg, { outcome: 'desk_gone', cause: null, at: end.at }, 'go_on');
      await call.keepWaiting();
      await this.#act(call, (ctx) => loseDesk(ctx, { callId, channel: end.channel, cause: end.cause, at: end.at }));
      return true;
    }
    if (after === 'reoffer')
      await this.#act(call, (ctx) => loseDesk(ctx, { callId, channel: end.channel, cause: end.cause, at: end.at }));
    else if (after === 'leave')
      await this.#act(call, (ctx) => leaveRinging(ctx, { callId, channel: end.channel, at: end.at }));
    else if (leg.mode !== 'handed_over') {
      leg.mode = 'handed_over';
      await this.#act(call, (ctx) => transferByHangUp(ctx, { callId, channel: end.channel, at: end.at }));
    }
    return true;
  }

  /** What an earlier life of this process, or another process, had set up of it; null: there is no third person. */
  async find(callId: string): Promise<PartyLeg | null> {
    const row = await openParty(this.#options.systemDb, callId);
    if (row === null || row.mode === 'out') return null;
    return { id: row.id, channel: row.pbx_channel, mode: row.mode, isUp: row.answered_at !== null };
  }

  /** In the turn of a call that was taken up: its third person as the tables say. */
  async adopt(
    call: LiveCall,
    leg: PartyLeg,
    found: {
      readonly channel: Channel | undefined;
      /** Of the call's bridge. */
      readonly within: readonly string[];
      /** Another process had dialled them; who rang for it was hung up (take-up.ts). */
      readonly isTaken: boolean;
    },
  ): Promise<void> {
    if (call.party !== leg) return;
    const { channel, within, isTaken } = found;
    const isThere = channel?.state === 'Up';
    // Rung anew, or for the first time: whoever should have done it was gone.
    if (isTaken && !leg.isUp && !isThere) {
      call.party = null;
      await this.#stopRingback(call, leg);
      const row = await openParty(this.#options.systemDb, call.callId);
      return row?.id === leg.id ? this.#dial(call, row) : this.follow(call);
    }
    const at = new Date().toISOString();
    // Never dialled, or gone while nobody of us was there: why is not known.
    if (channel === undefined) return this.#left(call, leg, leg.isUp ? 16 : 0, at);
    if (!isThere) return;
    if (!leg.isUp) return this.#answered(call, leg, at);
    const missing = [call.talking?.channel, leg.channel].filter((each) => each !== undefined && !within.includes(each));
    for (const each of missing)
      if (each !== undefined)
        await call.insist('bridges.addChannel', { bridgeId: bridgeIdOf(call.callId), channel: each });
    await this.#wire(call, leg);
  }

  async #dial(call: LiveCall, row: PartyRow): Promise<void> {
    const leg: PartyLeg = { id: row.id, channel: row.pbx_channel, mode: row.mode, isUp: false };
    call.party = leg;
    await call.setApart();
    await this.#playRingback(call, leg);
    const isRinging = await call.command('channels.originateWithId', {
      channelId: leg.channel,
      endpoint: `PJSIP/${row.number ?? ''}@${wayOutName(call.slug)}`,
      app: call.app,
      appArgs: `party,${call.callId},${leg.id}`,
      // The centre calls, not the citizen: no operator lets another's number pass, and it is nobody's but the centre's.
      callerId: '112',
      originator: call.callerChannel,
      timeout: partyRingSeconds,
    });
    if (!isRinging) await this.#left(call, leg, 0, new Date().toISOString());
  }

  async #answered(call: LiveCall, leg: PartyLeg, at: Instant): Promise<void> {
    if (call.callerGone || call.party !== leg) return call.hangUp(leg.channel, 'normal');
    leg.isUp = true;
    const { callId } = call;
    const answer = await this.#act(call, (ctx) => answerParty(ctx, { callId, partyId: leg.id, at }));
    // The desk took its caller back in this very moment.
    if (answer !== null && !answer.ok) return this.#letGo(call);
    if (answer !== null) leg.mode = answer.value;
    await this.#stopRingback(call, leg);
    await call.insist('bridges.addChannel', { bridgeId: bridgeIdOf(callId), channel: leg.channel });
    await this.#wire(call, leg);
  }

  async #wire(call: LiveCall, leg: PartyLeg): Promise<void> {
    const { caller, desk } = wiringOf({ mode: leg.mode, isAnswered: leg.isUp });
    if (caller === 'held') await call.setApart();
    else await call.rejoin();
    const { talking } = call;
    if (desk === 'stays' || talking === null) return;
    call.talking = null;
    await this.#options.sendAway(call, talking);
  }

  async #left(call: LiveCall, leg: PartyLeg, cause: number, at: Instant): Promise<void> {
    if (call.callerGone || call.party !== leg) return;
    const row = await this.#rowOf(call);
    if (row === 'none') return this.#letGo(call);
    if (row !== 'unknown' && row.mode !== leg.mode) {
      leg.mode = row.mode;
      await this.#wire(call, leg);
    }
    const outcome = outcomeOfParty(leg.isUp, cause);
    const after = afterPartyLeft({ mode: leg.mode, isAnswered: leg.isUp }, outcome, call.talking !== null);
    await this.#end(call, leg, { outcome, cause, at }, after);
  }

  /** Asterisk first, then the tables. */
  async #end(call: LiveCall, leg: PartyLeg, end: End, after: ReturnType<typeof afterPartyLeft>): Promise<void> {
    this.#ended.set(leg.id, end);
    await this.#letGo(call);
    if (after === 'queue') await call.keepWaiting();
    await this.#write(call, leg.id, end, after);
    if (after !== 'end') return;
    await call.release();
    this.#options.calls.forget(call);
  }

  async #write(
    call: LiveCall,
    partyId: string,
    end: End,
    after: ReturnType<typeof afterPartyLeft> = 'go_on',
  ): Promise<void> {
    const { callId } = call;
    // Kept until the tables have it: the next look at them must not find somebody there.
    const work = (ctx: ActionContext) => endParty(ctx, { callId, partyId, ...end, after });
    await this.#act(call, work, () => void this.#ended.delete(partyId));
  }

  /** The third person out of it, if there is one; a caller who waited for that is back with the desk. */
  async #letGo(call: LiveCall): Promise<void> {
    const leg = call.party;
    call.party = null;
    if (leg !== null) {
      await this.#stopRingback(call, leg);
      await call.hangUp(leg.channel, 'normal');
    }
    if (call.talking !== null) await call.rejoin();
  }

  /** The desk hears that it rings; a channel outside the bridge does not. */
  async #playRingback(call: LiveCall, leg: PartyLeg): Promise<void> {
    const playbackId = ringback(leg.id, call.lease.token);
    await call.command('bridges.playWithId', { bridgeId: bridgeIdOf(call.callId), playbackId, media: 'tone:ring' });
  }

  async #stopRingback(call: LiveCall, leg: PartyLeg): Promise<void> {
    // Perhaps it was begun under an earlier lease.
    for (let token = 0; token <= call.lease.token; token++)
      await call.command('playbacks.stop', { playbackId: ringback(leg.id, token) });
  }

  async #rowOf(call: LiveCall): Promise<PartyRow | 'none' | 'unknown'> {
    const read = inTime(openParty(this.#options.systemDb, call.callId)).catch(() => 'late' as const);
    const row = await read;
    if (row === 'late') return 'unknown';
    return row === null ? 'none' : row;
  }

  /** Null: the database has not taken it yet, or never does. `then`: it needs to be kept no more. */
  async #act<Value, Code extends string>(
    call: LiveCall,
    work: (ctx: ActionContext) => Promise<Result<Value, Code>>,
    then: () => void = () => undefined,
  ): Promise<Result<Value, Code | 'call.led_elsewhere'> | null> {
    const written = this.#options.calls.write(call, work).then((result) => {
      then();
      return result;
    });
    const result = await inTime(written).catch((error: unknown) => String(error));
    if (typeof result !== 'string') return result;
    this.#options.log.error({ call: call.callId, error: result }, 'a third person was not written down in time');
    return null;
  }
}
