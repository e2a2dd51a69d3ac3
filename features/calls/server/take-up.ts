import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { Bridge, Channel } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { type Instant, msBetween } from '#platform/shared/time.ts';
import { isCalledOut } from '../party-rules.ts';
import { giveUpCall } from './arrive-call.ts';
import { tell } from './call-steps.ts';
import { bridgeName, deskChannel, outsideChannel, partyChannel, purposeOf } from './channel-names.ts';
import { endCall } from './end-call.ts';
import type { DeskLeg, LiveCall } from './live-call.ts';
import { loseDesk } from './lose-desk.ts';
import type { PartyLeg } from './party/party-board.ts';
import { isLed } from './pbx/dialplan.ts';
import type { HeldCall } from './store.ts';
import type { Switchboard } from './switchboard.ts';
import { actFor } from './telephony-actions.ts';

/** Leads call-backs until their citizen waits for a desk (follow-up/call-back-line.ts). */
export interface CallBackAdopter {
  /** The citizen's telephone rings, by another process or an earlier life of this one. */
  readonly adoptRinging: (call: LiveCall) => void;
  /** The citizen is asked, or thanked. False: they are gone. */
  readonly adoptPicked: (call: LiveCall) => Promise<boolean>;
}

export interface TakeUpOptions {
  readonly ari: AriClient;
  readonly place: () => Workplace;
  readonly log: Log;
  readonly board: Switchboard;
  readonly callBacks: CallBackAdopter;
  /** Caller and desk talk since then. */
  readonly onTalk: (call: LiveCall, at: Instant) => void;
  /** Calls that another process led until now. */
  readonly taken: ReadonlySet<string>;
}

/** Milliseconds after the answer in which it may not be known yet whether the caller speaks. */
const freshMs = 30_000;

/** Lead this call from now on if it goes on, else write that it ended. False: the caller left meanwhile. */
export async function takeUp(
  options: TakeUpOptions,
  row: HeldCall,
  channels: ReadonlyMap<string, Channel>,
  bridges: readonly Bridge[],
): Promise<boolean> {
  const { board, place } = options;
  if (board.byCall(row.id) !== undefined) return true;
  if (isCalledOut(row) && row.state === 'arrived') return giveUpOutgoing(options, row, bridges);
  const caller = channels.get(row.pbx_channel);
  if (caller === undefined) {
    options.log.warn({ call: row.id, state: row.state }, 'a call ended while nobody of us was there');
    // Asterisk died with it, else its record would say how it ended: nobody abandoned this call.
    const end = {
      callId: row.id,
      by: 'system',
      cause: null,
      at: new Date().toISOString(),
      unanswered: 'fail',
    } as const;
    await actFor(place, row.tenant_id, (ctx) => endCall(ctx, end));
    return true;
  }
  // It rings in Asterisk's own queue, which is better left alone.
  if (row.pbx_app === null) return true;
  // Only a call-back is neither queued nor answered: its citizen is dialled or asked (follow-up/call-back-steps.ts).
  const isDialled = row.state === 'arrived' && caller.state !== 'Up';
  if (!isDialled && !isLed(caller.dialplan.app_name)) {
    await actFor(place, row.tenant_id, (ctx) => giveUpCall(ctx, row.id));
    return true;
  }
  // Read before it is on the board: from then on everything may follow the tables (follow-tables.ts).
  const party = thirdChannel(row) === null ? null : await board.parties.find(row.id);
  const call = await lead(options, row, channels);
  if (call === null) return true;
  const isThere =
    row.state === 'arrived'
      ? await adopt(options, call, isDialled)
      : await restore(options, call, { row, channels, bridges, party });
  if (!isThere) {
    board.forget(call);
    return false;
  }
  tell({ caller: call.callerNumber, step: 'taken' });
  const at = call.talking === null || call.isApart ? null : row.answered_at;
  if (at !== null && msBetween(at, new Date().toISOString()) < freshMs) options.onTalk(call, at);
  return true;
}

/** A desk's own call that nobody leads any more, before they talked. */
async function giveUpOutgoing({ board }: TakeUpOptions, row: HeldCall, bridges: readonly Bridge[]): Promise<boolean> {
  // It is on its way to the board, or its party is gone with the call.
  if (board.outgoing.isClaiming || row.party_id === null) return true;
  const isBridged = bridges.some(({ name }) => name === bridgeName(row.id));
  await board.outgoing.giveUp(begin(board, row), row.party_id, isBridged);
  return true;
}

/** On the board, with nothing ringing for it that another process would hear of. */
async function lead(
  { ari, board, taken }: TakeUpOptions,
  row: HeldCall,
  channels: ReadonlyMap<string, Channel>,
): Promise<LiveCall | null> {
  // A telephone that another process rings would answer to that process: it is rung anew from here.
  const rung = [...ringingLegs(row, channels).map(({ channel }) => channel), thirdChannel(row) ?? ''];
  const stale = taken.has(row.id)
    ? rung.flatMap((id) => channels.get(id) ?? []).filter(({ state }) => state !== 'Up')
    : [];
  for (const channel of stale) board.replace(channel);
  await Promise.all(stale.map(({ id }) => endChannel(ari, id)));
  // Meanwhile it was taken up elsewhere in this process.
  return board.byCall(row.id) === undefined ? begin(board, row) : null;
}

/** Null: nobody but caller and desk; whom a desk has called is the caller of its call. */
const thirdChannel = (row: HeldCall) => (row.party_id === null || isCalledOut(row) ? null : partyChannel(row.party_id));

function begin(board: Switchboard, row: HeldCall): LiveCall {
  return board.newCall({
    token: row.pbx_token,
    callId: row.id,
    tenantId: row.tenant_id,
    slug: row.slug,
    callerChannel: row.pbx_channel,
    callerNumber: row.caller_raw,
  });
}

async function adopt({ callBacks }: TakeUpOptions, call: LiveCall, isDialled: boolean): Promise<boolean> {
  if (!isDialled) return callBacks.adoptPicked(call);
  callBacks.adoptRinging(call);
  return true;
}

/** As the tables say it should be, with the legs that are there. */
async function restore(
  options: TakeUpOptions,
  call: LiveCall,
  seen: {
    readonly row: HeldCall;
    readonly channels: ReadonlyMap<string, Channel>;
    readonly bridges: readonly Bridge[];
    readonly party: PartyLeg | null;
  },
): Promise<boolean> {
  const { board } = options;
  const { row, channels, bridges, party } = seen;
  const isTaken = options.taken.has(row.id);
  const ringing = ringingLegs(row, channels).filter(({ channel }) => !isTaken || isUp(channels, channel));
  const desk = talkingLeg(row, channels);
  const bridge = bridges.find((each) => each.name === bridgeName(row.id));
  const within = bridge?.channels ?? [];
  const isIn = (channel: string) => within.includes(channel);
  if (isCalledOut(row)) void board.outgoing.adopt(call);
  // Put aside in the tables, and not yet in Asterisk: follow-tables.ts does the rest.
  const isParked = row.parked && !isIn(row.pbx_channel);
  const [talking, parked] = isParked ? [null, desk] : [desk, null];
  // A desk with two calls may be in the bridge of the other one still.
  const isDeskIn = talking === null || isIn(talking.channel);
  const connected = isIn(row.pbx_channel) && (row.parked || isDeskIn);
  // Whether they should be is what the third person's mode says (party-board.ts, adopt), or the hold (follow-tables.ts).
  const isApart = (party !== null || row.held_here) && bridge !== undefined && !isIn(row.pbx_channel) && isDeskIn;
  const found = { ringing, talking, parked, party, bridged: bridge !== undefined, connected, isApart };
  if (!(await call.restore(found))) return false;
  await call.inTurn(async () => {
    if (desk === null) await missDesk(options, call, row);
    if (party === null) return;
    await board.parties.adopt(call, party, { channel: channels.get(party.channel), within, isTaken });
  });
  return true;
}

/** Answered, and its desk, or the telephone outside, left while nobody of us was there. */
async function missDesk({ board }: TakeUpOptions, call: LiveCall, row: HeldCall): Promise<void> {
  const { talking_channel: channel } = row;
  const at = new Date().toISOString();
  if (channel === null && row.outside_channel !== null) {
    // Whoever was outside hung up: follow-tables.ts lets the caller go.
    await board.write(call, (ctx) => endCall(ctx, { callId: row.id, by: 'outside', cause: null, at }));
    return;
  }
  if (row.state !== 'answered' || channel === null) return;
  if (call.outgoing !== null) return board.outgoing.left(call, 'desk', 16, at);
  if (await board.parties.deskLeft(call, { channel, cause: 0, stillRegistered: false, at })) return;
  await call.keepWaiting();
  await board.write(call, (ctx) => loseDesk(ctx, { callId: row.id, channel, cause: null, at }));
}

function ringingLegs(row: HeldCall, channels: ReadonlyMap<string, Channel>): readonly DeskLeg[] {
  const legs = row.offers.map(({ id, userId }): DeskLeg => ({ offerId: id, userId, channel: deskChannel(id) }));
  const { outside_id: id } = row;
  if (id !== null) legs.push({ offerId: id, userId: null, channel: outsideChannel(id) });
  return legs.filter(({ channel }) => channels.has(channel));
}

function talkingLeg(row: HeldCall, channels: ReadonlyMap<string, Channel>): DeskLeg | null {
  const { talking_channel: desk, talking_user: userId, outside_channel: outside } = row;
  const leg =
    desk !== null && userId !== null
      ? { offerId: purposeOf(desk), userId, channel: desk }
      : outside !== null
        ? { offerId: row.outside_id ?? purposeOf(outside), userId: null, channel: outside }
        : null;
  return leg !== null && channels.has(leg.channel) ? leg : null;
}

const isUp = (channels: ReadonlyMap<string, Channel>, channel: string) => channels.get(channel)?.state === 'Up';

/** Turns of 20 ms in which a channel that was hung up goes. */
const endTurns = 50;

/** Its name is free again when it is gone. */
async function endChannel(ari: AriClient, channelId: string): Promise<void> {
  await ari.call('channels.hangup', { channelId });
  for (let turn = 0; turn < endTurns; turn++) {
    if (!(await ari.callSlow('channels.get', { channelId })).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
