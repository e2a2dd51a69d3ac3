import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { formatInstant } from '#platform/shared/time.ts';
import type { OpenItem } from '../handover.ts';
import type * as routes from '../handover-contract.ts';
import { answersOf, blockersOf, judgeClosing, judgeTaking } from '../handover-rules.ts';
import * as store from './handover-store.ts';
import type { OpenWork } from './open-work.ts';
import { regencyZone, rosterSettingOf } from './setting-store.ts';

/** What is open right now, the things that must not be left first. */
async function openItems(ctx: ActionContext, openWork: OpenWork): Promise<OpenItem[]> {
  const zone = await regencyZone(ctx);
  const calls = await store.unclassifiedCalls(ctx);
  const waves = await store.openWaves(ctx);
  const outages = await store.openOutages(ctx);
  const below = await openWork(ctx);
  return [
    ...calls.map(({ id, number }) => ({ kind: 'call' as const, id, label: String(number), path: `/calls/${id}` })),
    ...below,
    ...waves.map(({ id, beganAt }) => ({
      kind: 'wave' as const,
      id,
      label: formatInstant(beganAt, zone, 'id'),
      path: '/waves',
    })),
    ...outages.map(({ id, agency }) => ({ kind: 'outage' as const, id, label: agency, path: '/agencies' })),
  ];
}

export const listHandovers: Action<typeof routes.listHandovers> = async (ctx) =>
  ok({ items: await store.selectHandovers(ctx) });

export const readHandoverDraft =
  (openWork: OpenWork): Action<typeof routes.readHandoverDraft> =>
  async (ctx) => {
    const items = await openItems(ctx, openWork);
    return ok({ checks: (await rosterSettingOf(ctx)).checks, items, blockers: blockersOf(items) });
  };

export const writeHandover =
  (openWork: OpenWork): Action<typeof routes.writeHandover> =>
  async (ctx, { body }) => {
    const items = await openItems(ctx, openWork);
    const closing = judgeClosing(items, body.reason);
    if (!closing.ok) return closing;
    const checks = answersOf((await rosterSettingOf(ctx)).checks, body.done);
    const blockers = blockersOf(items);
    // A reason where nothing is left would say that something was.
    const reason = blockers.calls + blockers.assignments > 0 ? body.reason : null;
    const id = await store.insertHandover(ctx, { checks, items, notes: body.notes, reason });
    await tell(ctx, 'handover.written', id, { items: items.length, ...blockers });
    return ok({ id });
  };

export const takeHandover: Action<typeof routes.takeHandover> = async (ctx, { params, body }) => {
  const found = await store.lockHandover(ctx, params.id);
  if (found === null) return refuse('handover.not_found');
  const taking = judgeTaking(found, present(ctx.actor.id, 'only signed-in people take over'), body.items);
  if (!taking.ok) return taking;
  await store.saveTaken(ctx, params.id);
  await tell(ctx, 'handover.taken', params.id, { items: found.items.length });
  return ok({ id: params.id });
};

const tell = (ctx: ActionContext, name: string, id: string, content: Readonly<Record<string, number>>) =>
  appendEvent(ctx, { name, subject: { type: 'handover', id }, audience: [audience.tenant()], content });
