import { join } from 'node:path';
import { recordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Workplace } from '#platform/server/unit.ts';
import * as routes from '../../pack-contract.ts';
import type { IncidentsKnown } from '../incidents-known.ts';
import { withdrawPack } from './end-pack.ts';
import { clearPack, clearPackTask } from './kept-file.ts';
import { changePackSetting, readPackSetting, seedPackSetting } from './pack-setting-store.ts';
import { preparePack } from './prepare-pack.ts';
import { listPacks, showPack } from './read-packs.ts';
import { signPack } from './sign-pack.ts';

/** Evidence packs of cases. `dataFolder` holds them under `attachments/`; their keys, and the one that signs, under `keys/`. */
export function createCasePacks(given: {
  readonly place: () => Workplace;
  readonly dataFolder: string;
  readonly incidents: IncidentsKnown;
}): Feature {
  const signingFolder = join(given.dataFolder, 'keys');
  const options = { ...given, keys: recordingKeys(signingFolder), signingFolder };
  return {
    name: 'case_packs',
    routes: bindAll(routes, {
      listPacks,
      preparePack: preparePack(options),
      signPack: signPack(options),
      withdrawPack,
      readPackSetting,
      changePackSetting,
    }),
    plugins: [showPack(options)],
    jobs: { [clearPackTask]: clearPack(given.dataFolder) },
    seedTenant: seedPackSetting,
  };
}
