import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent, type EventContent } from '#platform/server/events/event.ts';
import type { Seat, StopCause } from '../../hint-order.ts';

/** Events about whether hints order calls: ids, codes and figures. Shares are told in thousandths, for `verify` takes decimals for a coordinate. */
interface OrderEvents {
  readonly 'hint_order.signed': { readonly seat: Seat; readonly userId: string | null; readonly version: number };
  readonly 'hint_order.withdrawn': { readonly userId: string | null };
  readonly 'hint_order.begun': { readonly version: number; readonly judged: number; readonly lowPermille: number };
  /** `userId` null: it stopped by itself. */
  readonly 'hint_order.stopped': {
    readonly why: StopCause;
    readonly userId: string | null;
    readonly judged: number | null;
    readonly lowPermille: number | null;
  };
}

export async function tellOrder<Name extends keyof OrderEvents>(
  ctx: ActionContext,
  name: Name,
  content: OrderEvents[Name] & EventContent,
): Promise<void> {
  // An alarm: who leads the room hears it wherever they are (console/queue/DeskNews.tsx).
  await appendEvent(ctx, {
    name,
    subject: { type: 'tenant', id: ctx.tenantId },
    audience: [audience.supervisors()],
    content,
  });
}

/**
 * What was worked out for a call, for the record alone: no screen hears it, and it does not stand under the call, whose timeline desks
 * read. The subject is the hint, which has its call's id.
 */
export async function tellScored(ctx: ActionContext, callId: string, content: EventContent): Promise<void> {
  await appendEvent(ctx, {
    name: 'hint.scored',
    subject: { type: 'hint', id: callId },
    audience: [audience.record()],
    content,
  });
}
