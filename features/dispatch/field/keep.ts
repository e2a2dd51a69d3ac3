import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { FieldView } from '../field-contract.ts';
import { type Conflict, keyOf, type Queue, type WaitingItem } from '../field-queue.ts';
import type { Fix } from '../unit.ts';

/** What a device keeps of one person: nobody else's session reads or sends it. */
interface FieldKeep extends DBSchema {
  waiting: { key: number; value: { number?: number; userId: string; item: WaitingItem }; indexes: { user: string } };
  conflicts: { key: string; value: { key: string; userId: string; conflict: Conflict }; indexes: { user: string } };
  files: { key: string; value: Blob };
  seen: { key: string; value: { at: string; view: FieldView } };
  fixes: {
    key: number;
    value: { number?: number; userId: string; unitId: string; fix: Fix };
    indexes: { user: string };
  };
}

/** The newest so many positions wait for a network; older ones say nothing that anybody still needs. */
export const keptFixes = 60;

let opened: Promise<IDBPDatabase<FieldKeep>> | undefined;

function open(): Promise<IDBPDatabase<FieldKeep>> {
  opened ??= openDB<FieldKeep>('sigap-field', 1, {
    upgrade(made) {
      const waiting = made.createObjectStore('waiting', { keyPath: 'number', autoIncrement: true });
      waiting.createIndex('user', 'userId');
      const fixes = made.createObjectStore('fixes', { keyPath: 'number', autoIncrement: true });
      fixes.createIndex('user', 'userId');
      made.createObjectStore('conflicts', { keyPath: 'key' }).createIndex('user', 'userId');
      made.createObjectStore('files');
      made.createObjectStore('seen');
    },
  });
  return opened;
}

/** What waits and what was refused, as it is on the disk: every tab reads the same. */
export async function readQueue(userId: string): Promise<Queue> {
  const keep = await open();
  const [waiting, conflicts] = await Promise.all([
    keep.getAllFromIndex('waiting', 'user', userId),
    keep.getAllFromIndex('conflicts', 'user', userId),
  ]);
  return {
    waiting: waiting.sort((a, b) => (a.number ?? 0) - (b.number ?? 0)).map(({ item }) => item),
    conflicts: conflicts.map(({ conflict }) => conflict).sort((a, b) => (keyOf(a.item) < keyOf(b.item) ? -1 : 1)),
  };
}

/** On the disk before anybody is told that it was heard: a telephone that goes off a second later has lost nothing. */
export async function keepItem(userId: string, item: WaitingItem, file?: Blob): Promise<void> {
  const keep = await open();
  const tx = keep.transaction(['waiting', 'files'], 'readwrite', { durability: 'strict' });
  await tx.objectStore('waiting').add({ userId, item });
  if (file !== undefined) await tx.objectStore('files').put(file, keyOf(item));
  await tx.done;
}

export async function fileOf(key: string): Promise<Blob | undefined> {
  return (await open()).get('files', key);
}

/** Make the disk what the rules say it is after an answer: what is gone from the queue goes, with its file. */
export async function keepQueue(userId: string, before: Queue, after: Queue): Promise<void> {
  const left = new Set(after.waiting.map(keyOf));
  const gone = new Set(before.waiting.map(keyOf).filter((key) => !left.has(key)));
  const toldBefore = new Set(before.conflicts.map(({ item }) => keyOf(item)));
  const toldAfter = new Set(after.conflicts.map(({ item }) => keyOf(item)));
  const keep = await open();
  const tx = keep.transaction(['waiting', 'files', 'conflicts'], 'readwrite');
  for (const row of await tx.objectStore('waiting').index('user').getAll(userId)) {
    if (!gone.has(keyOf(row.item)) || row.number === undefined) continue;
    await tx.objectStore('waiting').delete(row.number);
    await tx.objectStore('files').delete(keyOf(row.item));
  }
  for (const conflict of after.conflicts) {
    const key = keyOf(conflict.item);
    if (!toldBefore.has(key)) await tx.objectStore('conflicts').put({ key, userId, conflict });
  }
  for (const key of toldBefore) if (!toldAfter.has(key)) await tx.objectStore('conflicts').delete(key);
  await tx.done;
}

export async function readSeen(userId: string): Promise<{ readonly at: string; readonly view: FieldView } | undefined> {
  return (await open()).get('seen', userId);
}

export async function keepSeen(userId: string, seen: { readonly at: string; readonly view: FieldView }): Promise<void> {
  await (await open()).put('seen', seen, userId);
}

export async function keepFix(userId: string, unitId: string, fix: Fix): Promise<void> {
  const keep = await open();
  const tx = keep.transaction('fixes', 'readwrite');
  await tx.store.add({ userId, unitId, fix });
  const numbers = await tx.store.index('user').getAllKeys(userId);
  for (const number of numbers.sort((a, b) => a - b).slice(0, -keptFixes)) await tx.store.delete(number);
  await tx.done;
}

/** The oldest first, of one unit. */
export async function waitingFixes(userId: string, unitId: string): Promise<{ number: number; fix: Fix }[]> {
  const found = await (await open()).getAllFromIndex('fixes', 'user', userId);
  return found
    .filter((each) => each.unitId === unitId)
    .flatMap(({ number, fix }) => (number === undefined ? [] : [{ number, fix }]))
    .sort((a, b) => a.number - b.number);
}

export async function dropFixes(numbers: readonly number[]): Promise<void> {
  const tx = (await open()).transaction('fixes', 'readwrite');
  for (const number of numbers) await tx.store.delete(number);
  await tx.done;
}

/** At sign-out: what the server has, or was thrown away with a warning, is nobody else's business on this telephone. */
export async function forgetPerson(userId: string): Promise<void> {
  const keep = await open();
  const tx = keep.transaction(['waiting', 'conflicts', 'files', 'seen', 'fixes'], 'readwrite');
  for (const row of await tx.objectStore('waiting').index('user').getAll(userId)) {
    if (row.number !== undefined) await tx.objectStore('waiting').delete(row.number);
    await tx.objectStore('files').delete(keyOf(row.item));
  }
  for (const { key } of await tx.objectStore('conflicts').index('user').getAll(userId))
    await tx.objectStore('conflicts').delete(key);
  for (const number of await tx.objectStore('fixes').index('user').getAllKeys(userId))
    await tx.objectStore('fixes').delete(number);
  await tx.objectStore('seen').delete(userId);
  await tx.done;
}
