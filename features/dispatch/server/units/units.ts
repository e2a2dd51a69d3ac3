import { join } from 'node:path';
import { recordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { bind, type Listener } from '#platform/server/action.ts';
import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { readCoverage as readCoverageRoute } from '../../coverage-contract.ts';
import * as field from '../../field-contract.ts';
import { listTracks as listTracksRoute } from '../../track-contract.ts';
import * as units from '../../unit-contract.ts';
import { addPhoto } from '../field/add-photo.ts';
import * as attachments from '../field/attachments.ts';
import { callCaller } from '../field/call-caller.ts';
import { doFieldActions } from '../field/do-actions.ts';
import { listFieldTasks } from '../field/read-tasks.ts';
import { tellOfQuestion, tellOfTask } from '../field/tell-crew.ts';
import { assignUnit, releaseAll, releaseUnit } from './assign-unit.ts';
import { setUnitStatus } from './change-status.ts';
import * as register from './change-units.ts';
import { acknowledgeUnitAlarm, alarmDeadline, askCrew, repeatAlarm, silenceDeadline } from './crew-safety.ts';
import { erasePositions, positionsDeadline, reportPositions, sweepPositions } from './positions.ts';
import { readCoverage } from './read-coverage.ts';
import { listTracks } from './read-tracks.ts';
import * as views from './read-units.ts';
import { recommendUnits } from './recommend-units.ts';
import { offerStraight, sendStraight, straightTask } from './straight-to-unit.ts';
import type { RouterOf } from './travel-times.ts';

const release: Listener = (ctx, event) => releaseAll(ctx, event.subject.id);

/** Units, their crews, and what crews do on their devices. `routerOf`: the road router of a regency, if it has one. */
export function createUnits(options: {
  readonly place: () => Workplace;
  readonly dataFolder: string;
  readonly routerOf: RouterOf;
}): Feature {
  const files = { ...options, keys: recordingKeys(join(options.dataFolder, 'keys')) };
  return {
    name: 'units',
    routes: [
      ...bindAll(units, views),
      ...bindAll(units, register),
      ...bindAll(units, {
        assignUnit,
        releaseUnit,
        setUnitStatus,
        acknowledgeUnitAlarm,
        reportPositions,
        erasePositions,
      }),
      bind(units.recommendUnits, recommendUnits(options.routerOf)),
      ...bindAll(field, { doFieldActions, listFieldTasks, callCaller }),
      bind(listTracksRoute, listTracks),
      bind(readCoverageRoute, readCoverage),
      bind(field.listAttachments, attachments.listAttachments),
      bind(field.eraseAttachment, attachments.eraseAttachment),
    ],
    plugins: [attachments.keepAttachment(files), addPhoto(files), attachments.showAttachment(files)],
    listeners: {
      'assignment.sent': offerStraight,
      'unit.assigned': tellOfTask,
      'unit.asked': tellOfQuestion,
      'assignment.finished': release,
      'assignment.rejected': release,
      'assignment.rerouted': release,
      'assignment.cancelled': release,
    },
    deadlines: {
      [silenceDeadline]: askCrew,
      [alarmDeadline]: repeatAlarm,
      [positionsDeadline]: sweepPositions,
    },
    jobs: { [straightTask]: sendStraight, [attachments.clearAttachmentTask]: attachments.clearAttachment(files) },
  };
}
