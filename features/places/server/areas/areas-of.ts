import type { ActionContext } from '#platform/server/action.ts';
import type { AreaContent, AreaId } from '../../area.ts';
import type { Point } from '../../position.ts';
import { polygonIndex } from '../ground/polygon-index.ts';
import { areasMark, selectAreas } from './area-store.ts';

/** An area as rules read it. */
export type AreaRef = Pick<AreaContent, 'name' | 'purpose'> & { readonly id: AreaId };

/** By tenant, as long as no area changed. */
const kept = new Map<string, { readonly mark: string; readonly find: (point: Point) => AreaRef[] }>();

/** The active areas that hold a point, by name; a border belongs to both sides. None: it lies in none, which is no fault. */
export async function areasOf(ctx: Pick<ActionContext, 'tx' | 'tenantId'>, point: Point): Promise<readonly AreaRef[]> {
  const mark = await areasMark(ctx.tx, ctx.tenantId);
  const known = kept.get(ctx.tenantId);
  if (known !== undefined && known.mark === mark) return known.find(point);
  const active = (await selectAreas(ctx.tx, ctx.tenantId)).filter(({ content }) => content.active);
  const find = polygonIndex(
    active.map(({ id, content: { name, purpose, geometry } }) => ({ key: { id, name, purpose }, geometry })),
  );
  kept.set(ctx.tenantId, { mark, find });
  return find(point);
}
