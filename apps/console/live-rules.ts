import type { LiveRule } from '#platform/web/live-cache.ts';

/**
 * Which queries a live message makes stale. A query that was asked with the id of the message's subject is stale
 * without a rule; lists, counts and what belongs to another record need one.
 */
export const liveRules: readonly LiveRule[] = [
  {
    event: 'call.*',
    lists: [
      '/api/calls',
      '/api/calls/:id/earlier',
      '/api/queue',
      '/api/desk',
      '/api/desk/supervision',
      '/api/supervision',
      '/api/supervision/waiting',
    ],
    // The calls of an incident stand in it and in its timeline.
    records: { paths: ['/api/incidents/:id', '/api/incidents/:id/timeline'], holding: 'subject' },
  },
  { event: 'call.sound_measured', lists: ['/api/calls/:id/sounds', '/api/desk-phones'] },
  { event: 'desk.checked', lists: ['/api/desk-phones', '/api/desk/check'] },
  // Whom a call was connected with stands in the call, at its desk, and in the timeline of its incident.
  {
    event: 'party.*',
    lists: ['/api/calls', '/api/calls/:id', '/api/calls/:id/parties', '/api/desk', '/api/incidents/:id/timeline'],
  },
  // Says no call; there is one of these on a screen.
  {
    event: 'recording.*',
    lists: [
      '/api/calls/:id',
      '/api/calls/:id/recording-care',
      '/api/incidents/:id',
      '/api/incidents/:id/timeline',
      '/api/recording-state',
      '/api/recording-holds',
      '/api/recording-deletions',
    ],
  },
  { event: 'presence.*', lists: ['/api/presences', '/api/desk', '/api/queue', '/api/desk-phones'] },
  { event: 'desk.*', lists: ['/api/desk/supervision', '/api/supervision/messages'] },
  { event: 'phone.*', lists: ['/api/desk', '/api/desk-phones'] },
  { event: 'cells.*', lists: ['/api/cell-sites'] },
  { event: 'follow_up.*', under: ['/api/follow-ups'] },
  // A call-back shows the conversation of the call that was lost, whose id the message carries.
  { event: 'call.link_*', lists: ['/api/follow-ups', '/api/calls/:id/conversation'] },
  { event: 'test_call.*', under: ['/api/test-calls'] },
  { event: 'line.*', under: ['/api/lines', '/api/carrier-windows'] },
  // The board reads itself anew (features/dispatch/console/use-board.ts).
  {
    event: 'incident.*',
    lists: ['/api/incidents'],
    // A task says what and where, and its notes.
    records: { paths: ['/api/assignments/:id'], holding: 'subject' },
  },
  { event: 'incident.changed', lists: ['/api/assignments'] },
  // A task warns its agency of a caller who cannot speak.
  { event: 'incident.caller_silent', lists: ['/api/assignments'] },
  { event: 'incident.caller_speaks', lists: ['/api/assignments'] },
  {
    event: 'assignment.*',
    // A proposal says how much each agency has to do.
    lists: ['/api/assignments', '/api/incidents', '/api/incidents/:id/proposal'],
    // A task says who else is on its incident.
    records: {
      paths: ['/api/incidents/:id', '/api/incidents/:id/timeline', '/api/assignments/:id'],
      holding: { member: 'incidentId' },
    },
  },
  { event: 'alerting.*', lists: ['/api/incidents/:id/proposal'] },
  { event: 'agency.*', under: ['/api/agencies'] },
  { event: 'user.*', under: ['/api/users', '/api/session'] },
  { event: 'session.*', under: ['/api/users', '/api/session'] },
  // The subject's kind says which setting; few enough to fetch them all anew.
  {
    event: 'setting.changed',
    under: [
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
      '/api/place-agreement',
      '/api/lines',
      '/api/recording-policy',
      '/api/queue-settings',
      '/api/queue',
      '/api/follow-up-setting',
      '/api/silent-calls',
      '/api/directory',
      '/api/directory-entries',
    ],
  },
];
