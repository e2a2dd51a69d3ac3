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
import { refusals } from '#features/calls/texts.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import { runAction } from '#platform/server/unit.ts';
import { type Refusal, type Result, refuse } from '#platform/shared/result.ts';
import { type AuditId, auditId } from '../../audit.ts';
import { auditSoundPath } from '../../audit-contract.ts';
import { auditRefusals } from '../../audit-texts.ts';
import { heardAudit } from './hearing-store.ts';

const params = z.object({ id: auditId });
const query = z.object({ listening: listeningId });
const texts = { ...refusals, ...recordingRefusals, ...auditRefusals };
type SoundRefusal = PlayRefusal | 'audit.not_found' | 'audit.own' | 'audit.judged';

/** The sound of an audit, for who began to listen to it: which call it is of is said nowhere in the exchange. */
export function playAudit(options: PlayOptions): HttpPlugin {
  return {
    method: 'GET',
    path: auditSoundPath,
    summary: 'The sound of an audited call, which is not named before it is judged',
    permission: 'audit.judge',
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error('audit.judge is never public');
      const send = (refusal: Refusal<SoundRefusal>) => {
        const problem = problemOf(refusal, texts[refusal.code], requester.actor.language);
        return reply.code(problem.status).type('application/problem+json').send(problem);
      };
      const asked = { params: params.safeParse(request.params), query: query.safeParse(request.query) };
      if (!asked.params.success) return send({ code: 'audit.not_found', detail: {} });
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
  id: AuditId,
  listening: z.output<typeof listeningId>,
): Promise<Result<OpenedSound, SoundRefusal>> {
  const found = await heardAudit(ctx, id, listening);
  if (found === null) return refuse('audit.not_found');
  if (found.is_judged) return refuse('audit.judged');
  if (found.had_to_do) return refuse('audit.own');
  if (!found.is_begun) return refuse('recording.reason_missing');
  return openRecording(ctx, options, { callId: callId.parse(found.call_id), channel: 'both', listening });
}
