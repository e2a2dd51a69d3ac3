import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { pick, route } from '#platform/shared/contract.ts';
import { goalSetting, verdict } from './goals.ts';
import { month } from './month.ts';
import { refusals } from './texts.ts';

export const readGoalSetting = route({
  method: 'GET',
  path: '/api/monev/goals',
  summary: 'What should be reached, by the month it holds from',
  permission: 'monev.read',
  output: z.object({ id: z.uuid(), version: z.number().int(), content: goalSetting }),
});

export const changeGoals = route({
  method: 'PUT',
  path: '/api/monev/goals',
  summary: 'Change what should be reached; months that are locked keep theirs',
  permission: 'goal.change',
  body: z.object({ version: shownVersion, content: goalSetting, reason: changeReason }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...pick(refusals, 'goals.locked_month') },
});

export const previewGoals = route({
  method: 'POST',
  path: '/api/monev/goals/preview',
  summary: 'Which months would be judged otherwise by these goals; writes nothing',
  permission: 'goal.change',
  body: z.object({ content: goalSetting }),
  output: z.object({
    /** The newest of them. */
    items: z.array(z.object({ month, before: z.array(verdict), after: z.array(verdict) })),
    total: z.number().int(),
    /** A locked month among them: the change will be refused. */
    lockedMonth: month.nullable(),
  }),
});
