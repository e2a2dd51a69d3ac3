import { z } from 'zod';
import type { Instant } from '#platform/shared/time.ts';
import { assignmentId } from './assignment.ts';
import { type ActionOutcome, attachmentKinds, type FieldAction, fieldAction } from './field.ts';
import { unitId } from './unit.ts';

/** A photo or a voice note; its bytes lie beside it on the device, under the same key. */
export const fieldFile = z.object({
  /** The id of the attachment, made on the device. */
  key: z.uuid(),
  unitId,
  assignmentId,
  kind: z.enum(attachmentKinds),
  at: z.iso.datetime({ offset: true }),
  mime: z.string(),
  bytes: z.number().int(),
});
export type FieldFile = z.output<typeof fieldFile>;

/** What the server has not answered for yet. */
export const waitingItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('action'), action: fieldAction }),
  z.object({ kind: z.literal('file'), file: fieldFile }),
]);
export type WaitingItem = z.output<typeof waitingItem>;

/** What the server did not take, with why: shown until the crew has read it. */
export interface Conflict {
  readonly item: WaitingItem;
  readonly code: string;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
  /** The server's own words, where it said any. */
  readonly words: string | null;
}

/** What is on the device: nothing leaves `waiting` but by an answer of the server. */
export interface Queue {
  /** In the order in which it was pressed. */
  readonly waiting: readonly WaitingItem[];
  readonly conflicts: readonly Conflict[];
}

export const emptyQueue: Queue = { waiting: [], conflicts: [] };

export function keyOf(item: WaitingItem): string {
  return item.kind === 'action' ? item.action.key : item.file.key;
}

/** When it was pressed, by the device's clock. */
export function pressedAt(item: WaitingItem): Instant {
  return item.kind === 'action' ? item.action.at : item.file.at;
}

/** Put at the end; the same press twice is one. */
export function enqueue(queue: Queue, item: WaitingItem): Queue {
  if (queue.waiting.some((each) => keyOf(each) === keyOf(item))) return queue;
  return { ...queue, waiting: [...queue.waiting, item] };
}

/** The server takes so many at once (field-contract.ts). */
export const batchLimit = 50;

export type Shipment =
  | { readonly kind: 'actions'; readonly actions: readonly FieldAction[] }
  | { readonly kind: 'file'; readonly file: FieldFile };

/**
 * What is sent next: the oldest actions in their order, and files only when no action waits, because a photo over a thin network
 * must not hold back that a crew has arrived.
 */
export function nextShipment(queue: Queue): Shipment | null {
  const actions = queue.waiting.flatMap((item) => (item.kind === 'action' ? [item.action] : []));
  if (actions.length > 0) return { kind: 'actions', actions: actions.slice(0, batchLimit) };
  const [file] = queue.waiting.flatMap((item) => (item.kind === 'file' ? [item.file] : []));
  return file === undefined ? null : { kind: 'file', file };
}

export interface ServerAnswer {
  readonly key: string;
  readonly outcome: ActionOutcome;
  readonly code: string | null;
  readonly detail: Conflict['detail'];
  readonly words?: string;
}

/**
 * The queue after answers. What was applied, or came late into the history, is done; a conflict is kept to be read; what failed
 * by a fault of the server waits on. An answer that comes a second time, or for something that is not here, changes nothing.
 */
export function settle(queue: Queue, answers: readonly ServerAnswer[]): Queue {
  let { waiting, conflicts } = queue;
  for (const answer of answers) {
    const item = waiting.find((each) => keyOf(each) === answer.key);
    if (item === undefined || answer.outcome === 'failed') continue;
    waiting = waiting.filter((each) => each !== item);
    if (answer.outcome === 'conflict')
      conflicts = [
        ...conflicts,
        { item, code: answer.code ?? 'server.fault', detail: answer.detail, words: answer.words ?? null },
      ];
  }
  return { waiting, conflicts };
}

/** The crew has read it. */
export function dismiss(queue: Queue, key: string): Queue {
  return { ...queue, conflicts: queue.conflicts.filter(({ item }) => keyOf(item) !== key) };
}
