import { z } from 'zod';
import { callId } from '#features/calls/call.ts';
import { listeningId } from '#features/calls/recording.ts';
import { recordingRefusals } from '#features/calls/recording-texts.ts';
import {
  type OpenedSound,
  openRecording,
  type PlayOptions,
  type PlayRefusal,
  sendSound,
} from '#features/calls/server/recording/play-recording.ts';
import { refusals as callRefusals } from '#features/calls/texts.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import { runAction } from '#platform/server/unit.ts';
import { type Refusal, type Result, refuse } from '#platform/shared/result.ts';
import { sampleSoundPath } from '../contract.ts';
import { type SampleId, sampleId } from '../quality.ts';
import { refusals } from '../texts.ts';
import { heardSample } from './sample-store.ts';

const params = z.object({ id: sampleId });
const query = z.object({ listening: listeningId });
const texts = { ...callRefusals, ...recordingRefusals, ...refusals };
type SoundRefusal = PlayRefusal | 'quality.not_found' | 'quality.own';

/** The sound of a sample, for who opened its sheet: which call it is of is said nowhere in the exchange. */
export function playSample(options: PlayOptions): HttpPlugin {
  return {
    method: 'GET',
    path: sampleSoundPath,
    summary: 'The sound of a call of the sample, which is not named',
    permission: 'quality.assess',
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error('quality.assess is never public');
      const send = (refusal: Refusal<SoundRefusal>) => {
        const problem = problemOf(refusal, texts[refusal.code], requester.actor.language);
        return reply.code(problem.status).type('application/problem+json').send(problem);
      };
      const asked = { params: params.safeParse(request.params), query: query.safeParse(request.query) };
      if (!asked.params.success) return send({ code: 'quality.not_found', detail: {} });
      if (!asked.query.success) return send({ code: 'recording.reason_missing', detail: {} });
      const { id } = asked.params.data;
      const { listening } = asked.query.data;
      const found = await runAction(options.place(), requester, (ctx) => open(ctx, options, id, listening));
      return found.ok ? sendSound(request, reply, found.value, 'both') : send(found.refusal);
    },
  };
}

/** The look was logged when the listening began, as one at that call's recording. */
async function open(
  ctx: ActionContext,
  options: PlayOptions,
  id: SampleId,
  listening: z.output<typeof listeningId>,
): Promise<Result<OpenedSound, SoundRefusal>> {
  const found = await heardSample(ctx, id, listening);
  if (found === null) return refuse('quality.not_found');
  if (found.isOwn) return refuse('quality.own');
  if (!found.isBegun) return refuse('recording.reason_missing');
  return openRecording(ctx, options, { callId: callId.parse(found.callId), channel: 'both', listening });
}
