import type { ActionContext } from '#platform/server/action.ts';
import type { Answered } from '../../card-rules.ts';
import { dangerAfter, effectsOf } from '../../card-rules.ts';
import { isOpen } from '../../rules.ts';
import { applyChange } from '../change-incident.ts';
import { type IncidentRow, lockIncident } from '../store.ts';

/**
 * What answers do to their incident, in the same transaction: danger and urgency are raised at once, words fill a field where
 * nothing stands yet. A card lowers nothing and takes no field from anybody.
 */
export async function applyCardEffects(
  ctx: ActionContext,
  incidentId: string,
  answered: readonly Answered[],
): Promise<void> {
  const incident = await lockIncident(ctx, incidentId);
  if (incident === null || !isOpen(incident.state) || answered.length === 0) return;
  const { lifeAtRisk: said, raiseTo } = effectsOf(answered.map((one) => one.choice));
  const danger = dangerAfter(incident.life_at_risk, said);
  const change = {
    ...(danger === null || danger === incident.life_at_risk ? {} : { lifeAtRisk: danger }),
    ...emptyFields(incident, answered),
  };
  const changed = await applyChange(ctx, incident, change, raiseTo);
  // Nothing here empties a field or lowers a priority, and those are what a change of an open incident is refused for.
  if (!changed.ok) throw new Error(`An answer could not be written into its incident: ${changed.refusal.code}`);
}

function emptyFields(incident: IncidentRow, answered: readonly Answered[]) {
  const wordsFor = (target: 'description' | 'landmark') =>
    incident[target] === null
      ? answered
          .filter((one) => one.question.wordsTo === target && one.words !== null)
          .map((one) => one.words)
          .join('; ') || undefined
      : undefined;
  const [description, landmark] = [wordsFor('description'), wordsFor('landmark')?.slice(0, 200)];
  return {
    ...(description === undefined ? {} : { description }),
    ...(landmark === undefined ? {} : { landmark }),
  };
}
