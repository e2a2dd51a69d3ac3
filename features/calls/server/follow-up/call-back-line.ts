import { overflowNumber } from '#features/people/overflow.ts';
import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import { callBackChannel, calledBackIn } from '../channel-names.ts';
import { endCall } from '../end-call.ts';
import type { LiveCall } from '../live-call.ts';
import { callBackContext, callBackRole, emergencyNumber, trunkName } from '../pbx/dialplan.ts';
import type { Switchboard } from '../switchboard.ts';
import type { CallBackAdopter } from '../take-up.ts';
import { actFor } from '../telephony-actions.ts';
import { beginCallBack, failTry, ownCallBack, pickUpCallBack, pressKey } from './call-back-steps.ts';
import { needlessCallBacks, type TakenTry, takeTries } from './follow-up-store.ts';

/** What a citizen hears who is called back: media addresses of Asterisk. */
export interface CallBackMedia {
  /** Who calls, and which key says what; repeated for who needs time. */
  readonly ask: readonly string[];
  readonly thanks: readonly string[];
}

export interface CallBackOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly log: Log;
  readonly board: Switchboard;
  readonly systemName: string;
  readonly media: (slug: string) => CallBackMedia;
  /** Whether calls of this regency can leave the centre. */
  readonly canDialOut: (slug: string) => Promise<boolean>;
}

const instantOf = (timestamp: string): Instant => new Date(timestamp).toISOString();

const askOf = (callId: string) => `ask-${callId}`;
const thanksOf = (callId: string) => `thanks-${callId}`;

/** Seconds of ringing beyond which Asterisk gives up by itself; the deadline in the tables comes after it. */
const longestRingSeconds = 60;
/** Milliseconds after which the thanks are over even if nobody says so. */
const thanksMs = 15_000;

/**
 * Calls citizens back. The tables say whom and when (advance.ts); here they are dialled through the operator's trunk, asked for
 * a key, and handed to the switchboard, which leads a call-back from then on as it leads every call.
 */
export class CallBackLine implements CallBackAdopter {
  readonly #options: CallBackOptions;
  #ari: AriClient | null = null;
  /** Channels that never came to us: they ring still. */
  readonly #ringing = new Set<string>();
  readonly #thanking = new Set<string>();

  constructor(options: CallBackOptions) {
    this.#options = options;
  }

  connect(ari: AriClient): void {
    this.#ari = ari;
  }

  heard(event: AriEvent): void {
    const ari = this.#ari;
    if (ari === null) return;
    if (event.type === 'PlaybackFinished') {
      const live = this.#options.board.byCall(event.playback.id.replace(/^thanks-/, ''));
      if (live !== undefined) this.#note(this.#thanked(live));
    } else if (event.type === 'CallBroadcast') {
      const callId = calledBackIn(event.channel.id);
      if (callId !== null && this.#options.board.byCall(callId) !== undefined) this.#note(claim(ari, event.channel.id));
    } else if (event.type === 'StasisStart' && event.args[0] === callBackRole) {
      const [, slug, callId] = event.args;
      if (slug !== undefined && callId !== undefined)
        this.#note(this.#pickedUp(ari, { callId, slug, at: instantOf(event.timestamp) }));
    } else if (event.type === 'ChannelDtmfReceived') {
      const callId = calledBackIn(event.channel.id);
      if (callId !== null && (event.digit === '1' || event.digit === '3'))
        this.#note(this.#pressed(ari, callId, event.digit));
    } else if (event.type === 'ChannelDestroyed') {
      const callId = calledBackIn(event.channel.id);
      const end = { cause: event.cause, at: instantOf(event.timestamp), failed: false };
      if (callId !== null) this.#note(this.#over(callId, end));
    }
  }

  /** Dial what was asked for, let go what is needed no more. Safe to repeat. */
  async follow(): Promise<void> {
    const { systemDb, place } = this.#options;
    const ari = this.#ari;
    if (ari === null) return;
    for (const taken of await takeTries(systemDb)) this.#note(this.#dial(ari, taken));
    // Said in the tables, as a person says it at a screen: whoever leads the call follows them.
    for (const { tenant_id: tenantId, call_id: callId } of await needlessCallBacks(systemDb)) {
      const at = new Date().toISOString();
      await actFor(place, tenantId, (ctx) => endCall(ctx, { callId, by: 'system', cause: 16, at }));
    }
  }

  async #dial(ari: AriClient, taken: TakenTry): Promise<void> {
    const { board, place, systemName, canDialOut } = this.#options;
    const { tenant_id: tenantId, slug, number: callerNumber, ring_seconds: ringSeconds } = taken;
    const dialled = overflowNumber(callerNumber);
    if (dialled === null || !(await canDialOut(slug))) {
      await actFor(place, tenantId, (ctx) => failTry(ctx, taken.id));
      return;
    }
    const callId = newId<'call'>();
    const channel = callBackChannel(callId);
    const where = { callId, pbxSystem: systemName, channel, app: ari.app, dialled };
    // On the board first: a row without a channel looks like a call that ended while nobody was there.
    const live = board.newCall({ callId, tenantId, slug, callerChannel: channel, callerNumber });
    const begun = await actFor(place, tenantId, (ctx) => beginCallBack(ctx, taken, where)).catch((error: unknown) => {
      board.forget(live);
      throw error;
    });
    if (!begun.ok) return board.forget(live);
    this.#ringing.add(channel);
    const placed = await ari
      .call('channels.originateWithId', {
        channelId: channel,
        endpoint: `PJSIP/${dialled}@${trunkName(slug)}`,
        context: callBackContext(slug),
        extension: 'call',
        priority: 1,
        callerId: emergencyNumber,
        timeout: Math.min(longestRingSeconds, ringSeconds),
        variables: { SIGAP_CALL_BACK: callId },
      })
      .then((answer) => answer.ok)
      .catch(() => false);
    if (!placed) await this.#over(callId, { cause: null, at: new Date().toISOString(), failed: true });
  }

  /** A call-back whose channel is gone before anybody picked up. */
  async #over(
    callId: string,
    { cause, at, failed }: { readonly cause: number | null; readonly at: Instant; readonly failed: boolean },
  ): Promise<void> {
    const { board } = this.#options;
    const live = board.byCall(callId);
    // Where another process leads it now, that one writes.
    if (!this.#ringing.delete(callBackChannel(callId)) || live === undefined) return;
    live.callerGone = true;
    board.forget(live);
    const end = failed
      ? ({ by: 'system', unanswered: 'fail' } as const)
      : ({ by: 'caller', unanswered: 'lose' } as const);
    await board.write(live, (ctx) => endCall(ctx, { callId, cause, at, ...end }));
  }

  /** The citizen is there. A process that came after the one which dialled takes it up by the channel's own words. */
  async #pickedUp(ari: AriClient, told: { callId: string; slug: string; at: Instant }): Promise<void> {
    const { board, media } = this.#options;
    const { callId, slug, at } = told;
    const channel = callBackChannel(callId);
    this.#ringing.delete(channel);
    const live = board.byCall(callId) ?? (await this.#own(ari, callId, slug));
    if (live === null) return hangUp(ari, channel);
    await live.inTurn(async () => {
      const picked = await board.write(live, (ctx) => pickUpCallBack(ctx, { callId, at }));
      if (!picked.ok) return live.release();
      if (picked.value === 'waits') return;
      // Whoever is called by hand hears what every caller hears, while the desk rings.
      if (picked.value === 'hand') return live.announce();
      if (picked.value === 'declined') return this.#thank(ari, live);
      await play(ari, channel, askOf(callId), media(slug).ask);
    });
  }

  /** Dialled by a process that is gone, and led by nobody since. Null: it is not ours to lead, or over. */
  async #own(ari: AriClient, callId: string, slug: string): Promise<LiveCall | null> {
    const { board, place } = this.#options;
    const tenantId = await board.tenantOf(slug);
    if (tenantId === null) return null;
    const owned = await actFor(place, tenantId, (ctx) => ownCallBack(ctx, callId, ari.app));
    if (!owned.ok) return null;
    const { token, callerNumber } = owned.value;
    return board.newCall({ callId, tenantId, slug, callerChannel: callBackChannel(callId), callerNumber, token });
  }

  /** This process claims the citizen when they pick up. */
  adoptRinging({ callerChannel }: LiveCall): void {
    this.#ringing.add(callerChannel);
  }

  /** The citizen is asked anew: which key they pressed while nobody listened is not known. */
  adoptPicked(live: LiveCall): Promise<boolean> {
    const { callId, slug } = live;
    return live.moveCaller(`${callBackRole},${slug},${callId}`, [askOf(callId), thanksOf(callId)]);
  }

  async #pressed(ari: AriClient, callId: string, key: '1' | '3'): Promise<void> {
    const { board } = this.#options;
    const live = board.byCall(callId);
    if (live === undefined || this.#ringing.has(live.callerChannel)) return;
    await live.inTurn(async () => {
      const said = await board.write(live, (ctx) => pressKey(ctx, { callId, key }));
      if (!said.ok) return;
      await stop(ari, askOf(callId));
      if (said.value === 'queued') return live.announce();
      await this.#thank(ari, live);
    });
  }

  async #thank(ari: AriClient, live: LiveCall): Promise<void> {
    this.#thanking.add(live.callerChannel);
    await play(ari, live.callerChannel, thanksOf(live.callId), this.#options.media(live.slug).thanks);
    setTimeout(() => this.#note(this.#thanked(live)), thanksMs).unref();
  }

  /** Three, and the thanks are said. */
  async #thanked(live: LiveCall): Promise<void> {
    if (!this.#thanking.delete(live.callerChannel)) return;
    const { board } = this.#options;
    const end = { callId: live.callId, by: 'system', cause: 16, at: new Date().toISOString() } as const;
    await live.inTurn(async () => void (await board.write(live, (ctx) => endCall(ctx, end))));
  }

  #note(work: Promise<void>): void {
    void work.catch((error: unknown) =>
      this.#options.log.error({ error: String(error) }, 'a step of a call-back failed; its deadline leads on'),
    );
  }
}

async function claim(ari: AriClient, channelId: string): Promise<void> {
  await ari.call('events.claimChannel', { channelId, application: ari.app });
}

async function play(ari: AriClient, channelId: string, playbackId: string, media: readonly string[]): Promise<void> {
  await ari.call('channels.playWithId', { channelId, playbackId, media }).catch(() => undefined);
}

async function stop(ari: AriClient, playbackId: string): Promise<void> {
  await ari.call('playbacks.stop', { playbackId }).catch(() => undefined);
}

async function hangUp(ari: AriClient, channelId: string): Promise<void> {
  await ari.call('channels.hangup', { channelId }).catch(() => undefined);
}
