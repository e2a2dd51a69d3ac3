import { z } from 'zod';
import { instant, route } from '#platform/shared/contract.ts';

export const readRosterAlarm = route({
  method: 'GET',
  path: '/api/roster-alarm',
  summary: 'Whether nobody is ready at any desk while a published shift runs',
  permission: 'roster.plan',
  output: z.object({
    alarm: z.object({ id: z.uuid(), why: z.enum(['start', 'left']), beganAt: instant }).nullable(),
  }),
});
