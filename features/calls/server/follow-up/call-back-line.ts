import { overflowNumber } from '#features/people/overflow.ts';
import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import { endCall } from '../end-call.ts';
import type { LiveCall } from '../live-call.ts';
import { callBackContext, callBackRole, emergencyNumber, trunkName } from '../pbx/dialplan.ts';
import type { Switchboard } from '../switchboard.ts';
import { actFor } from '../telephony-actions.ts';
import { beginCallBack, failTry, pickUpCallBack, pressKey } from './call-back-steps.ts';
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

export interface CallBackLine {
  readonly connect: (ari: AriClient) => void;
  readonly heard: (event: AriEvent) => void;
  /** Dial what was asked for, let go what is needed no more. Safe to repeat. */
  readonly follow: () => Promise<void>;
}

/** Told by the channel of a call-back which call it is: whoever hears of it need not have dialled it. */
const channelOf = (callId: string) => `back-${callId}`;
const callOf = (channel: string) => (channel.startsWith('back-') ? channel.slice('back-'.length) : null);

/** Seconds of ringing beyond which Asterisk gives up by itself; the deadline in the tables comes after it. */
const longestRingSeconds = 60;
/** Milliseconds after which the thanks are over even if nobody says so. */
const thanksMs = 15_000;

/**
 * Calls citizens back. The tables say whom and when (advance.ts); here they are dialled through the operator's trunk, asked for
 * a key, and handed to the switchboard, which leads a call-back from then on as it leads every call.
 */
export function createCallBackLine(options: CallBackOptions): CallBackLine {
  const { board, place, log, systemDb } = options;
  let connected: AriClient | null = null;
  /** Channels that never came to us: they ring still. */
  const ringing = new Map<string, { readonly tenantId: string; readonly slug: string }>();
  const thanking = new Set<string>();

  const dial = async (ari: AriClient, taken: TakenTry): Promise<void> => {
    const dialled = overflowNumber(taken.number);
    const noWay = dialled === null || !(await options.canDialOut(taken.slug));
    if (noWay) return void (await actFor(place, taken.tenant_id, (ctx) => failTry(ctx, taken.id)));
    const callId = newId<'call'>();
    const channel = channelOf(callId);
    const where = { callId, pbxSystem: options.systemName, channel, app: ari.app, dialled };
    const begun = await actFor(place, taken.tenant_id, (ctx) => beginCallBack(ctx, taken, where));
    if (!begun.ok) return;
    const { tenant_id: tenantId, slug, number: callerNumber, ring_seconds: ringSeconds } = taken;
    board.newCall({ callId, tenantId, slug, callerChannel: channel, callerNumber });
    ringing.set(channel, { tenantId, slug });
    const placed = await ari
      .call('channels.originateWithId', {
        channelId: channel,
        endpoint: `PJSIP/${dialled}@${trunkName(slug)}`,
        context: callBackContext(slug),
        extension: 'call',
        priority: 1,
        callerId: emergencyNumber,
        timeout: Math.min(longestRingSeconds, ringSeconds),
        variables: { SIGAP_APP: ari.app, SIGAP_CALL_BACK: callId },
      })
      .then((answer) => answer.ok)
      .catch(() => false);
    if (!placed) await over(callId, { cause: null, at: null, failed: true });
  };

  /** A call-back whose channel is gone before anybody picked up. */
  const over = async (
    callId: string,
    end: { readonly cause: number | null; readonly at: Instant | null; readonly failed: boolean },
  ): Promise<void> => {
    const channel = channelOf(callId);
    const known = ringing.get(channel);
    if (!ringing.delete(channel) || known === undefined) return;
    const live = board.byCall(callId);
    if (live !== undefined) {
      live.callerGone = true;
      board.forget(live);
    }
    const unanswered = end.failed ? 'fail' : 'lose';
    const at = end.at ?? new Date().toISOString();
    await actFor(place, known.tenantId, (ctx) =>
      endCall(ctx, { callId, by: end.failed ? 'system' : 'caller', cause: end.cause, at, unanswered }),
    );
  };

  /** The citizen is there. A process that came after the one which dialled takes it up by the channel's own words. */
  const pickedUp = async (ari: AriClient, callId: string, slug: string, at: Instant, number: string): Promise<void> => {
    const channel = channelOf(callId);
    const tenantId = ringing.get(channel)?.tenantId ?? (await board.tenantOf(slug));
    ringing.delete(channel);
    if (tenantId === null) return hangUp(ari, channel);
    const live =
      board.byCall(callId) ?? board.newCall({ callId, tenantId, slug, callerChannel: channel, callerNumber: number });
    await live.inTurn(async () => {
      const picked = await actFor(place, tenantId, (ctx) => pickUpCallBack(ctx, { callId, app: ari.app, at }));
      if (!picked.ok) return live.release();
      // Whoever is called by hand hears what every caller hears, while the desk rings.
      if (picked.value === 'hand') return live.announce();
      await play(ari, channel, `ask-${callId}`, options.media(slug).ask);
    });
  };

  const pressed = async (ari: AriClient, callId: string, key: '1' | '3'): Promise<void> => {
    const live = board.byCall(callId);
    if (live === undefined || ringing.has(live.callerChannel)) return;
    await live.inTurn(async () => {
      const said = await actFor(place, live.tenantId, (ctx) => pressKey(ctx, { callId, key }));
      if (!said.ok) return;
      await stop(ari, `ask-${callId}`);
      if (said.value === 'queued') return live.announce();
      thanking.add(live.callerChannel);
      await play(ari, live.callerChannel, `thanks-${callId}`, options.media(live.slug).thanks);
      setTimeout(() => void thanked(live), thanksMs).unref();
    });
  };

  /** Three, and the thanks are said. */
  const thanked = async (live: LiveCall): Promise<void> => {
    if (!thanking.delete(live.callerChannel)) return;
    const end = { callId: live.callId, by: 'system', cause: 16, at: new Date().toISOString() } as const;
    await live.inTurn(async () => void (await actFor(place, live.tenantId, (ctx) => endCall(ctx, end))));
  };

  const note = (work: Promise<void>) =>
    void work.catch((error: unknown) =>
      log.error({ error: String(error) }, 'a step of a call-back failed; its deadline leads on'),
    );

  return {
    connect: (ari) => {
      connected = ari;
    },
    heard: (event) => {
      const ari = connected;
      if (ari === null) return;
      if (event.type === 'PlaybackFinished') {
        const live = board.byCall(event.playback.id.replace(/^thanks-/, ''));
        if (live !== undefined) note(thanked(live));
      } else if (event.type === 'StasisStart' && event.args[0] === callBackRole) {
        const [, slug, callId] = event.args;
        if (slug !== undefined && callId !== undefined)
          note(pickedUp(ari, callId, slug, new Date(event.timestamp).toISOString(), event.channel.connected.number));
      } else if (event.type === 'ChannelDtmfReceived') {
        const callId = callOf(event.channel.id);
        if (callId !== null && (event.digit === '1' || event.digit === '3')) note(pressed(ari, callId, event.digit));
      } else if (event.type === 'ChannelDestroyed') {
        const callId = callOf(event.channel.id);
        if (callId !== null)
          note(over(callId, { cause: event.cause, at: new Date(event.timestamp).toISOString(), failed: false }));
      }
    },
    follow: async () => {
      const ari = connected;
      if (ari === null) return;
      for (const taken of await takeTries(systemDb)) note(dial(ari, taken));
      for (const { tenant_id: tenantId, call_id: callId } of await needlessCallBacks(systemDb)) {
        const at = new Date().toISOString();
        await actFor(place, tenantId, (ctx) => endCall(ctx, { callId, by: 'system', cause: 16, at }));
      }
    },
  };
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
