import { z } from 'zod';
import { userId } from '#features/people/person.ts';
import { changeReason } from '#features/people/setting-contract.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { verdict } from './goals.ts';
import { figureChange, rowChange } from './lock.ts';
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

const personName = z.object({ id: userId, displayName: z.string() });
/** One edition of a month as the head locked it. */
const lockedEdition = z.object({
  edition: z.number().int(),
  lockedAt: instant,
  lockedBy: personName,
  /** Why there is a further edition; null for the first. */
  reason: z.string().nullable(),
  digest: z.string(),
  dictionary: z.number().int(),
});

const edition = z.coerce.number().int().positive();

/**
 * All figures of a month with what the screen needs to name them. `closed`: the month is over. A locked month shows the figures of
 * its newest edition (`?edition=` an older one), and in `correction` what is otherwise now.
 */
export const readMonth = route({
  method: 'GET',
  path: '/api/monev/months/:month',
  summary: 'The figures of a month, and the rows that break their rules',
  permission: 'monev.read',
  params: monthParams,
  query: z.object({ edition: edition.optional() }),
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
    /** The goals of the month's own time, each against its figure. */
    goals: z.array(verdict),
    /** What the figures shown are a digest of; to lock them, it is sent back. */
    digest: z.string(),
    editions: z.array(lockedEdition),
    /** The edition that is shown; null: the month is not locked, the figures are of this moment. */
    edition: z.number().int().nullable(),
    correction: z
      .object({
        /** How many rows came, went or changed since. */
        rows: z.number().int(),
        figures: z.array(figureChange),
        /** Codes whose definition is another one today: not compared. */
        redefined: z.array(z.string()),
      })
      .nullable(),
  }),
  refusals: pick(refusals, 'month.edition_unknown'),
});

/** Lock a month that is over, or its corrections as a further edition. Nothing unlocks it. */
export const lockMonth = route({
  method: 'POST',
  path: '/api/monev/months/:month/lock',
  summary: 'Lock the figures of a month that is over, or a further edition with its corrections',
  permission: 'monev.lock',
  params: monthParams,
  body: z.object({
    /** The edition this will be: one more than those the screen showed. */
    edition: z.number().int().positive(),
    /** As the screen showed it: what is locked is what was seen. */
    digest: z.string(),
    reason: changeReason.nullable(),
  }),
  output: z.object({ edition: z.number().int(), digest: z.string() }),
  refusals: pick(
    refusals,
    'month.running',
    'month.edition_taken',
    'month.moved_on',
    'month.reason_missing',
    'month.nothing_to_correct',
  ),
});

/** The rows that are not what they were when an edition was locked. */
export const listCorrections = route({
  method: 'GET',
  path: '/api/monev/months/:month/corrections',
  summary: 'The calls, incidents and assignments that came, went or changed since a month was locked',
  permission: 'monev.rows',
  params: monthParams,
  query: z.object({ edition }),
  output: z.object({ items: z.array(rowChange), total: z.number().int() }),
  refusals: pick(refusals, 'month.edition_unknown'),
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
    /** The rows as they were when this edition was locked; left out: as they are. */
    edition: edition.optional(),
  }),
  output: page(rowBehind).extend({ total: z.number().int() }),
  refusals: pick(refusals, 'figure.not_found', 'month.edition_unknown'),
});

/** Served by a plugin (it is a file); `?table=` gives one table alone, `?edition=` the rows as they were locked. */
export const exportPath = '/api/monev/months/:month/export.csv';
export const exportQuery = z.object({ table: z.enum(tables).optional(), edition: edition.optional() });

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
