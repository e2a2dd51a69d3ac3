import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { fill } from '#platform/shared/texts.ts';
import type * as routes from '../contract.ts';
import type { IncidentView } from '../contract.ts';
import type { IncidentState, IncidentType, Priority } from '../incident.ts';
import { decidePriority, isOpen, missingOf, mostUrgent, priorityOf } from '../rules.ts';
import { fieldTexts } from '../timeline-texts.ts';
import { raisedByCards } from './card/run-store.ts';
import { appendIncidentEvent, digestOfParticulars } from './incident-event.ts';
import { applyFields, differences, type FormValues, factsOf } from './particulars.ts';
import { keepChange } from './people/changes.ts';
import { loadSight, viewIncident } from './read-incident.ts';
import { changesSince, type IncidentRow, lockIncident, updateIncident } from './store.ts';

export const changeIncident: Action<typeof routes.changeIncident> = async (ctx, { params, body }) => {
  const before = await lockIncident(ctx, params.id);
  const changeable = await mayChange(ctx, before, body.version);
  if (!changeable.ok) return changeable;
  return applyChange(ctx, changeable.value, body, null);
};

type Change = Omit<Parameters<Action<typeof routes.changeIncident>>[1]['body'], 'version'>;
type Changed = Result<
  IncidentView,
  | 'incident.type_unknown'
  | 'incident.village_unknown'
  | 'incident.field_needed'
  | 'incident.life_at_risk'
  | 'incident.priority_reason_needed'
>;

/** Write a change of a locked, open incident. `raiseTo`: it becomes at least this urgent, whatever its type says. */
export async function applyChange(
  ctx: ActionContext,
  was: IncidentRow,
  body: Change,
  raiseTo: Priority | null,
): Promise<Changed> {
  const applied = await applyFields(ctx, was, body);
  if (!applied.ok) return applied;
  const { form, type } = applied.value;

  const complete = missingOf(factsOf(form)).length === 0;
  if (!complete && was.state !== 'DRAFT') return refuse('incident.field_needed');
  const decided =
    type === null
      ? ok(null)
      : decidePriority({
          current: was.state === 'DRAFT' ? null : was.priority,
          derived: await derivePriority(ctx, was, {
            form,
            type,
            hasReason: body.priorityReason !== undefined,
            raiseTo,
          }),
          lifeAtRisk: form.life_at_risk,
          wanted: body.priority,
          hasReason: body.priorityReason !== undefined,
        });
  if (!decided.ok) return decided;
  const priority = decided.value;
  const verifies = complete && was.state === 'DRAFT';
  const fields = [...differences(was, form), ...(priority === was.priority ? [] : ['priority'])];
  if (fields.length === 0 && !verifies) return ok(await viewIncident(ctx, was.id));

  const state: IncidentState = verifies ? 'VERIFIED' : was.state;
  const version = was.version + 1;
  await updateIncident(ctx, was.id, { ...form, state, priority, version }, verifies ? ctx.now : null);
  const reason = body.priorityReason ?? null;
  await keepChange(ctx, was, { ...form, priority, version }, { fields, reason });
  await appendIncidentEvent(ctx, 'incident.changed', was.id, {
    fields,
    version,
    typeCode: type?.code ?? null,
    priority,
    lifeAtRisk: form.life_at_risk,
    villageCode: form.village_code,
    reasonCode: reason,
    digest: digestOfParticulars(was.salt, form),
  });
  if (verifies) {
    const facts = {
      typeCode: type?.code ?? null,
      priority,
      lifeAtRisk: form.life_at_risk,
      villageCode: form.village_code,
    };
    await appendIncidentEvent(ctx, 'incident.verified', was.id, { ...facts, version });
  }
  return ok(await viewIncident(ctx, was.id));
}

/**
 * What type, danger and answers make of the priority. Only when one of them is new: a priority that was lowered with a reason does not
 * come back because somebody corrects a street.
 */
async function derivePriority(
  ctx: ActionContext,
  was: IncidentRow,
  now: { form: FormValues; type: IncidentType; hasReason: boolean; raiseTo: Priority | null },
): Promise<Priority> {
  const { form, type, hasReason, raiseTo } = now;
  const isAssessed =
    was.state === 'DRAFT' ||
    hasReason ||
    form.incident_type_id !== was.incident_type_id ||
    form.life_at_risk !== was.life_at_risk;
  const usual = priorityOf(type.defaultPriority, form.life_at_risk);
  if (!isAssessed && was.priority !== null) return mostUrgent(was.priority, raiseTo);
  return mostUrgent(mostUrgent(usual, raiseTo), await raisedByCards(ctx, was.id));
}

async function mayChange(
  ctx: ActionContext,
  found: IncidentRow | null,
  version: number,
): Promise<Result<IncidentRow, 'incident.not_found' | 'incident.stale' | 'incident.ended' | 'incident.sensitive'>> {
  if (found === null) return refuse('incident.not_found');
  const sight = await loadSight(ctx, found.id);
  if (sight !== null && !sight.words) return refuse('incident.sensitive');
  if (!isOpen(found.state)) return refuse('incident.ended', { state: found.state });
  if (found.version === version) return ok(found);
  return refuseStale(ctx, found, version);
}

/** What has been changed since the version that the writer saw, in their language. */
export async function refuseStale(ctx: ActionContext, found: IncidentRow, version: number) {
  const fields = await changesSince(ctx, found.id, version);
  const said = fields.map((field) => fill(fieldTexts[field] ?? { id: field, en: field }, ctx.actor.language));
  return refuse('incident.stale', { fields: said.join(', '), version: found.version });
}
