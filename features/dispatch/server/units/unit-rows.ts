import type { ActionContext } from '#platform/server/action.ts';
import { present } from '#platform/shared/result.ts';
import type { UnitLabel } from '../../unit.ts';
import type { UnitItem } from '../../unit-contract.ts';
import { labelOf } from '../../unit-rules.ts';
import { loadAgencyUnits } from './setting-store.ts';
import { type ReadUnit, unitRowsOf } from './view-store.ts';

/** The words of each agency, each read once. */
export async function labelsOf(
  ctx: ActionContext,
  units: readonly ReadUnit[],
): Promise<ReadonlyMap<string, readonly UnitLabel[]>> {
  const found = new Map<string, readonly UnitLabel[]>();
  for (const { agency } of units) {
    if (!found.has(agency.id)) found.set(agency.id, (await loadAgencyUnits(ctx, agency.id)).labels);
  }
  return found;
}

export function toUnitItem(read: ReadUnit, labels: ReadonlyMap<string, readonly UnitLabel[]>): UnitItem {
  const label = labelOf(labels.get(read.agency.id) ?? [], read.status, read.label_code);
  return {
    id: read.id,
    agency: read.agency,
    callSign: read.call_sign,
    kind: read.kind,
    skills: read.skills,
    home: read.home,
    phone: read.phone,
    active: read.active,
    status: read.status,
    label: label === null ? null : { code: label.code, name: { id: label.name, en: label.nameEn } },
    statusAt: read.status_at,
    tasks: read.tasks,
    members: read.members,
    place: read.place,
    askedAt: read.asked_at,
    version: read.version,
  };
}

/** Units by id, in the order of the ids. */
export async function unitItems(ctx: ActionContext, ids: readonly string[]): Promise<UnitItem[]> {
  const read = await unitRowsOf(ctx, ids);
  const labels = await labelsOf(ctx, read);
  return read.map((one) => toUnitItem(one, labels));
}

/** The unit after an action that has found it. */
export async function unitItemOf(ctx: ActionContext, id: string): Promise<UnitItem> {
  return present((await unitItems(ctx, [id]))[0], 'the action has just locked this unit');
}
