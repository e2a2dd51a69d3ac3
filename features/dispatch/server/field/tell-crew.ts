import { channelPlan, subscriptionsFor } from '#features/agencies/server/channels/channel-store.ts';
import { queueMessage } from '#features/agencies/server/channels/queue-message.ts';
import { audience } from '#features/people/audience.ts';
import type { ActionContext, Listener } from '#platform/server/action.ts';
import { plusMs } from '#platform/shared/time.ts';
import { crewOf, priorityOfTask } from './field-store.ts';

/** Later than this nobody is helped by being told. */
const usefulMs = 10 * 60_000;

/** A unit got a task: its crew's telephones are told, unless the crew took it itself. */
export const tellOfTask: Listener = async (ctx, event) => {
  const { unitId, way, assignmentId } = event.content;
  if (typeof unitId !== 'string' || way === 'taken') return;
  const priority = typeof assignmentId === 'string' ? await priorityOfTask(ctx, assignmentId) : null;
  await tellCrew(ctx, unitId, {
    purpose: 'unit_task',
    subject: event.subject,
    path: typeof assignmentId === 'string' ? `/field/tasks/${assignmentId}` : '/field',
    title: `Tugas baru untuk unit Anda ${priority ?? ''}`.trim(),
    text: 'Ketuk untuk membuka tugas.',
  });
};

/** The crew was asked whether it is safe: with the app closed nobody would read it. */
export const tellOfQuestion: Listener = async (ctx, event) => {
  const { unitId } = event.content;
  if (typeof unitId !== 'string') return;
  await tellCrew(ctx, unitId, {
    purpose: 'unit_question',
    subject: event.subject,
    path: '/field',
    title: 'Apakah regu aman?',
    text: 'Ketuk dan jawab. Tanpa jawaban ruang kendali dibunyikan alarm.',
  });
};

/** How urgent, never what or where: anybody may read a locked screen. */
async function tellCrew(
  ctx: ActionContext,
  unitId: string,
  message: Pick<Parameters<typeof queueMessage>[1], 'purpose' | 'subject' | 'title' | 'text'> & {
    readonly path: string;
  },
): Promise<void> {
  if (!(await channelPlan(ctx)).content.push.active) return;
  for (const { userId, agencyId } of await crewOf(ctx, unitId))
    for (const { id } of await subscriptionsFor(ctx, { userId }))
      await queueMessage(ctx, {
        ...message,
        channel: 'push',
        to: id,
        agencyId,
        giveUpAt: plusMs(ctx.now, usefulMs),
        topics: [audience.tenant(), audience.agency(agencyId)],
      });
}
