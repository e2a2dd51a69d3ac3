import { maskedRecipient } from '#features/agencies/channel.ts';
import { confinedTo, mayReach, reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { dayOf, monthBounds } from '#platform/shared/time.ts';
import { type AgencyTargets, shiftOf } from '../../answer.ts';
import type * as routes from '../../answer-contract.ts';
import {
  type AnswerRows,
  answerBehind,
  answerFigures,
  answersUntil,
  byPerson,
  byShift,
  middleOf,
  missedOf,
  monthAfter,
  narrow,
  refusedBy,
  targetsOf,
} from '../../answer-rules.ts';
import { goalsOf } from '../../goals.ts';
import { readGoals } from '../lock/goal-store.ts';
import { describer } from '../read-month.ts';
import { loadRegion, loadTypeNames, type Region } from '../store.ts';
import { answerSettingOf } from './answer-setting-store.ts';
import {
  type AnswerAgency,
  answerMonths,
  loadAnswerRows,
  namesOf,
  selectAnswerAgencies,
  waitingOf,
} from './answer-store.ts';
import { mailsOfBriefs, selectBriefs } from './brief-store.ts';
import { selectExplanations } from './explanation-store.ts';

/** What a request is about; a month that has not begun is refused. */
async function askedMonth(
  ctx: ActionContext,
  month: string | undefined,
): Promise<Result<{ region: Region; month: string }, 'answer.month_unknown'>> {
  const region = await loadRegion(ctx.tx, ctx.tenantId);
  const running = dayOf(ctx.now, region.zone).slice(0, 7);
  const asked = month ?? running;
  return asked > running ? refuse('answer.month_unknown') : ok({ region, month: asked });
}

/** The agency of an address, for who may reach it; another one does not exist. */
export async function reachedAgency(
  ctx: ActionContext,
  permission: 'answer.read' | 'answer.rows' | 'answer.explain' | 'answer.reply' | 'answer.send',
  id: string,
): Promise<AnswerAgency | null> {
  if (!mayReach(ctx.actor, permission, id)) return null;
  const [agency] = await selectAnswerAgencies(ctx, id);
  return agency ?? null;
}

async function saidOf(ctx: ActionContext, region: Region, month: string) {
  const bounds = monthBounds(month, region.zone);
  const targets = await agencyTargets(ctx, month);
  return { month, ...bounds, closed: ctx.now >= bounds.to, computedAt: ctx.now, targets };
}

/** What agencies should have reached in a month of the regency's own time. */
export const agencyTargets = async (ctx: ActionContext, month: string): Promise<AgencyTargets> =>
  targetsOf(goalsOf((await readGoals(ctx)).content, month));

export const readAnswers: Action<typeof routes.readAnswers> = async (ctx, { query }) => {
  const asked = await askedMonth(ctx, query.month);
  if (!asked.ok) return asked;
  const { region, month } = asked.value;
  const only = confinedTo(ctx.actor, 'answer.read');
  const said = await saidOf(ctx, region, month);
  const rows = await loadAnswerRows(ctx, region, { first: month, last: month }, only);
  const explanations = await selectExplanations(ctx, month, only);
  const busy = new Set(rows.assignments.map((one) => one.agencyCode));
  // An agency finds its own page also in a month without tasks.
  const agencies = (await selectAnswerAgencies(ctx, only)).filter(({ code }) => only !== null || busy.has(code));
  const items = agencies.map((agency) => {
    const figures = answerFigures(rows, agency.code);
    const missed = missedOf(figures, said.targets);
    const isExplained = (code: string) =>
      explanations.some((one) => one.agencyId === agency.id && one.code === code && one.side === 'agency');
    return { agency, figures, missed, explained: missed.filter(isExplained) };
  });
  return ok({ ...said, months: await answerMonths(ctx, region, only), items });
};

export const readAgencyAnswer: Action<typeof routes.readAgencyAnswer> = async (ctx, { params, query }) => {
  const agency = await reachedAgency(ctx, 'answer.read', params.id);
  if (agency === null) return refuse('answer.agency_not_found');
  const asked = await askedMonth(ctx, query.month);
  if (!asked.ok) return asked;
  const { region, month } = asked.value;
  const said = await saidOf(ctx, region, month);
  const compared = await compare(ctx, region, agency, month);
  const seesNames = reachFor(ctx.actor, 'answer.rows') !== null;
  const explanations = await selectExplanations(ctx, month, agency.id);
  return ok({
    ...said,
    agency,
    missed: missedOf(compared.figures, said.targets),
    figures: compared.figures,
    before: compared.before,
    trend: compared.trend,
    middle: compared.middle,
    shifts: byShift(compared.rows, agency.code, region.zone),
    people: seesNames ? await peopleOf(ctx, compared.rows, agency.code) : null,
    refused: refusedBy(compared.rows, agency.code),
    waiting: await waitingOf(ctx, agency.id),
    types: await loadTypeNames(ctx.tx, ctx.tenantId),
    explanations: explanations.map(({ agencyId: _, by, ...one }) => ({ ...one, by: seesNames ? by : null })),
    explainUntil: answersUntil(month, region.zone, (await answerSettingOf(ctx)).content),
    briefs: await briefsOf(ctx, agency.id, month),
  });
};

/** Its figures of this month, the month before and twelve of them, beside the middle of the others. */
export async function compare(ctx: ActionContext, region: Region, agency: AnswerAgency, month: string) {
  const own = await loadAnswerRows(ctx, region, { first: monthAfter(month, -11), last: month }, agency.id);
  const monthOf = new Map(own.incidents.map((one) => [one.id, dayOf(one.verifiedAt, region.zone).slice(0, 7)]));
  const trend = Array.from({ length: 12 }, (_, index) => {
    const each = monthAfter(month, index - 11);
    const rows = narrow(own, (one) => monthOf.get(one.incidentId) === each);
    return { month: each, rows, figures: answerFigures(rows, agency.code) };
  });
  const [previous, current] = trend.slice(-2);
  const all = await loadAnswerRows(ctx, region, { first: month, last: month });
  const others = [...new Set(all.assignments.map((one) => one.agencyCode))].filter((code) => code !== agency.code);
  return {
    rows: current?.rows ?? narrow(own, () => false),
    figures: current?.figures ?? [],
    before: previous?.figures ?? [],
    trend: trend.map(({ month: each, figures }) => ({ month: each, figures })),
    middle: middleOf(others.map((code) => answerFigures(all, code))),
  };
}

async function peopleOf(ctx: ActionContext, rows: AnswerRows, code: string) {
  const people = byPerson(rows, code);
  const names = await namesOf(
    ctx,
    people.map(({ key }) => key),
  );
  return people.map((one) => ({ ...one, name: names.get(one.key) ?? null }));
}

async function briefsOf(ctx: ActionContext, agencyId: string, month: string) {
  const briefs = await selectBriefs(ctx, agencyId, month);
  const mails = await mailsOfBriefs(
    ctx,
    briefs.map(({ id }) => id),
  );
  return briefs.map((one) => ({
    ...one,
    mails: mails
      .filter(({ briefId }) => briefId === one.id)
      .map(({ id, to, state, code, at }) => ({
        id,
        to: to === null ? '•••' : maskedRecipient('email', to),
        state,
        code,
        at,
      })),
  }));
}

export const listAnswerRows: Action<typeof routes.listAnswerRows> = async (ctx, { params, query }) => {
  const agency = await reachedAgency(ctx, 'answer.rows', params.id);
  if (agency === null) return refuse('answer.agency_not_found');
  const asked = await askedMonth(ctx, query.month);
  if (!asked.ok) return asked;
  const { region, month } = asked.value;
  const all = await loadAnswerRows(ctx, region, { first: month, last: month }, agency.id);
  const { shift, person } = query;
  const rows = narrow(
    all,
    (one) =>
      (shift === undefined || shiftOf(one.sentAt, region.zone) === shift) &&
      (person === undefined || all.facts.get(one.id)?.person === person),
  );
  const behind = answerBehind(rows, agency.code, query.figure);
  const start = query.after === undefined ? 0 : behind.findIndex((one) => one.id === query.after) + 1;
  const items = behind.slice(start, start + query.limit);
  return ok({
    items: items.map(describer(rows)),
    next: start + query.limit < behind.length ? (items.at(-1)?.id ?? null) : null,
  });
};
