import { z } from 'zod';
import { categories } from '#features/incidents/incident.ts';
import { point, villageCode } from '#features/places/place.ts';
import { instant, route } from '#platform/shared/contract.ts';
import { unitId, unitKind } from './unit.ts';

/** Minutes of driving that a control room asks about. */
export const coverMinutes = [5, 10, 15, 20, 30] as const;

/** By straight line and the figures of the regency: an estimate. People of an agency see their own units only. */
export const readCoverage = route({
  method: 'GET',
  path: '/api/units/coverage',
  summary: 'How far the free units come within some minutes, and which villages none of them reaches in time',
  permission: 'unit.read',
  query: z.object({
    minutes: z.coerce.number().int().min(1).max(120).default(10),
    /** Only the kinds of units that fit it; every kind, if it is not said. */
    category: z.enum(categories).optional(),
  }),
  output: z.object({
    now: instant,
    units: z.array(
      z.object({
        id: unitId,
        callSign: z.string(),
        kind: unitKind,
        from: z.enum(['position', 'home']),
        point,
        reachM: z.number().int(),
      }),
    ),
    villages: z.object({
      /** Those with a point. */
      total: z.number().int(),
      /** The latest reached first; `seconds` of the unit that is there first, null: no unit is free. */
      missed: z.array(
        z.object({
          code: villageCode,
          name: z.string(),
          districtName: z.string(),
          point,
          seconds: z.number().int().nullable(),
        }),
      ),
    }),
  }),
});
