import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { type CelEvent, parseCel, readCel } from './cel.ts';

/** One file of the channel event log, as rotated or as Asterisk writes to it now. */
interface CelFile {
  readonly path: string;
  /** SHA-256 of its first line: the same wherever the file was moved or restored to. */
  readonly key: string;
  /** Microseconds of its first event; null where the first line is none. */
  readonly since: number | null;
}

/** A place in the log. The key says in which file, the offset where in it. */
export interface CelPosition {
  readonly key: string;
  readonly offset: number;
}

/** A place of this reader: comparable with its other places. */
export interface CelSpot extends CelPosition {
  /** Of the file, in the order of reading. */
  readonly turn: number;
}

export interface CelChunk {
  readonly events: readonly CelEvent[];
  readonly broken: number;
  /** Where this chunk begins. */
  readonly from: CelSpot;
}

export interface CelReader {
  /** The next events, oldest first across all files; null when there are none at this moment. At most 8 MB. */
  next(): Promise<CelChunk | null>;
  /** Where the next chunk begins; null before the first file was there. */
  spot(): CelSpot | null;
}

const rotatedName = (file: string) => new RegExp(`^${basename(file, extname(file))}-.+\\${extname(file)}$`);

/** Rotated files of a log, oldest first: their names hold the time of the rotation. */
export async function rotatedCelFiles(file: string): Promise<string[]> {
  const names = await readdir(dirname(file)).catch(() => []);
  const pattern = rotatedName(file);
  return names
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(dirname(file), name));
}

/** All files that have a whole line, in the order in which they were written. */
async function celFiles(file: string): Promise<CelFile[]> {
  const found = [];
  for (const path of [...(await rotatedCelFiles(file)), file]) found.push(await firstLine(path));
  return found.filter((each) => each !== null);
}

/** Longer than any line of Asterisk's. */
const lineLimit = 16 * 1024;

async function firstLine(path: string): Promise<CelFile | null> {
  const handle = await open(path, 'r').catch(() => null);
  if (handle === null) return null;
  try {
    const bytes = Buffer.alloc(lineLimit);
    const { bytesRead } = await handle.read(bytes, 0, lineLimit, 0);
    const end = bytes.subarray(0, bytesRead).indexOf(0x0a);
    if (end < 0 && bytesRead < lineLimit) return null;
    const line = bytes.subarray(0, end < 0 ? bytesRead : end);
    const key = createHash('sha256').update(line).digest('hex');
    return { path, key, since: parseCel(line.toString('utf8')).events[0]?.micros ?? null };
  } finally {
    await handle.close();
  }
}

/**
 * Follow a log through its rotations from `begin` on; null, or a file that is not there any more: from the oldest on. A file
 * is left only when the next one has a line: Asterisk opens the log anew for each line and writes one at a time, so nothing
 * is written to the old one any more.
 */
export function followCel(file: string, begin: CelPosition | null): CelReader {
  let at: CelSpot | null = begin === null ? null : { ...begin, turn: 0 };
  let path: string | null = null;

  /** Where the file that is being read lies now: under its name of before, or renamed. */
  async function findCurrent(): Promise<{ current: CelFile; following: CelFile | undefined } | null> {
    // Once more when it is not found: somebody may have rotated while we looked.
    for (const isLast of [false, true]) {
      const files = await celFiles(file);
      const before = at;
      let index = files.findIndex((each) => each.path === path && each.key === before?.key);
      if (index < 0) index = files.findIndex((each) => each.key === before?.key);
      if (index < 0 && (before === null || isLast)) {
        index = 0;
        const [first] = files;
        if (first !== undefined) at = { key: first.key, offset: 0, turn: (before?.turn ?? 0) + 1 };
      }
      const current = files[index];
      if (current !== undefined) return { current, following: files[index + 1] };
    }
    return null;
  }

  async function next(): Promise<CelChunk | null> {
    for (;;) {
      const found = await findCurrent();
      if (found === null || at === null) return null;
      const { current, following } = found;
      path = current.path;
      const from = at;
      const { nextOffset, ...read } = await readCel(current.path, from.offset);
      // 0: it was renamed at this very moment.
      if (nextOffset !== from.offset && nextOffset !== 0) {
        at = { ...from, offset: nextOffset };
        return { ...read, from };
      }
      if (following === undefined) return null;
      at = { key: following.key, offset: 0, turn: from.turn + 1 };
      path = following.path;
    }
  }
  return { next, spot: () => at };
}

/** When a log is rotated, and how long a rotated file that was read is kept. */
export interface CelRotation {
  readonly bytes: number;
  readonly ageMs: number;
  readonly keepMs: number;
}

/** True when the log is large or old enough for a new file. */
export async function isCelDue(file: string, rotation: CelRotation, now: number): Promise<boolean> {
  const size = (await stat(file).catch(() => null))?.size ?? 0;
  if (size >= rotation.bytes) return true;
  const since = size === 0 ? null : ((await firstLine(file))?.since ?? null);
  return since !== null && now - since / 1000 >= rotation.ageMs;
}

/** Give the log another name: Asterisk begins a new one with its next line. The name is never one that is taken. */
export async function rotateCel(file: string, now: number): Promise<string> {
  const ending = extname(file);
  const moment = new Date(now).toISOString().replace(/[:.]/g, '-');
  const target = join(dirname(file), `${basename(file, ending)}-${moment}-${randomBytes(3).toString('hex')}${ending}`);
  await rename(file, target);
  return target;
}

/** Delete rotated files that were read whole (they come before `safe`) and have not been written to for `keepMs`. */
export async function dropReadCel(file: string, safe: CelPosition, keepMs: number, now: number): Promise<void> {
  const old: string[] = [];
  for (const path of await rotatedCelFiles(file)) {
    const found = await stat(path).catch(() => null);
    if (found !== null && now - found.mtimeMs > keepMs) old.push(path);
  }
  if (old.length === 0) return;
  const files = await celFiles(file);
  const read = files.slice(
    0,
    Math.max(
      0,
      files.findIndex((each) => each.key === safe.key),
    ),
  );
  for (const { path } of read) if (old.includes(path)) await rm(path, { force: true });
}
