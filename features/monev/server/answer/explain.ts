import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { dayOf, monthBounds } from '#platform/shared/time.ts';
import type { AnswerCode, Side } from '../../answer.ts';
import type * as routes from '../../answer-contract.ts';
import { answersUntil } from '../../answer-rules.ts';
import { loadRegion } from '../store.ts';
import { answerSettingOf } from './answer-setting-store.ts';
import { lockAgency } from './answer-store.ts';
import { explanationVersion, insertExplanation } from './explanation-store.ts';
import { reachedAgency } from './read-answers.ts';

interface Words {
  readonly month: string;
  readonly code: AnswerCode;
  readonly version: number;
  readonly text: string;
}

export const explainFigure: Action<typeof routes.explainFigure> = async (ctx, { params, body }) => {
  const agency = await reachedAgency(ctx, 'answer.explain', params.id);
  if (agency === null) return refuse('answer.agency_not_found');
  const { zone } = await loadRegion(ctx.tx, ctx.tenantId);
  if (body.month > dayOf(ctx.now, zone).slice(0, 7)) return refuse('answer.month_unknown');
  const { content } = await answerSettingOf(ctx);
  if (ctx.now >= answersUntil(body.month, zone, content)) return refuse('answer.closed');
  return write(ctx, agency.id, 'agency', body);
};

/** The head may answer as long as the words stand: also after the agency's own time is over. */
export const replyToExplanation: Action<typeof routes.replyToExplanation> = async (ctx, { params, body }) => {
  const agency = await reachedAgency(ctx, 'answer.reply', params.id);
  if (agency === null) return refuse('answer.agency_not_found');
  const { zone } = await loadRegion(ctx.tx, ctx.tenantId);
  if (body.month > dayOf(ctx.now, zone).slice(0, 7)) return refuse('answer.month_unknown');
  const about = { agencyId: agency.id, month: body.month, code: body.code };
  if ((await explanationVersion(ctx, { ...about, side: 'agency' })) === 0) return refuse('answer.not_explained');
  return write(ctx, agency.id, 'head', body);
};

async function write(ctx: ActionContext, agencyId: string, side: Side, { month, code, version, text }: Words) {
  await lockAgency(ctx, agencyId);
  const about = { agencyId, month, code, side };
  const current = await explanationVersion(ctx, about);
  if (current !== version) return refuse('answer.stale', { version: current });
  const id = newId();
  await insertExplanation(ctx, about, { id, version: version + 1, text });
  const { zone } = await loadRegion(ctx.tx, ctx.tenantId);
  await appendEvent(ctx, {
    name: side === 'agency' ? 'agency_answer.explained' : 'agency_answer.replied',
    subject: { type: 'agency', id: agencyId },
    audience: [audience.agency(agencyId), audience.head(), audience.tenant()],
    // A moment and no month: `verify` takes digits and dashes for a telephone number.
    content: { explanationId: id, from: monthBounds(month, zone).from, code, version: version + 1 },
  });
  return ok({ version: version + 1 });
}
