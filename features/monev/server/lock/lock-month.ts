import { audience } from '#features/people/audience.ts';
import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { canonicalJson } from '#platform/server/events/link.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { monthBounds } from '#platform/shared/time.ts';
import type { listCorrections, lockMonth as lockRoute } from '../../contract.ts';
import { figuresOf, violationsOf } from '../../figures.ts';
import type * as goalRoutes from '../../goal-contract.ts';
import { goalsOf, judgeGoals, monthsJudgedAnew } from '../../goals.ts';
import { changedRows } from '../../lock.ts';
import { loadMonthRows, loadMonths, loadRegion } from '../store.ts';
import { goalKind, lockedMonthTouched, readGoals, seedGoals } from './goal-store.ts';
import { digestOf, figuresDigest, rowsDigest, snapshotOf } from './keep-month.ts';
import { insertLock, selectEditions, shownEdition } from './lock-store.ts';

/** Keep what the head has seen. The first edition is judged by the goals of the month, a further one by those of the first. */
export const lockMonth: Action<typeof lockRoute> = async (ctx, { params, body }) => {
  const region = await loadRegion(ctx.tx, ctx.tenantId);
  const bounds = monthBounds(params.month, region.zone);
  if (ctx.now < bounds.to) return refuse('month.running');
  const last = (await selectEditions(ctx, params.month)).at(-1)?.edition ?? 0;
  if (body.edition !== last + 1) return refuse('month.edition_taken', { edition: last });
  const before = await shownEdition(ctx, params.month, last === 0 ? null : last);
  const kept = before === 'unknown' ? null : before;
  if (kept !== null && body.reason === null) return refuse('month.reason_missing');
  // Goals cannot change under a month while it is being locked.
  await seedGoals(ctx);
  const goals = kept?.snapshot.goals ?? goalsOf((await readGoals(ctx, 'lock')).content, params.month);
  const rows = await loadMonthRows(ctx.tx, region, params.month);
  const figures = figuresOf(rows, goals);
  if (figuresDigest(figures, goals) !== body.digest) return refuse('month.moved_on');
  if (kept?.snapshot.rowsDigest === rowsDigest(rows)) return refuse('month.nothing_to_correct');
  const violations = violationsOf(rows, bounds, ctx.now).length;
  const made = snapshotOf(region, { month: params.month, ...bounds }, { rows, figures, goals, violations });
  const text = canonicalJson(made);
  const digest = digestOf(text);
  const [id, reason] = [newId(), kept === null ? null : body.reason];
  const { month } = params;
  if (!(await insertLock(ctx, { id, month, edition: body.edition, reason, digest, text, rows })))
    return refuse('month.edition_taken', { edition: body.edition });
  await appendEvent(ctx, {
    name: 'month.locked',
    subject: { type: 'month_lock', id },
    audience: [audience.tenant(), audience.head()],
    content: { from: bounds.from, edition: body.edition, digest, dictionary: made.dictionary.version, violations },
  });
  return ok({ edition: body.edition, digest });
};

const mostCorrections = 500;

export const readCorrections: Action<typeof listCorrections> = async (ctx, { params, query }) => {
  const kept = await shownEdition(ctx, params.month, query.edition);
  if (kept === null || kept === 'unknown') return refuse('month.edition_unknown', { edition: query.edition });
  const region = await loadRegion(ctx.tx, ctx.tenantId);
  const changes = changedRows(kept.rows, await loadMonthRows(ctx.tx, region, params.month));
  return ok({ items: changes.slice(0, mostCorrections), total: changes.length });
};

export const readGoalSetting: Action<typeof goalRoutes.readGoalSetting> = async (ctx) =>
  ok({ id: ctx.tenantId, ...(await readGoals(ctx)) });

export const changeGoals: Action<typeof goalRoutes.changeGoals> = async (ctx, { body }) => {
  await seedGoals(ctx);
  const touched = await lockedMonthTouched(ctx, body.content);
  if (touched !== null) return refuse('goals.locked_month', { month: touched });
  return changeSetting(ctx, goalKind, { id: ctx.tenantId, ...body });
};

/** Months on one screen. */
const mostPreviewed = 6;

/** What a change would say of months that are there, newest first; nothing is written. */
export const previewGoals: Action<typeof goalRoutes.previewGoals> = async (ctx, { body }) => {
  const region = await loadRegion(ctx.tx, ctx.tenantId);
  const { content } = await readGoals(ctx);
  const months = (await loadMonths(ctx.tx, region)).map((one) => one.month);
  const anew = monthsJudgedAnew(content, body.content, months);
  const items = [];
  for (const month of anew.slice(0, mostPreviewed)) {
    const [then, now] = [goalsOf(content, month), goalsOf(body.content, month)];
    const rows = await loadMonthRows(ctx.tx, region, month);
    const figures = figuresOf(rows, [...then, ...now]);
    items.push({ month, before: judgeGoals(figures, then), after: judgeGoals(figures, now) });
  }
  return ok({ items, total: anew.length, lockedMonth: await lockedMonthTouched(ctx, body.content) });
};
