import { z } from 'zod';
import { zoneSchema } from '#features/people/person.ts';

/** What can be brought in with its own times. Incidents come first: an assignment names its incident. */
export const historyKinds = ['incidents', 'assignments'] as const;
export type HistoryKind = (typeof historyKinds)[number];

export const incidentFields = [
  'externalId',
  'state',
  'type',
  'priority',
  'lifeAtRisk',
  'reportedAt',
  'verifiedAt',
  'dispatchedAt',
  'resolvedAt',
  'closedAt',
  'callerInformed',
  'callerInformedAt',
  'village',
  'district',
  'latitude',
  'longitude',
  'placeText',
  'landmark',
  'callerName',
  'callbackNumber',
  'description',
  'changedAt',
] as const;

export const assignmentFields = [
  'externalId',
  'incident',
  'agency',
  'part',
  'state',
  'reason',
  'sentAt',
  'deliveredAt',
  'acknowledgedAt',
  'enRouteAt',
  'arrivedAt',
  'finishedAt',
  'endedAt',
  'acknowledgeDueAt',
  'arriveDueAt',
  'resolveDueAt',
  'changedAt',
] as const;

/** Fields whose words are another system's own: a table in the mapping says which code here each of them is. */
export const valuedFields = [
  'state',
  'type',
  'priority',
  'lifeAtRisk',
  'callerInformed',
  'agency',
  'part',
  'reason',
] as const;

/** A column by its heading, or several of which the first that says something counts; of JSON a path with dots. */
const source = z.union([z.string().min(1).max(120), z.array(z.string().min(1).max(120)).min(1).max(6)]);

function mappingOf<Field extends string>(fields: readonly [Field, ...Field[]]) {
  return z.strictObject({
    /** Short name of the other system: with its own number of a row it says which row is meant. For life. */
    system: z.string().regex(/^[a-z0-9][a-z0-9_-]{1,39}$/),
    /** Of times that do not say theirs; not said: the regency's. */
    zone: zoneSchema.optional(),
    /** Of letters yyyy yy MMMM MMM MM M dd d HH H mm ss; or `iso`, or `epoch`. Several are tried in turn. */
    dateFormat: z
      .union([z.string().min(1).max(60), z.array(z.string().min(1).max(60)).min(1).max(6)])
      .default(['iso', 'yyyy-MM-dd HH:mm:ss']),
    delimiter: z.string().length(1).optional(),
    fields: z.partialRecord(z.enum(fields), source),
    values: z.partialRecord(z.enum(valuedFields), z.record(z.string(), z.string())).default({}),
    /** What a row says that says nothing. */
    defaults: z.partialRecord(z.enum(fields), z.string().max(200)).default({}),
    /** A village that is none here: refuse the row, or keep its name in the words of the place. */
    unknownVillage: z.enum(['refuse', 'words']).default('refuse'),
    /** Targets of assignments that say none: none, or those of the clocks as they stand today. */
    targets: z.enum(['none', 'today']).default('none'),
  });
}

export const incidentMapping = mappingOf(incidentFields);
export const assignmentMapping = mappingOf(assignmentFields);

/** How a file is read, whichever kind it is of. */
export interface Mapping {
  readonly system: string;
  readonly zone?: z.output<typeof zoneSchema> | undefined;
  readonly dateFormat: string | readonly string[];
  readonly delimiter?: string | undefined;
  readonly fields: Readonly<Partial<Record<string, string | readonly string[]>>>;
  readonly values: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>>;
  readonly defaults: Readonly<Partial<Record<string, string>>>;
  readonly unknownVillage: 'refuse' | 'words';
  readonly targets: 'none' | 'today';
}

/** A record of a file as it stands there, with where it stands. */
export interface RawRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Why a row does not come in; `said` is what the file says, shown to whoever brings it in and kept nowhere. */
export interface RowProblem {
  readonly line: number;
  readonly externalId: string;
  readonly code: ProblemCode;
  readonly field: string;
  readonly said: string;
}

export const problemCodes = [
  'missing',
  'bad_time',
  'in_future',
  'out_of_order',
  'unknown_value',
  'bad_number',
  'half_point',
  'too_long',
  'village_unknown',
  'village_ambiguous',
  'not_ended',
  'cannot_come',
  'incident_unknown',
  'incident_ended',
  'open_twice',
  'twice_in_file',
  'touched',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What becomes of a row. `older`: what is here is newer; `erased`: its personal data was erased here, and does not come back. */
export const outcomes = ['added', 'changed', 'same', 'older', 'erased'] as const;
export type Outcome = (typeof outcomes)[number];
