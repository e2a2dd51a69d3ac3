import { changeSetting, recordSettingVersion } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { type AssignmentState, assignmentId } from '../../assignment.ts';
import type * as routes from '../../ladder-contract.ts';
import { nextRung, type Rung } from '../../ladder-rules.ts';
import { nextAgency } from '../../next-agency.ts';
import { readItems } from '../assignment-rows.ts';
import { inputsOf, routeInputs } from '../routing/route-incident.ts';
import { loadRouted, loadRules } from '../routing/routing-store.ts';
import { loadAgencies } from '../store.ts';
import { readRow } from '../view-store.ts';
import { activeNames, askedAgencies, givenBackRows, typeCategories } from './given-back-store.ts';
import { alertsOf, type OpenLadder, openLadders, type ShownAlert } from './ladder-store.ts';
import { insertLadderSetting, ladderKind, selectLadders } from './setting-store.ts';

export const listLadders: Action<typeof routes.listLadders> = async (ctx) => ok({ items: await selectLadders(ctx) });

export const createLadder: Action<typeof routes.createLadder> = async (ctx, { body }) => {
  const { agencyId, content, reason } = body;
  if (!(await loadAgencies(ctx, [agencyId])).has(agencyId)) return refuse('ladder.agency_unknown');
  const id = newId<'ladder'>();
  if (!(await insertLadderSetting(ctx, { id, agencyId, content }))) return refuse('ladder.exists');
  await recordSettingVersion(ctx, { kind: ladderKind.kind, subjectId: id, version: 1, content, reason });
  return ok({ id, version: 1 });
};

export const changeLadder: Action<typeof routes.changeLadder> = async (ctx, { params, body }) =>
  changeSetting(ctx, ladderKind, { id: params.id, ...body });

export const readAlerts: Action<typeof routes.readAlerts> = async (ctx, { params }) => {
  if ((await readRow(ctx, params.id)) === null) return refuse('assignment.not_found');
  const [ladder] = await openLadders(ctx, params.id);
  return ok({
    items: (await alertsOf(ctx, [params.id])).map(shown),
    next: ladder === undefined ? null : nextOf(ladder),
    stopped: ladder?.stopped ?? null,
  });
};

export const readTrying: Action<typeof routes.readTrying> = async (ctx) => {
  const ladders = await openLadders(ctx, null);
  const alerts = await alertsOf(
    ctx,
    ladders.map(({ assignmentId: id }) => id),
  );
  // In the order of time, so that the last one stays.
  const last = new Map(alerts.filter(({ result }) => result !== 'skipped').map((alert) => [alert.assignmentId, alert]));
  const items = ladders.map((ladder) => {
    const found = last.get(ladder.assignmentId);
    return {
      // Read from the column that holds nothing else.
      assignmentId: assignmentId.parse(ladder.assignmentId),
      last: found === undefined ? null : shown(found),
      next: nextOf(ladder),
    };
  });
  return ok({ items, givenBack: await givenBack(ctx) });
};

async function givenBack(ctx: ActionContext) {
  const rows = await givenBackRows(ctx);
  if (rows.length === 0) return [];
  const items = await readItems(
    ctx,
    rows.map(({ id }) => id),
  );
  const asked = await askedAgencies(
    ctx,
    items.map(({ incident }) => incident.id),
  );
  const [rules, names, categories] = [await loadRules(ctx), await activeNames(ctx), await typeCategories(ctx)];
  const found = [];
  for (const item of items) {
    const incident = present(await loadRouted(ctx, item.incident.id), 'an assignment has an incident');
    const routed = await routeInputs(ctx, await inputsOf(ctx, incident));
    const been = asked.get(item.incident.id);
    const next = nextAgency(
      rules,
      { ...incident, proposed: routed.proposed.map(({ agencyId }) => agencyId) },
      (type) => categories.get(type) ?? null,
      (agency) => been?.has(agency) === true || !names.has(agency),
    );
    found.push({
      assignmentId: item.id,
      incident: item.incident,
      agencyName: item.agency.name,
      reason: item.reason ?? '',
      at: item.endedAt ?? item.sentAt,
      part: item.part,
      next: next === null ? null : { ...next, name: names.get(next.agencyId) ?? '' },
    });
  }
  return found;
}

function nextOf(ladder: OpenLadder): { act: 'remind' | Extract<Rung, { kind: 'step' }>['act']; dueAt: string } | null {
  // The column holds states and nothing else.
  const next = nextRung(ladder, { ...ladder, state: ladder.state as AssignmentState });
  if (next === null) return null;
  return { act: next.kind === 'remind' ? 'remind' : next.act, dueAt: next.dueAt };
}

const shown = ({ id, kind, act, way, contactName, at, result, code, endedAt }: ShownAlert) => ({
  ...{ id, kind, act, way, contactName, at, result, code, endedAt },
});
