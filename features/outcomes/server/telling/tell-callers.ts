import { createHmac } from 'node:crypto';
import { channelPlan } from '#features/agencies/server/channels/channel-store.ts';
import { cancelMessages, queueMessage } from '#features/agencies/server/channels/queue-message.ts';
import { addressOf } from '#features/calls/server/link/make-link.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { e164Of } from '#platform/server/e164.ts';
import { hashOfToken } from '#platform/server/http/token-door.ts';
import { clearDeadline, setDeadline } from '#platform/server/timers/deadlines.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { type TellingChannel, type TellingContent, tellingChannels, tokenBytes } from '../../telling.ts';
import { decideTelling, type TellingDecision } from '../../telling-rules.ts';
import { fillTemplate, type Milestone } from '../../telling-words.ts';
import { openTask } from './caller-tasks.ts';
import { readTellingPlan } from './setting-store.ts';
import { tellingEvent } from './telling-event.ts';
import {
  agenciesNamed,
  insertTelling,
  makeTracks,
  openTellings,
  saveSending,
  saveTellingEnd,
  saveTokenHash,
  type TellingRow,
  type ToldIncident,
  type TrackRow,
  toldIncident,
  tracksOf,
} from './telling-store.ts';

export const tellDeadline = 'telling.due';

/** What telling needs of the installation. */
export interface TellingOptions {
  /** Where people reach it; null: nobody has said it, and messages go without a link. */
  readonly publicUrl: string | null;
  /** From which the tokens of pages are derived. */
  readonly secret: () => Promise<string>;
}

/** A message is worth sending for so long; then the next channel is tried. */
const patienceMs = 15 * 60_000;

interface Happened {
  readonly milestone: Milestone;
  readonly agencyId: string | null;
  readonly at: Instant;
}

/** Tell everybody who reported an incident what has happened, each as is right for them. */
export async function tellCallers(
  ctx: ActionContext,
  options: TellingOptions,
  incidentId: string,
  happened: Happened,
): Promise<void> {
  const plan = await readTellingPlan(ctx);
  if (!plan.active) return;
  const incident = await toldIncident(ctx, incidentId);
  // Whoever reported a drill is nobody.
  if (incident === null || incident.state === 'DRAFT' || incident.is_drill) return;
  await makeTracks(ctx, incident.id);
  for (const track of await tracksOf(ctx, incident.id))
    await tellOne(ctx, { options, plan, incident, track, happened });
}

interface One {
  readonly options: TellingOptions;
  readonly plan: TellingContent;
  readonly incident: ToldIncident;
  readonly track: TrackRow;
  readonly happened: Happened;
}

async function tellOne(ctx: ActionContext, one: One): Promise<void> {
  const { plan, incident, track, happened } = one;
  const decided = await decide(ctx, plan, { incident, track, happened });
  const isSending = decided.kind === 'send';
  const id = await insertTelling(ctx, {
    trackId: track.id,
    incidentId: incident.id,
    milestone: happened.milestone,
    round: incident.reopened_count,
    agencyId: happened.agencyId,
    state: isSending ? 'sending' : decided.kind === 'wait' ? 'waiting' : 'skipped',
    reason: decided.kind === 'skip' || decided.kind === 'task' ? decided.reason : null,
    channels: isSending ? decided.channels : [],
    dueAt: decided.kind === 'wait' ? decided.until : null,
  });
  if (id === null) return;
  await overtake(ctx, track.id, id);
  if (decided.kind === 'wait') await setDeadline(ctx, tellDeadline, id, decided.until);
  if (decided.kind === 'task')
    await openTask(ctx, { incidentId: incident.id, trackId: track.id, cause: decided.cause });
  if (isSending) await sendNext(ctx, one.options, { id, left: decided.channels, incident, track, ...happened });
}

export async function decide(
  ctx: ActionContext,
  plan: TellingContent,
  { incident, track, happened }: Pick<One, 'incident' | 'track' | 'happened'>,
): Promise<TellingDecision> {
  const { content } = await channelPlan(ctx);
  return decideTelling(
    {
      milestone: happened.milestone,
      happenedAt: happened.at,
      now: ctx.now,
      zone: incident.zone,
      way: track.way,
      number: track.number === null ? null : e164Of(track.number),
      priority: incident.priority,
      sensitive: incident.sensitive,
      cannotSpeak: incident.cannot_speak,
      typeCode: incident.type_code,
      active: tellingChannels.filter((channel) => content[channel].active),
    },
    plan,
  );
}

/** What has not left yet of older news does not leave any more: a crew that was offline brings three steps in one second. */
async function overtake(ctx: ActionContext, trackId: string, newest: string): Promise<void> {
  const older = (await openTellings(ctx, trackId)).filter(
    ({ id, milestone }) => id !== newest && milestone !== 'received',
  );
  for (const telling of older) await dropTelling(ctx, telling, 'superseded');
}

/** One that waits, or is on its way, is not sent; one that a channel is taking at this moment still may be. */
export async function dropTelling(
  ctx: ActionContext,
  telling: Pick<TellingRow, 'id'>,
  reason: 'superseded' | 'not_wanted',
): Promise<void> {
  await saveTellingEnd(ctx, telling.id, { state: 'skipped', reason, at: ctx.now });
  await clearDeadline(ctx, tellDeadline, telling.id);
  await cancelMessages(ctx, telling.id);
}

export interface ToSend {
  readonly id: string;
  readonly left: readonly TellingChannel[];
  readonly incident: ToldIncident;
  readonly track: TrackRow;
  readonly milestone: Milestone;
  readonly agencyId: string | null;
}

/** By the next channel that is left; false where none is. */
export async function sendNext(ctx: ActionContext, options: TellingOptions, given: ToSend): Promise<boolean> {
  const [channel, ...left] = given.left;
  const plan = await readTellingPlan(ctx);
  const { incident, track, milestone } = given;
  const { number: to } = track;
  if (channel === undefined || to === null) return false;
  const messageId = await queueMessage(ctx, {
    channel,
    purpose: 'caller_milestone',
    subject: { type: 'caller_telling', id: given.id },
    to,
    title: `112 ${incident.centre}`,
    text: fillTemplate(plan.templates[milestone].text, {
      nomor: String(incident.number),
      // A message may be read by others in the house.
      jenis: incident.sensitive ? 'laporan' : (incident.type_name ?? 'laporan'),
      instansi: incident.sensitive ? 'petugas' : await agenciesNamed(ctx, incident.id, given.agencyId),
      pusat: incident.centre,
      tautan: await linkOf(ctx, options, track.id),
    }),
    giveUpAt: plusMs(ctx.now, patienceMs),
  });
  await saveSending(ctx, given.id, { channel, left, messageId });
  return true;
}

/** The same address in each message of one caller: derived, so that it need not be kept. */
export async function linkOf(ctx: ActionContext, options: TellingOptions, trackId: string): Promise<string | null> {
  const base = await addressOf(ctx, options.publicUrl);
  if (base === null) return null;
  const token = tokenOf(await options.secret(), trackId);
  await saveTokenHash(ctx, trackId, hashOfToken(token));
  return `${base}/t/${token}`;
}

export function tokenOf(secret: string, trackId: string): string {
  return createHmac('sha256', secret).update(`track ${trackId}`).digest().subarray(0, tokenBytes).toString('base64url');
}

/** One attempt with its result, on the timeline. */
export async function tellResult(
  ctx: ActionContext,
  telling: Pick<TellingRow, 'id' | 'incident_id' | 'track_id' | 'milestone' | 'channel'>,
  result: 'sent' | 'failed',
  code: string | null,
): Promise<void> {
  await tellingEvent(ctx, 'incident.caller_told', telling.incident_id, {
    tellingId: telling.id,
    trackId: telling.track_id,
    milestone: telling.milestone,
    act: telling.channel,
    result,
    ...(code === null ? {} : { code }),
  });
}
