import { join } from 'node:path';
import { bind } from '#platform/server/action.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Workplace } from '#platform/server/unit.ts';
import * as routes from '../../recording-contract.ts';
import { applyRetention, awaitNight, retentionDeadline, retentionNight, retentionTask } from './apply-retention.ts';
import { beginListening } from './begin-listening.ts';
import { compressRecording } from './compress-recording.ts';
import type { IncidentsBehind } from './incidents-behind.ts';
import { playRecording } from './play-recording.ts';
import { playTail } from './play-tail.ts';
import { seedPolicy } from './policy-store.ts';
import * as care from './recording-care.ts';
import { recordingKeys } from './recording-keys.ts';
import { clearFilesTask, compressRecordingTask, storeRecordingTask } from './recording-path.ts';
import { sealOld, sealOldTask } from './seal-old.ts';
import { clearFiles, type RecordingFolders, storeRecording } from './store-recording.ts';
import { readRecordingState } from './watch-recordings.ts';

/** The part of the calls feature that is about recordings. */
export function createRecordings(options: {
  readonly place: () => Workplace;
  readonly dataFolder: string;
  readonly folders: () => RecordingFolders;
  readonly incidents: IncidentsBehind;
  readonly encoder: Parameters<typeof compressRecording>[0]['encoder'];
}): Required<Pick<Feature, 'routes' | 'plugins' | 'jobs' | 'deadlines' | 'seedTenant'>> {
  const { place, folders, incidents, encoder } = options;
  const keys = recordingKeys(join(options.dataFolder, 'keys'));
  const caring = care.recordingCare(incidents);
  return {
    routes: [
      bind(routes.beginListening, beginListening(incidents)),
      bind(routes.readRecordingCare, caring.readRecordingCare),
      bind(routes.readRecordingPolicy, care.readRecordingPolicy),
      bind(routes.changeRecordingPolicy, care.changeRecordingPolicy),
      bind(routes.listHolds, care.listHolds),
      bind(routes.placeHold, caring.placeHold),
      bind(routes.releaseHold, care.releaseHold),
      bind(routes.listDeletions, care.listDeletions),
      bind(routes.askDeletion, caring.askDeletion),
      bind(routes.decideDeletion, caring.decideDeletion),
      bind(routes.readRecordingState, readRecordingState),
    ],
    plugins: [
      playRecording({ place, folder: () => folders().recordings, keys, incidents }),
      playTail({ place, folders, incidents }),
    ],
    jobs: {
      [storeRecordingTask]: storeRecording(folders, keys),
      [compressRecordingTask]: compressRecording({ folders, keys, encoder }),
      [clearFilesTask]: clearFiles(folders),
      [sealOldTask]: sealOld({ folders, keys }),
      [retentionTask]: applyRetention(incidents),
    },
    deadlines: { [retentionDeadline]: retentionNight },
    seedTenant: async (ctx) => {
      await seedPolicy(ctx);
      await awaitNight(ctx);
    },
  };
}
