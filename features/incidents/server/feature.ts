import { bind } from '#platform/server/action.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as routes from '../contract.ts';
import { addNote } from './add-note.ts';
import { changeIncident } from './change-incident.ts';
import { linkCall } from './link-call.ts';
import { openIncident } from './open-incident.ts';
import { listIncidents, listIncidentTypes, readIncident } from './read-incident.ts';
import { readTimeline } from './read-timeline.ts';
import { seedIncidentTypes } from './seed-types.ts';
import { showCaller } from './show-caller.ts';

export const feature: Feature = {
  name: 'incidents',
  routes: [
    bind(routes.listIncidentTypes, listIncidentTypes),
    bind(routes.openIncident, openIncident),
    bind(routes.changeIncident, changeIncident),
    bind(routes.listIncidents, listIncidents),
    bind(routes.readIncident, readIncident),
    bind(routes.addNote, addNote),
    bind(routes.linkCall, linkCall),
    bind(routes.showCaller, showCaller),
    bind(routes.readTimeline, readTimeline),
  ],
  seedTenant: seedIncidentTypes,
};
