import { z } from 'zod';
import { changeReason } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { cellImportId, rowProblem } from './cell-site.ts';
import { cellRefusals } from './cell-site-texts.ts';
import { personRef } from './contract.ts';

export const importModes = ['replace', 'add'] as const;

export const readCellSites = route({
  method: 'GET',
  path: '/api/cell-sites',
  summary: 'How many radio cells have a place on the map, of whom, how old, and how they came in',
  permission: 'setting.read',
  output: z.object({
    total: z.number().int(),
    operators: z.array(
      z.object({
        operator: z.string(),
        source: z.string(),
        count: z.number().int(),
        oldest: z.string().nullable(),
        newest: z.string().nullable(),
      }),
    ),
    imports: z.array(
      z.object({
        id: cellImportId,
        fileName: z.string(),
        mode: z.enum(importModes),
        reason: z.string(),
        madeBy: personRef,
        endedAt: instant,
        written: z.number().int(),
        removed: z.number().int(),
      }),
    ),
  }),
});

/** The largest part of a file that goes in one request; a request itself may hold 1 MiB. */
export const partBytes = 400_000;

export const beginCellImport = route({
  method: 'POST',
  path: '/api/cell-imports',
  summary: 'Begin to look at a file of radio cells; nothing changes yet',
  permission: 'setting.change',
  body: z.object({ fileName: z.string().trim().min(1).max(200), heading: z.string().max(4000) }),
  output: z.object({ id: cellImportId }),
  refusals: pick(cellRefusals, 'cells.missing_columns', 'cells.unreadable'),
});

const ofImport = z.object({ id: cellImportId });

export const checkCellRows = route({
  method: 'POST',
  path: '/api/cell-imports/:id/rows',
  summary: 'The next part of the file, whole lines; each row is looked at and kept aside',
  permission: 'setting.change',
  params: ofImport,
  body: z.object({
    /** Of the part's first line in the file, counted from 1; the heading is 1. */
    firstLine: z.number().int().min(2).max(10_000_000),
    csv: z.string().max(partBytes * 2),
    /** Then the same cell in two rows is looked for. */
    isLast: z.boolean(),
  }),
  output: z.object({ good: z.number().int(), bad: z.number().int() }),
  refusals: pick(cellRefusals, 'cells.not_found', 'cells.over', 'cells.unreadable'),
});

export const readCellImport = route({
  method: 'GET',
  path: '/api/cell-imports/:id',
  summary: 'What a file would bring, and its first bad rows',
  permission: 'setting.change',
  params: ofImport,
  output: z.object({
    good: z.number().int(),
    bad: z.number().int(),
    /** Cells that are known already and would be written anew. */
    known: z.number().int(),
    problems: z.array(z.object({ line: z.number().int(), problem: rowProblem, said: z.string() })),
  }),
  refusals: pick(cellRefusals, 'cells.not_found'),
});

export const takeCellImport = route({
  method: 'POST',
  path: '/api/cell-imports/:id/take',
  summary: 'Take the rows of a file that was looked at: all at once, in place of the whole table or beside it',
  permission: 'setting.change',
  params: ofImport,
  body: z.object({ mode: z.enum(importModes), reason: changeReason, leaveOutBad: z.boolean() }),
  output: z.object({ written: z.number().int(), removed: z.number().int() }),
  refusals: pick(cellRefusals, 'cells.not_found', 'cells.over', 'cells.nothing', 'cells.bad_rows'),
});

export const dropCellImport = route({
  method: 'POST',
  path: '/api/cell-imports/:id/drop',
  summary: 'Leave a file that was looked at; nothing has changed',
  permission: 'setting.change',
  params: ofImport,
  output: z.object({}),
  refusals: pick(cellRefusals, 'cells.not_found', 'cells.over'),
});
