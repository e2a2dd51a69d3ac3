import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';
import { month } from './contract.ts';

const interval = z.object({ low: z.number(), high: z.number() }).nullable();
const words = z.object({ id: z.string(), en: z.string() });

/** One criterion in one month: sheets that count on which it was wholly fulfilled, of those to which it applied. */
const criterionMonth = z.object({ month, part: z.number().int(), whole: z.number().int(), interval });

const qualityFigures = z.object({
  months: z.array(
    z.object({
      month,
      eligible: z.number().int(),
      drawn: z.number().int(),
      counted: z.number().int(),
      setAside: z.number().int(),
      /** Of all sheets that count; no person's. */
      mean: z.number().nullable(),
      interval,
    }),
  ),
  criteria: z.array(z.object({ id: z.string(), name: words, byMonth: z.array(criterionMonth) })),
  /** Answers of the two who assessed a call independently, before they talked. */
  calibration: z.array(
    z.object({
      id: z.string(),
      name: words,
      n: z.number().int(),
      same: z.number().int(),
      kappa: z.number().nullable(),
    }),
  ),
  /** What two assessors differed in, without the call or its call taker; the newest first. */
  differences: z.array(
    z.object({
      month,
      criterionId: z.string(),
      name: words,
      answers: z.tuple([z.string(), z.string()]),
      settled: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  draws: z.array(
    z.object({
      month,
      commitment: z.string(),
      perTaker: z.number().int(),
      isLate: z.boolean(),
      /** Null until the month is over. */
      seed: z.string().nullable(),
      eligible: z.number().int().nullable(),
      drawn: z.number().int().nullable(),
    }),
  ),
});
export type QualityFigures = z.output<typeof qualityFigures>;

export const readQualityFigures = route({
  method: 'GET',
  path: '/api/quality/figures',
  summary: 'Trend of each criterion, agreement of assessors, share assessed, and the draws: no person’s score',
  permission: 'quality.read',
  output: qualityFigures,
});

/** `GET`: the trend as CSV (RFC 4180), a line for each criterion and month; no person. */
export const qualityExportPath = '/api/quality/export';
