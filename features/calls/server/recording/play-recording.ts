import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { logAccess } from '#features/people/server/log-access.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { rangeOf } from '#platform/server/http/byte-range.ts';
import type { HttpPlugin, Requester } from '#platform/server/http/plugin.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import { type ContentReader, SealBroken } from '#platform/server/sealed/sealed-file.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { ok, type Refusal, type Result, refuse } from '#platform/shared/result.ts';
import { callId } from '../../call.ts';
import { type Codec, listeningId } from '../../recording.ts';
import { recordingPath } from '../../recording-contract.ts';
import { recordingRefusals } from '../../recording-texts.ts';
import { refusals } from '../../texts.ts';
import { callView } from '../view-store.ts';
import type { IncidentsBehind } from './incidents-behind.ts';
import { mayGoOn } from './listening-store.ts';
import { openSound } from './open-sound.ts';
import { KeyLost, type RecordingKeys } from './recording-keys.ts';
import { findRecording } from './recording-store.ts';
import { oneSide, oneSideBytes } from './wav.ts';

const params = z.object({ id: callId });
const query = z.object({
  channel: z.enum(['both', 'caller', 'desk']).default('both'),
  listening: listeningId.optional(),
  reason: z.string().trim().min(3).max(200).optional(),
});
type AskedSound = z.output<typeof query> & { readonly callId: string };

const texts = { ...refusals, ...recordingRefusals };
export type PlayRefusal =
  | 'call.not_found'
  | 'recording.not_found'
  | 'recording.not_ready'
  | 'recording.hidden'
  | 'recording.reason_missing'
  | 'recording.unreadable'
  | 'recording.side_unavailable'
  | 'recording.not_talking';

/** Where recordings lie, and who may hear them. */
interface SoundOptions {
  readonly folder: () => string;
  readonly keys: RecordingKeys;
  readonly incidents: IncidentsBehind;
}

export interface PlayOptions extends SoundOptions {
  readonly place: () => Workplace;
}

/** A refusal of a plugin, as every route answers it. */
export function sendRefusal(reply: FastifyReply, requester: Requester, refusal: Refusal<PlayRefusal>) {
  const problem = problemOf(refusal, texts[refusal.code], requester.actor.language);
  return reply.code(problem.status).type('application/problem+json').send(problem);
}

/**
 * A recording in parts, as players ask for it (RFC 9110 §14.2: one range; several or nonsense give the whole). Who began a
 * listening has said why; who gives a reason with the request is logged with each request.
 */
export function playRecording(options: PlayOptions): HttpPlugin {
  return {
    method: 'GET',
    path: recordingPath,
    summary: 'The recording of a call',
    permission: 'recording.play',
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error('recording.play is never public');
      const asked = { params: params.safeParse(request.params), query: query.safeParse(request.query) };
      const send = (refusal: Refusal<PlayRefusal>) => sendRefusal(reply, requester, refusal);
      if (!asked.params.success || !asked.query.success) return send({ code: 'call.not_found', detail: {} });
      const { channel } = asked.query.data;
      const wanted = { ...asked.query.data, callId: asked.params.data.id };
      const found = await runAction(options.place(), requester, (ctx) => openRecording(ctx, options, wanted));
      return found.ok ? sendSound(request, reply, found.value, channel) : send(found.refusal);
    },
  };
}

/** A sound that is open, and must be sent or closed. */
export interface OpenedSound {
  readonly sound: ContentReader;
  readonly codec: Codec;
}

/** The whole of it, or the part that the player asks for. Nothing in the answer names the call. */
export async function sendSound(
  request: FastifyRequest,
  reply: FastifyReply,
  { sound, codec }: OpenedSound,
  channel: 'both' | 'caller' | 'desk',
) {
  const total = channel === 'both' ? sound.length : oneSideBytes(sound.length);
  const range = rangeOf(request.headers.range, total);
  if (range === 'outside') {
    await sound.close();
    return reply.header('content-range', `bytes */${total}`).code(416).send();
  }
  const { from, to } = range ?? { from: 0, to: total - 1 };
  reply
    .code(range === null ? 200 : 206)
    .type(codec === 'opus' ? 'audio/ogg; codecs=opus' : 'audio/wav')
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, no-store')
    .header('content-length', to - from + 1);
  if (range !== null) reply.header('content-range', `bytes ${from}-${to}/${total}`);
  return reply.send(
    Readable.from(closing(sound, channel === 'both' ? sound.read(from, to) : oneSide(sound, channel, from, to))),
  );
}

/** The recording of a call, for who began a listening or says why now. */
export async function openRecording(
  ctx: ActionContext,
  { folder, keys, incidents }: SoundOptions,
  asked: AskedSound,
): Promise<Result<OpenedSound, PlayRefusal>> {
  if ((await callView(ctx.tx, asked.callId, null)) === null) return refuse('call.not_found');
  const recording = await findRecording(ctx.tx, asked.callId);
  if (recording?.state === 'recording') return refuse('recording.not_ready');
  if (recording?.state !== 'stored') return refuse('recording.not_found');
  if (!(await incidents.mayHear(ctx, asked.callId))) return refuse('recording.hidden');
  if (asked.channel !== 'both' && recording.codec !== 'wav') return refuse('recording.side_unavailable');
  const going = { id: asked.listening ?? '', recordingId: recording.id, userId: ctx.actor.id ?? '', now: ctx.now };
  if (asked.listening !== undefined) {
    if (!(await mayGoOn(ctx.tx, going))) return refuse('recording.reason_missing');
  } else if (asked.reason === undefined) return refuse('recording.reason_missing');
  else await logAccess(ctx, { type: 'call', id: asked.callId }, `recording_${asked.channel}`, asked.reason);
  try {
    return ok({ sound: await openSound(ctx.tx, folder(), keys, recording), codec: recording.codec });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return refuse('recording.not_found');
    if (!(error instanceof KeyLost || error instanceof SealBroken)) throw error;
    ctx.log.error({ recording: recording.id, error: error.message }, 'a recording cannot be opened');
    return refuse('recording.unreadable');
  }
}

/** The file is closed with the last byte, or when the player turns away. */
async function* closing(sound: ContentReader, parts: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* parts;
  } finally {
    await sound.close();
  }
}
