import { type ActionContext, systemActor } from '#platform/server/action.ts';
import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import { runWork, type Workplace } from '#platform/server/unit.ts';
import type { Result } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { SilentMedia } from '../../silent.ts';
import { isTalk, signOf } from '../../silent-rules.ts';
import { type SilentContent, silentDefaults } from '../../silent-settings.ts';
import { bridgeIdOf } from '../channel-names.ts';
import type { LiveCall } from '../live-call.ts';
import type { LiveCalls } from '../live-calls.ts';
import { type HeardSign, hearSign, markSilent, takePrompt } from './mark-silent.ts';
import { type FollowedRow, followedCalls, settingsIn, silentSettingsOf } from './silent-store.ts';

export interface SilenceWatchOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly log: Log;
  readonly calls: () => readonly LiveCall[];
  /** Write about a call, under the lease by which it is led. */
  readonly write: LiveCalls['write'];
  readonly ari: () => AriClient | null;
  /** What is played to a silent caller, the local language where the regency has one. */
  readonly prompt: (slug: string, hasLocal: boolean) => readonly string[];
}

/** One caller who is listened for. */
interface Watched {
  readonly call: LiveCall;
  readonly settings: SilentContent;
  /** Before the call is silent: since when nobody is heard, and what small sounds there were. Null: it is silent already. */
  pending: { readonly since: Instant; readonly signs: HeardSign[] } | null;
  /** A sound began and has not ended. */
  sound: { readonly at: Instant; readonly timer: NodeJS.Timeout } | null;
  timer: NodeJS.Timeout | null;
  /** Asterisk tells a key once for each of our subscriptions, with the same moment. */
  lastKeyAt: Instant | null;
}

/**
 * Listens for callers who are not heard. Asterisk tells when a sound on the caller's leg begins and ends; a caller without a voice
 * for some seconds after the answer is marked silent, and from then on each sound and key is written as a sign. Nothing here
 * comes before the answer, and nothing here ends a call.
 */
export class SilenceWatch {
  readonly #options: SilenceWatchOptions;
  readonly #byChannel = new Map<string, Watched>();

  constructor(options: SilenceWatchOptions) {
    this.#options = options;
  }

  /** The first desk has answered. Runs beside the talk; a fault costs the offer of help, not the call. */
  async answered(call: LiveCall, at: Instant): Promise<void> {
    try {
      const who = { tenantId: call.tenantId, actor: systemActor };
      const found = await runWork(this.#options.place(), who, (ctx) => silentSettingsOf(ctx));
      if (call.callerGone || this.#byChannel.get(call.callerChannel)?.call === call) return;
      this.#drop(call.callerChannel);
      const watched = this.#watch(call, found?.content ?? silentDefaults);
      watched.pending = { since: at, signs: [] };
      watched.timer = setTimeout(() => void this.#fallSilent(watched), watched.settings.silentAfterS * 1000);
      await this.#detect(watched);
    } catch (error) {
      this.#options.log.warn({ call: call.callId, error: String(error) }, 'a caller is not listened for');
    }
  }

  heard(event: AriEvent): void {
    if (event.type === 'ChannelTalkingStarted') this.#soundBegan(event.channel.id, instantOf(event.timestamp));
    else if (event.type === 'ChannelTalkingFinished') this.#soundEnded(event.channel.id, event.duration);
    else if (event.type === 'ChannelDtmfReceived')
      this.#keyPressed(event.channel.id, event.digit, instantOf(event.timestamp));
    else if (event.type === 'ChannelDestroyed') this.#drop(event.channel.id);
    // A channel that only moves into our application goes on.
    else if (event.type === 'StasisEnd' && this.#byChannel.get(event.channel.id)?.call.isMoving !== true)
      this.#drop(event.channel.id);
  }

  /** What the tables say of silent calls: who is to be listened for, and what is to be played. Safe to repeat. */
  async follow(): Promise<void> {
    const talking = this.#options.calls().filter((call) => call.talking !== null);
    if (talking.length === 0) return;
    const ids = talking.map((call) => call.callId);
    for (const row of await followedCalls(this.#options.systemDb, ids)) {
      const call = talking.find((each) => each.callId === row.id);
      if (call === undefined) continue;
      await this.#followed(call, settingsIn(row.content), row.settled);
      if (row.step_id !== null) await this.#play(call, hasLocal(row), row.step_id);
    }
  }

  stop(): void {
    for (const channel of [...this.#byChannel.keys()]) this.#drop(channel);
  }

  /** A call that a person called silent, or that an earlier life of this process had marked. */
  async #followed(call: LiveCall, settings: SilentContent, isSettled: boolean): Promise<void> {
    const known = this.#byChannel.get(call.callerChannel);
    if (known?.call === call) {
      this.#stopWaiting(known);
      return;
    }
    // Another process led it meanwhile.
    this.#drop(call.callerChannel);
    const watched = this.#watch(call, settings);
    if (!isSettled) await this.#detect(watched);
  }

  #watch(call: LiveCall, settings: SilentContent): Watched {
    const watched: Watched = { call, settings, pending: null, sound: null, timer: null, lastKeyAt: null };
    this.#byChannel.set(call.callerChannel, watched);
    return watched;
  }

  /** On the caller's leg; costs one signal processor of Asterisk's until the caller is heard. */
  async #detect({ call, settings }: Watched): Promise<void> {
    const value = `${settings.gapMs},${settings.threshold}`;
    await this.#order(call, 'channels.setChannelVar', (ari) =>
      ari.call('channels.setChannelVar', { channelId: call.callerChannel, variable: 'TALK_DETECT(set)', value }),
    );
  }

  #soundBegan(channel: string, at: Instant): void {
    const watched = this.#byChannel.get(channel);
    if (watched === undefined || watched.sound?.at === at) return;
    if (watched.sound !== null) clearTimeout(watched.sound.timer);
    // A loud surrounding never ends: what lasts as long as a voice is told as one at once.
    const timer = setTimeout(() => {
      watched.sound = null;
      this.#sign(watched, { kind: 'voice', at, digit: null, ms: null });
    }, watched.settings.voiceMs + watched.settings.gapMs);
    watched.sound = { at, timer };
  }

  #soundEnded(channel: string, ms: number): void {
    const watched = this.#byChannel.get(channel);
    // Told as a voice already, or begun before anybody listened.
    if (watched === undefined || watched.sound === null) return;
    clearTimeout(watched.sound.timer);
    const { at } = watched.sound;
    watched.sound = null;
    this.#sign(watched, { kind: signOf(ms, watched.settings), at, digit: null, ms });
  }

  #keyPressed(channel: string, digit: string, at: Instant): void {
    const watched = this.#byChannel.get(channel);
    if (watched === undefined || watched.lastKeyAt === at) return;
    watched.lastKeyAt = at;
    this.#sign(watched, { kind: 'key', at, digit, ms: null });
  }

  #sign(watched: Watched, sign: HeardSign): void {
    if (watched.pending === null) {
      void this.#write(watched, (ctx) => hearSign(ctx, { ...sign, callId: watched.call.callId }));
      return;
    }
    watched.pending.signs.push(sign);
    if (isTalk(watched.pending.signs, watched.settings)) {
      // An ordinary caller: nothing is written, and the exchange need not listen any more.
      this.#drop(watched.call.callerChannel);
      const input = { channelId: watched.call.callerChannel, variable: 'TALK_DETECT(remove)', value: '' };
      void this.#order(watched.call, 'channels.setChannelVar', (ari) => ari.call('channels.setChannelVar', input));
    }
  }

  async #fallSilent(watched: Watched): Promise<void> {
    const { pending, call, settings } = watched;
    if (pending === null || this.#byChannel.get(call.callerChannel) !== watched) return;
    const media = await this.#mediaOf(call);
    // Heard, dropped or marked by a person while the exchange was asked.
    if (watched.pending !== pending || this.#byChannel.get(call.callerChannel) !== watched) return;
    const { since, signs } = pending;
    const marked = await this.#write(watched, (ctx) =>
      markSilent(ctx, { callId: call.callId, since, media, userId: null, signs: [...signs] }),
    );
    if (marked) this.#stopWaiting(watched);
    // On hold, or its desk is gone: listened for again.
    else watched.timer = setTimeout(() => void this.#fallSilent(watched), settings.silentAfterS * 1000);
  }

  #stopWaiting(watched: Watched): void {
    if (watched.timer !== null) clearTimeout(watched.timer);
    watched.timer = null;
    watched.pending = null;
  }

  #drop(channel: string): void {
    const watched = this.#byChannel.get(channel);
    if (watched === undefined) return;
    this.#stopWaiting(watched);
    if (watched.sound !== null) clearTimeout(watched.sound.timer);
    this.#byChannel.delete(channel);
  }

  /** Packets without a sound are a silent caller; no packet at all is a fault of the line. */
  async #mediaOf(call: LiveCall): Promise<SilentMedia> {
    const found = await this.#options
      .ari()
      ?.callSlow('channels.rtpstatistics', { channelId: call.callerChannel })
      .catch(() => null);
    if (found?.ok !== true) return 'unknown';
    return found.value.rxcount > 0 ? 'flowing' : 'none';
  }

  /** Both hear it, in the bridge: the desk listens while the caller is asked. */
  async #play(call: LiveCall, withLocal: boolean, stepId: string): Promise<void> {
    const media = this.#options.prompt(call.slug, withLocal);
    const input = { bridgeId: bridgeIdOf(call.callId), playbackId: `silent-${stepId}`, media: [...media] };
    const play = () => this.#order(call, 'bridges.playWithId', (ari) => ari.call('bridges.playWithId', input));
    // Once only: what was tried is not tried again.
    await this.#options.write(call, (ctx) => takePrompt(ctx, stepId, play), { once: true });
  }

  /** In the turn of the call. False when it was refused or could not be done. */
  async #write<Value, Code extends string>(
    { call }: Watched,
    work: (ctx: ActionContext) => Promise<Result<Value, Code>>,
  ): Promise<boolean> {
    const written: { result: Result<Value, string> | null } = { result: null };
    await call.inTurn(async () => {
      await call.recorded;
      written.result = await this.#options.write(call, work);
    });
    return written.result?.ok === true;
  }

  async #order(
    call: LiveCall,
    what: string,
    order: (ari: AriClient) => Promise<{ readonly ok: boolean }>,
  ): Promise<boolean> {
    const ari = this.#options.ari();
    if (ari === null || call.callerGone) return false;
    try {
      return (await order(ari)).ok;
    } catch (error) {
      this.#options.log.warn({ call: call.callId, what, error: String(error) }, 'Asterisk did not do it');
      return false;
    }
  }
}

/** A language of which nothing is shipped needs an own recording. */
function hasLocal(row: FollowedRow): boolean {
  const { localLanguage } = settingsIn(row.content);
  return localLanguage === 'other' ? row.own_local : localLanguage !== 'none';
}

/** Asterisk's `2026-11-21T20:00:00.123+0700` in UTC. */
function instantOf(timestamp: string): Instant {
  return new Date(timestamp).toISOString();
}
