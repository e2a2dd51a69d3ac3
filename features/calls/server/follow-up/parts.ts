import { bind } from '#platform/server/action.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as routes from '../../follow-up-contract.ts';
import { followUpDeadline, tryDeadline } from './advance.ts';
import { changeFollowUpSetting, readFollowUpSetting } from './change-setting.ts';
import { dueFollowUp, expireTry, followUpListeners } from './follow-calls.ts';
import { countFollowUps, listFollowUps } from './read-follow-ups.ts';
import { sendFollowUpSms, sendSmsTask } from './send-sms.ts';
import { seedFollowUpSetting } from './settings-store.ts';
import { callFollowUp, closeFollowUp, reopenFollowUp } from './work-follow-up.ts';

/** What the ladder of lost calls adds to the feature; `publicUrl`: the address of the installation, for links in its texts. */
export const followUpPart = (publicUrl: string | null) =>
  ({
    routes: [
      bind(routes.listFollowUps, listFollowUps),
      bind(routes.countFollowUps, countFollowUps),
      bind(routes.callFollowUp, callFollowUp),
      bind(routes.closeFollowUp, closeFollowUp),
      bind(routes.reopenFollowUp, reopenFollowUp),
      bind(routes.readFollowUpSetting, readFollowUpSetting),
      bind(routes.changeFollowUpSetting, changeFollowUpSetting),
    ],
    listeners: followUpListeners,
    deadlines: { [followUpDeadline]: dueFollowUp, [tryDeadline]: expireTry },
    jobs: { [sendSmsTask]: sendFollowUpSms(publicUrl) },
    seedTenant: seedFollowUpSetting,
  }) satisfies Partial<Feature>;
