import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { logAccess } from '#features/people/server/log-access.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { callId } from '../../call.ts';
import { tailSeconds } from '../../recording.ts';
import { recordingTailPath } from '../../recording-contract.ts';
import { callView } from '../view-store.ts';
import type { IncidentsBehind } from './incidents-behind.ts';
import { talksOn } from './listening-store.ts';
import { type PlayRefusal, sendRefusal } from './play-recording.ts';
import type { RecordingFolders } from './store-recording.ts';
import { openStereo, rate, type StereoSound } from './wav.ts';

const params = z.object({ id: callId });

/**
 * The last half minute of a call that goes on, out of what Asterisk has written so far (up to two seconds are still in its
 * buffer). For the desk that talks, and for supervisors; logged as a look at the recording.
 */
export function playTail(options: {
  readonly place: () => Workplace;
  readonly folders: () => RecordingFolders;
  readonly incidents: IncidentsBehind;
}): HttpPlugin {
  return {
    method: 'GET',
    path: recordingTailPath,
    summary: 'The last seconds of a running call',
    permission: 'call.take',
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error('call.take is never public');
      const asked = params.safeParse(request.params);
      if (!asked.success) return sendRefusal(reply, requester, { code: 'call.not_found', detail: {} });
      const { id } = asked.data;
      const found = await runAction<string, PlayRefusal>(options.place(), requester, async (ctx) => {
        const call = await callView(ctx.tx, id, null);
        if (call === null) return refuse('call.not_found');
        if (call.state !== 'answered') return refuse('recording.not_talking');
        const userId = present(ctx.actor.id, 'call.take is never public');
        const leads = reachFor(ctx.actor, 'recording.hold') !== null;
        if (!leads && !(await talksOn(ctx.tx, id, userId))) return refuse('recording.not_talking');
        if (!(await options.incidents.mayHear(ctx, id))) return refuse('recording.hidden');
        await logAccess(ctx, { type: 'call', id }, 'recording_tail', 'desk_replay');
        return ok(call.pbx_linkedid);
      });
      if (!found.ok) return sendRefusal(reply, requester, found.refusal);
      const sound = await openTail(options.folders().incoming, found.value);
      if (sound === null) return sendRefusal(reply, requester, { code: 'recording.not_ready', detail: {} });
      try {
        const parts: Buffer[] = [];
        for await (const part of sound.parts()) parts.push(part);
        return reply.type('audio/wav').header('cache-control', 'private, no-store').send(Buffer.concat(parts));
      } finally {
        await sound.close();
      }
    },
  };
}

/** Null: nothing lies here; Asterisk writes on another machine, or not at all. */
export async function openTail(incoming: string, channel: string): Promise<StereoSound | null> {
  if (!/^[\w.-]+$/.test(channel)) return null;
  const legs = ['-caller', '-desk'].map((leg) => join(incoming, `${channel}${leg}.wav`));
  const [caller = null, desk = null] = await Promise.all(
    legs.map((path) =>
      access(path).then(
        () => path,
        () => null,
      ),
    ),
  );
  if (caller === null && desk === null) return null;
  return openStereo(caller, desk, tailOf);
}

/** Both sides are written in blocks, one a little after the other: the tail ends where the slower one does, unless it stands still. */
export function tailOf([caller, desk]: readonly [number, number]): { from: number; to: number } {
  const [least, most] = [Math.min(caller, desk), Math.max(caller, desk)];
  const to = most - least <= 3 * rate ? least : most;
  return { from: Math.max(0, to - tailSeconds * rate), to };
}
