import type { ActionContext } from '#platform/server/action.ts';
import { systemActor } from '#platform/server/action.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import type { Result } from '#platform/shared/result.ts';

/** How long a step of a live call waits for the database before telephony goes on without it. */
const patienceMs = 2500;

/**
 * Run an action for the exchange. Asterisk does not tell things twice, so a fault of the database is tried again a few
 * times; what still fails is found by the sweep (reconcile.ts), which compares tables and channels.
 */
export async function actFor<Value, Code extends string>(
  place: () => Workplace,
  tenantId: string,
  work: (ctx: ActionContext) => Promise<Result<Value, Code>>,
  attempts = 4,
): Promise<Result<Value, Code>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runAction(place(), { tenantId, actor: systemActor }, work);
    } catch (error) {
      if (attempt >= attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * 4 ** attempt));
    }
  }
}

/** The value, or `late` when the database takes longer than a caller can wait. The work goes on. */
export async function inTime<Value>(work: Promise<Value>): Promise<Value | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
