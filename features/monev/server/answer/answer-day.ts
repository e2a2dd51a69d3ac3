import { channelPlan } from '#features/agencies/server/channels/channel-store.ts';
import { queueMessage } from '#features/agencies/server/channels/queue-message.ts';
import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { enqueueJob } from '#platform/server/jobs/jobs.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { dayOf, monthBounds, nextMidnight, plusMs } from '#platform/shared/time.ts';
import { answerFigures, countOf, dueFor, missedOf, monthAfter } from '../../answer-rules.ts';
import { answerLabel } from '../../answer-texts.ts';
import { loadRegion, type Region } from '../store.ts';
import { answerSettingOf } from './answer-setting-store.ts';
import { type AnswerAgency, loadAnswerRows, mailsOf, selectAnswerAgencies } from './answer-store.ts';
import { monthName } from './brief-sheet.ts';
import { wasBriefed } from './brief-store.ts';
import { insertReminder, selectExplanations } from './explanation-store.ts';
import { type BriefOptions, briefTask } from './make-brief.ts';
import { agencyTargets } from './read-answers.ts';

export const agencyDayDeadline = 'monev.agency_day';
/** At seven in the morning of the regency: who gets a mail can do something about it. */
const morningMs = 7 * 3_600_000;
const usefulMs = 86_400_000;

/** For a new regency: its first morning. */
export async function awaitAgencyDay(ctx: ActionContext): Promise<void> {
  const { zone } = await loadRegion(ctx.tx, ctx.tenantId);
  await setDeadline(ctx, agencyDayDeadline, ctx.tenantId, plusMs(nextMidnight(ctx.now, zone), morningMs));
}

/**
 * Each morning: what is due for the month before. What was missed while nothing ran is done on the first morning after it; what was
 * done is not done again.
 */
export const agencyDay =
  (options: BriefOptions): DeadlineHandler =>
  async (ctx) => {
    await awaitAgencyDay(ctx);
    const region = await loadRegion(ctx.tx, ctx.tenantId);
    const month = monthAfter(dayOf(ctx.now, region.zone).slice(0, 7), -1);
    const { content } = await answerSettingOf(ctx);
    const due = dueFor(ctx.now, month, region.zone, content);
    if (!due.brief && !due.reminder) return;
    const rows = await loadAnswerRows(ctx, region, { first: month, last: month });
    const explanations = await selectExplanations(ctx, month, null);
    const targets = await agencyTargets(ctx, month);
    for (const agency of await selectAnswerAgencies(ctx, null)) {
      const figures = answerFigures(rows, agency.code);
      if (countOf(figures, 'ASSIGNED') === 0) continue;
      if (due.brief && !(await wasBriefed(ctx, agency.id, month)))
        await enqueueJob(ctx, briefTask, { agencyId: agency.id, month }, { key: `brief:${agency.id}:${month}` });
      const missing = missedOf(figures, targets).filter(
        (code) => !explanations.some((one) => one.agencyId === agency.id && one.code === code && one.side === 'agency'),
      );
      if (due.reminder && missing.length > 0) await remind(ctx, options, { agency, month, missing, region });
    }
  };

async function remind(
  ctx: ActionContext,
  { publicUrl }: BriefOptions,
  about: { agency: AnswerAgency; month: string; missing: readonly Parameters<typeof answerLabel>[0][]; region: Region },
): Promise<void> {
  const { agency, month, missing, region } = about;
  if (!(await insertReminder(ctx, { agencyId: agency.id, month, missing: missing.length }))) return;
  const named = missing.map((code) => `- ${answerLabel(code).id}`).join('\n');
  const { content } = await channelPlan(ctx);
  for (const to of content.email.active ? await mailsOf(ctx, agency.id) : [])
    await queueMessage(ctx, {
      channel: 'email',
      purpose: 'agency_explanation_wanted',
      subject: { type: 'agency', id: agency.id },
      to,
      title: `${region.name}: penjelasan ${agency.name.id} untuk ${monthName(month)} belum ada`,
      text: `Angka berikut tidak mencapai target dan belum dijelaskan:\n${named}\n\nTulis penjelasan di ${publicUrl ?? ''}/agency-answers?month=${month}&agency=${agency.id}`,
      agencyId: agency.id,
      giveUpAt: plusMs(ctx.now, usefulMs),
      topics: [audience.tenant(), audience.agency(agency.id)],
    });
  await appendEvent(ctx, {
    name: 'agency_answer.reminded',
    subject: { type: 'agency', id: agency.id },
    audience: [audience.agency(agency.id), audience.head(), audience.tenant()],
    content: { from: monthBounds(month, region.zone).from, missing: missing.length },
  });
}
