import { createHash } from 'node:crypto';
import { open, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Action } from '#platform/server/action.ts';
import { type Knock, readKnock } from '#platform/server/asterisk/security-log.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import { ok } from '#platform/shared/result.ts';
import type { readKnocks as readRoute } from '../../line-contract.ts';
import { alone } from '../lease/lease-store.ts';
import * as store from './knock-store.ts';

export const readKnocks: Action<typeof readRoute> = async (ctx, { query }) =>
  ok({
    sources: await store.selectSources(ctx, query.hours),
    total: await store.countKnocks(ctx, query.hours),
    failedCalls: await store.countFailed(ctx, query.hours),
    busyMinutes: await store.selectBusyMinutes(ctx, query.hours),
  });

const lookMs = 5000;
/** Read at once; a flood of 500 strangers a second writes about 300 kB in it. */
const chunkBytes = 4 * 1024 * 1024;
/** From this size on Asterisk is asked to begin a new file; what was read of old ones is removed. */
const rotateBytes = 16 * 1024 * 1024;

interface KnockReaderOptions {
  readonly systemDb: Db;
  readonly file: string;
  readonly pbxSystem: string;
  readonly ari: { readonly url: string; readonly user: string; readonly password: string };
  readonly log: Log;
  readonly rotateBytes?: number;
}

/**
 * Counts what Asterisk's security log says of strangers by minute, source and kind, and keeps the log small: under a flood it
 * would fill the disk, and with it the recordings' room. Only counts are kept; the log's names and numbers go with its files.
 */
export function createKnockReader(options: KnockReaderOptions): () => Promise<void> {
  const { systemDb, pbxSystem, file } = options;
  let looked = 0;
  return async () => {
    if (Date.now() - looked < lookMs) return;
    looked = Date.now();
    // One log for all processes of this exchange: each line is counted by one of them.
    await alone(systemDb, `knocks ${pbxSystem}`, async () => {
      let at = await store.readLogPosition(systemDb, pbxSystem);
      for (let read = await readChunk(file, at); read !== null; read = await readChunk(file, at)) {
        await store.saveKnocks(systemDb, pbxSystem, countsOf(read.lines), read.at);
        at = read.at;
        looked = Date.now();
      }
      if ((at?.position ?? 0) > (options.rotateBytes ?? rotateBytes)) await rotate(options);
    });
  };
}

/** The next whole lines; a file whose first line is another one was begun anew. Null: nothing new. */
async function readChunk(
  file: string,
  from: store.LogPosition | null,
): Promise<{ lines: string; at: store.LogPosition } | null> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return null;
  try {
    const head = Buffer.alloc(256);
    const { bytesRead: headLength } = await handle.read(head, 0, head.length, 0);
    const firstEnd = head.subarray(0, headLength).indexOf(0x0a);
    if (firstEnd < 0 && headLength < head.length) return null;
    const key = createHash('sha256')
      .update(head.subarray(0, firstEnd < 0 ? headLength : firstEnd))
      .digest('hex');
    const start = from?.key === key ? from.position : 0;
    const bytes = Buffer.alloc(chunkBytes);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
    const end = bytes.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
    if (end === 0) return null;
    return { lines: bytes.subarray(0, end).toString('utf8'), at: { key, position: start + end } };
  } finally {
    await handle.close();
  }
}

export function countsOf(lines: string): store.KnockCount[] {
  const counts = new Map<string, store.KnockCount>();
  for (const line of lines.split('\n')) {
    const knock = readKnock(line);
    if (knock === null) continue;
    const minute = minuteOf(knock);
    const name = `${minute} ${knock.source} ${knock.kind}`;
    counts.set(name, { minute, source: knock.source, kind: knock.kind, count: (counts.get(name)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

function minuteOf({ at }: Knock): string {
  return new Date(Math.floor(at / 60_000) * 60_000).toISOString();
}

/** Asterisk begins a new file; its older ones have been read to their end but for what came in the moment between. */
async function rotate({ file, ari, log }: KnockReaderOptions): Promise<void> {
  for (const name of ['security', 'messages']) {
    const answer = await fetch(`${ari.url.replace(/\/$/, '')}/asterisk/logging/${name}/rotate`, {
      method: 'PUT',
      headers: { authorization: `Basic ${Buffer.from(`${ari.user}:${ari.password}`).toString('base64')}` },
      signal: AbortSignal.timeout(10_000),
    });
    await answer.arrayBuffer();
    if (!answer.ok) log.warn({ name, status: answer.status }, "Asterisk's log could not be rotated");
  }
  await dropRotated(file, 0);
  await dropRotated(join(dirname(file), 'messages'), 3);
}

/** `security.0`, `security.1` …: the newest `keep` stay. */
async function dropRotated(file: string, keep: number): Promise<void> {
  const pattern = new RegExp(`^${basename(file)}\\.(\\d+)$`);
  const old = (await readdir(dirname(file))).flatMap((name) => {
    const [, number] = pattern.exec(name) ?? [];
    return number === undefined ? [] : [{ name, number: Number(number) }];
  });
  const going = old.toSorted((a, b) => b.number - a.number).slice(keep);
  await Promise.all(going.map(({ name }) => rm(join(dirname(file), name), { force: true })));
}
