import { z } from 'zod';
import { regencyRef, villageRef } from './position.ts';

/** Whose a point is, and how that is known. */
export const jurisdiction = z.object({
  method: z.enum(['polygon', 'nearest_point']),
  /** Of this regency; null: none, or none near enough to name it. */
  village: villageRef.nullable(),
  /** Metres to the village's point, with `nearest_point`. */
  distanceM: z.number().int().nullable(),
  /** The next nearest villages, of this regency and of its neighbours; for one click. */
  candidates: z.array(villageRef.extend({ distanceM: z.number().int(), outside: regencyRef.nullable() })),
  /** The point lies in another regency. Not `certain`: only by the points of villages, so a person decides. */
  outside: z.object({ regency: regencyRef.nullable(), isCertain: z.boolean() }).nullable(),
  /** Source, vintage and status of the boundary that decided. */
  boundary: z
    .object({ source: z.string(), vintage: z.string(), status: z.enum(['definitif', 'indikatif']) })
    .nullable(),
});
export type Jurisdiction = z.output<typeof jurisdiction>;
