import { z } from 'zod';
import { anyDisposition, callState, presenceStates } from '#features/calls/call.ts';
import { waveKinds } from '#features/calls/wave.ts';
import { surgeKinds } from '#features/dispatch/surge.ts';
import { priority } from '#features/incidents/incident.ts';
import { instant, route } from '#platform/shared/contract.ts';

const count = z.number().int();
const name = z.object({ id: z.string(), en: z.string() });

/** What somebody in the room must do something about. `name` is a line's, an agency's or a district's, never a person's. */
const alarm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nobody_ready'), since: z.null() }),
  z.object({ kind: z.literal('line_down'), since: instant, name }),
  z.object({ kind: z.literal('agency_out'), since: instant, until: instant, name }),
  z.object({ kind: z.literal('wave'), since: instant, wave: z.enum(waveKinds), name: name.nullable() }),
  z.object({ kind: z.literal('surge'), since: instant, surge: z.enum(surgeKinds) }),
]);
export type WallAlarm = z.output<typeof alarm>;

/** Everything on the wall in one answer, so that all of it is of one moment. No number, name of a person, address or text. */
export const readWall = route({
  method: 'GET',
  path: '/api/monev/wall',
  summary: 'What the screen on the wall shows: queue, people by state, today, open work, alarms',
  permission: 'wall.watch',
  output: z.object({
    computedAt: instant,
    waiting: z.array(z.object({ number: count, since: instant, isRinging: z.boolean() })),
    desks: z.array(z.object({ state: z.enum(presenceStates), count })),
    ready: count,
    today: z.object({
      offered: count,
      answered: count,
      abandoned: count,
      serviceLevel: z.object({ part: count, whole: count, seconds: count, target: z.number().nullable() }),
    }),
    open: z.array(z.object({ priority, count, oldest: instant })),
    overdue: z.array(z.object({ name, acknowledge: count, arrive: count, resolve: count })),
    alarms: z.array(alarm),
    recent: z.array(
      z.object({
        number: count,
        at: instant,
        state: callState,
        disposition: anyDisposition.nullable(),
        /** Null as well where the incident is sensitive: then its district is not said either. */
        type: name.nullable(),
        district: z.string().nullable(),
      }),
    ),
  }),
});
