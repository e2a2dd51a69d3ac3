import { expect, test } from 'vitest';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { IncidentTypeId } from '#features/incidents/incident.ts';
import { assignmentFields, assignmentMapping, incidentFields, incidentMapping } from './history.ts';
import { readAssignmentRow } from './history-assignments.ts';
import { readIncidentRow } from './history-incidents.ts';
import { type Known, readingOf, villageFinder } from './history-reading.ts';

const village = (code: string, name: string, districtName: string) => ({
  ...{ code, name, districtName, districtCode: code.slice(0, 8) },
  point: { latitude: -7.4, longitude: 112.7 },
});
// Ids of things that are in no table: only their codes matter here.
const typeId = 'type' as IncidentTypeId;
const agencyId = 'agency' as AgencyId;
const type = { id: typeId, code: 'FLOOD', category: 'DISASTER', defaultPriority: 'P2', sensitive: false } as const;
const known: Known = {
  types: new Map([['flood', type]]),
  agencies: new Map([['bpbd', { id: agencyId, code: 'BPBD', calendar: null }]]),
  villages: villageFinder([
    village('35.15.08.1004', 'Sidokare', 'Sidoarjo'),
    village('35.15.01.2001', 'Kedungrejo', 'Waru'),
    village('35.15.02.2001', 'Kedungrejo', 'Jabon'),
  ]),
};
const now = '2026-11-22T12:00:00.000Z';
const all = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, field]));
const reading = (kind: 'incidents' | 'assignments', given: object = {}, open = false) => {
  const mapping =
    kind === 'incidents'
      ? incidentMapping.parse({ system: 'lama', fields: all(incidentFields), ...given })
      : assignmentMapping.parse({ system: 'lama', fields: all(assignmentFields), ...given });
  return readingOf({ mapping, known, now, zone: 'Asia/Jakarta', open });
};

const closed = {
  externalId: '7',
  state: 'CLOSED',
  type: 'FLOOD',
  reportedAt: '2025-01-10 10:00:00',
  verifiedAt: '2025-01-10 10:05:00',
  resolvedAt: '2025-01-10 12:00:00',
  closedAt: '2025-01-10 13:00:00',
};
type Case = readonly [name: string, given: object, expected: object, mapping?: object, open?: boolean];

const incidents: readonly Case[] = [
  ['a closed one as it is', {}, { state: 'CLOSED', priority: 'P2', closedAt: '2025-01-10T06:00:00.000Z' }],
  [
    'closed without a time is closed a day after it was resolved',
    { closedAt: '' },
    { closedAt: '2025-01-11T05:00:00.000Z' },
  ],
  [
    'resolved long ago is closed by our timer',
    { state: 'RESOLVED', closedAt: '-' },
    { state: 'CLOSED', closedAt: '2025-01-11T05:00:00.000Z' },
  ],
  ['life at risk raises the priority of its type', { lifeAtRisk: 'yes' }, { priority: 'P1' }],
  ['a priority that is said stays', { lifeAtRisk: 'yes', priority: 'P3' }, { priority: 'P3' }],
  ['a village by name and kind', { village: 'Kel. Sidokare' }, { village: { code: '35.15.08.1004' } }],
  [
    'two villages of one name by their district',
    { village: 'Kedungrejo', district: 'Kec. Jabon' },
    { village: { code: '35.15.02.2001' } },
  ],
  ['a decimal comma', { latitude: '-7,45', longitude: '112,71' }, { point: { latitude: -7.45, longitude: 112.71 } }],
  [
    'an unknown village in the words of the place',
    { village: 'Antah', placeText: 'Jl. A' },
    { village: null, placeText: 'Jl. A, Antah' },
    { unknownVillage: 'words' },
  ],
  [
    'words by the table, whatever their case',
    { state: 'selesai' },
    { state: 'CLOSED' },
    { values: { state: { Selesai: 'CLOSED' } } },
  ],
  ['what is missing by default', { priority: '' }, { priority: 'P3' }, { defaults: { priority: 'P3' } }],
  [
    'an open one when it is asked for',
    { state: 'VERIFIED', resolvedAt: '', closedAt: '' },
    { state: 'VERIFIED', closedAt: null },
    {},
    true,
  ],
  [
    'cancelled without having been verified',
    { state: 'CANCELLED', verifiedAt: '' },
    { state: 'CANCELLED', verifiedAt: null },
  ],
  [
    'informed when it was closed, where nothing else is said',
    { callerInformed: 'informed' },
    { informedAt: '2025-01-10T06:00:00.000Z' },
  ],
];
for (const [name, given, expected, mapping, open] of incidents)
  test(`an incident: ${name}`, () => {
    const found = readIncidentRow({ line: 2, cells: { ...closed, ...given } }, reading('incidents', mapping, open));
    expect(found).toMatchObject({ row: expected });
  });

type Refused = readonly [name: string, given: object, code: string, field: string];
const refusedIncidents: readonly Refused[] = [
  ['without its number', { externalId: ' ' }, 'missing', 'externalId'],
  ['without a type', { type: '' }, 'missing', 'type'],
  ['of an unknown type', { type: 'NAGA' }, 'unknown_value', 'type'],
  ['not verified', { verifiedAt: '' }, 'missing', 'verifiedAt'],
  ['closed before it was resolved', { closedAt: '2025-01-10 11:00:00' }, 'out_of_order', 'closedAt'],
  ['sent before it was reported', { dispatchedAt: '2025-01-09 10:00:00' }, 'out_of_order', 'dispatchedAt'],
  ['of tomorrow', { closedAt: '2026-11-23 10:00:00' }, 'in_future', 'closedAt'],
  ['with an unreadable time', { reportedAt: 'kemarin' }, 'bad_time', 'reportedAt'],
  ['still open', { state: 'DISPATCHED' }, 'not_ended', 'state'],
  ['merged', { state: 'MERGED' }, 'cannot_come', 'state'],
  ['with half a point', { latitude: '-7.4' }, 'half_point', 'latitude'],
  ['with a point that is none', { latitude: '-97.4', longitude: '112' }, 'bad_number', 'latitude'],
  ['in one of two villages', { village: 'Kedungrejo' }, 'village_ambiguous', 'village'],
  ['in no village', { village: 'Antah' }, 'village_unknown', 'village'],
  ['with words too long', { description: 'x'.repeat(4001) }, 'too_long', 'description'],
];
for (const [name, given, code, field] of refusedIncidents)
  test(`an incident ${name} is refused`, () => {
    const found = readIncidentRow({ line: 2, cells: { ...closed, ...given } }, reading('incidents'));
    expect('problems' in found ? found.problems.map((one) => [one.code, one.field]) : []).toEqual([[code, field]]);
  });

const done = {
  externalId: 'p7',
  incident: '7',
  agency: 'BPBD',
  state: 'DONE',
  sentAt: '2025-01-10 10:06:00',
  finishedAt: '2025-01-10 12:00:00',
};
const assignments: readonly Case[] = [
  ['done, ended when it was finished', {}, { part: 'lead', result: 'DONE', endedAt: '2025-01-10T05:00:00.000Z' }],
  [
    'its end for its finishing, where only that is said',
    { finishedAt: '', endedAt: '2025-01-10 11:00:00' },
    { finishedAt: '2025-01-10T04:00:00.000Z' },
  ],
  [
    'given back with its reason',
    { state: 'REJECTED', reason: 'no_crew', finishedAt: '', endedAt: '2025-01-10 10:08:00' },
    { reason: 'no_crew', result: null, finishedAt: null },
  ],
  [
    'a target may lie behind or ahead',
    { resolveDueAt: '2027-01-01 00:00:00' },
    { resolveDueAt: '2026-12-31T17:00:00.000Z' },
  ],
  ['an open one when it is asked for', { state: 'SENT', finishedAt: '' }, { state: 'SENT', endedAt: null }, {}, true],
];
for (const [name, given, expected, mapping, open] of assignments)
  test(`an assignment: ${name}`, () => {
    const found = readAssignmentRow({ line: 2, cells: { ...done, ...given } }, reading('assignments', mapping, open));
    expect(found).toMatchObject({ row: expected });
  });

const refusedAssignments: readonly Refused[] = [
  ['of no incident', { incident: '' }, 'missing', 'incident'],
  ['of an unknown agency', { agency: 'XYZ' }, 'unknown_value', 'agency'],
  ['given back without a reason', { state: 'REJECTED' }, 'missing', 'reason'],
  ['given back for a reason of another kind', { state: 'REJECTED', reason: 'no_answer' }, 'unknown_value', 'reason'],
  ['done without a time', { finishedAt: '' }, 'missing', 'finishedAt'],
  ['acknowledged before it was sent', { acknowledgedAt: '2025-01-10 10:00:00' }, 'out_of_order', 'acknowledgedAt'],
  ['still open', { state: 'SENT', finishedAt: '' }, 'not_ended', 'state'],
];
for (const [name, given, code, field] of refusedAssignments)
  test(`an assignment ${name} is refused`, () => {
    const found = readAssignmentRow({ line: 2, cells: { ...done, ...given } }, reading('assignments'));
    expect('problems' in found ? found.problems.map((one) => [one.code, one.field]) : []).toEqual([[code, field]]);
  });
