import type { ActionContext } from '#platform/server/action.ts';
import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { Channel } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import type { Result } from '#platform/shared/result.ts';
import { writeUnderLease } from './lease/write-under-lease.ts';
import { LiveCall, type WaitingMedia } from './live-call.ts';

export interface LiveCallsOptions {
  readonly place: () => Workplace;
  readonly log: Log;
  /** What waiting callers of a regency hear. */
  readonly waiting: (slug: string) => WaitingMedia;
}

/** Milliseconds after which a call that was claimed is among the channels of Asterisk. */
const admitMs = 5000;

const lifeOf = ({ id, creationtime }: Channel) => `${id} ${creationtime}`;

/** The calls that this process leads, and the one way to write about them. */
export class LiveCalls {
  readonly #options: LiveCallsOptions;
  readonly #byCaller = new Map<string, LiveCall>();
  readonly #byCall = new Map<string, LiveCall>();
  readonly #replaced = new Set<string>();
  #ari: AriClient | null = null;
  #isOver = false;

  constructor(options: LiveCallsOptions) {
    this.#options = options;
  }

  get calls(): readonly LiveCall[] {
    return [...this.#byCall.values()];
  }

  byCall(callId: string): LiveCall | undefined {
    return this.#byCall.get(callId);
  }

  byCaller(channel: string): LiveCall | undefined {
    return this.#byCaller.get(channel);
  }

  /** `ari` gives no command while another process may lead the calls (lease/lease.ts). */
  connect(ari: AriClient): void {
    this.#ari = ari;
  }

  protected connected(): AriClient {
    if (this.#ari === null) throw new Error('Telephony is not started');
    return this.#ari;
  }

  forget(call: LiveCall): void {
    // Under its names there may be a later life of the same call.
    if (this.#byCall.get(call.callId) === call) this.#byCall.delete(call.callId);
    if (this.#byCaller.get(call.callerChannel) === call) this.#byCaller.delete(call.callerChannel);
  }

  /**
   * Calls whose caller was not in Asterisk any more when it was asked: their end went past us, and its record knows more than we do.
   * On a new connection also those with a leg that is gone: nobody will tell us any more, and they are taken up anew.
   */
  forgetMissing(channels: ReadonlySet<string>, askedAt: number | 'new'): void {
    for (const call of this.calls) {
      const legs = [call.talking, call.parked, call.party].flatMap((leg) => (leg === null ? [] : [leg.channel]));
      const needed = askedAt === 'new' ? [call.callerChannel, ...legs] : [call.callerChannel];
      // A desk's own call has its citizen's channel only once they are rung.
      const isComing = call.outgoing !== null && call.outgoing !== 'talking';
      const isYoung = askedAt !== 'new' && (isComing || call.since >= askedAt - admitMs);
      if (!isYoung && !call.callerGone && needed.some((channel) => !channels.has(channel))) this.forget(call);
    }
  }

  /** A channel of this name is made anew: the end of the one before is told later, and is not the end of the new one. */
  replace(channel: Channel): void {
    this.#replaced.add(lifeOf(channel));
  }

  protected wasReplaced(channel: Channel): boolean {
    return this.#replaced.delete(lifeOf(channel));
  }

  /** Other processes lead it now. */
  drop(call: LiveCall): void {
    call.drop();
    this.forget(call);
  }

  dropAll(): void {
    for (const call of this.calls) this.drop(call);
  }

  /** What waits for the database waits no longer. */
  end(): void {
    this.#isOver = true;
  }

  /**
   * Write about a call, under the lease by which it is led (lease/write-under-lease.ts). Refused where another process leads it now: then
   * it is let go of here. `once`: what cannot be done a second time is not tried again.
   */
  async write<Value, Code extends string>(
    call: LiveCall,
    work: (ctx: ActionContext) => Promise<Result<Value, Code>>,
    { once = false }: { readonly once?: boolean } = {},
  ): Promise<Result<Value, Code | 'call.led_elsewhere'>> {
    const { place, log } = this.#options;
    const result = await writeUnderLease({ place, log, isOver: () => this.#isOver, once }, call, work);
    if (!result.ok && result.refusal.code === 'call.led_elsewhere') this.drop(call);
    return result;
  }

  newCall(facts: {
    callId: string;
    tenantId: string;
    slug: string;
    callerChannel: string;
    callerNumber: string | null;
    /** How often it went over already. */
    token?: number;
  }): LiveCall {
    const ari = this.connected();
    const call = new LiveCall({
      ...facts,
      ari,
      lease: { app: ari.app, token: facts.token ?? 0 },
      log: this.#options.log,
      waiting: this.#options.waiting(facts.slug),
    });
    this.#byCall.set(call.callId, call);
    this.#byCaller.set(call.callerChannel, call);
    return call;
  }
}
