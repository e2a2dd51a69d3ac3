import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriInput, AriOperation } from '#platform/server/asterisk/ari/request.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { SoundPlan } from '../../supervise-rules.ts';
import { bridgeIdOf } from '../live-call.ts';
import { supervisorRole } from '../pbx/dialplan.ts';

export const supervisorChannel = (supervisionId: string) => `supervisor-${supervisionId}`;
/** Name of a bridge of a supervision. */
export const supervisionBridge = 'supervision:';

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
  readonly callId: string;
  readonly channel: string;
  readonly userId: string;
  readonly tenantId: string;
  isUp = false;
  readonly #ari: AriClient;
  readonly #log: Log;
  readonly #citizen: string;
  #ears: readonly Ear[] = [];
  #whisper: Whisper | null = null;
  #isInside: boolean;
  #made = 0;
  readonly #entering = new Map<string, () => void>();

  constructor(given: {
    readonly ari: AriClient;
    readonly log: Log;
    readonly id: string;
    readonly callId: string;
    readonly userId: string;
    readonly tenantId: string;
    /** The citizen's channel. */
    readonly citizen: string;
    /** Of a process that comes after another: the telephone is up, and where. */
    readonly isUp?: boolean;
    readonly isInside?: boolean;
  }) {
    this.id = given.id;
    this.callId = given.callId;
    this.channel = supervisorChannel(given.id);
    this.userId = given.userId;
    this.tenantId = given.tenantId;
    this.isUp = given.isUp ?? false;
    this.#isInside = given.isInside ?? false;
    this.#ari = given.ari;
    this.#log = given.log;
    this.#citizen = given.citizen;
  }

  /** A part of it came to us. */
  entered(channel: string): void {
    this.#entering.get(channel)?.();
  }

  ring(sipUser: string): Promise<boolean> {
    return this.#try('channels.originateWithId', {
      channelId: this.channel,
      endpoint: `PJSIP/${sipUser}`,
      app: this.#ari.app,
      appArgs: `${supervisorRole},${this.id},telephone`,
      callerId: 'sigap',
      timeout: 20,
      // By it the browser knows that this is what its person has just asked for, and answers by itself.
      variables: { 'PJSIP_HEADER(add,X-Sigap-Call)': this.callId },
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
    await this.#try('channels.hangup', { channelId: this.channel, reason: 'normal' });
    await this.clear();
  }

  async #goInside(): Promise<void> {
    if (this.#isInside) return;
    // Out of the bridge where it listened by this very command.
    this.#isInside = await this.#try('bridges.addChannel', {
      bridgeId: bridgeIdOf(this.callId),
      channel: [this.channel],
    });
    if (this.#isInside) await this.#stopHearing();
  }

  async #hear(desk: string | null): Promise<void> {
    const wanted = desk === null ? [this.#citizen] : [this.#citizen, desk];
    for (const ear of this.#ears) if (!wanted.includes(ear.of)) await this.#drop(ear);
    if (this.#isInside) {
      // Out first: whoever goes back to listening is not heard for another moment.
      await this.#try('bridges.removeChannel', { bridgeId: bridgeIdOf(this.callId), channel: [this.channel] });
      this.#isInside = false;
    }
    const bridgeId = this.#bridge('listen');
    const name = `${supervisionBridge}${this.id}`;
    if (this.#ears.length === 0) {
      await this.#try('bridges.createWithId', { bridgeId, type: 'mixing', name });
      await this.#try('bridges.addChannel', { bridgeId, channel: [this.channel] });
    }
    for (const of of wanted) {
      if (this.#ears.some((ear) => ear.of === of)) continue;
      const channel = await this.#part('listen', of, { spy: 'in', whisper: 'none' });
      if (channel === null) continue;
      this.#ears = [...this.#ears, { of, channel }];
      await this.#try('bridges.addChannel', { bridgeId, channel: [channel] });
    }
  }

  async #drop(ear: Ear): Promise<void> {
    this.#ears = this.#ears.filter((each) => each !== ear);
    await this.#try('channels.hangup', { channelId: ear.channel });
  }

  async #stopHearing(): Promise<void> {
    if (this.#ears.length === 0) return;
    for (const ear of this.#ears) await this.#drop(ear);
    await this.#try('bridges.destroy', { bridgeId: this.#bridge('listen') });
  }

  async #whisperTo(desk: string): Promise<void> {
    const voice = await this.#part('voice', this.channel, { spy: 'in', whisper: 'none' });
    if (voice === null) return;
    const mouth = await this.#part('whisper', desk, { spy: 'none', whisper: 'out' });
    const bridge = this.#bridge('whisper');
    const channels = mouth === null ? [voice] : [voice, mouth];
    this.#whisper = { desk, bridge, channels };
    if (mouth === null) return this.#endWhisper();
    await this.#try('bridges.createWithId', {
      bridgeId: bridge,
      type: 'mixing',
      name: `${supervisionBridge}${this.id}`,
    });
    await this.#try('bridges.addChannel', { bridgeId: bridge, channel: [...channels] });
  }

  async #endWhisper(): Promise<void> {
    const whisper = this.#whisper;
    if (whisper === null) return;
    this.#whisper = null;
    for (const channelId of whisper.channels) await this.#try('channels.hangup', { channelId });
    await this.#try('bridges.destroy', { bridgeId: whisper.bridge });
  }

  /** A copy of what a channel hears or says, once it came to us; null: the channel is gone. */
  async #part(
    kind: string,
    channelId: string,
    direction: Pick<AriInput<'channels.snoopChannelWithId'>, 'spy' | 'whisper'>,
  ): Promise<string | null> {
    const snoopId = `${kind}-${this.id}-${this.#made++}-${process.pid}`;
    const entered = Promise.withResolvers<boolean>();
    this.#entering.set(snoopId, () => entered.resolve(true));
    const timer = setTimeout(() => entered.resolve(false), enteringMs);
    const made = await this.#try('channels.snoopChannelWithId', {
      channelId,
      snoopId,
      ...direction,
      app: this.#ari.app,
      appArgs: `${supervisorRole},${this.id},part`,
    });
    const came = made && (await entered.promise);
    clearTimeout(timer);
    this.#entering.delete(snoopId);
    if (came) return snoopId;
    if (made) await this.#try('channels.hangup', { channelId: snoopId });
    return null;
  }

  #bridge(kind: string): string {
    return `supervision-${kind}-${this.id}`;
  }

  /** True when Asterisk did it; what is gone already is no fault. */
  async #try<Name extends AriOperation>(name: Name, input: AriInput<Name>): Promise<boolean> {
    try {
      return (await this.#ari.call(name, input)).ok;
    } catch (error) {
      this.#log.warn({ call: this.callId, what: name, error: String(error) }, 'Asterisk did not do it');
      return false;
    }
  }
}
