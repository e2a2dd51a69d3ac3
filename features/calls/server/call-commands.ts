import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import { AriError, type AriInput, type AriOperation } from '#platform/server/asterisk/ari/request.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CallLease } from '../lease-rules.ts';
import { causeOfLeaving } from '../rules.ts';

export interface CallOptions {
  readonly ari: AriClient;
  readonly log: Log;
  readonly callId: string;
  readonly tenantId: string;
  readonly slug: string;
  readonly callerChannel: string;
  /** Shown to the desk as the caller. */
  readonly callerNumber: string | null;
  /** Under which this process leads it: each thing it writes says so. */
  readonly lease: CallLease;
}

/** Milliseconds in which Asterisk is asked again for what connects people. */
const insistMs = 15_000;
/** Milliseconds to wait for the cause of a hang-up. */
const causeMs = 300;

/** Whose call it is, the order of the work on it, and what Asterisk is told of it: nothing any more once another process leads it. */
export class CallCommands {
  readonly callId: string;
  readonly tenantId: string;
  readonly slug: string;
  readonly callerChannel: string;
  readonly callerNumber: string | null;
  readonly lease: CallLease;
  readonly since = performance.now();
  /** The caller's channel is gone, or was given back to the dialplan. */
  callerGone = false;
  /** Asterisk said that the caller's channel is with us no more. */
  callerLeft = false;
  /** The row is written: only then may the call be answered. */
  recorded: Promise<boolean> = Promise.resolve(true);
  /** Another process leads it: nothing may be done to it, and nothing written of it. */
  dropped = false;
  /** The tables say so already; its turn to be dropped has not come yet. */
  isLedElsewhere = false;
  readonly #ari: AriClient;
  readonly #log: Log;
  #hangupTold = false;
  /** It is moving into this process's application: leaving the one before is no end. Until it is told to be in, however late that is. */
  #moving = false;
  #turn: Promise<void> = Promise.resolve();
  #writing: Promise<unknown> = Promise.resolve();
  readonly #hangup = Promise.withResolvers<{ cause: number; at: Instant }>();

  constructor(options: CallOptions) {
    this.#ari = options.ari;
    this.#log = options.log;
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
      this.#log.error(
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

  /** The caller comes into our application with these words, once what is played there is stopped. False: they are gone. */
  async moveCaller(appArgs: string, playbacks: readonly string[]): Promise<boolean> {
    this.#moving = true;
    for (const playbackId of playbacks) await this.command('playbacks.stop', { playbackId });
    return this.move(this.callerChannel, appArgs);
  }

  protected move(channelId: string, appArgs: string): Promise<boolean> {
    return this.command('channels.move', { channelId, app: this.app, appArgs });
  }

  /** The name of our application, by which Asterisk gives us the channels that we make. */
  get app(): string {
    return this.#ari.app;
  }

  /** True when Asterisk did it. What is gone already is no fault; a fault is logged and the sweep repairs what it left. */
  async command<Name extends AriOperation>(name: Name, input: AriInput<Name>): Promise<boolean> {
    if (this.dropped) return false;
    try {
      return (await this.#ari.call(name, input)).ok;
    } catch (error) {
      this.#log.warn({ call: this.callId, what: name, error: String(error) }, 'Asterisk did not do it');
      return false;
    }
  }

  /**
   * For what connects people who wait for each other: asked again when Asterisk did not answer (its connection was seen to
   * stand still and be made anew within 3 s), until it says yes or no. False: it said no, was away too long, or
   * another process leads the call, which connects them by itself.
   */
  async insist<Name extends AriOperation>(name: Name, input: AriInput<Name>): Promise<boolean> {
    const end = performance.now() + insistMs;
    while (!this.dropped && !this.isLedElsewhere) {
      try {
        return (await this.#ari.call(name, input)).ok;
      } catch (error) {
        this.#log.warn({ call: this.callId, what: name, error: String(error) }, 'Asterisk did not answer');
        // It did answer: somebody who should be connected is gone, which is told by an event that waits for its turn.
        if (error instanceof AriError && error.status !== 0) return false;
        if (this.callerGone || performance.now() > end) return false;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    return false;
  }

  async hangUp(channelId: string, reason: 'normal' | 'no_answer'): Promise<void> {
    await this.command('channels.hangup', { channelId, reason });
  }
}
