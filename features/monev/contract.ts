import { z } from 'zod';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { dimensions, figure, month, tables, violation } from './month.ts';
import { refusals } from './texts.ts';

const monthParams = z.object({ month });

export const listMonths = route({
  method: 'GET',
  path: '/api/monev/months',
  summary: 'The months that have anything to show, newest first',
  permission: 'monev.read',
  output: z.object({ items: z.array(z.object({ month, calls: z.number().int(), incidents: z.number().int() })) }),
});

const named = z.object({ code: z.string(), name: z.object({ id: z.string(), en: z.string() }) });
/** Targets of a priority as they stand now, in seconds; each assignment keeps those of its own day. */
const target = z.object({
  priority: z.string(),
  category: z.string().nullable(),
  acknowledgeS: z.number().int().nullable(),
  arriveS: z.number().int().nullable(),
  resolveS: z.number().int().nullable(),
  workingDays: z.boolean(),
});

/** All figures of a month with what the screen needs to name them. `closed`: the month is over. */
export const readMonth = route({
  method: 'GET',
  path: '/api/monev/months/:month',
  summary: 'The figures of a month, and the rows that break their rules',
  permission: 'monev.read',
  params: monthParams,
  output: z.object({
    month,
    from: instant,
    to: instant,
    closed: z.boolean(),
    computedAt: instant,
    figures: z.array(figure),
    violations: z.array(violation),
    agencies: z.array(named),
    types: z.array(named),
    targets: z.array(target),
  }),
});

/** One row behind a figure: what happened and when, never who called. */
export const rowBehind = z.object({
  table: z.enum(tables),
  id: z.uuid(),
  /** The call's or the incident's; an assignment has that of its incident. */
  number: z.number().int(),
  incidentId: z.uuid().nullable(),
  at: instant,
  state: z.string(),
  code: z.string().nullable(),
  priority: z.string().nullable(),
  agencyCode: z.string().nullable(),
  ms: z.number().nullable(),
  inPart: z.boolean().nullable(),
});

export const listRowsBehind = route({
  method: 'GET',
  path: '/api/monev/months/:month/rows',
  summary: 'The calls, incidents or assignments behind a figure, oldest first',
  permission: 'monev.rows',
  params: monthParams,
  query: pageQuery.extend({
    figure: z.string().max(40),
    by: z.enum(dimensions).default('all'),
    key: z.string().max(60).optional(),
  }),
  output: page(rowBehind).extend({ total: z.number().int() }),
  refusals: pick(refusals, 'figure.not_found'),
});

/** Served by a plugin (it is a file); `?table=` gives one table alone. */
export const exportPath = '/api/monev/months/:month/export.csv';
export const exportQuery = z.object({ table: z.enum(tables).optional() });

/** What a third party keeps: the signed ends of the days. Served by a plugin, to anybody. */
export const publishedChain = z.object({
  tenant: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  /** How to repeat it, in one paragraph. */
  method: z.string(),
  days: z.array(
    z.object({
      day: z.string(),
      chainNo: z.number().int(),
      hash: z.string(),
      signature: z.string(),
      publicKey: z.string(),
      signedAt: instant,
    }),
  ),
});
