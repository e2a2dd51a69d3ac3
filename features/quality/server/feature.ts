import { join } from 'node:path';
import { type IncidentsBehind, noIncidents } from '#features/calls/server/recording/incidents-behind.ts';
import { recordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { changeSetting } from '#features/people/server/setting-versions.ts';
import { type Action, bind } from '#platform/server/action.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { ok } from '#platform/shared/result.ts';
import * as routes from '../contract.ts';
import { readQualityFigures as figuresRoute } from '../figure-contract.ts';
import * as talkRoutes from '../talk-contract.ts';
import { acceptSheet, answerDeadline, answerExpired, appealSheet } from './answer.ts';
import { fillSheet, listSamples, openSample, setAside } from './assess.ts';
import { awaitMonth, drawMonths, drawTask, monthDeadline, monthEnded } from './draw-month.ts';
import { playSample } from './play-sample.ts';
import { exportQuality, readQualityFigures } from './read-figures.ts';
import { readMine } from './read-mine.ts';
import { currentCard, readSetting, scorecardKind, settingKind } from './setting-store.ts';
import { finishStep, holdTalk, listCoached, listTalks } from './talks.ts';

export const qualitySettings = [settingKind, scorecardKind];

const readQualitySetting: Action<typeof routes.readQualitySetting> = async (ctx) => {
  const { content, version } = await readSetting(ctx);
  return ok({ id: ctx.tenantId, content, version });
};

const changeQualitySetting: Action<typeof routes.changeQualitySetting> = async (ctx, { body }) =>
  changeSetting(ctx, settingKind, { id: ctx.tenantId, ...body });

const readScorecard: Action<typeof routes.readScorecard> = async (ctx) =>
  ok({ id: ctx.tenantId, ...(await currentCard(ctx)) });

const changeScorecard: Action<typeof routes.changeScorecard> = async (ctx, { body }) =>
  changeSetting(ctx, scorecardKind, { id: ctx.tenantId, ...body });

/** How well calls are taken: drawn blindly, assessed by a scorecard, told to the person first. `dataFolder` holds the keys of recordings. */
export function createQuality(options: {
  readonly place: () => Workplace;
  readonly dataFolder: string;
  /** Where the recordings lie; left out: under the data folder. */
  readonly recordingsFolder?: () => string;
  /** Whose incidents hide recordings; left out: nobody's. */
  readonly incidents?: IncidentsBehind;
}): Feature {
  const { place, dataFolder, incidents = noIncidents } = options;
  const { recordingsFolder: folder = () => join(dataFolder, 'recordings') } = options;
  const sounds = { place, folder, keys: recordingKeys(join(dataFolder, 'keys')), incidents };
  return {
    name: 'quality',
    routes: [
      bind(routes.listSamples, listSamples),
      bind(routes.openSample, openSample(incidents)),
      bind(routes.fillSheet, fillSheet),
      bind(routes.setAside, setAside),
      bind(routes.readMine, readMine),
      bind(routes.acceptSheet, acceptSheet),
      bind(routes.appealSheet, appealSheet),
      bind(routes.readQualitySetting, readQualitySetting),
      bind(routes.changeQualitySetting, changeQualitySetting),
      bind(routes.readScorecard, readScorecard),
      bind(routes.changeScorecard, changeScorecard),
      bind(figuresRoute, readQualityFigures),
      bind(talkRoutes.listTalks, listTalks),
      bind(talkRoutes.listCoached, listCoached),
      bind(talkRoutes.holdTalk, holdTalk),
      bind(talkRoutes.finishStep, finishStep),
    ],
    plugins: [playSample(sounds), exportQuality(place)],
    deadlines: { [monthDeadline]: monthEnded, [answerDeadline]: answerExpired },
    jobs: { [drawTask]: drawMonths },
    seedTenant: awaitMonth,
  };
}
