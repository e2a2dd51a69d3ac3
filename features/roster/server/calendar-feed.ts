import { z } from 'zod';
import { hashToken, newToken } from '#features/people/server/token.ts';
import type { Action } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { ok, present } from '#platform/shared/result.ts';
import { calendarOf } from '../calendar.ts';
import type * as routes from '../calendar-contract.ts';
import { calendarPath } from '../calendar-contract.ts';
import { calendarShifts, deleteFeed, feedOf, ownerOfFeed, saveFeed } from './calendar-store.ts';

const me = 'only signed-in people have a calendar';

export const readCalendarFeed: Action<typeof routes.readCalendarFeed> = async (ctx) =>
  ok({ madeAt: (await feedOf(ctx, present(ctx.actor.id, me)))?.madeAt ?? null });

export const makeCalendarFeed: Action<typeof routes.makeCalendarFeed> = async (ctx) => {
  const { token, hash } = newToken();
  await saveFeed(ctx, present(ctx.actor.id, me), hash);
  return ok({ token });
};

export const revokeCalendarFeed: Action<typeof routes.revokeCalendarFeed> = async (ctx) =>
  ok({ revoked: await deleteFeed(ctx, present(ctx.actor.id, me)) });

/** `/api/calendar/TOKEN.ics`: one's own published shifts and nothing else; an unknown address is told nothing. */
export function showCalendar(systemDb: Db): HttpPlugin {
  const params = z.object({ token: z.string().regex(/^[\w-]{43}\.ics$/) });
  return {
    method: 'GET',
    path: calendarPath,
    summary: 'Published shifts of one person as iCalendar, for who has the secret address',
    permission: 'public',
    serve: async (request, reply) => {
      const parsed = params.safeParse(request.params);
      const owner = parsed.success ? await ownerOfFeed(systemDb, hashToken(parsed.data.token.slice(0, -4))) : null;
      if (owner === null) return reply.code(404).type('text/plain; charset=utf-8').send('');
      const shifts = await calendarShifts(systemDb, owner);
      return reply
        .header('cache-control', 'private, no-store')
        .type('text/calendar; charset=utf-8')
        .send(calendarOf(shifts, 'Jadwal piket 112', new Date().toISOString()));
    },
  };
}
