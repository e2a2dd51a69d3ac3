import type { FastifyReply, FastifyRequest } from 'fastify';
import type pg from 'pg';
import { beatMs, type Cursor, formatCursor, isAfter, type LiveMessage, parseCursor } from '#platform/shared/live.ts';
import type { Db } from '../db/database.ts';
import type { Caller, HttpPlugin } from '../http/plugin.ts';
import type { Log } from '../log/log.ts';
import { readAfter, startTail, type TailedEvent } from './tail.ts';

/** More than this to catch up on is slower than fetching afresh. */
const longestCatchUp = 5000;
/** Bytes a slow screen may leave unread before it is dropped; it comes back with its cursor. */
const mostUnread = 1_048_576;

interface Screen {
  readonly caller: Caller;
  readonly topics: ReadonlySet<string>;
  readonly reply: FastifyReply;
  /** Last place sent; live events at or before it are skipped. */
  position: Cursor;
  /** While it catches up, live events wait here. */
  waiting: TailedEvent[] | null;
}

export interface FeedOptions {
  readonly db: Db;
  readonly listen: pg.Pool;
  readonly log: Log;
  readonly path: string;
}

export interface Feed {
  readonly plugin: HttpPlugin;
  readonly screens: () => number;
  /** Close the connections of a session that ended, or of a person whose rights changed. */
  readonly dropSession: (sessionId: string) => void;
  readonly stop: () => Promise<void>;
}

/** The live feed over server-sent events: resume by `Last-Event-ID`, `resync` for a cursor of another epoch. */
export async function startFeed(options: FeedOptions): Promise<Feed> {
  const screens = new Set<Screen>();
  const tail = await startTail({
    db: options.db,
    listen: options.listen,
    log: options.log,
    onEvents: (events) => {
      // Serialised once per event, not once per screen: a thousand screens share the text.
      for (const event of events) {
        const text = frameOf(event, tail.position().epoch);
        for (const screen of screens) {
          if (screen.waiting !== null) screen.waiting.push(event);
          else deliver(screen, event, text, screens);
        }
      }
    },
  });
  const beat = setInterval(() => {
    const text = `event: beat\ndata: {"now":"${new Date().toISOString()}"}\n\n`;
    for (const screen of screens) write(screen, text, screens);
  }, beatMs);

  const serve = async (request: FastifyRequest, reply: FastifyReply, caller: Caller | null) => {
    if (caller === null) throw new Error('The live feed needs a session; its route was declared public');
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    const asked = request.headers['last-event-id']?.toString() ?? (request.query as { after?: string }).after;
    const start = tail.position();
    const screen: Screen = { caller, topics: new Set(caller.actor.topics), reply, position: start, waiting: [] };
    screens.add(screen);
    request.raw.on('close', () => screens.delete(screen));
    const from = asked === undefined || asked === '' ? start : parseCursor(asked);
    if (from === null || from.epoch !== start.epoch || isFuture(from, start)) {
      write(screen, `id: ${formatCursor(start)}\nevent: resync\ndata: {}\n\n`, screens);
    } else {
      await catchUp(options.db, screen, from, start, screens);
    }
    write(screen, `event: hello\ndata: ${JSON.stringify({ now: new Date().toISOString(), cursor: formatCursor(screen.position) })}\n\n`, screens);
    for (const event of screen.waiting ?? []) deliver(screen, event, frameOf(event, start.epoch), screens);
    screen.waiting = null;
  };

  return {
    plugin: { method: 'GET', path: options.path, summary: 'Live feed (server-sent events)', permission: 'signed_in', serve },
    screens: () => screens.size,
    dropSession: (sessionId) => {
      for (const screen of screens) if (screen.caller.actor.sessionId === sessionId) drop(screen, screens);
    },
    stop: async () => {
      clearInterval(beat);
      for (const screen of screens) {
        write(screen, 'event: drain\ndata: {}\n\n', screens);
        drop(screen, screens);
      }
      await tail.stop();
    },
  };
}

/** A cursor ahead of a database that was put back in time: its events will never come. */
function isFuture(from: Cursor, now: Cursor): boolean {
  return BigInt(from.xid) > BigInt(now.xid) + 1_000_000n;
}

async function catchUp(db: Db, screen: Screen, from: Cursor, until: Cursor, screens: Set<Screen>): Promise<void> {
  screen.position = from;
  let place = from;
  let sent = 0;
  for (;;) {
    const events = await readAfter(db, place, 500, screen.caller.tenantId);
    for (const event of events) {
      place = { epoch: from.epoch, xid: event.xid, seq: event.seq };
      if (isAfter(place, until)) return;
      deliver(screen, event, frameOf(event, from.epoch), screens);
      sent += 1;
    }
    if (events.length < 500) return;
    if (sent > longestCatchUp) {
      write(screen, `id: ${formatCursor(until)}\nevent: resync\ndata: {}\n\n`, screens);
      screen.position = until;
      return;
    }
  }
}

function frameOf(event: TailedEvent, epoch: number): string {
  const message: LiveMessage = {
    name: event.name,
    subjectType: event.subject_type,
    subjectId: event.subject_id,
    occurredAt: event.occurred_at,
    content: event.content,
  };
  return `id: ${formatCursor({ epoch, xid: event.xid, seq: event.seq })}\nevent: change\ndata: ${JSON.stringify(message)}\n\n`;
}

function deliver(screen: Screen, event: TailedEvent, text: string, screens: Set<Screen>): void {
  if (event.tenant_id !== screen.caller.tenantId) return;
  const place = { epoch: screen.position.epoch, xid: event.xid, seq: event.seq };
  if (!isAfter(place, screen.position)) return;
  if (!event.audience.some((topic) => screen.topics.has(topic))) return;
  screen.position = place;
  write(screen, text, screens);
}

function write(screen: Screen, text: string, screens: Set<Screen>): void {
  if (screen.reply.raw.destroyed) {
    screens.delete(screen);
    return;
  }
  screen.reply.raw.write(text);
  if (screen.reply.raw.writableLength > mostUnread) drop(screen, screens);
}

function drop(screen: Screen, screens: Set<Screen>): void {
  screens.delete(screen);
  screen.reply.raw.end();
}
