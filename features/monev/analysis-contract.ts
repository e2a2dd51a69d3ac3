import { z } from 'zod';
import { areaGeometry } from '#features/places/geometry.ts';
import { point } from '#features/places/place.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { measures, splits } from './analysis.ts';
import { analysisRefusals } from './analysis-texts.ts';
import { rowBehind } from './contract.ts';
import { month } from './month.ts';

const filter = z.string().min(1).max(60).optional();
const question = z.object({
  measure: z.enum(measures),
  by: z.enum(splits),
  from: month,
  to: month,
  district: filter,
  type: filter,
  priority: filter,
  disposition: filter,
  agency: filter,
});

const count = z.number().int().nullable();
const total = z.object({
  part: count,
  whole: count,
  /** Milliseconds; of a count or a share, and where nothing was measured, null. */
  times: z.object({ p50: z.number().int(), p90: z.number().int() }).nullable(),
});
const cell = total.extend({ key: z.string() });
const compared = z.object({ from: month, to: month, total, cells: z.array(cell) });
const named = z.object({ code: z.string(), name: z.object({ id: z.string(), en: z.string() }) });

/** One measure over whole months, split one way, beside the months before and the same months a year earlier. */
export const readAnalysis = route({
  method: 'GET',
  path: '/api/monev/analysis',
  summary: 'One figure over any span of months, split by time, place, kind or body, with two comparisons',
  permission: 'monev.read',
  query: question,
  output: z.object({
    computedAt: instant,
    cells: z.array(cell),
    total,
    /** Share that should be reached in the last of these months, 0 to 1; null where nobody set one. */
    target: z.number().nullable(),
    previous: compared,
    yearBefore: compared,
    /** An assignment may have had several units: then the cells add up to more than the total. */
    isAdditive: z.boolean(),
    names: z.object({
      district: z.array(named),
      type: z.array(named),
      agency: z.array(named),
      /** Of the keys of this split alone: people, or units. */
      key: z.array(named),
    }),
  }),
  refusals: pick(analysisRefusals, 'analysis.span', 'analysis.too_long', 'analysis.split', 'analysis.not_for_role'),
});

/** Simplified, for drawing only. Where no boundaries were brought in, a district is the middle of its villages. */
export const readDistrictShapes = route({
  method: 'GET',
  path: '/api/monev/districts',
  summary: 'Outlines or points of the districts of the regency, to draw figures on',
  permission: 'monev.read',
  output: z.object({
    items: z.array(
      z.object({ code: z.string(), name: z.string(), geometry: areaGeometry.nullable(), point: point.nullable() }),
    ),
  }),
});

export const listAnalysisRows = route({
  method: 'GET',
  path: '/api/monev/analysis/rows',
  summary: 'The calls, incidents or assignments behind one part of a split, oldest first',
  permission: 'monev.rows',
  query: question.extend(pageQuery.shape).extend({ key: z.string().max(60).optional() }),
  output: page(rowBehind).extend({ total: z.number().int() }),
  refusals: pick(analysisRefusals, 'analysis.span', 'analysis.too_long', 'analysis.split', 'analysis.not_for_role'),
});
