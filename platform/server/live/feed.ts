import type { FastifyReply, FastifyRequest } from 'fastify';
import type pg from 'pg';
import { beatMs, type Cursor, formatCursor, isAfter, type LiveHello, parseCursor } from '#platform/shared/live.ts';
import type { Db } from '../db/database.ts';
import type { HttpPlugin, Requester } from '../http/plugin.ts';
import { refuseRequest } from '../http/problem.ts';
import type { Log } from '../log/log.ts';
import { frameOf, Screen } from './screen.ts';
import { isFartherThan, lagAfter, readAfter, startTail, type Tail, type TailedEvent } from './tail.ts';

/** More than this to catch up on is slower than fetching afresh. */
const longestCatchUp = 5000;

export interface FeedOptions {
  readonly db: Db;
  readonly listen: pg.Pool;
  readonly log: Log;
  readonly path: string;
  /** Members of events' contents that no screen is told; whoever may know them fetches them. */
  readonly keptBack?: readonly string[];
  /** Told of every event as it is sent on: the owner of sessions ends the screens of one that is over. */
  readonly onEvent?: (event: TailedEvent) => void;
}

export interface Feed {
  readonly plugin: HttpPlugin;
  readonly screens: () => number;
  /** The sessions that have a screen open right now. */
  readonly sessionIds: () => readonly string[];
  /** Milliseconds the oldest event not yet sent has waited. */
  readonly lagMs: () => Promise<number>;
  /** The event table was read within the last seconds. */
  readonly isCurrent: () => boolean;
  /** Close the connections of a session that ended, or of a person whose rights changed. */
  readonly dropSession: (sessionId: string) => void;
  /** Tell every screen to come back in a moment, and end. */
  readonly stop: () => Promise<void>;
}

/** The live feed over server-sent events: resume by `Last-Event-ID`, `resync` for a cursor of another epoch. */
export async function startFeed(options: FeedOptions): Promise<Feed> {
  const screens = new Set<Screen>();
  let stopped = false;
  const tail = await startTail({
    db: options.db,
    listen: options.listen,
    log: options.log,
    onEvents: (events) => {
      const { epoch } = tail.position();
      for (const event of events) {
        options.onEvent?.(event);
        const frame = frameOf(event, epoch, options.keptBack);
        for (const screen of screens) screen.hear(frame);
      }
    },
  });
  const beat = setInterval(() => beatAll(tail, screens), beatMs);

  const serve = async (request: FastifyRequest, reply: FastifyReply, requester: Requester | null) => {
    if (requester === null) throw new Error('The live feed needs a session; its route was declared public');
    if (stopped) return refuseRequest(reply, requester.actor.language, 'server.draining');
    const screen = open(reply, requester, tail, screens);
    try {
      await resume(options, screen, askedPlace(request), tail.position());
    } catch (error) {
      options.log.warn({ error: String(error) }, 'a screen could not catch up; it is sent back to try again');
      screen.cut();
    }
  };

  return {
    plugin: {
      method: 'GET',
      path: options.path,
      summary: 'Live feed (server-sent events)',
      permission: 'signed_in',
      serve,
    },
    screens: () => screens.size,
    sessionIds: () => [
      ...new Set([...screens].map((screen) => screen.requester.actor.sessionId).filter((id) => id !== null)),
    ],
    lagMs: () => lagAfter(options.db, tail.position()),
    isCurrent: tail.isCurrent,
    dropSession: (sessionId) => {
      for (const screen of screens) if (screen.requester.actor.sessionId === sessionId) screen.end();
    },
    stop: async () => {
      stopped = true;
      clearInterval(beat);
      await tail.stop();
      for (const screen of screens) {
        screen.write('event: drain\ndata: {}\n\n');
        screen.end();
      }
    },
  };
}

/** No beat while the table cannot be read: silence is how a screen learns that it is behind. */
function beatAll(tail: Tail, screens: ReadonlySet<Screen>): void {
  if (!tail.isCurrent()) return;
  const text = `event: beat\ndata: {"now":"${new Date().toISOString()}"}\n\n`;
  for (const screen of screens) screen.write(text);
}

function askedPlace(request: FastifyRequest): string | undefined {
  // The route has no query schema, so Fastify leaves the query as the parser made it: texts by name.
  const query = request.query as { readonly after?: string };
  const asked = request.headers['last-event-id']?.toString() ?? query.after;
  return asked === '' ? undefined : asked;
}

/** Take the connection over from Fastify and hear live events from this moment on. */
function open(reply: FastifyReply, requester: Requester, tail: Tail, screens: Set<Screen>): Screen {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  const screen: Screen = new Screen({
    requester,
    response: reply.raw,
    position: tail.position(),
    onEnd: () => screens.delete(screen),
  });
  screens.add(screen);
  return screen;
}

/** Send what the screen has not seen, then `hello`, then what happened meanwhile. `start` is where the tail stood when it was added. */
async function resume(options: FeedOptions, screen: Screen, asked: string | undefined, start: Cursor): Promise<void> {
  const from = asked === undefined ? start : parseCursor(asked);
  if (from === null || from.epoch !== start.epoch || isFuture(from, start)) resync(screen, start);
  else await catchUp(options, screen, from, start);
  const hello: LiveHello = { now: new Date().toISOString(), cursor: formatCursor(screen.position) };
  screen.write(`event: hello\ndata: ${JSON.stringify(hello)}\n\n`);
  screen.goLive();
}

/** Its cursor means nothing here, or is too old: fetch everything anew and go on from `place`. */
function resync(screen: Screen, place: Cursor): void {
  screen.position = place;
  screen.write(`id: ${formatCursor(place)}\nevent: resync\ndata: {}\n\n`);
}

/** A cursor ahead of a database that was put back in time: its events will never come. Another process may be a little ahead. */
function isFuture(from: Cursor, now: Cursor): boolean {
  return BigInt(from.xid) > BigInt(now.xid) + 1_000_000n;
}

async function catchUp({ db, keptBack }: FeedOptions, screen: Screen, from: Cursor, until: Cursor): Promise<void> {
  if (await isFartherThan(db, from, longestCatchUp, screen.requester.tenantId)) return resync(screen, until);
  screen.position = from;
  for (let place = from; screen.isOpen; ) {
    const events = await readAfter(db, place, 500, screen.requester.tenantId);
    for (const event of events) {
      place = { epoch: from.epoch, xid: event.xid, seq: event.seq };
      // What lies beyond comes from the tail, which this screen already hears.
      if (isAfter(place, until)) return;
      screen.pass(frameOf(event, from.epoch, keptBack));
    }
    if (events.length < 500) return;
  }
}
