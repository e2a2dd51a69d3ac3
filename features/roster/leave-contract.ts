import { z } from 'zod';
import { userId } from '#features/people/person.ts';
import { pick, route } from '#platform/shared/contract.ts';
import { leaveId, leaveKinds } from './shift.ts';
import { refusals } from './texts.ts';

const day = z.iso.date();

export const noteLeave = route({
  method: 'POST',
  path: '/api/leaves',
  summary: 'Note days on which somebody does not work; their shifts stay and are marked in the rota',
  permission: 'roster.plan',
  body: z.object({ userId, kind: z.enum(leaveKinds), fromDay: day, toDay: day }),
  output: z.object({ id: leaveId }),
  refusals: pick(refusals, 'shift.person_unknown', 'leave.range'),
});

export const withdrawLeave = route({
  method: 'POST',
  path: '/api/leaves/:id/withdraw',
  summary: 'They work after all',
  permission: 'roster.plan',
  params: z.object({ id: leaveId }),
  output: z.object({ id: leaveId }),
  refusals: pick(refusals, 'leave.not_found'),
});
