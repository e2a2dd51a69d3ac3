import type { z } from 'zod';
import { classify } from '#features/calls/rules.ts';
import { mayAct } from '#features/calls/server/classify-call.ts';
import { judge } from '#features/calls/server/closing/judge.ts';
import { retimeWrapUp } from '#features/calls/server/queue/presence-due.ts';
import { lockCall } from '#features/calls/server/store.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { fill } from '#platform/shared/texts.ts';
import type * as routes from '../../duplicate-contract.ts';
import { isOpen } from '../../rules.ts';
import { lifeAtRiskTexts } from '../../texts.ts';
import { fieldTexts } from '../../timeline-texts.ts';
import { typedWords } from '../../words-contract.ts';
import { writeNote } from '../add-note.ts';
import { markSilence, takeOverSilence } from '../caller-silence.ts';
import { isDrill } from '../drill-store.ts';
import { appendIncidentEvent } from '../incident-event.ts';
import { hasSilentCaller, mergeables } from '../merging/merge-store.ts';
import { loadSight, viewIncident } from '../read-incident.ts';
import { type CallRow, findCall, insertLink, lockIncident } from '../store.ts';
import { removeWords } from '../words-store.ts';
import { endFollower, followerOfCall, insertFollower, namesOfCodes } from './near-store.ts';

type Disposition = Parameters<typeof judge>[2]['code'];

export const linkDuplicate: Action<typeof routes.linkDuplicate> = async (ctx, { params, body }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('incident.not_found');
  if ((await loadSight(ctx, params.id))?.words !== true) return refuse('incident.sensitive');
  const into = (await mergeables(ctx, [incident.id])).get(incident.id)?.mergedInto ?? null;
  if (into !== null) return refuse('duplicate.merged', { number: into.number });
  if (!isOpen(incident.state)) return refuse('incident.ended', { state: incident.state });
  const call = await findCall(ctx, body.callId);
  if (call === null) return refuse('incident.call_unknown');
  if (call.linked_to !== null) return refuse('incident.call_already_linked', { number: call.linked_to });
  if (call.is_drill !== (await isDrill(ctx, incident.id))) return refuse('incident.drill_mixed');
  if (!(await insertLink(ctx, { incidentId: incident.id, callId: call.id, relation: 'duplicate' })))
    return refuse('incident.call_already_linked', { number: null });
  await appendIncidentEvent(ctx, 'incident.call_linked', incident.id, { callId: call.id, relation: 'duplicate' });
  await takeOverSilence(ctx, incident.id, call.id);

  const followerId = await followByCall(ctx, { incidentId: incident.id, call, typed: body.typed ?? {} });
  return ok({ incident: await viewIncident(ctx, incident.id), followerId });
};

export const undoDuplicate: Action<typeof routes.undoDuplicate> = async (ctx, { params, body }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('incident.not_found');
  if ((await loadSight(ctx, params.id))?.words !== true) return refuse('incident.sensitive');
  const follower = await followerOfCall(ctx, incident.id, body.callId);
  if (follower === null) return refuse('duplicate.not_linked');
  await endFollower(ctx, follower, body.callId);
  await appendIncidentEvent(ctx, 'incident.unfollowed', incident.id, {
    followerId: follower.id,
    callId: body.callId,
    noteId: follower.note_id,
  });
  await appendIncidentEvent(ctx, 'incident.call_unlinked', incident.id, { callId: body.callId });
  await markSilence(ctx, incident.id, await hasSilentCaller(ctx, incident.id));
  await setDisposition(ctx, body.callId, follower.disposition_before, 'EMERGENCY_DUP');
  const typed = typedWords.safeParse(follower.typed);
  return ok({ typed: typed.success ? typed.data : {} });
};

/** The caller of a linked call follows the incident, the call is classified, and what was typed about it becomes a note. */
export async function followByCall(
  ctx: ActionContext,
  given: {
    readonly incidentId: string;
    readonly call: Pick<CallRow, 'id' | 'caller'>;
    readonly typed: z.output<typeof typedWords>;
  },
): Promise<string> {
  const { incidentId, call, typed } = given;
  const words = await inWords(ctx, typed);
  const note = words === '' ? null : await writeNote(ctx, { incidentId, assignment: null, text: words });
  const followerId = newId<'follower'>();
  await insertFollower(ctx, {
    id: followerId,
    incidentId,
    callId: call.id,
    number: typed.callbackNumber || call.caller,
    name: typed.callerName || null,
    typed: Object.keys(typed).length === 0 ? null : typed,
    noteId: note?.id ?? null,
    dispositionBefore: await setDisposition(ctx, call.id, 'EMERGENCY_DUP'),
  });
  await appendIncidentEvent(ctx, 'incident.followed', incidentId, { followerId, callId: call.id });
  // They are a note now: whoever has the call next finds them there.
  if (words !== '') await removeWords(ctx, call.id);
  return followerId;
}

/**
 * Classify the call as its desk would; returns what it was before. Left alone where it cannot be classified yet or by this
 * person, and, with `onlyFrom`, where somebody has chosen another class since.
 */
async function setDisposition(
  ctx: ActionContext,
  callId: string,
  code: Disposition | null,
  onlyFrom?: Disposition,
): Promise<string | null> {
  const call = present(await lockCall(ctx.tx, callId), 'found above');
  const before = call.disposition;
  const isElse = onlyFrom !== undefined && before !== onlyFrom;
  if (isElse || before === code || !classify(call).ok || !(await mayAct(ctx, callId))) return before;
  const userId = present(ctx.actor.id, 'incident.edit needs a session');
  await judge(ctx, call, { code });
  await retimeWrapUp(ctx, userId, { ...call, disposition: code });
  return before;
}

/** What was typed as lines of a note; codes in words. The number is kept with the follower. */
async function inWords(ctx: ActionContext, given: z.output<typeof typedWords>): Promise<string> {
  const names = await namesOfCodes(ctx, given);
  const { language } = ctx.actor;
  const lines: [string, string | null | undefined][] = [
    ['typeId', names.type],
    ['villageCode', names.village],
    ['placeText', given.placeText],
    ['landmark', given.landmark],
    ['lifeAtRisk', given.lifeAtRisk ? fill(lifeAtRiskTexts[given.lifeAtRisk], language) : null],
    ['callerName', given.callerName],
    ['callbackNumber', given.callbackNumber],
    ['description', given.description],
  ];
  return lines
    .filter(([, value]) => value !== null && value !== undefined && value.trim() !== '')
    .map(([field, value]) => `${fill(fieldTexts[field] ?? { id: field, en: field }, language)}: ${value}`)
    .join('\n');
}
