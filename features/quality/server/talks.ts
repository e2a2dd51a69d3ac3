import { audience } from '#features/people/audience.ts';
import type { Action } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { dayOf } from '#platform/shared/time.ts';
import type * as routes from '../talk-contract.ts';
import { zoneOf } from './draw-store.ts';
import { tellQuality } from './quality-event.ts';
import {
  insertStep,
  insertTalk,
  lockStep,
  saveDone,
  selectSteps,
  selectTakers,
  selectTalks,
  talkOf,
} from './talk-store.ts';

/** Some years of a small centre. */
const mostShown = 300;

export const listTalks: Action<typeof routes.listTalks> = async (ctx) => {
  const found = await selectTalks(ctx, ctx.actor.permissions.has('quality.oversee'), mostShown);
  const steps = Map.groupBy(
    await selectSteps(
      ctx,
      found.map(({ id }) => id),
    ),
    ({ talkId }) => talkId,
  );
  const today = dayOf(ctx.now, await zoneOf(ctx));
  return ok({
    items: found.map(({ personId, personName, coachId, coachName, ...talk }) => ({
      ...talk,
      person: { id: personId, name: personName },
      coach: { id: coachId, name: coachName },
      steps: (steps.get(talk.id) ?? []).map(({ talkId: _, position: __, ...step }) => ({
        ...step,
        isOverdue: step.doneAt === null && step.due < today,
      })),
    })),
  });
};

export const listCoached: Action<typeof routes.listCoached> = async (ctx) =>
  ok({ items: (await selectTakers(ctx)).filter(({ id }) => id !== ctx.actor.id) });

export const holdTalk: Action<typeof routes.holdTalk> = async (ctx, { body }) => {
  if (body.personId === ctx.actor.id) return refuse('quality.talk_self');
  if (!(await selectTakers(ctx)).some(({ id }) => id === body.personId)) return refuse('quality.person_unknown');
  const id = newId<'quality_talk'>();
  await insertTalk(ctx, id, body.personId, body.words);
  for (const [position, step] of body.steps.entries())
    await insertStep(ctx, { id: newId<'quality_step'>(), talkId: id, position, ...step });
  const coach = present(ctx.actor.id, 'quality.coach is never public');
  const topics = [audience.user(body.personId), audience.user(coach), audience.head()] as const;
  await tellQuality(ctx, 'quality.talk_held', { type: 'quality_talk', id }, { steps: body.steps.length }, topics);
  return ok({ id });
};

export const finishStep: Action<typeof routes.finishStep> = async (ctx, { params }) => {
  const step = await lockStep(ctx, params.id, params.stepId);
  if (step === null) return refuse('quality.talk_not_found');
  if (step.doneAt !== null) return refuse('quality.step_done');
  await saveDone(ctx, step.id);
  const { personId, coachId } = present(await talkOf(ctx, params.id), 'its step is locked');
  const topics = [audience.user(personId), audience.user(coachId), audience.head()] as const;
  const { position } = step;
  await tellQuality(ctx, 'quality.step_done', { type: 'quality_talk', id: params.id }, { position }, topics);
  return ok({ id: params.stepId });
};
