import { anyDisposition, callId } from '#features/calls/call.ts';
import { beginListening } from '#features/calls/server/recording/begin-listening.ts';
import type { IncidentsBehind } from '#features/calls/server/recording/incidents-behind.ts';
import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import type * as routes from '../contract.ts';
import type { WaitingTask } from '../quality.ts';
import { type SheetEffect, scoreOf, takeSheet } from '../rules.ts';
import { answerDeadline, countSample } from './answer.ts';
import { tellQuality, tellQueue } from './quality-event.ts';
import {
  countWaiting,
  factsOf,
  insertHearing,
  insertSheet,
  type LockedSample,
  lockSample,
  type SheetRow,
  saveAside,
  saveShown,
  saveState,
  sheetsOf,
  waitingFor,
} from './sample-store.ts';
import { cardOf, currentCard, readSetting } from './setting-store.ts';

/** A day's work of one person. */
const mostShown = 200;
const dayMs = 86_400_000;

const taskByState = { assess: 'assess', settle: 'settle', appealed: 'decide' } as const;
const isWaiting = (state: string): state is keyof typeof taskByState => state in taskByState;

export const listSamples: Action<typeof routes.listSamples> = async (ctx) =>
  ok({ items: await waitingFor(ctx, mostShown), waiting: await countWaiting(ctx) });

/** A sample that waits for this person, locked. */
async function takeUp(
  ctx: ActionContext,
  id: string,
): Promise<
  Result<LockedSample & { readonly task: WaitingTask }, 'quality.not_found' | 'quality.own' | 'quality.done'>
> {
  const found = await lockSample(ctx, id);
  if (found === null) return refuse('quality.not_found');
  if (!isWaiting(found.state)) return refuse('quality.done');
  return found.isOwn ? refuse('quality.own') : ok({ ...found, task: taskByState[found.state] });
}

/** The card of the sheets that are there, so that two can be compared; else the newest. */
async function cardFor(ctx: ActionContext, sheets: readonly SheetRow[]) {
  const [first] = sheets;
  if (first === undefined) return currentCard(ctx);
  return { version: first.scorecardVersion, content: await cardOf(ctx, first.scorecardVersion) };
}

/** The reason is known, so nobody is asked for it; it is written down as every listening is. */
export function openSample(incidents: IncidentsBehind): Action<typeof routes.openSample> {
  const begin = beginListening(incidents);
  return async (ctx, { params }) => {
    const taken = await takeUp(ctx, params.id);
    if (!taken.ok) return taken;
    const { id, task, sheetId, appeal } = taken.value;
    const call = callId.parse(taken.value.callId);
    const begun = await begin(ctx, { params: { id: call }, query: {}, body: { reason: 'quality', note: 'quality' } });
    if (!begun.ok) return begun;
    await insertHearing(ctx, id, begun.value.id);
    const sheets = await sheetsOf(ctx, [id]);
    const facts = present(await factsOf(ctx, call), 'a sample points at a call');
    const mine = sheets.find((each) => each.assessorId === ctx.actor.id) ?? null;
    const theirs = sheets.find((each) => each.assessorId !== ctx.actor.id) ?? null;
    const appealed = sheets.find((each) => each.id === sheetId) ?? null;
    const { typeId, typeEn, priority } = facts;
    return ok({
      id,
      task,
      listening: begun.value,
      facts: {
        disposition: facts.disposition === null ? null : anyDisposition.parse(facts.disposition),
        incidentType: typeId === null ? null : { id: typeId, en: typeEn ?? typeId },
        priority,
      },
      card: await cardFor(ctx, sheets),
      mine: task === 'settle' ? (mine?.answers ?? null) : null,
      // A second assessment is blind to the first.
      other: task === 'assess' ? null : ((task === 'settle' ? theirs : appealed)?.answers ?? null),
      appeal: task === 'decide' ? appeal : null,
    });
  };
}

/** One sheet, once by each person: an assessment, what both settled on, or the decision of an appeal. */
export const fillSheet: Action<typeof routes.fillSheet> = async (ctx, { params, body }) => {
  const taken = await takeUp(ctx, params.id);
  if (!taken.ok) return taken;
  const sample = taken.value;
  if (!sample.hasHeard) return refuse('quality.not_heard');
  const sheets = await sheetsOf(ctx, [sample.id]);
  const card = await cardFor(ctx, sheets);
  if (card.version !== body.scorecardVersion) return refuse('quality.card_changed');
  const needs = sample.isDouble ? 2 : 1;
  const first = sheets[0]?.answers ?? null;
  const decided = takeSheet({ state: sample.state, needs, first }, card.content, body);
  if (!decided.ok) return decided;
  const { kind, differing } = decided.value;
  const score = scoreOf(card.content, body.answers);
  const sheet = { id: newId<'quality_sheet'>(), sampleId: sample.id, kind, answers: body.answers, ...score };
  const note = body.note === '' ? null : body.note;
  await insertSheet(ctx, { ...sheet, scorecardVersion: card.version, note });
  const told = { kind, scorecardVersion: card.version, ...score, differing };
  await tellQuality(ctx, 'quality.sheet_filled', { type: 'quality_sample', id: sample.id }, told);
  await follow(ctx, sample, decided.value, { id: sheet.id, score: score.score });
  await tellQueue(ctx);
  return ok({ id: sample.id, state: decided.value.state, ...score, differing: [...differing] });
};

/** What the sheet leads to: the next assessor, the talk, the call taker, or the score that counts. */
async function follow(
  ctx: ActionContext,
  sample: LockedSample,
  { state }: SheetEffect,
  sheet: { readonly id: string; readonly score: number | null },
): Promise<void> {
  if (state === 'counted') return countSample(ctx, sample, sheet, 'decided');
  if (state !== 'shown') return saveState(ctx, sample.id, state);
  const { content } = await readSetting(ctx);
  const answerBy = plusMs(ctx.now, content.appealDays * dayMs);
  await saveShown(ctx, sample.id, sheet.id, answerBy);
  await setDeadline(ctx, answerDeadline, sample.id, answerBy);
  const about = { type: 'quality_sample', id: sample.id } as const;
  await tellQuality(ctx, 'quality.shown', about, { answerBy }, [audience.user(sample.takerId)]);
}

/** Only before anybody has assessed it: what one could assess, another can. */
export const setAside: Action<typeof routes.setAside> = async (ctx, { params, body }) => {
  const taken = await takeUp(ctx, params.id);
  if (!taken.ok) return taken;
  const { id, task } = taken.value;
  if (task !== 'assess' || (await sheetsOf(ctx, [id])).length > 0) return refuse('quality.done');
  await saveAside(ctx, id, body.why);
  await tellQuality(ctx, 'quality.set_aside', { type: 'quality_sample', id }, { why: body.why });
  await tellQueue(ctx);
  return ok({ id });
};
