import { isDeepStrictEqual } from 'node:util';
import { systemActor } from '#platform/server/action.ts';
import type { CelEvent } from '#platform/server/asterisk/cel.ts';
import {
  type CelPosition,
  type CelReader,
  type CelRotation,
  type CelSpot,
  dropReadCel,
  followCel,
  isCelDue,
  rotateCel,
} from '#platform/server/asterisk/cel-files.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import { runWork, type Workplace } from '#platform/server/unit.ts';
import { type CelCall, celCall } from './cel-call.ts';
import type { LineOf } from './lines/directory.ts';
import type { Phones } from './phones.ts';
import { recordFromCel } from './record-from-cel.ts';
import { readCelPosition, saveCelPosition } from './store.ts';

export interface CelImportOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly log: Log;
  readonly phones: Phones;
  readonly pbxSystem: string;
  readonly file: string;
  readonly tenantOf: (slug: string) => Promise<string | null>;
  /** Calls that this process holds: it hears of them itself. */
  readonly holds: (linkedid: string) => boolean;
  readonly lineOf?: LineOf;
  readonly rotation?: CelRotation;
}

export type CelImport = (over?: ReadonlySet<string>) => Promise<{ written: number }>;

interface Pending {
  /** Where the reading began that saw its first line: the next life of this process must begin there. */
  readonly from: CelSpot;
  readonly events: CelEvent[];
}

/** A line younger than this may belong to a call that is being written down at this moment. */
const settleMs = 3000;
/** Calls that are held in memory at once before reading goes on. */
const pendingCalls = 5000;
/** A call whose end was never written (Asterisk was killed) is not waited for longer. */
const forgetMs = 24 * 3_600_000;

/** Kept longer than the backups: after a restore the calls since then are imported from these files. */
const usualRotation: CelRotation = { bytes: 16 * 1024 * 1024, ageMs: 24 * 3_600_000, keepMs: 30 * 24 * 3_600_000 };

/**
 * Read what is new in Asterisk's channel event log and make rows of the calls nobody recorded (design.md invariant 1). Keyed
 * on system name and linkedid: reading it again from the beginning changes nothing. `over` names calls that nobody leads and
 * Asterisk no longer has: their last lines are taken however young they are.
 */
export function createCelImport(options: CelImportOptions): CelImport {
  const { file, log, pbxSystem, systemDb } = options;
  const pending = new Map<string, Pending>();
  let reader: CelReader | null = null;
  let saved: CelPosition | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function importNew(over: ReadonlySet<string>): Promise<{ written: number }> {
    const stored = await readCelPosition(systemDb, pbxSystem);
    if (reader !== null && !isDeepStrictEqual(stored, saved)) {
      // Another process has read meanwhile, and knows what became of the calls that were pending here.
      reader = null;
      pending.clear();
    }
    reader ??= followCel(file, stored);
    await gather(reader);
    let written = 0;
    for (const [linkedid, { events }] of pending) {
      if (await settle(linkedid, events, over.has(linkedid))) written++;
      if (isOver(events)) pending.delete(linkedid);
    }
    const spot = reader.spot();
    if (spot !== null) {
      const safe = [...pending.values()].reduce((first, { from }) => (isBefore(from, first) ? from : first), spot);
      await saveCelPosition(systemDb, pbxSystem, safe);
      saved = { key: safe.key, offset: safe.offset };
      await tidy(options, safe);
    }
    return { written };
  }

  async function gather(from: CelReader): Promise<void> {
    // What a flood wrote is taken in parts: the rest waits in the file, not in memory.
    for (let read = await from.next(); read !== null; read = pending.size > pendingCalls ? null : await from.next()) {
      for (const event of read.events) {
        if (event.system !== pbxSystem) continue;
        const known = pending.get(event.linkedId) ?? { from: read.from, events: [] };
        known.events.push(event);
        pending.set(event.linkedId, known);
      }
      if (read.broken > 0) log.warn({ broken: read.broken }, 'lines of the channel event log could not be read');
    }
  }

  async function settle(linkedid: string, events: readonly CelEvent[], isOverNow: boolean): Promise<boolean> {
    const call = celCall(events);
    if (call === null || options.holds(linkedid) || (!isOverNow && ageOf(events) < settleMs)) return false;
    const tenantId = await options.tenantOf(call.slug);
    if (tenantId === null) return false;
    return record(options, tenantId, call);
  }

  return (over = new Set()) => {
    const next = turn.then(() => importNew(over));
    turn = next.catch(() => undefined);
    return next;
  };
}

/** A log that cannot be rotated only grows: calls go on. */
async function tidy({ file, log, rotation = usualRotation }: CelImportOptions, safe: CelSpot): Promise<void> {
  try {
    const now = Date.now();
    if (await isCelDue(file, rotation, now)) await rotateCel(file, now);
    await dropReadCel(file, safe, rotation.keepMs, now);
  } catch (error) {
    log.warn({ error: String(error) }, 'the channel event log could not be rotated');
  }
}

async function record(options: CelImportOptions, tenantId: string, call: CelCall): Promise<boolean> {
  const owners = await options.phones.owners();
  const owner = call.answered === null ? undefined : owners.get(call.answered.sipUser);
  const callerOnLine = options.lineOf?.(call.slug, call.line)?.callerAs(call.callerRaw) ?? call.callerRaw;
  return runWork(options.place(), { tenantId, actor: systemActor }, (ctx) =>
    recordFromCel(ctx, options.pbxSystem, { ...call, callerOnLine }, owner?.userId ?? null),
  );
}

function isBefore(one: CelSpot, other: CelSpot): boolean {
  return one.turn === other.turn ? one.offset < other.offset : one.turn < other.turn;
}

/** All of its lines are there and old enough, or they will never come. */
function isOver(events: readonly CelEvent[]): boolean {
  const age = ageOf(events);
  return age > forgetMs || (age >= settleMs && events.some((event) => event.type === 'LINKEDID_END'));
}

function ageOf(events: readonly CelEvent[]): number {
  return Date.now() - Math.max(...events.map((event) => event.micros)) / 1000;
}
