import { z } from 'zod';
import { agencyId as agencyIdSchema } from '#features/agencies/agency.ts';
import { channelPlan } from '#features/agencies/server/channels/channel-store.ts';
import { queueMessage } from '#features/agencies/server/channels/queue-message.ts';
import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { JobHandler } from '#platform/server/jobs/jobs.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { dayOf, monthBounds, plusMs } from '#platform/shared/time.ts';
import type { AgencyBriefId } from '../../answer.ts';
import type * as routes from '../../answer-contract.ts';
import { answerBehind, countOf, refusedBy } from '../../answer-rules.ts';
import { month as monthSchema } from '../../month.ts';
import { loadRegion, loadTypeNames, type Region } from '../store.ts';
import { type AnswerAgency, lockAgency, mailsOf } from './answer-store.ts';
import { briefHtml, briefText } from './brief-mail.ts';
import { type BriefFacts, type BriefSheet, briefSheetOf } from './brief-sheet.ts';
import { insertBrief, wasBriefed } from './brief-store.ts';
import { drawBrief } from './draw-brief.ts';
import { selectExplanations } from './explanation-store.ts';
import { agencyTargets, compare, reachedAgency } from './read-answers.ts';

export const briefTask = 'monev.agency_brief';
/** A mail server may be down over a weekend: the brief of a month is still of use afterwards. */
const usefulMs = 3 * 86_400_000;

export interface BriefOptions {
  /** Where people open the page; null: the mail names the path alone. */
  readonly publicUrl: string | null;
}

/** What the brief of an agency says at this moment. */
async function gather(
  ctx: ActionContext,
  options: BriefOptions,
  { agency, month, region }: { agency: AnswerAgency; month: string; region: Region },
): Promise<BriefFacts> {
  const compared = await compare(ctx, region, agency, month);
  const types = new Map((await loadTypeNames(ctx.tx, ctx.tenantId)).map(({ code, name }) => [code, name.id]));
  const incidents = new Map(compared.rows.incidents.map((one) => [one.id, one]));
  const open = new Set(answerBehind(compared.rows, agency.code, 'UNACKNOWLEDGED').map(({ id }) => id));
  return {
    regency: region.name,
    zone: region.zone,
    agency: agency.name.id,
    month,
    madeAt: ctx.now,
    isPartial: ctx.now < monthBounds(month, region.zone).to,
    targets: await agencyTargets(ctx, month),
    figures: compared.figures,
    before: compared.before,
    middle: compared.middle,
    explanations: await selectExplanations(ctx, month, agency.id),
    refused: refusedBy(compared.rows, agency.code),
    unacknowledged: compared.rows.assignments
      .filter(({ id }) => open.has(id))
      .map(({ incidentId, sentAt }) => {
        const incident = incidents.get(incidentId);
        const type = incident === undefined ? '' : (types.get(incident.typeCode) ?? incident.typeCode);
        return { number: incident?.number ?? 0, type, priority: incident?.priority ?? '', sentAt };
      }),
    link: `${options.publicUrl ?? ''}/agency-answers?month=${month}&agency=${agency.id}`,
  };
}

/** Make it, keep it, and queue a mail to each contact: all of it in this transaction or none. Null: it went out by itself before. */
async function make(
  ctx: ActionContext,
  about: { agency: AnswerAgency; month: string; region: Region; facts: BriefFacts; reason: string | null },
): Promise<{ id: AgencyBriefId; mails: number } | null> {
  const { agency, month, facts, reason } = about;
  const sheet = briefSheetOf(facts);
  const pdf = await drawBrief(sheet, ctx.now);
  const id: AgencyBriefId = newId();
  const number = await insertBrief(ctx, {
    id,
    agencyId: agency.id,
    month,
    reason,
    isPartial: facts.isPartial,
    sheet,
    pdf,
  });
  if (number === null) return null;
  const { content } = await channelPlan(ctx);
  const mails = content.email.active ? await mailsOf(ctx, agency.id) : [];
  const file = { name: `ringkasan-${agency.code.toLowerCase()}-${month}.pdf`, bytes: pdf };
  for (const to of mails) await mail(ctx, { id, agencyId: agency.id, to, sheet, file });
  await appendEvent(ctx, {
    name: 'agency_brief.made',
    subject: { type: 'agency_brief', id },
    audience: [audience.agency(agency.id), audience.head(), audience.tenant()],
    content: { agencyId: agency.id, from: monthBounds(month, about.region.zone).from, number, mails: mails.length },
  });
  return { id, mails: mails.length };
}

async function mail(
  ctx: ActionContext,
  what: { id: string; agencyId: string; to: string; sheet: BriefSheet; file: { name: string; bytes: Buffer } },
): Promise<void> {
  const { id, agencyId, to, sheet, file } = what;
  await queueMessage(ctx, {
    channel: 'email',
    purpose: 'agency_brief',
    subject: { type: 'agency_brief', id },
    to,
    title: sheet.title,
    text: briefText(sheet),
    html: briefHtml(sheet),
    file,
    agencyId,
    giveUpAt: plusMs(ctx.now, usefulMs),
    topics: [audience.tenant(), audience.head(), audience.agency(agencyId)],
  });
}

const payload = z.object({ agencyId: agencyIdSchema, month: monthSchema });

/** The brief of an agency on its day. Repeated, or after a kill in between, there is one all the same. */
export const briefJob =
  (options: BriefOptions): JobHandler =>
  async (ctx, given) => {
    const { agencyId, month } = payload.parse(given);
    const agency = await lockAgency(ctx, agencyId);
    if (agency === null || (await wasBriefed(ctx, agencyId, month))) return;
    const region = await loadRegion(ctx.tx, ctx.tenantId);
    const facts = await gather(ctx, options, { agency, month, region });
    if (countOf(facts.figures, 'ASSIGNED') === 0) return;
    await make(ctx, { agency, month, region, facts, reason: null });
  };

export const sendBriefNow =
  (options: BriefOptions): Action<typeof routes.sendBrief> =>
  async (ctx, { params, body }) => {
    const agency = await reachedAgency(ctx, 'answer.send', params.id);
    if (agency === null) return refuse('answer.agency_not_found');
    const region = await loadRegion(ctx.tx, ctx.tenantId);
    const { month, reason } = body;
    if (month > dayOf(ctx.now, region.zone).slice(0, 7)) return refuse('answer.month_unknown');
    await lockAgency(ctx, agency.id);
    const facts = await gather(ctx, options, { agency, month, region });
    if (countOf(facts.figures, 'ASSIGNED') === 0) return refuse('answer.nothing_assigned');
    const { content } = await channelPlan(ctx);
    if (!content.email.active) return refuse('answer.mail_off');
    if ((await mailsOf(ctx, agency.id)).length === 0) return refuse('answer.no_contact');
    const made = await make(ctx, { agency, month, region, facts, reason });
    // Only the one that goes out by itself can be there before.
    if (made === null) throw new Error('A brief sent by hand has a number of its own');
    return ok(made);
  };
