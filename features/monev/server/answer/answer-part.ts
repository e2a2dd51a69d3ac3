import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { ok } from '#platform/shared/result.ts';
import * as routes from '../../answer-contract.ts';
import { agencyDay, agencyDayDeadline, awaitAgencyDay } from './answer-day.ts';
import { answerKind, answerSettingOf, seedAnswerSetting } from './answer-setting-store.ts';
import { explainFigure, replyToExplanation } from './explain.ts';
import { type BriefOptions, briefJob, briefTask, sendBriefNow } from './make-brief.ts';
import { listAnswerRows, readAgencyAnswer, readAnswers } from './read-answers.ts';
import { serveBrief } from './serve-brief.ts';

const readAnswerSetting: Action<typeof routes.readAnswerSetting> = async (ctx) => ok(await answerSettingOf(ctx));

const changeAnswerSetting: Action<typeof routes.changeAnswerSetting> = async (ctx, { body }) => {
  const { id } = await answerSettingOf(ctx);
  return changeSetting(ctx, answerKind, { id, ...body });
};

/** What agencies' own answers add to the feature. */
export const answerPart = (options: BriefOptions & { readonly place: () => Workplace }) =>
  ({
    routes: bindAll(routes, {
      readAnswers,
      readAgencyAnswer,
      listAnswerRows,
      explainFigure,
      replyToExplanation,
      sendBrief: sendBriefNow(options),
      readAnswerSetting,
      changeAnswerSetting,
    }),
    plugins: [serveBrief(options.place)],
    jobs: { [briefTask]: briefJob(options) },
    deadlines: { [agencyDayDeadline]: agencyDay(options) },
    seedTenant: async (ctx) => {
      await seedAnswerSetting(ctx);
      await awaitAgencyDay(ctx);
    },
  }) satisfies Partial<Feature>;
