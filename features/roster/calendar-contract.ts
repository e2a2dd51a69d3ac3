import { z } from 'zod';
import { instant, route } from '#platform/shared/contract.ts';

/** `GET`: an iCalendar file for whoever has the address; no session. */
export const calendarPath = '/api/calendar/:token';

export const readCalendarFeed = route({
  method: 'GET',
  path: '/api/own-calendar',
  summary: 'Whether my calendar has an address, and since when',
  permission: 'roster.own',
  output: z.object({ madeAt: instant.nullable() }),
});

export const makeCalendarFeed = route({
  method: 'POST',
  path: '/api/own-calendar',
  summary: 'A new secret address of my calendar, shown once; the one before ends',
  permission: 'roster.own',
  output: z.object({ token: z.string() }),
});

export const revokeCalendarFeed = route({
  method: 'POST',
  path: '/api/own-calendar/revoke',
  summary: 'My calendar has no address any more',
  permission: 'roster.own',
  output: z.object({ revoked: z.boolean() }),
});
