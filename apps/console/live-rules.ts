import type { LiveRule } from '#platform/web/live.tsx';

/**
 * Which queries a live message makes stale. A query that was asked with the id of the message's subject is stale
 * without a rule; lists and counts need one.
 */
export const liveRules: readonly LiveRule[] = [
  { event: 'call.*', paths: ['/api/calls', '/api/queue', '/api/desk'] },
  { event: 'presence.*', paths: ['/api/presences', '/api/desk', '/api/queue'] },
  { event: 'test_call.*', paths: ['/api/test-calls'] },
  // The board reads itself anew (features/dispatch/console/use-board.ts).
  { event: 'incident.*', paths: ['/api/incidents'] },
  { event: 'assignment.*', paths: ['/api/assignments', '/api/incidents'] },
  { event: 'alerting.*', paths: ['/api/incidents/:id/proposal'] },
  { event: 'agency.*', paths: ['/api/agencies'] },
  { event: 'user.*', paths: ['/api/users', '/api/session'] },
  { event: 'session.*', paths: ['/api/users', '/api/session'] },
  // The subject's kind says which setting; few enough to fetch them all anew.
  {
    event: 'setting.changed',
    paths: [
      '/api/settings',
      '/api/centre',
      // Name and coat of arms of the regency at the head of every screen.
      '/api/session',
      '/api/users',
      '/api/agencies',
      '/api/incident-types',
      '/api/clocks',
      '/api/routing-rules',
      '/api/prompts',
    ],
  },
];
