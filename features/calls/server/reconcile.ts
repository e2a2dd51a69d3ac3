import type { Bridge, Channel } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Db } from '#platform/server/db/database.ts';
import { bridgeName, isLeg } from './channel-names.ts';
import { sendToFallback } from './hand-back.ts';
import { liveApps, openLeases } from './lease/lease-store.ts';
import { callerOf, isLed } from './pbx/dialplan.ts';
import { type HeldCall, heldCalls, isEndedByDesk, isRecorded } from './store.ts';
import type { Switchboard } from './switchboard.ts';
import { type TakeUpOptions, takeUp } from './take-up.ts';

export interface ReconcileOptions extends TakeUpOptions {
  readonly board: Switchboard;
  readonly systemDb: Db;
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
export async function reconcile(options: ReconcileOptions, isAgain = false): Promise<void> {
  const { ari } = options;
  const listedAt = performance.now();
  const listed = await ari.callSlow('channels.list', {});
  const bridged = await ari.callSlow('bridges.list', {});
  if (!listed.ok || !bridged.ok) throw new Error('Asterisk does not list its channels');
  const channels = new Map(listed.value.map((channel) => [channel.id, channel]));
  options.board.forgetMissing(new Set(channels.keys()), options.isNew ? 'new' : listedAt);
  let isPast = false;
  // Who is there comes first: to look up in Asterisk's record what became of the others may take seconds.
  for (const row of await heldCalls(options.systemDb, ari.app, [], options.systemName))
    if (row.pbx_app !== null && isLed(channels.get(row.pbx_channel)?.dialplan.app_name))
      isPast = !(await takeUp(options, row, channels, bridged.value)) || isPast;
  const rows = await closeByRecord(options, channels);
  for (const row of rows) isPast = !(await takeUp(options, row, channels, bridged.value)) || isPast;
  // Callers who left since Asterisk was asked: their end went past us.
  if (isPast && !isAgain) return reconcile(options, true);
  for (const row of rows) followHold(options, row, channels);
  for (const channel of channels.values()) await rescue(options, channel);
  for (const channel of channels.values()) await endInQueue(options, channel);
  await removeLeftOver(options, [...channels.values()], bridged.value);
}

/** Legs and bridges of calls that nobody leads. */
async function removeLeftOver(
  { ari, board, systemDb, systemName }: ReconcileOptions,
  channels: readonly Channel[],
  bridges: readonly Bridge[],
): Promise<void> {
  const legs = channels.filter((channel) => legOf(channel) !== null);
  const empty = bridges.filter(({ name, channels: within }) => name.startsWith(bridgeName('')) && within.length === 0);
  if (legs.length === 0 && empty.length === 0) return;
  const apps = await liveApps(systemDb, systemName);
  const elsewhere = new Set(
    (await openLeases(systemDb, systemName)).filter(({ app, is_led }) => is_led && app !== ari.app).map(({ id }) => id),
  );
  const known = new Set(
    board.calls.flatMap((call) => [
      // Whom a desk has called is a leg, and the caller of that call.
      ...[...call.ringing.keys(), call.callerChannel],
      ...[call.talking, call.parked, call.party].map((each) => each?.channel),
    ]),
  );
  for (const channel of legs) {
    const leg = legOf(channel);
    // What another process that lives has just made may not be in the tables yet.
    const isOthers = leg === null || elsewhere.has(leg.callId) || (leg.app !== ari.app && apps.has(leg.app));
    if (!isOthers && !known.has(channel.id)) await ari.call('channels.hangup', { channelId: channel.id });
  }
  // One after another: deleting bridges at once has crashed Asterisk (its issue 1201).
  for (const bridge of empty) {
    const callId = bridge.name.slice(bridgeName('').length);
    if (board.byCall(callId) === undefined && !elsewhere.has(callId))
      await ari.call('bridges.destroy', { bridgeId: bridge.id });
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

/** What a channel's telephone said last: that it only sends (`res_pjsip` keeps it as the hold of the stream). */
const isOnHold = 'CHANNEL(rtp,hold,audio)';

/** Whether a desk holds its caller, for a hold or its end that nobody of us heard. */
function followHold({ ari, board }: ReconcileOptions, row: HeldCall, channels: ReadonlyMap<string, Channel>): void {
  const call = board.byCall(row.id);
  const channel = channels.get(row.talking_channel ?? '');
  if (row.state !== 'answered' || row.held_here || call === undefined || channel === undefined) return;
  // Read in turn: what is heard meanwhile is written after it.
  void call.inTurn(async () => {
    const found = await ari.callSlow('channels.getChannelVar', { channelId: channel.id, variable: isOnHold });
    if (!found.ok || call.talking?.channel !== channel.id) return;
    const isHeld = found.value.value === '1';
    if (isHeld === (row.held_since !== null)) await call.setHeld(isHeld);
    else await board.writeHold(call, channel.id, isHeld, new Date().toISOString());
  });
}

/** Milliseconds after which a caller in our hands has a row, or never gets one. */
const admitMs = 5000;

/** A caller whose process died between claim and commit waits for nobody: Asterisk's own queue rings the desks. */
async function rescue(options: ReconcileOptions, channel: Channel): Promise<void> {
  const slug = callerOf(channel.name)?.slug;
  // Who is outside and was dialled by us is a channel of the trunk too.
  if (
    slug === undefined ||
    isLeg(channel.id) ||
    !isLed(channel.dialplan.app_name) ||
    Date.now() - Date.parse(channel.creationtime) < admitMs
  )
    return;
  if (options.board.byCaller(channel.id) !== undefined) return;
  if (await isRecorded(options.systemDb, options.systemName, channel.id)) return;
  options.log.error({ channel: channel.id }, 'a caller was left without a row: the fallback queue takes it');
  await sendToFallback(options.ari, channel.id, `fallback-${slug}`);
}

/** A desk ended a call of Asterisk's own queue at its screen, and its telephone did not: the citizen may go too. */
async function endInQueue({ ari, systemDb, systemName }: ReconcileOptions, channel: Channel): Promise<void> {
  if (channel.dialplan.app_name !== 'Queue' || callerOf(channel.name) === null) return;
  if (await isEndedByDesk(systemDb, systemName, channel.id))
    await ari.call('channels.hangup', { channelId: channel.id });
}

/** What a leg says first when it enters an application, or is moved there. */
const legKinds: ReadonlySet<string> = new Set(['desk', 'outside', 'party', 'out']);

/**
 * A leg to a desk, outside, or to a third person, by the application that made it; it may have moved to another one since. A
 * supervisor's is none: supervise/supervisor-board.ts clears up what belongs to supervisions.
 */
function legOf(channel: Channel): { readonly app: string; readonly callId: string } | null {
  if (!isLeg(channel.id) || channel.dialplan.app_name !== 'Stasis') return null;
  const [app, kind = '', callId] = channel.dialplan.app_data.split(',');
  if (app === undefined || callId === undefined) return null;
  return legKinds.has(kind) ? { app, callId } : null;
}
