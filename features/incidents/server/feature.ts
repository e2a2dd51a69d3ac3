import { bind } from '#platform/server/action.ts';
import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as cardRoutes from '../card-contract.ts';
import * as routes from '../contract.ts';
import * as duplicateRoutes from '../duplicate-contract.ts';
import * as mapRoutes from '../map-contract.ts';
import * as mergeRoutes from '../merge-contract.ts';
import * as peopleRoutes from '../people-contract.ts';
import * as sensitiveRoutes from '../sensitive-contract.ts';
import * as typeRoutes from '../type-contract.ts';
import * as wordRoutes from '../words-contract.ts';
import { addNote } from './add-note.ts';
import { followSilence } from './caller-silence.ts';
import { listCardAnswers, listCardRuns, saveCardRun } from './card/card-runs.ts';
import {
  changeCard,
  createCard,
  listCardSettings,
  listCards,
  seedCards,
  signCard,
  takeSuppliedCards,
} from './card/card-settings.ts';
import { changeIncident } from './change-incident.ts';
import { changeIncidentType, createIncidentType, deactivateIncidentType, listTypeSettings } from './change-types.ts';
import { linkDuplicate, undoDuplicate } from './duplicates/link-duplicate.ts';
import { listNear } from './duplicates/list-near.ts';
import { linkCall, linkOutgoing } from './link-call.ts';
import * as group from './merging/group.ts';
import { mergeIncident, unmergeIncident } from './merging/merge.ts';
import { openIncident } from './open-incident.ts';
import { listChanges } from './people/changes.ts';
import { listMentionable, listMentions, seeMentions } from './people/mentions.ts';
import { forgetGone, presenceDeadline, readPeople, reportPresent } from './people/people.ts';
import { listIncidents, listIncidentTypes, readIncident } from './read-incident.ts';
import { listIncidentPoints } from './read-points.ts';
import { readTimeline } from './read-timeline.ts';
import { seedIncidentTypes } from './seed-types.ts';
import * as sensitive from './sensitive/mark-incident.ts';
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
    bind(mapRoutes.listIncidentPoints, listIncidentPoints),
    bind(routes.linkCall, linkCall),
    bind(routes.showCaller, showCaller),
    bind(routes.readTimeline, readTimeline),
    ...bindAll(sensitiveRoutes, {
      markSensitive: sensitive.markSensitive,
      unmarkSensitive: sensitive.unmarkSensitive,
      listHandlers: sensitive.listHandlers,
      addHandler: sensitive.addHandler,
      removeHandler: sensitive.removeHandler,
    }),
    bind(wordRoutes.keepWords, keepWords),
    bind(wordRoutes.takeWords, takeWords),
    ...bindAll(mergeRoutes, { mergeIncident, unmergeIncident }),
    ...bindAll(mergeRoutes, group),
    ...bindAll(duplicateRoutes, { listNear, linkDuplicate, undoDuplicate }),
    ...bindAll(peopleRoutes, { readPeople, reportPresent, listChanges, listMentionable, listMentions, seeMentions }),
    bind(cardRoutes.listCards, listCards),
    bind(cardRoutes.listCardSettings, listCardSettings),
    bind(cardRoutes.createCard, createCard),
    bind(cardRoutes.takeSuppliedCards, takeSuppliedCards),
    bind(cardRoutes.changeCard, changeCard),
    bind(cardRoutes.signCard, signCard),
    bind(cardRoutes.saveCardRun, saveCardRun),
    bind(cardRoutes.listCardRuns, listCardRuns),
    bind(cardRoutes.listCardAnswers, listCardAnswers),
  ],
  deadlines: { [presenceDeadline]: forgetGone },
  listeners: { 'call.silent_settled': followSilence, 'party.called': linkOutgoing, 'masked_call.ended': linkOutgoing },
  seedTenant: async (ctx) => {
    await seedIncidentTypes(ctx);
    await seedCards(ctx);
  },
};
