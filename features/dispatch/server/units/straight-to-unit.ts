import { z } from 'zod';
import type { Category } from '#features/incidents/incident.ts';
import { lockIncident } from '#features/incidents/server/store.ts';
import type { Listener } from '#platform/server/action.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { locateAssignment, lockAssignment } from '../store.ts';
import { sendUnit } from './assign-unit.ts';
import { destinationOf } from './nearest-store.ts';
import { hasDispatcher } from './on-duty-store.ts';
import { rankUnits } from './recommend-units.ts';
import { loadAgencyUnits } from './setting-store.ts';
import { lockUnit, tasksOn } from './unit-store.ts';

export const straightTask = 'dispatch.straight_to_unit';
const payload = z.object({ assignmentId: z.uuid() });

/** An agency may have its assignments go to a unit without a person (complaints.md §1, 16). In a job: sending never waits for it. */
export const offerStraight: Listener = async (ctx, event) => {
  const located = await locateAssignment(ctx, event.subject.id);
  if (located === null || (await loadAgencyUnits(ctx, located.agencyId)).straight === 'never') return;
  await enqueueJob(ctx, straightTask, { assignmentId: event.subject.id }, { key: `straight/${event.subject.id}` });
};

/** The nearest free and fitting unit, unless somebody has sent one meanwhile or a dispatcher is there to do it. */
export const sendStraight: JobHandler = async (ctx, given) => {
  const { assignmentId } = payload.parse(given);
  const located = await locateAssignment(ctx, assignmentId);
  if (located === null) return;
  const { straight } = await loadAgencyUnits(ctx, located.agencyId);
  if (straight === 'never' || (straight === 'no_dispatcher' && (await hasDispatcher(ctx)))) return;
  await lockIncident(ctx, located.incidentId);
  const assignment = await lockAssignment(ctx, assignmentId);
  if (assignment === null || (await tasksOn(ctx, assignmentId)).length > 0) return;
  const { destination, category } = await destinationOf(ctx, located.incidentId);
  if (destination === null) return;
  const ranked = await rankUnits(ctx, {
    to: destination,
    agencyId: located.agencyId,
    // A column with the check of its table behind it.
    category: category as Category | null,
    skill: null,
    limit: 3,
  });
  for (const { id } of ranked) {
    const unit = await lockUnit(ctx, id);
    if (unit === null) continue;
    const sent = await sendUnit(ctx, {
      unit,
      assignment,
      at: ctx.now,
      way: 'straight',
      force: null,
      source: 'system',
      deviceAt: null,
      clamped: false,
    });
    if (sent.ok) return;
  }
};
