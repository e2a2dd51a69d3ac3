import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Instant } from '#platform/shared/time.ts';
import { soundPlan } from '../../supervise-rules.ts';
import { instantOf } from '../caller-facts.ts';
import { bridgeIdOf, purposeOf, supervisorChannel } from '../channel-names.ts';
import type { LiveCall } from '../live-call.ts';
import { loseDesk } from '../lose-desk.ts';
import { supervisorRole } from '../pbx/dialplan.ts';
import type { Phones } from '../phones.ts';
import type { Switchboard } from '../switchboard.ts';
import { connectSupervision, loseSupervision } from './end-supervision.ts';
import { SoundPaths, supervisionOf } from './sound-paths.ts';
import { type FollowedSupervision, followedSupervisions, supervisionsInUse } from './supervise-store.ts';

export interface SupervisorBoardOptions {
  readonly systemDb: Db;
  readonly log: Log;
  readonly phones: Phones;
  readonly board: Switchboard;
}

const now = () => new Date().toISOString();

/**
 * Makes Asterisk follow what the tables say of supervisions of this process's calls: rings the supervisor's telephone, lets it hear,
 * whisper, join, take over, and lets it go. Nothing here ends a call or moves its citizen. A supervision is led with its call: who leads
 * that next moves the telephone to itself and makes its paths of sound anew, while the conversation goes on.
 */
export class SupervisorBoard {
  readonly #options: SupervisorBoardOptions;
  readonly #lines = new Map<string, SoundPaths>();
  #ari: AriClient | null = null;

  constructor(options: SupervisorBoardOptions) {
    this.#options = options;
  }

  /** Perhaps anew: then what became of the telephones meanwhile went past us. */
  connect(ari: AriClient): void {
    this.#ari = ari;
    for (const line of this.#lines.values()) line.isStale = true;
  }

  /**
   * Clear away telephones whose supervision is over, and paths of sound that nobody leads any more: a copy of what is said must not go on
   * being heard. Called when the calls themselves were taken up, and from time to time.
   */
  async tidy(ari: AriClient, pbxSystem: string): Promise<void> {
    const listed = await ari.callSlow('channels.list', {});
    const bridged = await ari.callSlow('bridges.list', {});
    if (!listed.ok || !bridged.ok) return;
    const telephones = listed.value.map(({ id }) => id).filter((id) => id.startsWith(supervisorChannel('')));
    const isPath = (id: string) => supervisionOf(id) !== null;
    const paths = listed.value.map(({ id }) => id).filter(isPath);
    const bridges = bridged.value.map(({ id }) => id).filter(isPath);
    const idOf = (name: string) => supervisionOf(name) ?? purposeOf(name);
    const ids = new Set([...telephones, ...paths, ...bridges].map(idOf));
    if (ids.size === 0) return;
    const inUse = await supervisionsInUse(this.#options.systemDb, pbxSystem, [...ids]);
    const isElsewhere = (id: string) => ![undefined, null, ari.app].includes(inUse.get(id));
    const isKept = (path: string) => this.#lines.get(idOf(path))?.owns(path) === true || isElsewhere(idOf(path));
    for (const channelId of [
      ...telephones.filter((each) => !inUse.has(idOf(each))),
      ...paths.filter((each) => !isKept(each)),
    ])
      await ari.call('channels.hangup', { channelId }).catch(() => undefined);
    // One after another: deleting bridges at once has crashed Asterisk (its issue 1201).
    for (const bridgeId of bridges.filter((each) => !isKept(each)))
      await ari.call('bridges.destroy', { bridgeId }).catch(() => undefined);
    await this.follow();
  }

  heard(event: AriEvent): void {
    if (event.type === 'StasisStart' && event.args[0] === supervisorRole) {
      const [, id = '', what] = event.args;
      const line = this.#lines.get(id);
      if (what === 'part') line?.entered(event.channel.id);
      else if (line !== undefined) void this.#connected(line, instantOf(event.timestamp));
    } else if (event.type === 'ChannelDestroyed') {
      const line = [...this.#lines.values()].find(({ channel }) => channel === event.channel.id);
      if (line !== undefined) void this.#lost(line, instantOf(event.timestamp));
    }
  }

  /** Safe to repeat. */
  async follow(): Promise<void> {
    // Another process leads them now, and moves the telephone to itself.
    for (const [id, { call }] of this.#lines) if (call.dropped) this.#lines.delete(id);
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
    if (call.dropped) return;
    if (row.outcome === 'took_over') return this.#handOver(call, row);
    if (row.ended_at !== null) return this.#close(row.id);
    const known = this.#lines.get(row.id);
    if (known === undefined || known.call !== call || known.isStale) return this.#find(call, row);
    const desk = call.talking !== null && call.talking.userId !== null ? call.talking : null;
    const plan = soundPlan(row.mode, { deskUserId: desk?.userId ?? null, isParked: call.parked !== null });
    await known.arrange(plan, desk?.channel ?? null);
  }

  /** Its telephone is rung now, or is there from before. */
  async #find(call: LiveCall, row: FollowedSupervision): Promise<void> {
    const ari = this.#ari;
    if (ari === null || call.callerGone) return;
    const channelId = supervisorChannel(row.id);
    const there = await ari.callSlow('channels.get', { channelId });
    const bridge = await ari.callSlow('bridges.get', { bridgeId: bridgeIdOf(call.callId) });
    const wasRung = this.#lines.get(row.id)?.call === call;
    const line = new SoundPaths({ call, id: row.id, isInside: bridge.ok && bridge.value.channels.includes(channelId) });
    this.#lines.set(row.id, line);
    if (there.ok && there.value.state === 'Up') {
      if (await line.moveIn()) return void this.#connected(line, now());
    } else if (there.ok) {
      if (wasRung) return;
      // It would answer to a process that is gone; its supervisor asks once more.
      await line.hangUp();
    } else if (row.began_at === null) {
      const sipUser = await this.#options.phones.sipUserOf(row.user_id);
      if (await line.ring(sipUser)) return;
    }
    void this.#lost(line, now());
  }

  /** By the tables the supervisor's telephone is the desk of the call: it comes in, then the one before goes. */
  async #handOver(call: LiveCall, row: FollowedSupervision): Promise<void> {
    const line = this.#lines.get(row.id);
    const { pbx_channel: channel, user_id: userId } = row;
    this.#lines.delete(row.id);
    const isKnown = [call.talking?.channel, call.parked?.channel].includes(channel ?? '');
    // Without a line it happened while the call was taken up; who talks by then is one of two, and never nobody.
    const isDue = line === undefined ? call.talking !== null && call.parked === null && !row.parked : true;
    if (channel !== null && !isKnown && isDue && row.desk_channel === channel) {
      const { board } = this.#options;
      await call.takeOver({ offerId: row.id, userId, channel }, (before) =>
        board.calls.some((each) => each !== call && (each.talking ?? each.parked)?.channel === before),
      );
    }
    await line?.clear();
  }

  /** Heard once it is written that the telephone is on the line. */
  async #connected(line: SoundPaths, at: Instant): Promise<void> {
    const { board, log } = this.#options;
    const told = { id: line.id, channel: line.channel, at };
    try {
      const written = await board.write(line.call, (ctx) => connectSupervision(ctx, told));
      if (this.#lines.get(line.id) !== line) return;
      line.isUp = written.ok;
      // Over by now: its supervisor left, or has taken the call over.
      await this.follow();
    } catch (error) {
      log.error({ call: line.call.callId, error: String(error) }, 'a supervisor on the line hears nothing yet');
      // Found anew.
      line.isStale = true;
    }
  }

  async #close(id: string): Promise<void> {
    const line = this.#lines.get(id);
    if (line === undefined) return;
    this.#lines.delete(id);
    await line.hangUp();
  }

  /** Its telephone hung up, or could not be reached. */
  async #lost(line: SoundPaths, at: Instant): Promise<void> {
    const { board, log } = this.#options;
    const { call, id, channel } = line;
    if (this.#lines.get(id) === line) this.#lines.delete(id);
    try {
      await line.clear();
      const lost = await board.write(call, (ctx) => loseSupervision(ctx, { id, at }));
      if (lost.ok || lost.refusal.code !== 'supervision.not_found' || board.byCall(call.callId) !== call) return;
      // It had taken the call over in the same moment: the citizen waits for the next desk.
      const gone = { callId: call.callId, channel, cause: null, at };
      await call.inTurn(async () => {
        if ((await board.write(call, (ctx) => loseDesk(ctx, gone))).ok) await this.#keepWaiting(call);
      });
    } catch (error) {
      log.error({ call: call.callId, error: String(error) }, 'a supervisor who left is still shown on the line');
    }
  }

  async #keepWaiting(call: LiveCall): Promise<void> {
    const before = call.talking;
    await call.hold();
    if (before !== null) await call.hangUp(before.channel, 'normal');
  }
}
