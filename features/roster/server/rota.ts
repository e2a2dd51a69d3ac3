import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent, appendEvents } from '#platform/server/events/event.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import { dayOf } from '#platform/shared/time.ts';
import type * as routes from '../contract.ts';
import type { RotaShift } from '../contract.ts';
import { plusDays, spanOf, warningsOf } from '../rota-rules.ts';
import type { PlannedShift } from '../shift.ts';
import { tellingId } from '../shift.ts';
import { watchShifts } from './alarm.ts';
import { attendanceRows } from './attendance.ts';
import { daysOf } from './days-of.ts';
import { selectLeaves } from './leave-store.ts';
import * as store from './rota-store.ts';
import { regencyZone, rosterSettingOf } from './setting-store.ts';

const stateOf = ({ drafted, published }: store.ShiftRow): RotaShift['state'] =>
  drafted === published ? 'kept' : drafted ? 'new' : 'removed';

export const readRota: Action<typeof routes.readRota> = async (ctx, { query }) => {
  const days = daysOf(query);
  if (!days.ok) return days;
  const [setting, zone] = [await rosterSettingOf(ctx), await regencyZone(ctx)];
  const reach = setting.daysInRow + 1;
  const found = await store.selectShifts(ctx, plusDays(query.from, -reach), plusDays(query.to, reach));
  const isPlanner = ctx.actor.permissions.has('roster.plan');
  const mine = found.filter(({ drafted, published }) => (isPlanner ? drafted : published));
  const shown = found.filter(({ day, published }) => query.from <= day && day <= query.to && (isPlanner || published));
  const leaves = isPlanner ? await selectLeaves(ctx, query.from, query.to) : [];
  return ok({
    today: dayOf(ctx.now, zone),
    leaves,
    templates: setting.templates,
    people: await store.selectPeople(ctx, query.from, query.to),
    shifts: shown.map((shift) => ({ ...shift, state: isPlanner ? stateOf(shift) : ('kept' as const) })),
    // People's ids come from rows of this very feature: the brand was lost in the pure rules alone.
    warnings: isPlanner ? (warningsOf(mine, days.value, leaves, setting) as Warnings) : [],
    unpublished: isPlanner ? shown.filter(({ drafted, published }) => drafted !== published).length : 0,
  });
};

type Warnings = Extract<Awaited<ReturnType<typeof readRota>>, { ok: true }>['value']['warnings'];

export const changeRota: Action<typeof routes.changeRota> = async (ctx, { body }) => {
  const planned = await plan(ctx, body.add);
  if (!planned.ok) return planned;
  const leaving = await store.lockShifts(ctx, body.remove);
  if (leaving.length < new Set(body.remove).size) return refuse('shift.not_found');
  const begun = leaving.find(({ published, startsAt }) => published && startsAt <= ctx.now);
  if (begun !== undefined) return refuse('shift.begun', { day: begun.day });
  const removed = await store.removeShifts(ctx, body.remove);
  const added = await store.insertShifts(ctx, planned.value);
  await appendEvent(ctx, {
    name: 'rota.changed',
    subject: { type: 'rota', id: ctx.tenantId },
    audience: [audience.supervisors()],
    content: { added, removed },
  });
  return ok({ added, removed });
};

/** The shifts that are wanted, with their times; a person, a template or a time that cannot be planned refuses all of them. */
async function plan(
  ctx: ActionContext,
  wanted: readonly Pick<PlannedShift, 'userId' | 'day' | 'template'>[],
): Promise<Result<PlannedShift[], 'shift.person_unknown' | 'shift.template_unknown' | 'shift.over'>> {
  const [setting, zone] = [await rosterSettingOf(ctx), await regencyZone(ctx)];
  const people = await store.plannable(
    ctx,
    wanted.map(({ userId }) => userId),
  );
  const planned = new Map<string, PlannedShift>();
  for (const { userId, day, template: code } of wanted) {
    const template = setting.templates.find((one) => one.code === code);
    if (template === undefined) return refuse('shift.template_unknown', { template: code });
    if (!people.has(userId)) return refuse('shift.person_unknown');
    const span = spanOf(template, day, zone);
    if (span.endsAt <= ctx.now) return refuse('shift.over', { day });
    planned.set(`${userId} ${day} ${code}`, { userId, day, template: code, ...span });
  }
  return ok([...planned.values()]);
}

export const publishRota: Action<typeof routes.publishRota> = async (ctx, { body }) => {
  const days = daysOf(body);
  if (!days.ok) return days;
  const changes = await store.unpublishedChanges(ctx, body.from, body.to);
  if (changes.length === 0) return refuse('rota.nothing_new');
  await store.publishShifts(ctx, body.from, body.to);
  await watchShifts(ctx, body.from, body.to);
  const sum = (pick: (one: (typeof changes)[number]) => number) => changes.reduce((all, one) => all + pick(one), 0);
  const told = { people: changes.length, added: sum(({ added }) => added), removed: sum(({ removed }) => removed) };
  const events = [];
  for (const change of changes) {
    const id = await store.insertTelling(ctx, { ...change, ...body });
    events.push({
      name: 'rota.told',
      subject: { type: 'rota_telling', id },
      audience: [audience.user(change.userId)] as const,
      content: { userId: change.userId, added: change.added, removed: change.removed },
    });
  }
  await appendEvents(ctx, [
    {
      name: 'rota.published',
      subject: { type: 'rota', id: ctx.tenantId },
      audience: [audience.tenant()],
      content: { from: body.from, to: body.to, ...told },
    },
    ...events,
  ]);
  return ok(told);
};

export const readOwnShifts: Action<typeof routes.readOwnShifts> = async (ctx, { query }) => {
  const days = daysOf(query);
  if (!days.ok) return days;
  const userId = present(ctx.actor.id, 'only signed-in people have shifts');
  const setting = await rosterSettingOf(ctx);
  const tellings = await store.unseenTellings(ctx, userId);
  return ok({
    today: dayOf(ctx.now, await regencyZone(ctx)),
    templates: setting.templates,
    items: await attendanceRows(ctx, query, userId),
    tellings: tellings.map((one) => ({ ...one, id: tellingId.parse(one.id) })),
  });
};

export const seeTellings: Action<typeof routes.seeTellings> = async (ctx, { body }) => {
  const userId = present(ctx.actor.id, 'only signed-in people are told');
  const seen = await store.markSeen(ctx, userId, body.ids);
  return seen < new Set(body.ids).size ? refuse('telling.not_found') : ok({ seen });
};
