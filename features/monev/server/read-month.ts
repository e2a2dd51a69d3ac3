import type { Action } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { monthBounds } from '#platform/shared/time.ts';
import type { listMonths, listRowsBehind, readMonth } from '../contract.ts';
import { figureNameText, parseFigureName } from '../figure-set.ts';
import { figuresOf, type RowBehind, rowsBehind, violationsOf } from '../figures.ts';
import { goalsOf, judgeGoals } from '../goals.ts';
import { isKpiCode } from '../kpi.ts';
import type { MonthRows } from '../month.ts';
import { readGoals } from './lock/goal-store.ts';
import { correctionOf, figuresDigest } from './lock/keep-month.ts';
import { selectEditions, shownEdition } from './lock/lock-store.ts';
import { loadAgencyNames, loadMonthRows, loadMonths, loadRegion, loadTargets, loadTypeNames } from './store.ts';

export const readMonths: Action<typeof listMonths> = async (ctx) => {
  const region = await loadRegion(ctx.tx, ctx.tenantId);
  return ok({ items: await loadMonths(ctx.tx, region) });
};

/** Computed from the rows each time: a regency's month is some milliseconds (engines.md §7) and can never be out of date. */
export const readMonthFigures: Action<typeof readMonth> = async (ctx, { params, query }) => {
  const region = await loadRegion(ctx.tx, ctx.tenantId);
  const bounds = monthBounds(params.month, region.zone);
  const rows = await loadMonthRows(ctx.tx, region, params.month);
  const editions = await selectEditions(ctx, params.month);
  const shown = await shownEdition(ctx, params.month, query.edition ?? editions.at(-1)?.edition ?? null);
  if (shown === 'unknown') return refuse('month.edition_unknown', { edition: query.edition ?? 0 });
  const goals = shown === null ? goalsOf((await readGoals(ctx)).content, params.month) : shown.snapshot.goals;
  const now = figuresOf(rows, goals);
  const figures = shown?.snapshot.figures ?? now;
  return ok({
    month: params.month,
    ...bounds,
    closed: ctx.now >= bounds.to,
    computedAt: ctx.now,
    figures,
    goals: judgeGoals(figures, goals),
    digest: figuresDigest(now, goals),
    editions,
    edition: shown?.edition ?? null,
    correction: shown === null ? null : correctionOf(shown, rows, now),
    violations: violationsOf(rows, bounds, ctx.now),
    agencies: await loadAgencyNames(ctx.tx, ctx.tenantId),
    types: await loadTypeNames(ctx.tx, ctx.tenantId),
    targets: await loadTargets(ctx.tx, ctx.tenantId),
  });
};

export const readRowsBehind: Action<typeof listRowsBehind> = async (ctx, { params, query }) => {
  const { figure, by, key = null } = query;
  if (!isKpiCode(figure) || parseFigureName(figureNameText({ code: figure, by, key })) === null)
    return refuse('figure.not_found', { figure: query.figure });
  const region = await loadRegion(ctx.tx, ctx.tenantId);
  const kept = await shownEdition(ctx, params.month, query.edition ?? null);
  if (kept === 'unknown') return refuse('month.edition_unknown', { edition: query.edition ?? 0 });
  const rows = kept?.rows ?? (await loadMonthRows(ctx.tx, region, params.month));
  const behind = rowsBehind(rows, figure, { by, key });
  const start = query.after === undefined ? 0 : behind.findIndex((one) => one.id === query.after) + 1;
  const items = behind.slice(start, start + query.limit);
  const describe = describer(rows);
  return ok({
    items: items.map(describe),
    next: start + query.limit < behind.length ? (items.at(-1)?.id ?? null) : null,
    total: behind.length,
  });
};

/** What is shown of a row: number, time, state and codes. A caller is behind the call's own page and its permission. */
export function describer(rows: MonthRows) {
  const calls = new Map(rows.calls.map((call) => [call.id, call]));
  const incidents = new Map(rows.incidents.map((incident) => [incident.id, incident]));
  const assignments = new Map(rows.assignments.map((assignment) => [assignment.id, assignment]));
  return (behind: RowBehind) => {
    const call = calls.get(behind.id);
    const assignment = assignments.get(behind.id);
    const incident = incidents.get(assignment?.incidentId ?? behind.id);
    return {
      ...behind,
      number: call?.number ?? incident?.number ?? 0,
      incidentId: incident?.id ?? null,
      at: call?.arrivedAt ?? assignment?.sentAt ?? incident?.verifiedAt ?? '',
      state: call?.state ?? assignment?.state ?? incident?.state ?? '',
      code: call === undefined ? (incident?.typeCode ?? null) : call.disposition,
      priority: incident?.priority ?? null,
      agencyCode: assignment?.agencyCode ?? null,
    };
  };
}
