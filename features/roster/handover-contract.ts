import { z } from 'zod';
import { userId } from '#features/people/person.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { checkAnswer, handoverId, openItem } from './handover.ts';
import { refusals } from './handover-texts.ts';

const person = z.object({ id: userId, displayName: z.string() });

export const handoverView = z.object({
  id: handoverId,
  checks: z.array(checkAnswer),
  items: z.array(openItem),
  notes: z.string(),
  /** Why the shift was closed although something was left. */
  reason: z.string().nullable(),
  writtenBy: person,
  writtenAt: instant,
  takenBy: person.nullable(),
  takenAt: instant.nullable(),
});
export type HandoverView = z.output<typeof handoverView>;

export const listHandovers = route({
  method: 'GET',
  path: '/api/handovers',
  summary: 'The last handovers, newest first',
  permission: 'handover.read',
  output: z.object({ items: z.array(handoverView) }),
});

export const readHandoverDraft = route({
  method: 'GET',
  path: '/api/handover-draft',
  summary: 'What a handover written now would hold: the checklist and what is open',
  permission: 'handover.write',
  output: z.object({
    checks: z.array(z.object({ id: z.string(), text: z.string() })),
    items: z.array(openItem),
    blockers: z.object({ calls: z.number().int(), assignments: z.number().int() }),
  }),
});

export const writeHandover = route({
  method: 'POST',
  path: '/api/handovers',
  summary: 'Hand over: what is open is taken as it is at this moment',
  permission: 'handover.write',
  body: z.object({
    done: z.array(z.string().max(30)).max(30),
    notes: z.string().trim().max(2000),
    reason: z.string().trim().min(3).max(300).nullable().default(null),
  }),
  output: z.object({ id: handoverId }),
  refusals: pick(refusals, 'handover.reason_missing'),
});

export const takeHandover = route({
  method: 'POST',
  path: '/api/handovers/:id/take',
  summary: 'Take a handover over, each of its open items acknowledged by itself',
  permission: 'handover.write',
  params: z.object({ id: handoverId }),
  body: z.object({ items: z.array(z.uuid()).max(1000) }),
  output: z.object({ id: handoverId }),
  refusals: pick(refusals, 'handover.not_found', 'handover.taken', 'handover.own', 'handover.items_missing'),
});
