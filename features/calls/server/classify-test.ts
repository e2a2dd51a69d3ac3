import type { ActionContext } from '#platform/server/action.ts';
import type { NewEvent } from '#platform/server/events/event.ts';
import { callEvent } from './call-event.ts';
import { type CallRow, saveDisposition } from './store.ts';

/** What a test call is, is known before anybody talked: its desk need not classify it. Nothing for any other call. */
export async function classifyTest(ctx: ActionContext, call: CallRow): Promise<NewEvent[]> {
  if (call.purpose !== 'test' || call.disposition !== null) return [];
  await saveDisposition(ctx.tx, call.id, 'TEST', null, ctx.now);
  return [callEvent(call.id, 'call.classified', { code: 'TEST', userId: null })];
}
