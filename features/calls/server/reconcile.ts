import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { Bridge, Channel } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { isCalledOut } from '../party-rules.ts';
import { giveUpCall } from './arrive-call.ts';
import { endCall } from './end-call.ts';
import { sendToFallback } from './hand-back.ts';
import { bridgeName, type DeskLeg, deskChannel, type LiveCall, outsideChannel } from './live-call.ts';
import { loseDesk } from './lose-desk.ts';
import { partyChannel } from './party/party-channel.ts';
import { callerOf } from './pbx/dialplan.ts';
import { type HeldCall, heldCalls, isRecorded } from './store.ts';
import type { Switchboard } from './switchboard.ts';
import { actFor } from './telephony-actions.ts';

export interface ReconcileOptions {
  readonly ari: AriClient;
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly log: Log;
  readonly board: Switchboard;
  readonly systemName: string;
  /** The connection is new: what Asterisk told meanwhile was told to nobody, and it may be another Asterisk. */
  readonly isNew: boolean;
  /** Close what Asterisk's own record says has ended, with its times; these calls Asterisk no longer has. */
  readonly importRecord: (over: ReadonlySet<string>) => Promise<void>;
}

/**
 * Put tables and Asterisk in order after this process was away: calls that Asterisk no longer has are ended, calls that go
 * on are taken up with their legs, legs and bridges of nobody are removed. Runs before any event is delivered, and again
 * from time to time for what a fault left behind.
 */
export async function reconcile(options: ReconcileOptions): Promise<void> {
  const { ari } = options;
  const listed = await ari.callSlow('channels.list', {});
  const bridged = await ari.callSlow('bridges.list', {});
  if (!listed.ok || !bridged.ok) throw new Error('Asterisk does not list its channels');
  const channels = new Map(listed.value.map((channel) => [channel.id, channel]));
  if (options.isNew) await dropGone(options.board, channels);
  const rows = await closeByRecord(options, channels);
  for (const row of rows) await takeUp(options, row, channels, bridged.value);
  for (const row of rows) followHold(options, row, channels);
  for (const channel of channels.values()) await rescue(options, channel);
  const known = new Set(
    options.board.calls.flatMap((call) => [
      ...[...call.ringing.keys(), call.callerChannel],
      ...[call.talking, call.parked, call.party].map((leg) => leg?.channel),
    ]),
  );
  for (const channel of channels.values()) {
    if (isOurs(channel, ari.app) && !known.has(channel.id))
      await ari.call('channels.hangup', { channelId: channel.id });
  }
  // One after another: deleting bridges at once has crashed Asterisk (its issue 1201).
  for (const bridge of bridged.value) {
    const mine = options.board.calls.some((call) => bridgeName(call.callId) === bridge.name);
    if (bridge.name.startsWith('call:') && bridge.channels.length === 0 && !mine) {
      await ari.call('bridges.destroy', { bridgeId: bridge.id });
    }
  }
}

/**
 * Calls that ended, and desks that left theirs, while nobody listened: nobody will tell us any more. Whose caller is gone is ended by
 * what follows, whose caller is there is taken up anew.
 */
async function dropGone(board: Switchboard, channels: ReadonlyMap<string, Channel>): Promise<void> {
  for (const call of board.calls) {
    const isLeft = [call.talking, call.parked, call.party].some((leg) => leg !== null && !channels.has(leg.channel));
    if (!channels.has(call.callerChannel)) {
      call.callerGone = true;
      call.callerLeft = true;
      await board.release(call);
    } else if (!isLeft) continue;
    board.forget(call);
  }
}

/** Milliseconds in which Asterisk writes down the end of a channel that it no longer lists. */
const writtenMs = 1000;

/**
 * Only Asterisk's record knows whether a call that ended without us was answered at a desk or outside, so it speaks first; the
 * calls that are open still. What it does not know (Asterisk was killed) is ended by `takeUp`.
 */
async function closeByRecord(options: ReconcileOptions, channels: ReadonlyMap<string, Channel>): Promise<HeldCall[]> {
  const { ari, board, systemDb, systemName } = options;
  const isGone = (row: HeldCall) => board.byCall(row.id) === undefined && !channels.has(row.pbx_channel);
  const held = () => heldCalls(systemDb, ari.app, [], systemName);
  const close = async (open: readonly HeldCall[]) => {
    await options.importRecord(new Set(open.filter(isGone).map((row) => row.pbx_linkedid)));
    return held();
  };
  const left = await close(await held());
  if (!left.some(isGone)) return left;
  await new Promise((resolve) => setTimeout(resolve, writtenMs));
  return close(left);
}

async function takeUp(
  options: ReconcileOptions,
  row: HeldCall,
  channels: ReadonlyMap<string, Channel>,
  bridges: readonly Bridge[],
): Promise<void> {
  const { board, place } = options;
  if (board.byCall(row.id) !== undefined) return;
  const now = new Date().toISOString();
  // Its desk waited for us in vain, and may call again; what is left of it is removed as nobody's.
  if (isCalledOut(row) && row.state === 'arrived') {
    const over = { callId: row.id, by: 'system', cause: null, at: now, unanswered: 'fail' } as const;
    await actFor(place, row.tenant_id, (ctx) => endCall(ctx, over));
    return;
  }
  if (!channels.has(row.pbx_channel)) {
    options.log.warn({ call: row.id, state: row.state }, 'a call ended while nobody of us was there');
    await actFor(place, row.tenant_id, (ctx) => endCall(ctx, { callId: row.id, by: 'system', cause: null, at: now }));
    return;
  }
  // It rings in Asterisk's own queue, which is better left alone.
  if (row.pbx_app === null) return;
  if (!isHeld(channels.get(row.pbx_channel))) {
    await actFor(place, row.tenant_id, (ctx) => giveUpCall(ctx, row.id));
    return;
  }
  const leg = (offerId: string, userId: string | null, channel: string): DeskLeg[] =>
    channels.has(channel) ? [{ offerId, userId, channel }] : [];
  const call = board.newCall({
    callId: row.id,
    tenantId: row.tenant_id,
    slug: row.slug,
    callerChannel: row.pbx_channel,
    callerNumber: channels.get(row.pbx_channel)?.caller.number ?? null,
  });
  if (isCalledOut(row)) call.outgoing = 'talking';
  const outsideId = row.outside_id ?? row.outside_channel?.replace(/^outside-/, '') ?? null;
  const ringing = [
    ...row.offers.flatMap(({ id, userId }) => leg(id, userId, deskChannel(id))),
    ...(row.outside_id === null ? [] : leg(row.outside_id, null, outsideChannel(row.outside_id))),
  ];
  const [desk = null] =
    row.talking_channel !== null && row.talking_user !== null
      ? leg(row.talking_channel.replace(/^desk-/, ''), row.talking_user, row.talking_channel)
      : row.outside_channel !== null && outsideId !== null
        ? leg(outsideId, null, row.outside_channel)
        : [];
  const [talking, parked] = row.parked ? [null, desk] : [desk, null];
  const bridge = bridges.find((each) => each.name === bridgeName(row.id));
  const connected = bridge?.channels.includes(row.pbx_channel) === true;
  const orderParty = row.party_id === null ? null : await board.parties.found(call, channels, connected);
  // We died between a word of the tables and the deed: the caller stands apart, and a desk waits for them.
  if (talking !== null && bridge !== undefined && !connected) call.isApart = true;
  await call.restore({ ringing, talking, parked, bridged: bridge !== undefined, connected });
  await call.inTurn(async () => {
    if (desk === null) await missDesk(options, call, row);
    if (orderParty !== null) await orderParty();
    else await call.rejoin();
  });
}

/** The desk of a call that goes on is gone since we looked last. */
async function missDesk({ board, place }: ReconcileOptions, call: LiveCall, row: HeldCall): Promise<void> {
  const { talking_channel: channel } = row;
  if (row.state !== 'answered' || channel === null) return;
  const at = new Date().toISOString();
  if (call.outgoing !== null) return board.outgoing.left(call, 'desk', 16, at);
  if (await board.parties.deskLeft(call, { channel, cause: 0, stillRegistered: false, at })) return;
  await call.hold();
  await actFor(place, row.tenant_id, (ctx) => loseDesk(ctx, { callId: row.id, channel, cause: null, at }));
}

/** What a channel's telephone said last: that it only sends (`res_pjsip` keeps it as the hold of the stream). */
const isOnHold = 'CHANNEL(rtp,hold,audio)';

/** Whether a desk holds its caller, for a hold or its end that nobody of us heard. */
function followHold({ ari, board }: ReconcileOptions, row: HeldCall, channels: ReadonlyMap<string, Channel>): void {
  const call = board.byCall(row.id);
  const channel = channels.get(row.talking_channel ?? '');
  if (row.state !== 'answered' || call === undefined || channel === undefined) return;
  // Read in turn: what is heard meanwhile is written after it.
  void call.inTurn(async () => {
    const found = await ari.callSlow('channels.getChannelVar', { channelId: channel.id, variable: isOnHold });
    if (!found.ok || call.talking?.channel !== channel.id) return;
    const isHeld = found.value.value === '1';
    if (isHeld !== (row.held_since !== null)) await board.writeHold(call, channel.id, isHeld, new Date().toISOString());
  });
}

/** In the hands of a process of ours, and not in Asterisk's own queue. */
function isHeld(channel: Channel | undefined): boolean {
  return channel?.dialplan.app_name === 'StasisBroadcast' || channel?.dialplan.app_name === 'Stasis';
}

/** Milliseconds after which a caller in our hands has a row, or never gets one. */
const admitMs = 5000;

/** A caller whose process died between claim and commit waits for nobody: Asterisk's own queue rings the desks. */
async function rescue(options: ReconcileOptions, channel: Channel): Promise<void> {
  const slug = callerOf(channel.name)?.slug;
  // Who is outside and was dialled by us is a channel of the trunk too.
  if (
    slug === undefined ||
    isLeg(channel) ||
    !isHeld(channel) ||
    Date.now() - Date.parse(channel.creationtime) < admitMs
  )
    return;
  if (options.board.calls.some((call) => call.callerChannel === channel.id)) return;
  if (await isRecorded(options.systemDb, options.systemName, channel.id)) return;
  options.log.error({ channel: channel.id }, 'a caller was left without a row: the fallback queue takes it');
  await sendToFallback(options.ari, channel.id, `fallback-${slug}`);
}

/** A leg to a desk, outside, or to a third person: no caller. */
function isLeg(channel: Channel): boolean {
  return [deskChannel(''), outsideChannel(''), partyChannel('')].some((start) => channel.id.startsWith(start));
}

/** That this process (or its earlier life under the same name) made. */
function isOurs(channel: Channel, app: string): boolean {
  return isLeg(channel) && channel.dialplan.app_name === 'Stasis' && channel.dialplan.app_data.startsWith(`${app},`);
}
