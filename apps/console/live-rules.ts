import type { LiveRule } from '#platform/web/live-cache.ts';

const aroundIncident = ['/api/incidents/:id', '/api/incidents/:id/timeline', '/api/incidents/:id/group'];

/**
 * Which queries a live message makes stale. A query that was asked with the id of the message's subject is stale
 * without a rule; lists, counts and what belongs to another record need one.
 */
export const liveRules: readonly LiveRule[] = [
  {
    event: 'call.*',
    lists: [
      '/api/calls',
      '/api/queue',
      '/api/desk',
      '/api/desk/supervision',
      '/api/supervision',
      '/api/supervision/waiting',
    ],
    // The calls of an incident stand in it and in its timeline.
    records: { paths: ['/api/incidents/:id', '/api/incidents/:id/timeline'], holding: 'subject' },
  },
  // The screen on the wall asks for all of it anew.
  ...['call.*', 'presence.*', 'incident.*', 'assignment.*', 'wave.*', 'line.*', 'agency.*', 'surge.*'].map((event) => ({
    event,
    lists: ['/api/monev/wall'],
  })),
  // What is known of a number is fetched with each call; of other calls only what people said of them, not each of a flood.
  {
    event: 'call.classified',
    lists: ['/api/calls/:id/earlier', '/api/calls/:id/caller-facts', '/api/desk/closing', '/api/desk-care'],
  },
  { event: 'agency_answer.*', under: ['/api/agency-answers'] },
  { event: 'agency_brief.*', under: ['/api/agency-answers'] },
  // What became of a brief's mail: the page that shows the brief has its id.
  { event: 'message.*', records: { paths: ['/api/agency-answers/:id'], holding: { member: 'subjectId' } } },
  { event: 'caller_note.*', under: ['/api/callers'], lists: ['/api/calls/:id/caller-facts'] },
  {
    event: 'caller_case.*',
    under: ['/api/callers', '/api/cases', '/api/case-lanes', '/api/case-packs'],
    lists: ['/api/calls/:id/caller-facts', '/api/case-signatures'],
  },
  { event: 'call.sound_measured', lists: ['/api/calls/:id/sounds', '/api/desk-phones'] },
  { event: 'desk.checked', lists: ['/api/desk-phones', '/api/desk/check'] },
  // Whom a call was connected with stands in the call, at its desk, and in the timeline of its incident.
  {
    event: 'party.*',
    lists: ['/api/calls', '/api/calls/:id', '/api/calls/:id/parties', '/api/desk', '/api/incidents/:id/timeline'],
  },
  // A crew and a caller who talk through the centre: in the timeline of the incident.
  { event: 'masked_call.*', lists: ['/api/incidents/:id/timeline'] },
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
  {
    event: 'presence.*',
    lists: ['/api/presences', '/api/desk', '/api/desk/closing', '/api/queue', '/api/desk-phones'],
  },
  { event: 'desk.*', lists: ['/api/desk/supervision', '/api/supervision/messages'] },
  { event: 'phone.*', lists: ['/api/desk', '/api/desk-phones'] },
  { event: 'cells.*', lists: ['/api/cell-sites'] },
  {
    event: 'place_layer.*',
    under: ['/api/place-layers', '/api/boundaries', '/api/landmarks', '/api/place-search', '/api/jurisdiction'],
  },
  { event: 'follow_up.*', under: ['/api/follow-ups'] },
  { event: 'audit.*', under: ['/api/audits'] },
  // The page of the call opens to who audited it.
  { event: 'audit.judged', lists: ['/api/calls/:id', '/api/calls/:id/judgements'] },
  { event: 'month.locked', under: ['/api/monev/months'] },
  { event: 'quality.*', under: ['/api/quality'] },
  { event: 'hint_order.*', under: ['/api/hints'] },
  // A call-back shows the conversation of the call that was lost, whose id the message carries.
  { event: 'call.link_*', lists: ['/api/follow-ups', '/api/calls/:id/conversation'] },
  { event: 'wave.*', under: ['/api/waves'] },
  { event: 'test_call.*', under: ['/api/test-calls'] },
  { event: 'drill.*', under: ['/api/drills'], lists: ['/api/desk/drill', '/api/calls', '/api/calls/:id'] },
  { event: 'incident.drill_sent', lists: ['/api/incidents/:id/drill-alerts'] },
  { event: 'line.*', under: ['/api/lines', '/api/carrier-windows'] },
  // The board reads itself anew (features/dispatch/console/use-board.ts).
  {
    event: 'incident.*',
    lists: ['/api/incidents', '/api/incidents/near', '/api/surge-incidents', '/api/surge-links'],
    // A task says what and where, and its notes; a group holds the lines of its members.
    records: { paths: ['/api/assignments/:id', '/api/incidents/:id/group'], holding: 'subject' },
  },
  ...['incident.merged', 'incident.unmerged'].map((event) => ({
    event,
    records: { paths: aroundIncident, holding: { member: 'intoId' } },
  })),
  ...['incident.attached', 'incident.detached'].map((event) => ({
    event,
    records: { paths: aroundIncident, holding: { member: 'parentId' } },
  })),
  { event: 'incident.mention*', lists: ['/api/mentions'] },
  // An answer on a question card says which incident it is in; null: a call that has none yet.
  {
    event: 'card_run.*',
    lists: ['/api/card-runs'],
    records: {
      paths: ['/api/incidents/:id/card-answers', '/api/incidents/:id/timeline'],
      holding: { member: 'incidentId' },
    },
  },
  // Another type, priority or place may ask for other agencies.
  {
    event: 'incident.changed',
    lists: ['/api/assignments', '/api/routing-questions'],
  },
  // What a type marked sensitive hides stands in lists of tasks too.
  { event: 'incident.marked_sensitive', lists: ['/api/assignments'] },
  { event: 'incident.unmarked_sensitive', lists: ['/api/assignments'] },
  { event: 'incident.routing_decided', lists: ['/api/routing-questions'] },
  // A task warns its agency of a caller who cannot speak.
  { event: 'incident.caller_silent', lists: ['/api/assignments'] },
  { event: 'incident.caller_speaks', lists: ['/api/assignments'] },
  {
    event: 'assignment.*',
    // A proposal says how much each agency has to do.
    lists: [
      '/api/assignments',
      '/api/assignments/:id/alerts',
      '/api/incidents',
      '/api/incidents/near',
      '/api/incidents/:id/proposal',
      '/api/routing-questions',
    ],
    // A task says who else is on its incident.
    records: {
      paths: [
        '/api/incidents/:id',
        '/api/incidents/:id/routing',
        '/api/incidents/:id/timeline',
        '/api/assignments/:id',
      ],
      holding: { member: 'incidentId' },
    },
  },
  {
    event: 'unit.*',
    lists: ['/api/units', '/api/unit-alarms', '/api/assignments/:id/units', '/api/assignments/:id/recommended-units'],
    records: { paths: ['/api/units/:id'], holding: { member: 'unitId' } },
  },
  // Who brought what stands in the incident.
  ...['assignment.attached', 'assignment.photo_by_link'].map((event) => ({
    event,
    records: { paths: ['/api/incidents/:id/attachments'], holding: { member: 'incidentId' } },
  })),
  { event: 'alerting.*', lists: ['/api/incidents/:id/proposal'] },
  { event: 'message.*', lists: ['/api/messages', '/api/surges/:id/broadcasts'] },
  // Disaster mode: a banner on every screen, what agencies were told, what lies in its area.
  { event: 'surge.*', under: ['/api/surges', '/api/surge-broadcasts', '/api/surge-incidents', '/api/surge-links'] },
  // What its callers were told stands in the incident; a message that waits or fails changes it without a word of its own.
  ...['incident.caller_*', 'incident.followed', 'incident.reopened', 'incident.resolved', 'incident.closed'].map(
    (event) => ({
      event,
      records: { paths: ['/api/incidents/:id/tellings'], holding: 'subject' as const },
    }),
  ),
  { event: 'caller_task.*', lists: ['/api/caller-tasks'] },
  { event: 'webhook.*', under: ['/api/webhooks'] },
  // Out of service, in service again: a proposal names who stands in.
  { event: 'agency.*', under: ['/api/agencies', '/api/outages'], lists: ['/api/incidents/:id/proposal'] },
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
      '/api/channels',
      '/api/push',
      '/api/incident-types',
      '/api/question-cards',
      '/api/clocks',
      '/api/ladders',
      '/api/units',
      '/api/agency-units',
      '/api/unit-figures',
      '/api/routing-rules',
      '/api/covers',
      '/api/outages',
      '/api/prompts',
      '/api/place-agreement',
      '/api/lines',
      '/api/recording-policy',
      '/api/queue-settings',
      '/api/queue',
      '/api/follow-up-setting',
      '/api/telling-setting',
      '/api/silent-calls',
      '/api/closing-settings',
      '/api/desk/closing',
      '/api/directory',
      '/api/directory-entries',
      '/api/areas',
      '/api/geo-setting',
      '/api/webhooks',
      '/api/case-setting',
      '/api/case-pack-setting',
      '/api/campaign-setting',
      '/api/obstacle-setting',
      '/api/hints',
      '/api/agency-answer-setting',
      '/api/surge-templates',
      '/api/surges',
    ],
  },
];
