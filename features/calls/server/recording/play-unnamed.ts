import { z } from 'zod';
import type { ActionContext } from '#platform/server/action.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import { runAction } from '#platform/server/unit.ts';
import type { Permission } from '#platform/shared/contract.ts';
import { present, type Refusal, type Result, refuse } from '#platform/shared/result.ts';
import type { RefusalText } from '#platform/shared/texts.ts';
import { listeningId } from '../../recording.ts';
import { recordingRefusals } from '../../recording-texts.ts';
import { refusals } from '../../texts.ts';
import { type OpenedSound, openRecording, type PlayOptions, type PlayRefusal, sendSound } from './play-recording.ts';

/** Somebody hears a call to judge it, and is not told which call it is. */
export interface UnnamedSound<Id extends string, Code extends string> {
  /** With `:id`, which is not the call's. */
  readonly path: string;
  readonly summary: string;
  readonly permission: Permission;
  readonly id: z.ZodType<Id>;
  readonly missing: NoInfer<Code>;
  readonly texts: Readonly<Record<Code, RefusalText>>;
  /** The call behind it, for who began to listen; the look was logged then. `isBegun` false: this listening is not theirs. */
  readonly heard: (
    ctx: ActionContext,
    id: Id,
    listening: z.output<typeof listeningId>,
  ) => Promise<Result<{ readonly callId: string; readonly isBegun: boolean }, NoInfer<Code>>>;
}

/** The sound alone, in parts as players ask for it: nothing in the exchange names the call. */
export function playUnnamed<Id extends string, Code extends string>(
  options: PlayOptions,
  what: UnnamedSound<Id, Code>,
): HttpPlugin {
  const params = z.object({ id: what.id });
  const query = z.object({ listening: listeningId });
  const texts: Readonly<Record<string, RefusalText>> = { ...refusals, ...recordingRefusals, ...what.texts };
  const open = async (ctx: ActionContext, id: Id, listening: z.output<typeof listeningId>) => {
    const heard = await what.heard(ctx, id, listening);
    if (!heard.ok) return heard;
    if (!heard.value.isBegun) return refuse('recording.reason_missing');
    return openRecording(ctx, options, { callId: heard.value.callId, channel: 'both', listening });
  };
  return {
    method: 'GET',
    path: what.path,
    summary: what.summary,
    permission: what.permission,
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error(`${what.permission} is never public`);
      const send = (refusal: Refusal<PlayRefusal | Code>) => {
        const problem = problemOf(
          refusal,
          present(texts[refusal.code], 'the three tables hold every code of the two unions'),
          requester.actor.language,
        );
        return reply.code(problem.status).type('application/problem+json').send(problem);
      };
      const asked = { params: params.safeParse(request.params), query: query.safeParse(request.query) };
      if (!asked.params.success) return send({ code: what.missing, detail: {} });
      if (!asked.query.success) return send({ code: 'recording.reason_missing', detail: {} });
      const { id } = asked.params.data;
      const { listening } = asked.query.data;
      const found = await runAction<OpenedSound, PlayRefusal | Code>(options.place(), requester, (ctx) =>
        open(ctx, id, listening),
      );
      return found.ok ? sendSound(request, reply, found.value, 'both') : send(found.refusal);
    },
  };
}
