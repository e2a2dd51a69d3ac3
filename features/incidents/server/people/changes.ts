import { maskNumber } from '#features/calls/rules.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { fill } from '#platform/shared/texts.ts';
import type * as routes from '../../people-contract.ts';
import { maskName, type Sight } from '../../rules.ts';
import { lifeAtRiskTexts } from '../../texts.ts';
import type { FormValues } from '../particulars.ts';
import { loadSight } from '../read-incident.ts';
import type { IncidentRow } from '../store.ts';
import { changesOf, type FieldWords, insertChange, namesOf } from './changes-store.ts';

/** Keep what the changed fields said and say now, where it can be erased. */
export async function keepChange(
  ctx: ActionContext,
  was: IncidentRow,
  now: FormValues & Pick<IncidentRow, 'priority' | 'version'>,
  change: { readonly fields: readonly string[]; readonly reason: string | null },
): Promise<void> {
  const { id: incidentId } = was;
  const [before, after] = [wordsOf(was, change.fields), wordsOf(now, change.fields)];
  await insertChange(ctx, { incidentId, version: now.version, reason: change.reason, before, after });
}

function wordsOf(values: FormValues & Pick<IncidentRow, 'priority'>, fields: readonly string[]): FieldWords {
  const point =
    values.latitude === null ? null : `${values.latitude.toFixed(5)}, ${(values.longitude ?? 0).toFixed(5)}`;
  const all: FieldWords = {
    typeId: values.incident_type_id,
    priority: values.priority,
    lifeAtRisk: values.life_at_risk,
    villageCode: values.village_code,
    placeText: values.place_text,
    landmark: values.landmark,
    point,
    callerName: values.caller_name,
    callbackNumber: values.callback_number,
    description: values.description,
  };
  return Object.fromEntries(fields.map((field) => [field, all[field] ?? null]));
}

export const listChanges: Action<typeof routes.listChanges> = async (ctx, { params }) => {
  const sight = await loadSight(ctx, params.id);
  if (sight === null) return refuse('incident.not_found');
  if (!sight.words) return refuse('incident.sensitive');
  const found = await changesOf(ctx, params.id);
  const values = (field: string) =>
    found.flatMap((one) => [one.before?.[field], one.after?.[field]]).filter((value) => typeof value === 'string');
  const names = await namesOf(ctx, { types: values('typeId'), villages: values('villageCode') });
  const say = (field: string, value: string | null | undefined): string | null => {
    if (value === null || value === undefined) return null;
    const name = names.get(value);
    if (name !== undefined) return name[ctx.actor.language];
    if (field === 'lifeAtRisk') return sayLife(ctx, value);
    return asSeen(sight, field, value);
  };
  return ok({
    items: found.map(({ version, at, by, reason, fields, before, after }) => ({
      version,
      at,
      by,
      reason,
      erased: before === null,
      fields: fields.map((field) => ({
        field,
        before: say(field, before?.[field]),
        after: say(field, after?.[field]),
      })),
    })),
  });
};

function sayLife(ctx: ActionContext, value: string): string {
  const text = Object.entries(lifeAtRiskTexts).find(([code]) => code === value);
  return text === undefined ? value : fill(text[1], ctx.actor.language);
}

/** Somebody's former name or number is masked like the present one. */
function asSeen(sight: Sight, field: string, value: string): string {
  if (sight.caller === 'full') return value;
  if (field === 'callerName') return maskName(value);
  return field === 'callbackNumber' ? maskNumber(value) : value;
}
