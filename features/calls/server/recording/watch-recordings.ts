import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { audience } from '#features/people/audience.ts';
import { type Action, systemActor } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import { appendEvent, type NewEvent } from '#platform/server/events/event.ts';
import type { Log } from '#platform/server/log/log.ts';
import { runWork, type Workplace } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok } from '#platform/shared/result.ts';
import type { CallView } from '../../contract.ts';
import type { AlarmKind } from '../../recording.ts';
import type { readRecordingState as stateRoute } from '../../recording-contract.ts';
import { type Growth, growthOf, isDiskLow, isStalled, leastFreeBytes } from '../../recording-rules.ts';
import * as store from './alarm-store.ts';
import type { RecordingFolders } from './store-recording.ts';

export interface RecordingWatch {
  readonly state: () => WatchState;
  readonly stop: () => Promise<void>;
}

/** How recording is at this moment, as this process sees it. */
export interface WatchState {
  /** Talking calls whose files stand still. */
  readonly stalled: number;
  readonly freeBytes: number | null;
  readonly isDiskLow: boolean;
  /** Since the database could be asked: an old look is none. Milliseconds. */
  readonly ageMs: number;
}

export interface WatchOptions {
  readonly place: () => Workplace;
  readonly systemDb: Db;
  readonly log: Log;
  readonly systemName: string;
  readonly folders: () => RecordingFolders;
  /** Bytes on the disk below which it counts as full. */
  readonly leastFree?: number;
  /** Milliseconds between two looks. */
  readonly lookMs?: number;
}

interface Wrong {
  readonly tenantId: string;
  readonly kind: AlarmKind;
  readonly subjectId: string;
}
const nameOf = (wrong: { kind: string; tenantId: string; subjectId: string }) =>
  `${wrong.kind} ${wrong.tenantId} ${wrong.subjectId}`;

/**
 * Look every second whether the files of the calls in talk grow, and whether there is room for them. What is wrong is written
 * down, told to the supervisors, and cleared by itself. Beside the exchange, which writes the files.
 */
export function watchRecordings(options: WatchOptions): RecordingWatch {
  const growths = new Map<string, Growth>();
  let [freeBytes, isLow, stalled, lookedAt]: [number | null, boolean, number, number] = [
    null,
    false,
    0,
    performance.now(),
  ];
  const look = async () => {
    freeBytes = await freeOn(options.folders().recordings);
    isLow = freeBytes !== null && isDiskLow(freeBytes, isLow, options.leastFree ?? leastFreeBytes);
    const standing = await stalledCalls(options, growths);
    stalled = standing.length;
    const wrong = [...standing];
    if (isLow)
      for (const tenantId of await store.regencyIds(options.systemDb))
        wrong.push({ tenantId, kind: 'disk', subjectId: tenantId });
    await settle(options, wrong, freeBytes ?? 0);
    lookedAt = performance.now();
  };
  let stopped = false;
  let wake = () => {};
  const running = (async () => {
    while (!stopped) {
      await look().catch((error: unknown) =>
        options.log.warn({ error: String(error) }, 'recordings could not be watched; tried again in a second'),
      );
      if (stopped) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, options.lookMs ?? 1000);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    state: () => ({ stalled, freeBytes, isDiskLow: isLow, ageMs: performance.now() - lookedAt }),
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}

async function freeOn(folder: string): Promise<number | null> {
  const found = await statfs(folder).catch(() => null);
  return found === null ? null : found.bavail * found.bsize;
}

/** A call grows when either of its sides does: one person may be silent for long, and then nothing is sent by some telephones. */
async function stalledCalls(
  { systemDb, systemName, folders }: WatchOptions,
  growths: Map<string, Growth>,
): Promise<Wrong[]> {
  const talking = await store.talkingCalls(systemDb, systemName);
  const present = new Set(talking.map((call) => call.id));
  for (const id of growths.keys()) if (!present.has(id)) growths.delete(id);
  const wrong: Wrong[] = [];
  for (const call of talking) {
    const now = new Date().toISOString();
    const growth = growthOf(growths.get(call.id) ?? null, await bytesOf(folders().incoming, call.pbx_linkedid), now);
    growths.set(call.id, growth);
    if (isStalled(growth, now)) wrong.push({ tenantId: call.tenant_id, kind: 'stalled', subjectId: call.id });
  }
  return wrong;
}

async function bytesOf(incoming: string, channel: string): Promise<number | null> {
  const sizes = await Promise.all(
    ['-caller', '-desk'].map((leg) =>
      stat(join(incoming, `${channel}${leg}.wav`)).then(
        (found) => found.size,
        () => null,
      ),
    ),
  );
  return sizes.every((size) => size === null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

/** Make the table say what is wrong: what is new is told, what is over is cleared. */
async function settle(options: WatchOptions, wrong: readonly Wrong[], freeBytes: number): Promise<void> {
  const { systemDb, systemName, place, log } = options;
  const open = await store.openAlarms(systemDb, systemName);
  const known = new Map(
    open.map((alarm) => [nameOf({ ...alarm, tenantId: alarm.tenant_id, subjectId: alarm.subject_id }), alarm]),
  );
  for (const each of wrong) {
    if (known.delete(nameOf(each))) continue;
    log.error(
      { kind: each.kind, subject: each.subjectId },
      'recording is in trouble: look at Asterisk and at its disk',
    );
    await runWork(place(), { tenantId: each.tenantId, actor: systemActor }, async (ctx) => {
      // It may have ended since the look: then there is nothing to tell.
      if (each.kind === 'stalled' && !(await store.isAnswered(ctx.tx, each.subjectId))) return;
      const id = newId<'recording alarm'>();
      const alarm = { id, tenant_id: each.tenantId, kind: each.kind, subject_id: each.subjectId };
      if (!(await store.insertAlarm(ctx.tx, { ...alarm, pbxSystem: systemName, since: ctx.now }))) return;
      await appendEvent(ctx, alarmEvent(each.kind, each.subjectId, true, id, freeBytes));
    });
  }
  for (const alarm of known.values())
    await runWork(place(), { tenantId: alarm.tenant_id, actor: systemActor }, async (ctx) => {
      if (await store.clearAlarm(ctx.tx, alarm.id, ctx.now))
        await appendEvent(ctx, alarmEvent(alarm.kind, alarm.subject_id, false, alarm.id, freeBytes));
    });
}

function alarmEvent(kind: AlarmKind, subjectId: string, begins: boolean, alarmId: string, freeBytes: number): NewEvent {
  const to = { audience: [audience.tenant(), audience.supervisors()] } as const;
  if (kind === 'stalled') {
    const name = begins ? 'recording.stalled' : 'recording.grows';
    return { name, subject: { type: 'call', id: subjectId }, content: { alarmId }, ...to };
  }
  const name = begins ? 'recording.disk_low' : 'recording.disk_enough';
  return { name, subject: { type: 'tenant', id: subjectId }, content: { alarmId, freeBytes }, ...to };
}

export const readRecordingState: Action<typeof stateRoute> = async (ctx) =>
  ok({
    alarms: (await store.alarmRows(ctx.tx, ctx.tenantId)).map((alarm) => ({
      kind: alarm.kind,
      since: alarm.since,
      // Made by newId alone.
      callId: alarm.call_id as CallView['id'] | null,
      number: alarm.number,
    })),
  });
