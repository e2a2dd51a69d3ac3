import type { ActionContext } from '#platform/server/action.ts';
import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import type { Result } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { maskedRing, maskedStepsOf } from '../../masked-call.ts';
import { maskedCallOf, maskedChannel } from '../channel-names.ts';
import { emergencyNumber, wayOutName } from '../pbx/dialplan.ts';
import { maskedContext, maskedStepsVariable, maskedVariables } from '../pbx/masked-lines.ts';
import { actFor } from '../telephony-actions.ts';
import { callerIsThere, crewIsThere, endMaskedCall, type MaskedEnd } from './masked-calls.ts';
import { type OpenMaskedCall, openMaskedCalls, type TakenMaskedCall, takeMaskedCalls } from './masked-store.ts';

export interface MaskedLineOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly log: Log;
  readonly systemName: string;
  /** Whether calls of this regency can leave the centre. */
  readonly canDialOut: (slug: string) => Promise<boolean>;
}

/** Talks at once of one regency: each takes two of the operator's lines. */
const lines = 4;

/**
 * Brings crews and callers together: what the tables ask for is dialled, what Asterisk does from then on by itself (masked-lines.ts)
 * is read from what its dialplan notes, each second, and written down. Any process of the exchange does that for any call, so
 * one that dies loses nothing.
 */
export class MaskedLine {
  readonly #options: MaskedLineOptions;
  #ari: AriClient | null = null;
  /** Gone at the last look, and perhaps being written down at that moment. */
  #missed: ReadonlySet<string> = new Set();

  constructor(options: MaskedLineOptions) {
    this.#options = options;
  }

  connect(ari: AriClient): void {
    this.#ari = ari;
  }

  /** The crew's telephone is gone: the rest of what was noted is written at once, and why it was never there is known only here. */
  heard(event: AriEvent): void {
    if (event.type !== 'ChannelDestroyed') return;
    const id = maskedCallOf(event.channel.id);
    const ari = this.#ari;
    if (id === null || ari === null) return;
    const end = { cause: event.cause, at: new Date(event.timestamp).toISOString() };
    void this.#gone(ari, id, end).catch((error: unknown) => this.#failed(error));
  }

  /** Dial what was asked for, and write down what was noted since. Safe to repeat. */
  async follow(): Promise<void> {
    const { systemDb, systemName: pbxSystem } = this.#options;
    const ari = this.#ari;
    if (ari === null) return;
    for (const taken of await takeMaskedCalls(systemDb, { app: ari.app, pbxSystem, lines }))
      await this.#dial(ari, taken);
    const missed = new Set<string>();
    for (const call of await openMaskedCalls(systemDb, pbxSystem)) {
      if ((await this.#read(ari, call)) || !call.is_dialled) continue;
      if ((await ari.call('channels.get', { channelId: maskedChannel(call.id) })).ok) continue;
      missed.add(call.id);
      // Nothing was noted, Asterisk was killed perhaps.
      if (this.#missed.has(call.id)) await this.#end(call, { status: null, cause: null, at: new Date().toISOString() });
    }
    this.#missed = missed;
  }

  async #gone(ari: AriClient, id: string, end: { readonly cause: number; readonly at: Instant }): Promise<void> {
    const { systemDb, systemName } = this.#options;
    for (const call of await openMaskedCalls(systemDb, systemName, id))
      if (!(await this.#read(ari, call))) await this.#end(call, { status: null, ...end });
  }

  /** Write down what was noted of a call; whether that is its end. */
  async #read(ari: AriClient, call: OpenMaskedCall): Promise<boolean> {
    const variable = maskedStepsVariable(call.id);
    const noted = await ari.call('asterisk.getGlobalVar', { variable });
    const { crewAt, callerAt, end } = maskedStepsOf(noted.ok ? noted.value.value : '');
    if (crewAt !== null) await this.#write(call, (ctx) => crewIsThere(ctx, call.id, crewAt));
    if (callerAt !== null) await this.#write(call, (ctx) => callerIsThere(ctx, call.id, callerAt));
    if (end === null) return false;
    await this.#end(call, { cause: null, ...end });
    // Asterisk keeps a variable for as long as it runs: at least it holds nothing.
    await ari.call('asterisk.setGlobalVar', { variable, value: '' });
    return true;
  }

  async #dial(ari: AriClient, { id, tenant_id, slug, crew, caller }: TakenMaskedCall): Promise<void> {
    const unplaced = { status: null, cause: null };
    if (!(await this.#options.canDialOut(slug)))
      return this.#end({ id, tenant_id }, { ...unplaced, at: new Date().toISOString(), hasLine: false });
    const placed = await ari
      .call('channels.originateWithId', {
        channelId: maskedChannel(id),
        endpoint: `PJSIP/${crew}@${wayOutName(slug)}`,
        context: maskedContext,
        extension: 'call',
        priority: 1,
        callerId: emergencyNumber,
        timeout: maskedRing.crew,
        variables: {
          [maskedVariables.id]: id,
          [maskedVariables.caller]: caller,
          [maskedVariables.way]: wayOutName(slug),
        },
      })
      .then((answer) => answer.ok)
      .catch(() => false);
    if (!placed) await this.#end({ id, tenant_id }, { ...unplaced, at: new Date().toISOString() });
  }

  #end(call: Pick<OpenMaskedCall, 'id' | 'tenant_id'>, end: MaskedEnd): Promise<void> {
    return this.#write(call, (ctx) => endMaskedCall(ctx, call.id, end));
  }

  async #write(
    call: Pick<OpenMaskedCall, 'tenant_id'>,
    work: (ctx: ActionContext) => Promise<Result<null, never>>,
  ): Promise<void> {
    await actFor(this.#options.place, call.tenant_id, work);
  }

  #failed(error: unknown): void {
    this.#options.log.error({ error: String(error) }, 'a step of a masked call failed; the next look finds its end');
  }
}
