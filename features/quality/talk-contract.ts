import { z } from 'zod';
import { userId } from '#features/people/person.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { stepId, talkId } from './quality.ts';
import { refusals } from './texts.ts';

const day = z.iso.date();
const person = z.object({ id: userId, name: z.string() });

const talk = z.object({
  id: talkId,
  person,
  coach: person,
  heldAt: instant,
  words: z.string().nullable(),
  steps: z.array(
    z.object({
      id: stepId,
      words: z.string().nullable(),
      due: day,
      doneAt: instant.nullable(),
      /** Its day is over in the regency's zone, and it is not done. */
      isOverdue: z.boolean(),
    }),
  ),
});
export type Talk = z.output<typeof talk>;

export const listTalks = route({
  method: 'GET',
  path: '/api/quality/talks',
  summary: 'Talks of the person who asks, as the one or as the coach; the head sees all',
  permission: 'quality.talks',
  output: z.object({ items: z.array(talk) }),
});

export const listCoached = route({
  method: 'GET',
  path: '/api/quality/people',
  summary: 'Who takes calls, to choose whom a talk was with',
  permission: 'quality.coach',
  output: z.object({ items: z.array(person) }),
});

export const holdTalk = route({
  method: 'POST',
  path: '/api/quality/talks',
  summary: 'Write down a talk with a call taker, and the steps both agreed on',
  permission: 'quality.coach',
  body: z.object({
    personId: userId,
    words: z.string().trim().min(5).max(4000),
    steps: z.array(z.object({ words: z.string().trim().min(3).max(300), due: day })).max(10),
  }),
  output: z.object({ id: talkId }),
  refusals: pick(refusals, 'quality.talk_self', 'quality.person_unknown'),
});

export const finishStep = route({
  method: 'POST',
  path: '/api/quality/talks/:id/steps/:stepId/done',
  summary: 'Say that a step is done, by either of the two',
  permission: 'quality.talks',
  params: z.object({ id: talkId, stepId }),
  output: z.object({ id: stepId }),
  refusals: pick(refusals, 'quality.talk_not_found', 'quality.step_done'),
});
