import type { IncidentId } from '#features/incidents/incident.ts';
import { mergeRefusals } from '#features/incidents/merge-texts.ts';
import { type IncidentRow, lockIncident } from '#features/incidents/server/store.ts';
import { refusals as incidentRefusals } from '#features/incidents/texts.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { Refusal, Result } from '#platform/shared/result.ts';
import { fill, type RefusalText } from '#platform/shared/texts.ts';
import { surgeRefusals } from '../../surge-texts.ts';
import type { Became } from '../../surge-work-contract.ts';
import { refusals as dispatchRefusals } from '../../texts.ts';
import { versionOf } from './link-store.ts';
import { alone } from './surge-store.ts';

/** What ends an incident without an agency lies in a feature below, which is handed in where the house is put together. */
export interface Resolving {
  readonly resolve: (ctx: ActionContext, id: IncidentId, reason: string) => Promise<Result<unknown>>;
  readonly refusals: Readonly<Record<string, RefusalText>>;
}

/** What any of the commands may refuse, by code. */
const known: Readonly<Record<string, RefusalText>> = {
  ...incidentRefusals,
  ...mergeRefusals,
  ...dispatchRefusals,
  ...surgeRefusals,
};

/** Why one of many was refused, in the reader's language. */
export function whyOf(
  ctx: ActionContext,
  { code, detail }: Refusal,
  more: Readonly<Record<string, RefusalText>> = {},
): { code: string; text: string } {
  const text = more[code] ?? known[code];
  return { code, text: text === undefined ? code : fill(text, ctx.actor.language, detail) };
}

/** Lock them all before any is touched, in the order of their ids, so that two who want the same ones cannot wait for each other. */
export async function lockAll(ctx: ActionContext, ids: readonly string[]): Promise<ReadonlyMap<string, IncidentRow>> {
  const rows = new Map<string, IncidentRow>();
  for (const id of [...new Set(ids)].sort()) {
    const found = await lockIncident(ctx, id);
    if (found !== null) rows.set(id, found);
  }
  return rows;
}

/** One command for each of many, each by itself. Those that are not of this regency are left out. */
export async function forEach<Id extends string>(
  ctx: ActionContext,
  locked: ReadonlyMap<string, IncidentRow>,
  ids: readonly Id[],
  work: (row: IncidentRow, id: Id) => Promise<Result<unknown>>,
  refusals: Readonly<Record<string, RefusalText>> = {},
): Promise<Became[]> {
  const items: Became[] = [];
  for (const id of ids) {
    const row = locked.get(id);
    if (row === undefined) continue;
    const done = await alone(ctx, () => work(row, id));
    if (done.ok === 'fault') ctx.log.error({ incident: id, error: String(done.error) }, 'one of many failed');
    const refusal = done.ok === true ? null : done.ok === false ? done.refusal : { code: 'surge.failed', detail: {} };
    const now = await versionOf(ctx, id);
    items.push({
      id: row.id,
      number: row.number,
      refusal: refusal === null ? null : whyOf(ctx, refusal, refusals),
      before: refusal === null ? { priority: row.priority, typeId: row.incident_type_id } : null,
      version: now?.version ?? row.version,
    });
  }
  return items;
}
