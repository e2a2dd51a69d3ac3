import type { PlayOptions } from '#features/calls/server/recording/play-recording.ts';
import { playUnnamed } from '#features/calls/server/recording/play-unnamed.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { sampleSoundPath } from '../contract.ts';
import { sampleId } from '../quality.ts';
import { refusals } from '../texts.ts';
import { heardSample } from './sample-store.ts';

/** The sound of a sample, for who opened its sheet and did not take the call. */
export const playSample = (options: PlayOptions): HttpPlugin =>
  playUnnamed(options, {
    path: sampleSoundPath,
    summary: 'The sound of a call of the sample, which is not named',
    permission: 'quality.assess',
    id: sampleId,
    missing: 'quality.not_found',
    texts: refusals,
    heard: async (ctx, id, listening) => {
      const found = await heardSample(ctx, id, listening);
      if (found === null) return refuse('quality.not_found');
      if (found.isOwn) return refuse('quality.own');
      return ok({ callId: found.callId, isBegun: found.isBegun });
    },
  });
