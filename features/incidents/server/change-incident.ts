import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { fill } from '#platform/shared/texts.ts';
import type * as routes from '../contract.ts';
import type { IncidentState } from '../incident.ts';
import { decidePriority, isOpen, missingOf, priorityOf } from '../rules.ts';
import { fieldTexts } from '../timeline-texts.ts';
import { appendIncidentEvent, digestOfParticulars } from './incident-event.ts';
import { applyFields, differences, factsOf } from './particulars.ts';
import { loadSight, viewIncident } from './read-incident.ts';
import { changesSince, type IncidentRow, lockIncident, updateIncident } from './store.ts';

export const changeIncident: Action<typeof routes.changeIncident> = async (ctx, { params, body }) => {
  const before = await lockIncident(ctx, params.id);
  const changeable = await mayChange(ctx, before, body.version);
  if (!changeable.ok) return changeable;
  const was = changeable.value;
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
          derived: priorityOf(type.defaultPriority, form.life_at_risk),
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
  await appendIncidentEvent(ctx, 'incident.changed', was.id, {
    fields,
    version,
    typeCode: type?.code ?? null,
    priority,
    lifeAtRisk: form.life_at_risk,
    villageCode: form.village_code,
    reasonCode: body.priorityReason ?? null,
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
};

/** A stale write is refused and says in the reader's language which fields somebody else changed. */
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
  const fields = await changesSince(ctx, found.id, version);
  const said = fields.map((field) => fill(fieldTexts[field] ?? { id: field, en: field }, ctx.actor.language));
  return refuse('incident.stale', { fields: said.join(', '), version: found.version });
}
