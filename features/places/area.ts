import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import { areaGeometry } from './geometry.ts';

export type AreaId = Id<'area'>;
export const areaId = idSchema<'area'>();

/** What an area is for: `sector` of dispatch (routing reads these), `risk` a known danger, `other`. */
export const areaPurposes = ['sector', 'risk', 'other'] as const;
export const areaPurpose = z.enum(areaPurposes);

/** A named polygon of the regency; its borders need not be those of districts. */
export const areaContent = z.object({
  name: z.string().trim().min(2).max(80),
  purpose: areaPurpose,
  /** What people who look at it should know. */
  note: z.string().trim().max(300),
  geometry: areaGeometry,
  active: z.boolean(),
});
export type AreaContent = z.output<typeof areaContent>;

/** What else the app lets one area have at most: a drawing has tens of corners, an imported one thousands. */
export const maxAreaCorners = 20_000;
