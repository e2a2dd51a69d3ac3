import type { SettingKind } from '#features/people/server/setting-versions.ts';
import { bind } from '#platform/server/action.ts';
import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as caseRoutes from '../case-contract.ts';
import * as routes from '../contract.ts';
import * as laneRoutes from '../lane-contract.ts';
import { countSignatures as countSignatureRoute } from '../signature-contract.ts';
import { changeCaseSetting, readCaseSetting } from './case-setting.ts';
import { caseSettingKind, seedCaseSetting } from './case-setting-store.ts';
import * as cases from './cases.ts';
import { cleanDeadline, endClean, eraseDeadline, eraseEnded, followNuisance } from './follow-nuisance.ts';
import type { IncidentsKnown } from './incidents-known.ts';
import { askLane, endLane, expireLane, laneDeadline, listLanes, signLane } from './lanes.ts';
import {
  addCallerNote,
  changeCallerNote,
  expireNote,
  expireNumber,
  noteDeadline,
  numberDeadline,
  putBackCallerNote,
  removeCallerNote,
  writeCallerNote,
} from './notes.ts';
import { packSettingKind } from './pack/pack-setting-store.ts';
import { findCaller, readCaller, showCallerNumber } from './read-caller.ts';
import { listCases, readCase, readLetter } from './read-cases.ts';
import { readCallerFacts } from './read-facts.ts';
import { countSignatures } from './signature/signatures.ts';

/** What apps/server hands to `createPeople({ settingKinds })`. */
export const callerSettings: readonly SettingKind[] = [caseSettingKind, packSettingKind];

/** What is known of a number, and cases of numbers that misuse 112 again and again. */
export function createCallers({ incidents }: { readonly incidents: IncidentsKnown }): Feature {
  return {
    name: 'callers',
    routes: [
      bind(routes.readCallerFacts, readCallerFacts(incidents)),
      bind(routes.writeCallerNote, writeCallerNote(incidents)),
      bind(routes.addCallerNote, addCallerNote),
      bind(routes.changeCallerNote, changeCallerNote),
      bind(routes.removeCallerNote, removeCallerNote),
      bind(routes.putBackCallerNote, putBackCallerNote),
      bind(routes.findCaller, findCaller),
      bind(routes.showCallerNumber, showCallerNumber),
      bind(routes.readCaller, readCaller(incidents)),
      ...bindAll(caseRoutes, { ...cases, listCases, readCase, readLetter, readCaseSetting, changeCaseSetting }),
      ...bindAll(laneRoutes, { askLane, listLanes, signLane, endLane }),
      bind(countSignatureRoute, countSignatures),
    ],
    listeners: { 'call.classified': followNuisance },
    deadlines: {
      [noteDeadline]: expireNote,
      [numberDeadline]: expireNumber,
      [cleanDeadline]: endClean,
      [eraseDeadline]: eraseEnded,
      [laneDeadline]: expireLane,
    },
    seedTenant: seedCaseSetting,
  };
}
