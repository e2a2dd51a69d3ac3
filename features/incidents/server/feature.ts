import { bind } from '#platform/server/action.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as routes from '../contract.ts';
import * as typeRoutes from '../type-contract.ts';
import * as wordRoutes from '../words-contract.ts';
import { addNote } from './add-note.ts';
import { followSilence } from './caller-silence.ts';
import { changeIncident } from './change-incident.ts';
import { changeIncidentType, createIncidentType, deactivateIncidentType, listTypeSettings } from './change-types.ts';
import { linkCall, linkOutgoing } from './link-call.ts';
import { openIncident } from './open-incident.ts';
import { listIncidents, listIncidentTypes, readIncident } from './read-incident.ts';
import { readTimeline } from './read-timeline.ts';
import { seedIncidentTypes } from './seed-types.ts';
import { showCaller } from './show-caller.ts';
import { keepWords, takeWords } from './typed-words.ts';

export const feature: Feature = {
  name: 'incidents',
  routes: [
    bind(routes.listIncidentTypes, listIncidentTypes),
    bind(typeRoutes.listTypeSettings, listTypeSettings),
    bind(typeRoutes.createIncidentType, createIncidentType),
    bind(typeRoutes.changeIncidentType, changeIncidentType),
    bind(typeRoutes.deactivateIncidentType, deactivateIncidentType),
    bind(routes.openIncident, openIncident),
    bind(routes.changeIncident, changeIncident),
    bind(routes.listIncidents, listIncidents),
    bind(routes.readIncident, readIncident),
    bind(routes.addNote, addNote),
    bind(routes.linkCall, linkCall),
    bind(routes.showCaller, showCaller),
    bind(routes.readTimeline, readTimeline),
    bind(wordRoutes.keepWords, keepWords),
    bind(wordRoutes.takeWords, takeWords),
  ],
  listeners: { 'call.silent_settled': followSilence, 'party.called': linkOutgoing },
  seedTenant: seedIncidentTypes,
};
