import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent } from '#platform/server/asterisk/ari/types.generated.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import type { Result } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { maskedRing } from '../../masked-call.ts';
import { maskedCallOf, maskedChannel } from '../channel-names.ts';
import { emergencyNumber, wayOutName } from '../pbx/dialplan.ts';
import { maskedContext, maskedEvent, maskedResultVariable, maskedVariables } from '../pbx/masked-lines.ts';
import { actFor } from '../telephony-actions.ts';
import { callerIsThere, crewIsThere, endMaskedCall } from './masked-calls.ts';
import { openMaskedCalls, type TakenMaskedCall, takeMaskedCalls, tenantOfMaskedCall } from './masked-store.ts';

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
 * Brings crews and callers together: what the tables ask for is dialled (`follow`), what Asterisk does from then on by itself
 * (masked-lines.ts) is written down. Every process hears it all, so one that dies loses nothing; what none heard is found
 * by looking whose telephone is gone.
 */
export class MaskedLine {
  readonly #options: MaskedLineOptions;
  #ari: AriClient | null = null;
  /** What is heard of one call is written one after another. */
  readonly #turns = new Map<string, Promise<void>>();
  /** Gone at the last look, and perhaps being written down at that moment. */
  #missed: ReadonlySet<string> = new Set();

  constructor(options: MaskedLineOptions) {
    this.#options = options;
  }

  connect(ari: AriClient): void {
    this.#ari = ari;
  }

  heard(event: AriEvent): void {
    if (event.type === 'ChannelUserevent' && event.eventname === maskedEvent) this.#stepped(event);
    else if (event.type === 'ChannelDestroyed') {
      const id = maskedCallOf(event.channel.id);
      const end = { status: null, cause: event.cause, answeredMs: null, at: instantOf(event.timestamp) };
      if (id !== null) this.#write(id, (ctx) => endMaskedCall(ctx, id, end));
    }
  }

  /** Dial what was asked for, and find what ended while nobody listened. Safe to repeat. */
  async follow(): Promise<void> {
    const { systemDb, systemName: pbxSystem } = this.#options;
    const ari = this.#ari;
    if (ari === null) return;
    for (const taken of await takeMaskedCalls(systemDb, { app: ari.app, pbxSystem, lines })) await this.#dial(ari, taken);
    await this.#findEnded(ari, pbxSystem);
  }

  #stepped(event: Extract<AriEvent, { type: 'ChannelUserevent' }>): void {
    const { id, step, status, ms } = event.userevent;
    if (typeof id !== 'string') return;
    const at = instantOf(event.timestamp);
    if (step === 'crew') this.#write(id, (ctx) => crewIsThere(ctx, id, at));
    else if (step === 'caller') this.#write(id, (ctx) => callerIsThere(ctx, id, at));
    else if (step === 'over') {
      const end = { status: typeof status === 'string' ? status : '', cause: null, answeredMs: msOf(ms), at };
      this.#write(id, (ctx) => endMaskedCall(ctx, id, end));
      this.#forget(id);
    }
  }

  #write(id: string, work: (ctx: ActionContext) => Promise<Result<null, never>>): void {
    const { systemDb, place } = this.#options;
    const before = this.#turns.get(id) ?? Promise.resolve();
    const now = before
      .then(async () => {
        const tenantId = await tenantOfMaskedCall(systemDb, id);
        if (tenantId !== null) await actFor(place, tenantId, work);
      })
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        if (this.#turns.get(id) === now) this.#turns.delete(id);
      });
    this.#turns.set(id, now);
  }

  async #dial(ari: AriClient, { id, tenant_id: tenantId, slug, crew, caller }: TakenMaskedCall): Promise<void> {
    const end = (why: { readonly hasLine?: false }) =>
      actFor(this.#options.place, tenantId, (ctx) =>
        endMaskedCall(ctx, id, { status: null, cause: null, answeredMs: null, at: new Date().toISOString(), ...why }),
      );
    if (!(await this.#options.canDialOut(slug))) return void (await end({ hasLine: false }));
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
    if (!placed) await end({});
  }

  /** Open in the tables and gone in Asterisk, at two looks: what the dialplan left behind says how it ended. */
  async #findEnded(ari: AriClient, pbxSystem: string): Promise<void> {
    const open = await openMaskedCalls(this.#options.systemDb, pbxSystem);
    const missed = new Set<string>();
    for (const { id } of open) {
      const channel = await ari.call('channels.get', { channelId: maskedChannel(id) });
      if (channel.ok) continue;
      missed.add(id);
      if (!this.#missed.has(id)) continue;
      const [status, ms] = (await this.#left(ari, id))?.split(':') ?? [];
      const end = { status: status ?? null, cause: null, answeredMs: msOf(ms), at: new Date().toISOString() };
      this.#write(id, (ctx) => endMaskedCall(ctx, id, { ...end, wasAlone: true }));
      this.#forget(id);
    }
    this.#missed = missed;
  }

  async #left(ari: AriClient, id: string): Promise<string | null> {
    const found = await ari.call('asterisk.getGlobalVar', { variable: maskedResultVariable(id) });
    return found.ok && found.value.value !== '' ? found.value.value : null;
  }

  /** Asterisk keeps the variable for as long as it runs: at least it holds nothing. */
  #forget(id: string): void {
    void this.#turns
      .get(id)
      ?.then(() => this.#ari?.call('asterisk.setGlobalVar', { variable: maskedResultVariable(id), value: '' }))
      .catch((error: unknown) => this.#failed(error));
  }

  #failed(error: unknown): void {
    this.#options.log.error({ error: String(error) }, 'a step of a masked call failed; the next look finds its end');
  }
}

const instantOf = (timestamp: string): Instant => new Date(timestamp).toISOString();

function msOf(text: unknown): number | null {
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
