import type { Channel } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import { bridgeIdOf, bridgeName, bridgeType, deskChannel } from '../channel-names.ts';
import { type CallEnd, endCall } from '../end-call.ts';
import type { LiveCall } from '../live-call.ts';
import type { LiveCalls } from '../live-calls.ts';
import { outgoingContext, wayOutName } from '../pbx/dialplan.ts';
import type { Phones } from '../phones.ts';
import { inTime } from '../telephony-actions.ts';
import { answerOutgoing } from './call-out.ts';
import { claimOutgoing, openParty, type PartyRow } from './party-store.ts';

export interface OutgoingBoardOptions {
  readonly systemDb: Db;
  readonly phones: Phones;
  readonly systemName: string;
  readonly calls: Pick<LiveCalls, 'write' | 'forget' | 'newCall'>;
}

/** `recording`: they are up, and on their way to the dialplan's recorder and back. */
export type OutgoingStage = 'desk' | 'ringing' | 'recording' | 'talking';

/** Seconds in which the desk's own telephone takes its call, and in which theirs rings. */
const deskSeconds = 15;
const ringSeconds = 60;

const ringback = (callId: string) => `ringback-${callId}`;

/** Calls that desks make: first the desk's telephone, then theirs. Theirs is the caller's channel of the call from then on. */
export class OutgoingBoard {
  readonly #options: OutgoingBoardOptions;
  /** Calls in the tables that are this process's may not be on its board yet. */
  isClaiming = false;

  constructor(options: OutgoingBoardOptions) {
    this.#options = options;
  }

  /** Take up what desks have asked for since. */
  async claim(app: string): Promise<void> {
    this.isClaiming = true;
    try {
      await this.#claim(app);
    } finally {
      this.isClaiming = false;
    }
  }

  async #claim(app: string): Promise<void> {
    const { systemDb, systemName, calls } = this.#options;
    for (const { id, tenant_id, slug } of await claimOutgoing(systemDb, { app, pbxSystem: systemName })) {
      const party = await openParty(systemDb, id);
      if (party === null) continue;
      const facts = { callId: id, tenantId: tenant_id, slug, callerChannel: party.pbx_channel, callerNumber: null };
      const call = calls.newCall(facts);
      call.outgoing = 'desk';
      void call.inTurn(() => this.#ringDesk(call, party));
    }
  }

  async #ringDesk(call: LiveCall, party: PartyRow): Promise<void> {
    const sipUser = await this.#options.phones.sipUserOf(party.user_id);
    const channel = deskChannel(party.id);
    call.talking = { offerId: party.id, userId: party.user_id, channel };
    const done = await call.command('channels.originateWithId', {
      channelId: channel,
      endpoint: `PJSIP/${sipUser}`,
      app: call.app,
      appArgs: `out,${call.callId},${party.number ?? ''}`,
      callerId: '112',
      timeout: deskSeconds,
      variables: { 'PJSIP_HEADER(add,X-Sigap-Call)': call.callId },
    });
    if (!done) await this.#over(call, { by: 'system', cause: 20, at: new Date().toISOString() });
  }

  /** One of its two channels is up. */
  entered(call: LiveCall, channel: Channel, args: readonly string[], at: Instant): void {
    const [kind, , last] = args;
    void call.inTurn(async () => {
      if (call.callerGone) return call.hangUp(channel.id, 'normal');
      if (kind === 'out') return this.#ringThem(call, channel.id, last ?? '');
      if (call.outgoing === 'ringing') return this.#record(call);
      if (call.outgoing === 'recording') await this.#connect(call, at);
    });
  }

  async #ringThem(call: LiveCall, desk: string, number: string): Promise<void> {
    const bridgeId = bridgeIdOf(call.callId);
    await call.insist('bridges.createWithId', { bridgeId, type: bridgeType, name: bridgeName(call.callId) });
    call.bridged = true;
    await call.insist('bridges.addChannel', { bridgeId, channel: desk });
    await call.command('bridges.playWithId', { bridgeId, playbackId: ringback(call.callId), media: 'tone:ring' });
    call.outgoing = 'ringing';
    const done = await call.command('channels.originateWithId', {
      channelId: call.callerChannel,
      endpoint: `PJSIP/${number}@${wayOutName(call.slug)}`,
      app: call.app,
      appArgs: `party,${call.callId}`,
      callerId: '112',
      originator: desk,
      timeout: ringSeconds,
      variables: { SIGAP_APP: call.app, SIGAP_OUT: call.callId },
    });
    if (!done) await this.#over(call, { by: 'system', cause: 38, at: new Date().toISOString() });
  }

  /** Only the dialplan can record as it does with every call; from there they come back to us. */
  async #record(call: LiveCall): Promise<void> {
    call.outgoing = 'recording';
    const where = { context: outgoingContext, extension: 'record', priority: 1 };
    await call.command('channels.continueInDialplan', { channelId: call.callerChannel, ...where });
  }

  async #connect(call: LiveCall, at: Instant): Promise<void> {
    call.outgoing = 'talking';
    const { callId } = call;
    const written = this.#options.calls.write(call, (ctx) => answerOutgoing(ctx, { callId, at }));
    const answer = await inTime(written).catch(() => 'late' as const);
    if (answer !== 'late' && !answer.ok) return call.release();
    await call.command('playbacks.stop', { playbackId: ringback(callId) });
    await call.insist('bridges.addChannel', { bridgeId: bridgeIdOf(callId), channel: call.callerChannel });
  }

  /** In the call's turn: a channel ended before they talked, or the desk's telephone did at any time. Nobody waits in this call. */
  async left(call: LiveCall, by: 'desk' | 'outside', cause: number, at: Instant): Promise<void> {
    if (!call.callerGone) await this.#over(call, { by, cause, at });
  }

  async #over(call: LiveCall, end: Pick<CallEnd, 'by' | 'cause' | 'at'>): Promise<void> {
    const { calls } = this.#options;
    const { callId } = call;
    await call.release();
    try {
      await calls.write(call, (ctx) => endCall(ctx, { callId, ...end, unanswered: 'fail' }));
    } finally {
      calls.forget(call);
    }
  }

  /** Both are there: it is led as any call. */
  async adopt(call: LiveCall): Promise<void> {
    call.outgoing = 'talking';
    await call.command('playbacks.stop', { playbackId: ringback(call.callId) });
  }

  /** Whoever made it was gone before they talked: its desk waited in vain, and may call again. */
  async giveUp(call: LiveCall, partyId: string, isBridged: boolean): Promise<void> {
    call.outgoing = 'desk';
    call.talking = { offerId: partyId, userId: null, channel: deskChannel(partyId) };
    call.bridged = isBridged;
    await call.command('playbacks.stop', { playbackId: ringback(call.callId) });
    await this.#over(call, { by: 'system', cause: null, at: new Date().toISOString() });
  }
}
