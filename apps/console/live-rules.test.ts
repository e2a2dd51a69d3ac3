import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listCalls, readCall, readDesk, readQueue } from '#features/calls/contract.ts';
import { listAssignments, readAssignment } from '#features/dispatch/contract.ts';
import { readProposal } from '#features/dispatch/routing-contract.ts';
import { listIncidents, readIncident, readTimeline } from '#features/incidents/contract.ts';
import type { LiveMessage } from '#platform/shared/live.ts';
import { attachCache, gatherMs } from '#platform/web/live-cache.ts';
import { createQueryClient } from '#platform/web/query-options.ts';
import { liveRules } from './live-rules.ts';

/** What is on the screens: two incidents, the first with two tasks and a call, the second with one of each. */
const cached = {
  calls: [listCalls.path, {}, {}],
  queue: [readQueue.path, {}, {}],
  desk: [readDesk.path, {}, {}],
  'call c1': [readCall.path, { id: 'c1' }, { id: 'c1' }],
  'call c2': [readCall.path, { id: 'c2' }, { id: 'c2' }],
  incidents: [listIncidents.path, {}, {}],
  'incident i1': [readIncident.path, { id: 'i1' }, { id: 'i1', calls: [{ callId: 'c1' }] }],
  'incident i2': [readIncident.path, { id: 'i2' }, { id: 'i2', calls: [{ callId: 'c2' }] }],
  'timeline i1': [readTimeline.path, { id: 'i1' }, { items: [{ callId: 'c1' }] }],
  'timeline i2': [readTimeline.path, { id: 'i2' }, { items: [{ callId: 'c2' }] }],
  'proposal i2': [readProposal.path, { id: 'i2' }, {}],
  tasks: [listAssignments.path, {}, {}],
  'task a1': [readAssignment.path, { id: 'a1' }, { incident: { id: 'i1' } }],
  'task a2': [readAssignment.path, { id: 'a2' }, { incident: { id: 'i1' } }],
  'task a3': [readAssignment.path, { id: 'a3' }, { incident: { id: 'i2' } }],
} as const;

/** The names of what one message makes stale. */
function staleAfter(name: string, subjectId: string, content: LiveMessage['content'] = {}): string[] {
  const queries = createQueryClient();
  for (const [path, input, answer] of Object.values(cached)) queries.setQueryData([path, input, {}], answer);
  const heard: ((message: LiveMessage) => void)[] = [];
  const feed = {
    on: (_match: unknown, handler: (message: LiveMessage) => void) => {
      heard.push(handler);
      return () => {};
    },
    onResync: () => () => {},
    state: () => ({ state: 'connected' as const }),
    subscribe: () => () => {},
    start: () => {},
    stop: () => {},
  };
  attachCache(feed, queries, liveRules);
  const subjectType = name.split('.')[0] ?? '';
  for (const handler of heard) handler({ name, subjectType, subjectId, occurredAt: '', content });
  vi.advanceTimersByTime(gatherMs);
  return Object.entries(cached)
    .filter(([, [path, input]]) => queries.getQueryState([path, input, {}])?.isInvalidated === true)
    .map(([what]) => what);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  [
    'a step of one task fetches it, its incident and the lists, not the other open tasks',
    ['assignment.acknowledged', 'a3', { incidentId: 'i2' }],
    ['incidents', 'incident i2', 'timeline i2', 'proposal i2', 'tasks', 'task a3'],
  ],
  [
    'of an incident with two tasks the other one too: it says who else is on it',
    ['assignment.rejected', 'a1', { incidentId: 'i1', reasonCode: 'other' }],
    ['incidents', 'incident i1', 'timeline i1', 'proposal i2', 'tasks', 'task a1', 'task a2'],
  ],
  [
    'an event from before events said their incident fetches what it may be about',
    ['assignment.arrived', 'a3', {}],
    [
      'incidents',
      'incident i1',
      'incident i2',
      'timeline i1',
      'timeline i2',
      'proposal i2',
      'tasks',
      'task a1',
      'task a2',
      'task a3',
    ],
  ],
  [
    'a corrected place reaches the tasks of that incident, and the lists that say it',
    ['incident.changed', 'i1', { fields: ['place'] }],
    ['incidents', 'incident i1', 'timeline i1', 'tasks', 'task a1', 'task a2'],
  ],
  [
    'a note is on the tasks of its incident',
    ['incident.noted', 'i2', { noteId: 'n1', assignmentId: 'a3' }],
    ['incidents', 'incident i2', 'timeline i2', 'proposal i2', 'task a3'],
  ],
  [
    'a call is on the queue, at the desk, and on the incident it belongs to',
    ['call.ended', 'c1', { endedBy: 'caller' }],
    ['calls', 'queue', 'desk', 'call c1', 'incident i1', 'timeline i1'],
  ],
] as const)('%s', (_what, [name, subjectId, content], stale) => {
  expect(staleAfter(name, subjectId, content)).toEqual([...stale]);
});
