import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { clearDeadline, type DeadlineHandler } from '#platform/server/timers/deadlines.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type * as routes from '../contract.ts';
import type { CountedWay } from '../quality.ts';
import { answerSheet, leastNote, type SampleState } from '../rules.ts';
import { tellQuality, tellQueue } from './quality-event.ts';
import { type LockedSample, lockSample, saveAppeal, saveCounted, sheetsOf } from './sample-store.ts';

/** Days to answer are over. */
export const answerDeadline = 'quality.answer_by';

/** From now on the sheet counts for the month of its call. */
export async function countSample(
  ctx: ActionContext,
  sample: Pick<LockedSample, 'id' | 'takerId'>,
  sheet: { readonly id: string; readonly score: number | null },
  way: CountedWay,
): Promise<void> {
  await saveCounted(ctx, sample.id, sheet.id, way);
  const about = { type: 'quality_sample', id: sample.id } as const;
  await tellQuality(ctx, 'quality.counted', about, { way, score: sheet.score }, [audience.user(sample.takerId)]);
}

/** A sheet of the person who asks, like one that does not exist for everybody else; locked. */
async function ownSheet(
  ctx: ActionContext,
  id: string,
  answer: 'accept' | 'appeal',
): Promise<Result<{ sample: LockedSample; state: SampleState }, 'quality.not_found' | 'quality.not_shown'>> {
  const sample = await lockSample(ctx, id);
  if (sample === null || sample.takerId !== ctx.actor.id) return refuse('quality.not_found');
  const decided = answerSheet(sample.state, answer);
  return decided.ok ? ok({ sample, state: decided.value }) : decided;
}

async function countShown(ctx: ActionContext, sample: LockedSample, way: CountedWay): Promise<void> {
  const sheets = await sheetsOf(ctx, [sample.id]);
  const shown = present(
    sheets.find(({ id }) => id === sample.sheetId),
    'a sample that is shown points at its sheet',
  );
  await countSample(ctx, sample, shown, way);
}

export const acceptSheet: Action<typeof routes.acceptSheet> = async (ctx, { params }) => {
  const own = await ownSheet(ctx, params.id, 'accept');
  if (!own.ok) return own;
  await clearDeadline(ctx, answerDeadline, params.id);
  await countShown(ctx, own.value.sample, 'accepted');
  return ok({ id: params.id, state: own.value.state });
};

export const appealSheet: Action<typeof routes.appealSheet> = async (ctx, { params, body }) => {
  const own = await ownSheet(ctx, params.id, 'appeal');
  if (!own.ok) return own;
  if (body.words.length < leastNote) return refuse('quality.note_missing');
  await clearDeadline(ctx, answerDeadline, params.id);
  await saveAppeal(ctx, params.id, body.words);
  await tellQuality(ctx, 'quality.appealed', { type: 'quality_sample', id: params.id }, {});
  await tellQueue(ctx);
  return ok({ id: params.id, state: own.value.state });
};

/** Nothing was said against it in time. */
export const answerExpired: DeadlineHandler = async (ctx, sampleId) => {
  const sample = await lockSample(ctx, sampleId);
  if (sample?.state === 'shown') await countShown(ctx, sample, 'expired');
};
