import type { CallId } from '#features/calls/call.ts';
import { audience } from '#features/people/audience.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type { CardAnswer, CardContent } from '../../card.ts';
import type * as routes from '../../card-contract.ts';
import type { CardAnswerView, CardRun } from '../../card-contract.ts';
import { type Answered, isSamePath, sharedLength, walk } from '../../card-rules.ts';
import { inBoth } from '../../card-texts.ts';
import type { IncidentId } from '../../incident.ts';
import { isOpen } from '../../rules.ts';
import { digestOf, newSalt } from '../incident-event.ts';
import { loadSight } from '../read-incident.ts';
import { assignedAgencies, lockIncident } from '../store.ts';
import { handsOf } from '../words-store.ts';
import { applyCardEffects } from './card-effects.ts';
import { cardAt } from './card-store.ts';
import {
  type AnswerRow,
  answersOf,
  giveRunsTo,
  incidentOfCall,
  insertAnswer,
  insertRun,
  lockRun,
  type RunRow,
  selectRunsOf,
  talkedIn,
  updateRun,
  withdrawAnswers,
} from './run-store.ts';

type Saving = Parameters<Action<typeof routes.saveCardRun>>[1];
type Standing = Result<
  { readonly incidentId: IncidentId | null; readonly callId: CallId | null },
  'incident.not_found' | 'incident.ended' | 'incident.sensitive' | 'words.no_call' | 'words.not_yours'
>;

export const saveCardRun: Action<typeof routes.saveCardRun> = async (ctx, { params, body }) => {
  const card = await cardAt(ctx, body.cardId, body.cardVersion);
  if (card === null) return refuse('card.not_found');
  const before = await lockRun(ctx, params.id);
  if (before !== null && isOther(before, body)) return refuse('card.run_other');
  const standing = await standingOf(ctx, before, body);
  if (!standing.ok) return standing;
  const { incidentId, callId } = standing.value;
  const now = walk(card.content, body.answers);
  if (now === null) return refuse('card.no_path');
  if (before === null) {
    const { cardId, cardVersion } = body;
    await insertRun(ctx, {
      id: params.id,
      card_id: cardId,
      card_version: cardVersion,
      call_id: callId,
      incident_id: incidentId,
    });
  }
  const kept = await answersOf(ctx, [params.id]);
  if (before !== null && isSamePath(kept, body.answers)) return ok(await viewRun(ctx, params.id));
  if (before !== null && before.revision !== body.revision) return refuse('card.stale');
  const run = { id: params.id, incidentId, cardCode: card.code, cardVersion: body.cardVersion };
  const shared = sharedLength(body.answers, kept);
  await updateRun(ctx, params.id, incidentId);
  await withdraw(ctx, run, kept.slice(shared));
  const fresh = now.answered.slice(shared);
  for (const [index, answered] of fresh.entries()) await keepAnswer(ctx, run, answered, shared + index);
  if (incidentId !== null) await applyCardEffects(ctx, incidentId, fresh);
  return ok(await viewRun(ctx, params.id));
};

function isOther(run: RunRow, { cardId, cardVersion, callId, incidentId }: Saving['body']): boolean {
  if (run.card_id !== cardId || run.card_version !== cardVersion) return true;
  if (run.incident_id !== null && incidentId !== null) return run.incident_id !== incidentId;
  return run.call_id !== null && callId !== null && run.call_id !== callId;
}

/** Whether this person may answer here: who works the incident; before there is one, who talks in the call or talked in it. */
async function standingOf(ctx: ActionContext, run: RunRow | null, body: Saving['body']): Promise<Standing> {
  const { callId, incidentId: known } = run === null ? body : { callId: run.call_id, incidentId: run.incident_id };
  if (known !== null) return inIncident(ctx, known, callId);
  const found = callId === null ? null : await incidentOfCall(ctx, callId);
  if (found !== null) return inIncident(ctx, found, callId);
  if (callId === null) return refuse('words.no_call');
  // Locks the call: it cannot be linked between this look and the answer.
  const hands = await handsOf(ctx, callId, present(ctx.actor.id, 'answers come from people'));
  if (hands === null) return refuse('words.no_call');
  const linked = await incidentOfCall(ctx, callId);
  if (linked !== null) return inIncident(ctx, linked, callId);
  return hands.isNow || hands.wasBefore ? ok({ incidentId: null, callId }) : refuse('words.not_yours');
}

/** In an incident that this person works and that is still open; the call only when it is one of the incident's. */
async function inIncident(ctx: ActionContext, incidentId: IncidentId, callId: CallId | null): Promise<Standing> {
  const incident = await lockIncident(ctx, incidentId);
  if (incident === null) return refuse('incident.not_found');
  const sight = await loadSight(ctx, incidentId);
  if (sight?.words !== true) return refuse('incident.sensitive');
  if (!isOpen(incident.state)) return refuse('incident.ended', { state: incident.state });
  const linked = callId === null ? null : await incidentOfCall(ctx, callId);
  return ok({ incidentId, callId: linked === incidentId ? callId : null });
}

interface RunInHand {
  readonly id: string;
  readonly incidentId: string | null;
  readonly cardCode: string;
  readonly cardVersion: number;
}

async function keepAnswer(ctx: ActionContext, run: RunInHand, { question, choice, words }: Answered, position: number) {
  const id = newId();
  const salt = newSalt();
  const { crew, key } = question;
  const { lifeAtRisk, raiseTo, code } = choice;
  const kept = words === null ? null : { salt, text: words };
  await insertAnswer(ctx, {
    id,
    runId: run.id,
    position,
    question: key,
    choice: code,
    crew,
    lifeAtRisk,
    raiseTo,
    words: kept,
  });
  const digest = kept === null ? null : digestOf(salt, kept.text);
  await tell(ctx, 'card_run.answered', run, crew, { answerId: id, question: key, choice: code, digest });
}

async function withdraw(ctx: ActionContext, run: RunInHand, gone: readonly AnswerRow[]): Promise<void> {
  await withdrawAnswers(
    ctx,
    gone.map((one) => one.id),
  );
  for (const { id, question, choice, crew } of gone)
    await tell(ctx, 'card_run.withdrawn', run, crew, { answerId: id, question, choice });
}

/** Codes only: what they mean is in the card, and the words in erasable rows. Agencies hear what concerns their crews. */
async function tell(
  ctx: ActionContext,
  name: 'card_run.answered' | 'card_run.withdrawn',
  { id, incidentId, cardCode, cardVersion }: RunInHand,
  crew: boolean,
  content: Record<string, string | null>,
): Promise<void> {
  const agencies = crew && incidentId !== null ? await assignedAgencies(ctx, incidentId) : [];
  await appendEvent(ctx, {
    name,
    subject: { type: 'card_run', id },
    audience: [audience.tenant(), ...agencies.map(audience.agency)],
    content: { incidentId, cardCode, cardVersion, ...content },
  });
}

/** A call has its incident now: what was answered in it is the incident's, with what it does. */
export async function takeOverCardRuns(ctx: ActionContext, incidentId: string, callId: string): Promise<void> {
  const given = await giveRunsTo(ctx, incidentId, callId);
  if (given.length === 0) return;
  const runs = (await selectRunsOf(ctx, { incidentId, callId: null })).filter((run) => given.includes(run.id));
  const answers = await answersOf(ctx, given);
  for (const run of runs) {
    await appendEvent(ctx, {
      name: 'card_run.linked',
      subject: { type: 'card_run', id: run.id },
      audience: [audience.tenant()],
      content: { incidentId, callId },
    });
    await applyCardEffects(ctx, incidentId, answeredIn(run.content, run.id, answers));
  }
}

function answeredIn(content: CardContent, runId: string, answers: readonly AnswerRow[]): readonly Answered[] {
  const own = answers.filter((one) => one.run_id === runId);
  return walk(content, own)?.answered ?? [];
}

export const listCardRuns: Action<typeof routes.listCardRuns> = async (ctx, { query }) => {
  const linked = query.callId === undefined ? null : await incidentOfCall(ctx, query.callId);
  const incidentId = query.incidentId ?? linked;
  const sight = incidentId === null ? null : await loadSight(ctx, incidentId);
  if (incidentId !== null && sight?.words !== true) return ok({ items: [] });
  // What was answered in a call without an incident is for who has or had that call.
  const callId = (await mayHear(ctx, query.callId)) ? (query.callId ?? null) : null;
  return ok({ items: await viewRuns(ctx, await selectRunsOf(ctx, { incidentId, callId })) });
};

async function mayHear(ctx: ActionContext, callId: string | undefined): Promise<boolean> {
  return callId !== undefined && talkedIn(ctx, callId, present(ctx.actor.id, 'incident.edit needs a session'));
}

async function viewRun(ctx: ActionContext, id: string): Promise<CardRun> {
  const run = present(await lockRun(ctx, id), 'the action has just written this run');
  const [view] = await viewRuns(ctx, [run]);
  return present(view ?? null, 'one run is one view');
}

async function viewRuns(ctx: ActionContext, runs: readonly RunRow[]): Promise<CardRun[]> {
  const answers = await answersOf(
    ctx,
    runs.map((run) => run.id),
  );
  return runs.map((run) => ({
    id: run.id,
    cardId: run.card_id,
    cardCode: run.code,
    cardVersion: run.card_version,
    content: run.content,
    callId: run.call_id,
    incidentId: run.incident_id,
    revision: run.revision,
    answers: answers
      .filter((one) => one.run_id === run.id)
      .map(({ question, choice, words }): CardAnswer => ({ question, choice, words })),
    changedAt: run.changed_at,
    changedBy: run.changed_by,
  }));
}

export const listCardAnswers: Action<typeof routes.listCardAnswers> = async (ctx, { params }) => {
  const sight = await loadSight(ctx, params.id);
  if (sight === null) return refuse('incident.not_found');
  if (!sight.words) return ok({ items: [] });
  const ownOnly = reachFor(ctx.actor, 'incident.read') === 'own_agency';
  const runs = await selectRunsOf(ctx, { incidentId: params.id, callId: null });
  const answers = await answersOf(
    ctx,
    runs.map((run) => run.id),
  );
  const items = runs.flatMap((run) =>
    answers.filter((one) => one.run_id === run.id && (one.crew || !ownOnly)).map((one) => toAnswer(run, one, ownOnly)),
  );
  return ok({ items });
};

function toAnswer(run: RunRow, answer: AnswerRow, ownOnly: boolean): CardAnswerView {
  const { card, question, choice } = saidIn(run.content, answer);
  return {
    id: answer.id,
    runId: run.id,
    card,
    cardCode: run.code,
    cardVersion: run.card_version,
    questionKey: answer.question,
    choiceCode: answer.choice,
    question,
    choice,
    words: answer.words,
    crew: answer.crew,
    answeredAt: answer.answered_at,
    answeredBy: ownOnly ? null : answer.answered_by,
  };
}

/** An answer's codes as its version of the card said them. */
export function saidIn(content: CardContent, answer: { readonly question: string; readonly choice: string }) {
  const question = content.questions.find((one) => one.key === answer.question);
  const choice = question?.choices.find((one) => one.code === answer.choice);
  const code = (text: string) => ({ id: text, en: text });
  return {
    card: inBoth({ id: content.name, en: content.nameEn }),
    question: question === undefined ? code(answer.question) : inBoth(question.ask),
    choice: choice === undefined ? code(answer.choice) : inBoth(choice.label),
  };
}
