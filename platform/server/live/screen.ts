import type { ServerResponse } from 'node:http';
import { type Cursor, formatCursor, isAfter, type LiveMessage } from '#platform/shared/live.ts';
import type { Requester } from '../http/plugin.ts';
import type { TailedEvent } from './tail.ts';

/** Bytes a slow screen may leave unread before it is dropped; it comes back with its cursor. */
const mostUnread = 1_048_576;

/** An event as every screen gets it; made once, shared by a thousand screens. */
export interface Frame {
  readonly event: TailedEvent;
  readonly text: string;
}

export function frameOf(event: TailedEvent, epoch: number, keptBack: readonly string[] = []): Frame {
  const members = Object.entries(event.content).filter(([member]) => !keptBack.includes(member));
  const message: LiveMessage = {
    name: event.name,
    subjectType: event.subject_type,
    subjectId: event.subject_id,
    occurredAt: event.occurred_at,
    content: Object.fromEntries(members),
  };
  const id = formatCursor({ epoch, xid: event.xid, seq: event.seq });
  return { event, text: `id: ${id}\nevent: change\ndata: ${JSON.stringify(message)}\n\n` };
}

/** One connection of one signed-in person. It remembers its place, so no event is sent twice, and leaves no event out. */
export class Screen {
  readonly requester: Requester;
  readonly #topics: ReadonlySet<string>;
  readonly #response: ServerResponse;
  readonly #onEnd: () => void;
  /** Last place passed; live events at or before it are skipped. */
  position: Cursor;
  /** While it catches up from the table, live events wait here. */
  #waiting: Frame[] | null = [];

  constructor(options: { requester: Requester; response: ServerResponse; position: Cursor; onEnd: () => void }) {
    this.requester = options.requester;
    this.#topics = new Set(options.requester.actor.topics);
    this.#response = options.response;
    this.position = options.position;
    this.#onEnd = options.onEnd;
    // The response closes with its connection; the request already does when it has been read.
    this.#response.on('close', this.#onEnd);
    this.#response.on('error', () => this.cut());
  }

  get isOpen(): boolean {
    return !this.#response.destroyed && !this.#response.writableEnded;
  }

  /** A live event: now, or after what is being caught up. */
  hear(frame: Frame): void {
    if (this.#waiting !== null) {
      this.#waiting.push(frame);
      return;
    }
    try {
      this.pass(frame);
    } catch {
      // One broken connection must not cost the others an event; this one comes back with its cursor.
      this.cut();
    }
  }

  /** Move past an event, and send it when this screen may see it. */
  pass({ event, text }: Frame): void {
    if (event.tenant_id !== this.requester.tenantId) return;
    const place = { epoch: this.position.epoch, xid: event.xid, seq: event.seq };
    if (!isAfter(place, this.position)) return;
    if (!event.audience.some((topic) => this.#topics.has(topic))) return;
    this.position = place;
    this.write(text);
  }

  /** Caught up: send what waited, and from here on everything at once. */
  goLive(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const frame of waiting) this.pass(frame);
  }

  /** A screen that does not read is cut off at once: its unread megabyte would wait for it for minutes otherwise. */
  write(text: string): void {
    if (!this.isOpen) {
      this.#onEnd();
      return;
    }
    this.#response.write(text);
    if (this.#response.writableLength > mostUnread) this.cut();
  }

  /** End after what was written has gone out. */
  end(): void {
    this.#onEnd();
    this.#response.end();
  }

  cut(): void {
    this.#onEnd();
    this.#response.destroy();
  }
}
