import { join } from 'node:path';
import { recordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { bind } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Workplace } from '#platform/server/unit.ts';
import * as routes from '../contract.ts';
import * as settingRoutes from '../photo-setting-contract.ts';
import * as campaigns from './campaign-actions.ts';
import * as keeping from './keep-photos.ts';
import { seedPhotoSetting } from './photo-setting-store.ts';
import { addPhoto, erasePhoto, showPhoto } from './photos.ts';
import { readPublicMonth, showPublicPage, showPublicStyle } from './public-page.ts';
import { readEffect } from './read-effect.ts';
import { readProposals } from './read-proposals.ts';

/** Campaigns and what they did. `dataFolder` holds the photos under `attachments/` and their keys under `keys/`. */
export function createOutreach(options: {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly dataFolder: string;
}): Feature {
  const files = { ...options, keys: recordingKeys(join(options.dataFolder, 'keys')) };
  return {
    name: 'outreach',
    routes: [
      bind(routes.listCampaigns, campaigns.listCampaigns),
      bind(routes.readCampaign, campaigns.readCampaign),
      bind(routes.createCampaign, campaigns.createCampaign),
      bind(routes.changeCampaign, campaigns.changeCampaign),
      bind(routes.stepCampaign, campaigns.stepCampaign),
      bind(routes.deleteCampaign, campaigns.deleteCampaign),
      bind(routes.restoreCampaign, campaigns.restoreCampaign),
      bind(routes.listCampaignPlaces, campaigns.listCampaignPlaces),
      bind(routes.erasePhoto, erasePhoto),
      bind(routes.readProposals, readProposals),
      bind(routes.readEffect, readEffect),
      bind(routes.readPublicMonth, readPublicMonth),
      bind(settingRoutes.readPhotoSetting, keeping.readPhotoSetting),
      bind(settingRoutes.changePhotoSetting, keeping.changePhotoSetting),
    ],
    plugins: [addPhoto(files), showPhoto(files), showPublicPage(options.systemDb), showPublicStyle],
    jobs: { [keeping.photoKeepingTask]: keeping.keepPhotos },
    deadlines: { [keeping.photoKeepingDeadline]: keeping.photoNight },
    seedTenant: async (ctx) => {
      await seedPhotoSetting(ctx);
      await keeping.awaitPhotoNight(ctx);
    },
  };
}
