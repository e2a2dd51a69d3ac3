import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { OpenItem } from '../handover.ts';
import { createRosterScene, type RosterScene } from './testing.ts';

let scene: RosterScene;
const below: OpenItem = { kind: 'incident', id: newId(), label: '12', path: '/incidents/12' };
beforeAll(async () => {
  scene = await createRosterScene({ openWork: async () => [below] });
});
afterAll(() => scene.close());

const ask: RosterScene['ask'] = (...input) => scene.ask(...input);
const write = (who: string, said: object = {}) =>
  ask(who, 'POST', '/api/handovers', { done: ['telepon'], notes: 'Hujan deras, sungai naik', ...said });
const take = (who: string, id: string | undefined, items: readonly string[]) =>
  ask(who, 'POST', `/api/handovers/${id}/take`, { items });

/** A call that ended without a class. */
async function addUnclassified(): Promise<string> {
  const id = newId<'call'>();
  await run(
    scene.database.systemDb,
    sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, arrived_at, queued_at, answered_at, ended_at)
        values (${id}, ${scene.own}, 41, 'ended', 'uji', ${id}, '112', '2026-11-23T00:10:00Z', '2026-11-23T00:10:00Z',
          '2026-11-23T00:10:05Z', '2026-11-23T00:11:00Z')`,
  );
  return id;
}

test('is written with what is open, taken over item by item by somebody else, once', async () => {
  const { id } = await write('sri');
  expect(await ask('bagus', 'GET', '/api/handovers')).toMatchObject({
    items: [
      {
        id,
        items: [below],
        notes: 'Hujan deras, sungai naik',
        reason: null,
        writtenBy: { displayName: 'sri' },
        writtenAt: '2026-11-23T01:00:00.000Z',
        takenBy: null,
      },
    ],
  });
  expect(await take('sri', id, [below.id])).toMatchObject({ code: 'handover.own' });
  expect(await take('bagus', id, [])).toMatchObject({ code: 'handover.items_missing', detail: { count: 1 } });
  expect(await take('timur', id, [below.id])).toMatchObject({ code: 'handover.not_found' });
  expect((await take('admin', id, [below.id])).status).toBe(403);
  expect((await take('bagus', id, [below.id])).status).toBe(200);
  expect(await take('penyelia', id, [below.id])).toMatchObject({ code: 'handover.taken' });
  expect(await ask('sri', 'GET', '/api/handovers')).toMatchObject({ items: [{ takenBy: { displayName: 'bagus' } }] });
  expect((await ask('timur', 'GET', '/api/handovers')).items).toEqual([]);
  const events = await rows<{ name: string; content: object }>(
    scene.database.systemDb,
    sql`select name, content from events where name like 'handover.%' and subject_id = ${id} order by seq`,
  );
  expect(events).toEqual([
    { name: 'handover.written', content: { items: 1, calls: 0, assignments: 0 } },
    { name: 'handover.taken', content: { items: 1 } },
  ]);
});

test('a shift with an unclassified call is not closed without a reason; a reason where nothing is left is not kept', async () => {
  const clean = await write('sri', { reason: 'Tidak perlu' });
  const call = await addUnclassified();
  expect(await ask('sri', 'GET', '/api/handover-draft')).toMatchObject({
    blockers: { calls: 1, assignments: 0 },
    items: [{ kind: 'call', id: call, label: '41', path: `/calls/${call}` }, below],
  });
  expect(await write('sri')).toMatchObject({
    code: 'handover.reason_missing',
    detail: { calls: 1, assignments: 0 },
  });
  const { id } = await write('sri', { reason: 'Petugasnya pulang karena sakit' });
  const { items } = await ask('penyelia', 'GET', '/api/handovers');
  const found = items as unknown as readonly { id: string; reason: string | null; checks: { done: boolean }[] }[];
  expect(found.find((one) => one.id === id)).toMatchObject({ reason: 'Petugasnya pulang karena sakit' });
  expect(found.find((one) => one.id === clean.id)).toMatchObject({ reason: null });
  expect(found.find((one) => one.id === id)?.checks.map(({ done }) => done)).toEqual([true, false, false, false]);
});
