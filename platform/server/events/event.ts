import { sql } from 'kysely';
import type { Instant } from '#platform/shared/time.ts';
import type { ActionContext } from '../action.ts';
import { rows } from '../db/database.ts';

/** Whose clock `occurredAt` was read from. */
export type Clock = 'server' | 'asterisk' | 'device' | 'operator' | 'import';

/** Ids, codes, times and figures only: an event is never erased, so nothing personal may be in it. */
export type EventContent = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface NewEvent {
  /** noun.past_verb, e.g. `session.opened`. */
  readonly name: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** Topics that may see it; required, so that nobody forgets to decide. */
  readonly audience: readonly [string, ...string[]];
  readonly content?: EventContent;
  /** When it happened; the transaction's moment unless another clock saw it. */
  readonly occurredAt?: Instant;
  readonly clock?: Clock;
}

export interface RecordedEvent extends NewEvent {
  readonly seq: number;
  readonly content: EventContent;
  readonly occurredAt: Instant;
}

/** Write events in the action's transaction, then run their listeners in it. */
export async function appendEvents(ctx: ActionContext, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const inserted = await rows<{ seq: number }>(
    ctx.tx,
    sql`insert into events (tenant_id, name, subject_type, subject_id, audience, actor_kind, actor_id, occurred_at, clock, content)
        values ${sql.join(events.map((event) => valuesOf(ctx, event)))} returning seq`,
  );
  for (const [index, event] of events.entries()) {
    const recorded: RecordedEvent = {
      ...event,
      seq: inserted[index]?.seq ?? 0,
      content: event.content ?? {},
      occurredAt: event.occurredAt ?? ctx.now,
    };
    for (const listener of ctx.listeners[event.name] ?? []) await listener(ctx, recorded);
  }
}

/** Write one event. */
export async function appendEvent(ctx: ActionContext, event: NewEvent): Promise<void> {
  await appendEvents(ctx, [event]);
}

function valuesOf(ctx: ActionContext, event: NewEvent) {
  return sql`(${ctx.tenantId}, ${event.name}, ${event.subject.type}, ${event.subject.id}, ${[...event.audience]}::text[],
    ${ctx.actor.kind}, ${ctx.actor.id}, ${event.occurredAt ?? ctx.now}::timestamptz, ${event.clock ?? 'server'},
    ${JSON.stringify(event.content ?? {})}::jsonb)`;
}
