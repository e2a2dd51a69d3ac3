import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { logAccess } from '#features/people/server/log-access.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { ok, type Refusal, refuse } from '#platform/shared/result.ts';
import { callId } from '../call.ts';
import { recordingPath } from '../contract.ts';
import { refusals } from '../texts.ts';
import { lockRecording } from './recording-store.ts';
import { callView } from './view-store.ts';
import { oneSide, oneSideBytes } from './wav.ts';

const params = z.object({ id: callId });
const query = z.object({
  channel: z.enum(['both', 'caller', 'desk']).default('both'),
  reason: z.string().trim().min(3).max(200).default('listen'),
});

type Code = 'call.not_found' | 'recording.not_found' | 'recording.not_ready';

/**
 * A recording in parts, as players ask for it (RFC 9110 §14.2: one range; several or nonsense give the whole). Each
 * listening is logged once, at its beginning, in the transaction that finds the file.
 */
export function playRecording(place: () => Workplace, folder: () => string | null): HttpPlugin {
  return {
    method: 'GET',
    path: recordingPath,
    summary: 'The recording of a call',
    permission: 'recording.play',
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error('recording.play is never public');
      const asked = { params: params.safeParse(request.params), query: query.safeParse(request.query) };
      const send = (refusal: Refusal<Code>) => {
        const problem = problemOf(refusal, refusals[refusal.code], requester.actor.language);
        return reply.code(problem.status).type('application/problem+json').send(problem);
      };
      if (!asked.params.success || !asked.query.success) return send({ code: 'call.not_found', detail: {} });
      const { channel, reason } = asked.query.data;
      const id = asked.params.data.id;
      const header = request.headers.range;
      const begins = header === undefined || /^bytes=0-/.test(header);
      const found = await runAction(place(), requester, async (ctx) => {
        if ((await callView(ctx.tx, id, null)) === null) return refuse('call.not_found');
        const recording = await lockRecording(ctx.tx, id);
        if (recording?.state === 'recording') return refuse('recording.not_ready');
        if (recording?.state !== 'stored') return refuse('recording.not_found');
        if (begins) await logAccess(ctx, { type: 'call', id }, `recording_${channel}`, reason);
        return ok(recording);
      });
      if (!found.ok) return send(found.refusal);
      const root = folder();
      const file = root === null ? null : join(root, found.value.path);
      const size = file === null ? undefined : (await stat(file).catch(() => undefined))?.size;
      if (file === null || size === undefined) return send({ code: 'recording.not_found', detail: {} });
      const total = channel === 'both' ? size : oneSideBytes(size);
      const range = rangeOf(header, total);
      if (range === 'outside') {
        reply.header('content-range', `bytes */${total}`);
        return reply.code(416).send();
      }
      const { from, to } = range ?? { from: 0, to: total - 1 };
      reply
        .code(range === null ? 200 : 206)
        .type('audio/wav')
        .header('accept-ranges', 'bytes')
        .header('cache-control', 'private, no-store')
        .header('content-length', to - from + 1);
      if (range !== null) reply.header('content-range', `bytes ${from}-${to}/${total}`);
      return reply.send(
        channel === 'both'
          ? createReadStream(file, { start: from, end: to })
          : Readable.from(oneSide(file, channel, from, to)),
      );
    },
  };
}

/** Null: the whole. First and last byte, both inclusive. */
export function rangeOf(header: string | undefined, total: number): { from: number; to: number } | null | 'outside' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const from = match[1] === '' ? Math.max(0, total - Number(match[2])) : Number(match[1]);
  const to = match[1] === '' || match[2] === '' ? total - 1 : Math.min(Number(match[2]), total - 1);
  return from > to || from >= total ? 'outside' : { from, to };
}
