import { randomUUID } from 'node:crypto';
import type { AriInput } from '#platform/server/asterisk/ari/request.ts';
import type { SoundPlan } from '../../supervise-rules.ts';
import { bridgeIdOf, supervisorChannel } from '../channel-names.ts';
import type { LiveCall } from '../live-call.ts';
import { supervisorRole } from '../pbx/dialplan.ts';

/** A path of sound in Asterisk, channel or bridge, is named for its supervision, and for who made it. */
const pathName = (kind: string, supervisionId: string, maker: string) =>
  `supervision-${kind}-${supervisionId}-${maker}`;
/** Whose path of sound it is; null: it is none. */
export const supervisionOf = (path: string) => /^supervision-[a-z]+-([0-9a-f-]{36})-/.exec(path)?.[1] ?? null;

/** Milliseconds in which a channel that was made comes to us. */
const enteringMs = 5000;

interface Whisper {
  readonly desk: string;
  readonly bridge: string;
  readonly channels: readonly string[];
}

/** What one channel says, for the supervisor. */
interface Ear {
  readonly of: string;
  readonly channel: string;
}

/**
 * The telephone of a supervisor and what it hears and says in one call. It hears what the citizen's channel says, and what the desk's
 * says while it talks with this citizen: never another call of that desk. (What is written to a channel cannot be relied on to
 * reach those who listen to it: measured with Asterisk 22.10.1 in calls answered as they begin to ring.) A whisper is a way of
 * its own, in one direction: the microphone is copied from the supervisor's channel and laid over what the desk's channel hears. So
 * that channel comes near the citizen only when it joins the bridge of the call, and there is no echo.
 */
export class SoundPaths {
  readonly id: string;
  readonly call: LiveCall;
  readonly channel: string;
  /** It is written that the telephone is on the line. */
  isUp = false;
  /** The connection to Asterisk was away: what became of it meanwhile is not known. */
  isStale = false;
  readonly #maker = randomUUID().slice(0, 8);
  #ears: readonly Ear[] = [];
  #whisper: Whisper | null = null;
  #isInside: boolean;
  #made = 0;
  readonly #entering = new Map<string, () => void>();

  /** `isInside`: where the telephone is, should it be up already. */
  constructor(given: { readonly call: LiveCall; readonly id: string; readonly isInside: boolean }) {
    this.id = given.id;
    this.call = given.call;
    this.channel = supervisorChannel(given.id);
    this.#isInside = given.isInside;
  }

  /** A channel or bridge of ours; those of an earlier life, or of another process, are to be cleared away. */
  owns(path: string): boolean {
    return !this.isStale && path.includes(this.#maker);
  }

  /** The telephone is up for another process, or an earlier life of this one. False: it is not any more. */
  moveIn(): Promise<boolean> {
    const appArgs = `${supervisorRole},${this.id},telephone`;
    return this.call.command('channels.move', { channelId: this.channel, app: this.call.app, appArgs });
  }

  /** A part of it came to us. */
  entered(channel: string): void {
    this.#entering.get(channel)?.();
  }

  ring(sipUser: string): Promise<boolean> {
    return this.call.command('channels.originateWithId', {
      channelId: this.channel,
      endpoint: `PJSIP/${sipUser}`,
      app: this.call.app,
      appArgs: `${supervisorRole},${this.id},telephone`,
      callerId: 'sigap',
      timeout: 20,
      // By it the browser knows that this is what its person has just asked for, and answers by itself.
      variables: { 'PJSIP_HEADER(add,X-Sigap-Call)': this.call.callId },
    });
  }

  /** Make what is heard as the plan says; `desk` is the channel that talks with the citizen. Safe to repeat. */
  async arrange(plan: SoundPlan, desk: string | null): Promise<void> {
    if (!this.isUp) return;
    const told = plan.tellsDesk ? desk : null;
    if (this.#whisper !== null && this.#whisper.desk !== told) await this.#endWhisper();
    if (plan.isInside) await this.#goInside();
    else if (plan.hears) await this.#hear(plan.hearsDesk ? desk : null);
    if (told !== null && this.#whisper === null) await this.#whisperTo(told);
  }

  /** Take away all but the telephone, which has gone elsewhere or goes on in the call. */
  async clear(): Promise<void> {
    await this.#endWhisper();
    await this.#stopHearing();
  }

  async hangUp(): Promise<void> {
    await this.call.command('channels.hangup', { channelId: this.channel, reason: 'normal' });
    await this.clear();
  }

  async #goInside(): Promise<void> {
    if (this.#isInside) return;
    // Out of the bridge where it listened by this very command.
    this.#isInside = await this.call.command('bridges.addChannel', {
      bridgeId: bridgeIdOf(this.call.callId),
      channel: [this.channel],
    });
    if (this.#isInside) await this.#stopHearing();
  }

  async #hear(desk: string | null): Promise<void> {
    const wanted = desk === null ? [this.call.callerChannel] : [this.call.callerChannel, desk];
    for (const ear of this.#ears) if (!wanted.includes(ear.of)) await this.#drop(ear);
    if (this.#isInside) {
      // Out first: whoever goes back to listening is not heard for another moment.
      await this.call.command('bridges.removeChannel', {
        bridgeId: bridgeIdOf(this.call.callId),
        channel: [this.channel],
      });
      this.#isInside = false;
    }
    const bridgeId = this.#bridge('listen');
    if (this.#ears.length === 0) {
      await this.call.command('bridges.createWithId', { bridgeId, type: 'mixing', name: bridgeId });
      await this.call.command('bridges.addChannel', { bridgeId, channel: [this.channel] });
    }
    for (const of of wanted) {
      if (this.#ears.some((ear) => ear.of === of)) continue;
      const channel = await this.#part('listen', of, { spy: 'in', whisper: 'none' });
      if (channel === null) continue;
      this.#ears = [...this.#ears, { of, channel }];
      await this.call.command('bridges.addChannel', { bridgeId, channel: [channel] });
    }
  }

  async #drop(ear: Ear): Promise<void> {
    this.#ears = this.#ears.filter((each) => each !== ear);
    await this.call.command('channels.hangup', { channelId: ear.channel });
  }

  async #stopHearing(): Promise<void> {
    if (this.#ears.length === 0) return;
    for (const ear of this.#ears) await this.#drop(ear);
    await this.call.command('bridges.destroy', { bridgeId: this.#bridge('listen') });
  }

  async #whisperTo(desk: string): Promise<void> {
    const voice = await this.#part('voice', this.channel, { spy: 'in', whisper: 'none' });
    if (voice === null) return;
    const mouth = await this.#part('whisper', desk, { spy: 'none', whisper: 'out' });
    const bridge = this.#bridge('whisper');
    const channels = mouth === null ? [voice] : [voice, mouth];
    this.#whisper = { desk, bridge, channels };
    if (mouth === null) return this.#endWhisper();
    await this.call.command('bridges.createWithId', {
      bridgeId: bridge,
      type: 'mixing',
      name: bridge,
    });
    await this.call.command('bridges.addChannel', { bridgeId: bridge, channel: [...channels] });
  }

  async #endWhisper(): Promise<void> {
    const whisper = this.#whisper;
    if (whisper === null) return;
    this.#whisper = null;
    for (const channelId of whisper.channels) await this.call.command('channels.hangup', { channelId });
    await this.call.command('bridges.destroy', { bridgeId: whisper.bridge });
  }

  /** A copy of what a channel hears or says, once it came to us; null: the channel is gone. */
  async #part(
    kind: string,
    channelId: string,
    direction: Pick<AriInput<'channels.snoopChannelWithId'>, 'spy' | 'whisper'>,
  ): Promise<string | null> {
    const snoopId = pathName(kind, this.id, `${this.#maker}-${this.#made++}`);
    const entered = Promise.withResolvers<boolean>();
    this.#entering.set(snoopId, () => entered.resolve(true));
    const timer = setTimeout(() => entered.resolve(false), enteringMs);
    const made = await this.call.command('channels.snoopChannelWithId', {
      channelId,
      snoopId,
      ...direction,
      app: this.call.app,
      appArgs: `${supervisorRole},${this.id},part`,
    });
    const came = made && (await entered.promise);
    clearTimeout(timer);
    this.#entering.delete(snoopId);
    if (came) return snoopId;
    if (made) await this.call.command('channels.hangup', { channelId: snoopId });
    return null;
  }

  #bridge(kind: string): string {
    return pathName(kind, this.id, this.#maker);
  }
}
