import { logAccess } from '#features/people/server/log-access.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { meetingId, minutes } from '../../meeting.ts';
import { minutesCopyPath, minutesPath } from '../../meeting-contract.ts';
import { meetingRefusals } from '../../meeting-texts.ts';
import { loadRegion } from '../store.ts';
import { drawMinutes, writeMinutes } from './draw-minutes.ts';
import { findMeeting, minutesOf } from './meeting-store.ts';
import { minutesSheet } from './minutes-sheet.ts';

const kinds = {
  pdf: { path: minutesPath, type: 'application/pdf', summary: 'The minutes of a meeting that is over' },
  docx: {
    path: minutesCopyPath,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    summary: 'The same as a working copy',
  },
} as const;

/** Set anew from the fixed minutes at each look, which is logged: names of people stand in it. */
export function showMinutes(place: () => Workplace, kind: keyof typeof kinds): HttpPlugin {
  const { path, type, summary } = kinds[kind];
  return {
    method: 'GET',
    path,
    summary,
    permission: 'obstacle.read',
    serve: async (request, reply, requester) => {
      const asker = present(requester, 'a route with a permission is only reached with a session');
      // Fastify fills the path's own parameter.
      const id = meetingId.safeParse((request.params as { id: string }).id);
      const found = await runAction(place(), asker, async (ctx) => {
        const meeting = id.success ? await findMeeting(ctx, id.data) : null;
        if (meeting === null) return refuse('meeting.not_found');
        const fixed = await minutesOf(ctx, meeting.id);
        if (fixed === null) return refuse('meeting.not_ended');
        await logAccess(ctx, { type: 'meeting', id: meeting.id }, 'meeting_minutes', 'monev');
        return ok({ fixed: minutes.parse(fixed), region: await loadRegion(ctx.tx, ctx.tenantId) });
      });
      if (!found.ok) {
        const problem = problemOf(found.refusal, meetingRefusals[found.refusal.code], asker.actor.language);
        return reply.code(problem.status).type('application/problem+json').send(problem);
      }
      const { fixed, region } = found.value;
      const sheet = minutesSheet(fixed, region.zone);
      const bytes = kind === 'pdf' ? await drawMinutes(sheet, fixed.endedAt) : await writeMinutes(sheet);
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="notulen-${region.slug}-${fixed.number}.${kind}"`)
        .header('cache-control', 'private, no-store')
        .send(bytes);
    },
  };
}
