import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result } from '#platform/shared/result.ts';
import { msBetween } from '#platform/shared/time.ts';
import type { CanaryOutcome, Coverage, LineEvents } from '../../line.ts';
import { downSince, nextCanary } from '../../line-rules.ts';
import { dropOldCanaries, endLeftCanaries, insertCanary, saveCanaryEnd } from './canary-store.ts';
import { type LineRow, lockLine, saveDown, saveSuccess } from './line-store.ts';

/** A line's next canary. */
export const canaryDeadline = 'canary.due';

/**
 * The beat of a line: ask telephony for a canary, and see whether the last ones came through. The timers do it, in any process: so a
 * telephony that is gone is a line that is down, and needs no web process to be noticed.
 */
export const beatCanary: DeadlineHandler = async (ctx, lineId, dueAt) => {
  const line = await lockLine(ctx, lineId);
  if (line === null || !line.content.active) return;
  await endLeftCanaries(ctx, lineId);
  await dropOldCanaries(ctx, lineId);
  await insertCanary(ctx, { id: newId<'canary'>(), lineId, dueAt });
  const next = nextCanary(Date.parse(dueAt), Date.parse(ctx.now), line.content.canary.everyS);
  await setDeadline(ctx, canaryDeadline, lineId, new Date(next).toISOString());
  await raiseAlarm(ctx, line);
};

async function raiseAlarm(ctx: ActionContext, line: LineRow): Promise<void> {
  const { lastSuccessAt, createdAt, content } = line;
  if (line.downSince !== null) return;
  const times = {
    lastSuccessMs: lastSuccessAt === null ? null : Date.parse(lastSuccessAt),
    createdMs: Date.parse(createdAt),
  };
  const since = downSince(times, Date.parse(ctx.now), content.canary.alarmAfterS);
  if (since === null) return;
  const at = new Date(since).toISOString();
  await saveDown(ctx, line.id, at);
  await tellLine(ctx, line.id, 'line.down', { since: at });
}

/** What became of a canary; the first that comes through again ends the alarm. */
export async function endCanary(
  ctx: ActionContext,
  end: {
    readonly id: string;
    readonly lineId: string;
    readonly coverage: Coverage | null;
    readonly outcome: CanaryOutcome;
    readonly answerMs: number | null;
    readonly led: boolean | null;
    readonly status: number | null;
  },
): Promise<Result<null, never>> {
  if (!(await saveCanaryEnd(ctx, end)) || end.outcome !== 'answered') return ok(null);
  const line = await lockLine(ctx, end.lineId);
  if (line === null) return ok(null);
  await saveSuccess(ctx, line.id, ctx.now);
  if (line.downSince === null) return ok(null);
  await saveDown(ctx, line.id, null);
  await tellLine(ctx, line.id, 'line.up', { downMs: msBetween(line.downSince, ctx.now) });
  return ok(null);
}

export function tellLine<Name extends keyof LineEvents>(
  ctx: ActionContext,
  id: string,
  name: Name,
  content: LineEvents[Name],
): Promise<void> {
  return appendEvent(ctx, {
    name,
    subject: { type: 'line', id },
    audience: [audience.tenant()],
    content: { ...content },
  });
}
