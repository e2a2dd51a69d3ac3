import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent, Channel } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { soundPlan } from '../../supervise-rules.ts';
import { instantOf } from '../caller-facts.ts';
import { bridgeName, type LiveCall } from '../live-call.ts';
import { loseDesk } from '../lose-desk.ts';
import { supervisorRole } from '../pbx/dialplan.ts';
import type { Phones } from '../phones.ts';
import type { Switchboard } from '../switchboard.ts';
import { actFor } from '../telephony-actions.ts';
import { connectSupervision, loseSupervision } from './end-supervision.ts';
import { SoundPaths, supervisionBridge, supervisorChannel } from './sound-paths.ts';
import { type FollowedSupervision, followedSupervisions } from './supervise-store.ts';

export interface SupervisorBoardOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly log: Log;
  readonly phones: Phones;
  readonly board: Switchboard;
}

/**
 * Makes Asterisk follow what the tables say of supervisions of this process's calls: rings the supervisor's telephone, lets it hear,
 * whisper, join, take over, and lets it go. Nothing here ends a call or moves its citizen.
 */
export class SupervisorBoard {
  readonly #options: SupervisorBoardOptions;
  readonly #lines = new Map<string, SoundPaths>();
  #ari: AriClient | null = null;

  constructor(options: SupervisorBoardOptions) {
    this.#options = options;
  }

  /**
   * Take up what is in Asterisk, after a restart of ours or when another process's calls came to this one: telephones that are up go
   * on, their paths of sound are made anew. Called after the calls themselves were taken up.
   */
  async adopt(ari: AriClient): Promise<void> {
    this.#ari = ari;
    this.#lines.clear();
    const listed = await ari.callSlow('channels.list', {});
    const bridged = await ari.callSlow('bridges.list', {});
    if (!listed.ok || !bridged.ok) return;
    const mine = listed.value.filter((channel) => isOurs(channel, ari.app));
    const inCalls = new Set(this.#options.board.calls.map((call) => call.talking?.channel));
    for (const row of await this.#rows()) {
      const channel = mine.find(({ id }) => id === supervisorChannel(row.id));
      if (channel === undefined) {
        const at = new Date().toISOString();
        if (row.began_at !== null)
          await actFor(this.#options.place, row.tenant_id, (ctx) => loseSupervision(ctx, { id: row.id, at }));
        continue;
      }
      const inside = bridged.value.find(({ name }) => name === bridgeName(row.call_id))?.channels.includes(channel.id);
      const line = this.#open(row, { isUp: channel.state === 'Up', isInside: inside === true });
      if (line?.isUp === true) await this.#connected(line, new Date().toISOString());
    }
    for (const { id } of mine) {
      const isKept = inCalls.has(id) || [...this.#lines.values()].some((line) => line.channel === id);
      if (!isKept) await ari.call('channels.hangup', { channelId: id }).catch(() => undefined);
    }
    // One after another: deleting bridges at once has crashed Asterisk (its issue 1201).
    for (const bridge of bridged.value)
      if (bridge.name.startsWith(supervisionBridge))
        await ari.call('bridges.destroy', { bridgeId: bridge.id }).catch(() => undefined);
    await this.follow();
  }

  heard(event: AriEvent): void {
    if (event.type === 'StasisStart' && event.args[0] === supervisorRole) {
      const [, id = '', what] = event.args;
      const line = this.#lines.get(id);
      if (what === 'part') line?.entered(event.channel.id);
      else if (line !== undefined) this.#telephoneUp(line, instantOf(event.timestamp));
    } else if (event.type === 'ChannelDestroyed') {
      const line = [...this.#lines.values()].find(({ channel }) => channel === event.channel.id);
      if (line !== undefined) void this.#lost(line, instantOf(event.timestamp));
    }
  }

  /** Safe to repeat. */
  async follow(): Promise<void> {
    for (const row of await this.#rows()) {
      const call = this.#options.board.byCall(row.call_id);
      if (call !== undefined) void call.inTurn(() => this.#followOne(call, row));
      else if (row.ended_at !== null) await this.#close(row.id);
    }
  }

  #rows(): Promise<FollowedSupervision[]> {
    const { systemDb, board } = this.#options;
    const ids = board.calls.map(({ callId }) => callId);
    if (ids.length === 0 && this.#lines.size === 0) return Promise.resolve([]);
    return followedSupervisions(systemDb, ids, [...this.#lines.keys()]);
  }

  async #followOne(call: LiveCall, row: FollowedSupervision): Promise<void> {
    if (row.outcome === 'took_over') return this.#handOver(call, row);
    if (row.ended_at !== null) return this.#close(row.id);
    const known = this.#lines.get(row.id);
    if (known === undefined) {
      const line = this.#open(row, {});
      // Its telephone is gone, and the table is about to hear of it.
      if (line === null || row.began_at !== null) return;
      const sipUser = await this.#options.phones.sipUserOf(row.user_id);
      if (!(await line.ring(sipUser))) await this.#lost(line, new Date().toISOString());
      return;
    }
    const desk = call.talking !== null && call.talking.userId !== null ? call.talking : null;
    const plan = soundPlan(row.mode, { deskUserId: desk?.userId ?? null, isParked: call.parked !== null });
    await known.arrange(plan, desk?.channel ?? null);
  }

  /** By the tables the supervisor's telephone is the desk of the call: it comes in, then the one before goes. */
  async #handOver(call: LiveCall, row: FollowedSupervision): Promise<void> {
    const line = this.#lines.get(row.id);
    const { pbx_channel: channel, user_id: userId } = row;
    if (line === undefined || channel === null) return;
    this.#lines.delete(row.id);
    if (call.talking?.channel !== channel && row.desk_channel === channel) {
      const { board } = this.#options;
      await call.takeOver({ offerId: row.id, userId, channel }, (before) =>
        board.calls.some((each) => each !== call && (each.talking ?? each.parked)?.channel === before),
      );
    }
    await line.clear();
  }

  #open(row: FollowedSupervision, found: { readonly isUp?: boolean; readonly isInside?: boolean }): SoundPaths | null {
    const call = this.#options.board.byCall(row.call_id);
    if (this.#ari === null || call === undefined || call.callerGone) return null;
    const line = new SoundPaths({
      ari: this.#ari,
      log: this.#options.log,
      id: row.id,
      callId: row.call_id,
      userId: row.user_id,
      tenantId: row.tenant_id,
      citizen: call.callerChannel,
      ...found,
    });
    this.#lines.set(row.id, line);
    return line;
  }

  #telephoneUp(line: SoundPaths, at: string): void {
    line.isUp = true;
    const call = this.#options.board.byCall(line.callId);
    const work = () => this.#connected(line, at);
    void (call === undefined ? line.hangUp() : call.inTurn(work).then(() => this.follow()));
  }

  /** Heard once it is written that the telephone is on the line; one that was left meanwhile is let go. */
  async #connected(line: SoundPaths, at: string): Promise<void> {
    const told = { id: line.id, channel: line.channel, at };
    const written = await actFor(this.#options.place, line.tenantId, (ctx) => connectSupervision(ctx, told));
    if (!written.ok && this.#lines.get(line.id) === line) await this.#close(line.id);
  }

  async #close(id: string): Promise<void> {
    const line = this.#lines.get(id);
    if (line === undefined) return;
    this.#lines.delete(id);
    await line.hangUp();
  }

  /** Its telephone hung up, or could not be reached. */
  async #lost(line: SoundPaths, at: string): Promise<void> {
    const { board, place, log } = this.#options;
    this.#lines.delete(line.id);
    await line.clear();
    try {
      const lost = await actFor(place, line.tenantId, (ctx) => loseSupervision(ctx, { id: line.id, at }));
      const call = board.byCall(line.callId);
      if (lost.ok || call === undefined) return;
      // It had taken the call over in the same moment: the citizen waits for the next desk.
      const { callId, tenantId } = call;
      const gone = { callId, channel: line.channel, cause: null, at };
      await call.inTurn(async () => {
        if ((await actFor(place, tenantId, (ctx) => loseDesk(ctx, gone))).ok) await this.#keepWaiting(call);
      });
    } catch (error) {
      log.error({ call: line.callId, error: String(error) }, 'a supervisor who left is still shown on the line');
    }
  }

  async #keepWaiting(call: LiveCall): Promise<void> {
    const before = call.talking;
    await call.hold();
    if (before !== null) await call.hangUp(before.channel, 'normal');
  }
}

/** A channel of a supervision that this process, or its earlier life under the same name, made. */
function isOurs(channel: Channel, app: string): boolean {
  return channel.dialplan.app_name === 'Stasis' && channel.dialplan.app_data.startsWith(`${app},${supervisorRole},`);
}
