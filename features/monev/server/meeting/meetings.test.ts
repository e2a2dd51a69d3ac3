import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from '#platform/server/db/database.ts';
import { type MeetingRoom, openMeetingRoom } from '../obstacle/test-meeting-room.ts';
import { minutesSheet } from './minutes-sheet.ts';

let room: MeetingRoom;
beforeAll(async () => {
  room = await openMeetingRoom();
});
afterAll(() => room.close());

const content = {
  title: 'Rapat monev Oktober',
  place: 'Ruang Delta',
  startsAt: '2026-11-05T02:00:00.000Z',
  month: '2026-10',
  roles: ['AGENCY_HEAD'],
  agencyIds: [],
};
const plan = async () => (await room.ask('kadis', 'POST', '/api/meetings', { content })).id;
const read = (id: string) => room.ask('bupati', 'GET', `/api/meetings/${id}`);
const move = (id: string, version: number, step: 'start' | 'end') =>
  room.ask('kadis', 'POST', `/api/meetings/${id}/step`, { version, step });
async function enterObstacle(title: string): Promise<string> {
  const obstacle = { code: 'K13', title, description: '', agencyId: null };
  return (await room.ask('kadis', 'POST', '/api/obstacles', { content: obstacle })).id;
}

describe('a meeting', () => {
  test('speaks of what was not reached and what is open; decisions become its minutes, which stay', async () => {
    await enterObstacle('Layar dinding mati');
    const id = await plan();
    const agenda = (await read(id)).agenda;
    expect(agenda.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['figure', 'obstacle']));
    const item = agenda.find(({ title }) => title.includes('Layar dinding mati'));
    const write = (version: number, decision: string) =>
      room.ask('penyelia', 'POST', `/api/meeting-items/${item?.id}/decide`, { version, decision });
    expect(await write(1, 'Terlalu awal')).toMatchObject({ status: 409, code: 'meeting.not_live' });
    await move(id, 1, 'start');
    expect(await write(1, 'Ganti layar sebelum Desember')).toMatchObject({ version: 2 });
    expect(await write(1, 'Menimpa')).toMatchObject({ status: 409, code: 'item.stale', detail: { version: 2 } });
    const action = { task: 'Beli layar', who: 'Diskominfo', dueOn: '2026-12-01' };
    await room.ask('kadis', 'POST', `/api/meeting-items/${item?.id}/actions`, action);
    await room.ask('kadis', 'POST', `/api/meetings/${id}/attendees`, { name: 'Sri Wahyuni', office: 'BPBD' });
    expect((await room.ask('kadis', 'GET', `/api/obstacles/${item?.obstacle?.id}`)).actions).toMatchObject([action]);
    expect(await move(id, 2, 'end')).toMatchObject({ status: 200, version: 3 });
    expect(await write(2, 'Sesudah rapat')).toMatchObject({ status: 409, code: 'meeting.ended' });
    const late = await room.ask('kadis', 'POST', `/api/meetings/${id}/attendees`, { name: 'Terlambat', office: '' });
    expect(late).toMatchObject({ code: 'meeting.ended' });
    const pdf = await room.file('bupati', `/api/meetings/${id}/minutes.pdf`);
    expect(pdf.body.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(pdf.body.length).toBeGreaterThan(5000);
    expect((await room.file('kadis', `/api/meetings/${id}/minutes.pdf`)).body.equals(pdf.body)).toBe(true);
    const docx = await room.file('bupati', `/api/meetings/${id}/minutes.docx`);
    expect(docx.body.subarray(0, 2).toString('latin1')).toBe('PK');
    expect((await room.file('kadis.timur', `/api/meetings/${id}/minutes.pdf`)).status).toBe(404);
    const events = await rows(room.database.systemDb, sql`select content from events where subject_id = ${id}`);
    expect(JSON.stringify(events)).not.toMatch(/Sri|layar|Delta/);
  });

  test('without minutes before its end', async () => {
    const id = await plan();
    expect((await room.file('kadis', `/api/meetings/${id}/minutes.pdf`)).status).toBe(409);
    expect(await move(id, 1, 'end')).toMatchObject({ code: 'meeting.not_live' });
    expect(await move(id, 2, 'start')).toMatchObject({ code: 'meeting.stale' });
    expect((await room.ask('bupati', 'POST', '/api/meetings', { content })).status).toBe(403);
  });

  test('invites no agency of somewhere else', async () => {
    const away = { ...content, agencyIds: ['018f0000-0000-7000-8000-000000000001'] };
    expect(await room.ask('kadis', 'POST', '/api/meetings', { content: away })).toMatchObject({
      status: 422,
      code: 'meeting.agency_unknown',
    });
    const own = { ...content, agencyIds: [room.damkar] };
    expect((await room.ask('kadis', 'POST', '/api/meetings', { content: own })).status).toBe(200);
  });

  test('is put in another order and keeps it; what came up since is added once', async () => {
    const id = await plan();
    const own = await room.ask('kadis', 'POST', `/api/meetings/${id}/items`, { title: 'Anggaran 2027' });
    const before = (await read(id)).agenda.map((one) => one.id);
    const ids = [own.id, ...before.filter((one) => one !== own.id)];
    await room.ask('kadis', 'POST', `/api/meetings/${id}/order`, { ids });
    expect((await read(id)).agenda.map((one) => one.id)).toEqual(ids);
    const short = { ids: ids.slice(1) };
    expect(await room.ask('kadis', 'POST', `/api/meetings/${id}/order`, short)).toMatchObject({
      code: 'meeting.order_unfit',
    });
    await enterObstacle('Genset rusak');
    expect((await room.ask('kadis', 'POST', `/api/meetings/${id}/agenda`)).added).toBe(1);
    expect((await room.ask('kadis', 'POST', `/api/meetings/${id}/agenda`)).added).toBe(0);
  });

  test('what was left undecided, and obstacles that are not verified, are on the next one', async () => {
    const obstacle = await enterObstacle('Radio mati');
    const id = await plan();
    await room.ask('kadis', 'POST', `/api/meetings/${id}/items`, { title: 'Seragam baru' });
    await move(id, 1, 'start');
    await move(id, 2, 'end');
    const next = await read(await plan());
    expect(next.agenda.map(({ title }) => title)).toContain('Seragam baru');
    expect(next.agenda.map((one) => one.obstacle?.id)).toContain(obstacle);
    const reject = { version: 1, step: 'reject', reason: 'Sudah diperbaiki' };
    await room.ask('kadis', 'POST', `/api/obstacles/${obstacle}/step`, reject);
    const later = await read(await plan());
    expect(later.agenda.map((one) => one.obstacle?.id)).not.toContain(obstacle);
  });
});

test('minutes say figures, dates and what was not decided in Indonesian', () => {
  const sheet = minutesSheet(
    {
      title: 'Rapat',
      number: 3,
      place: '',
      month: '2026-10',
      startsAt: '2026-11-05T02:00:00.000Z',
      endedAt: '2026-11-05T04:00:00.000Z',
      regency: 'Kabupaten Barat',
      attendees: [],
      items: [
        {
          kind: 'figure',
          title: 'Tingkat layanan',
          facts: { part: 1204, whole: 1500, target: 0.95, dueOn: null },
          state: null,
          decision: '',
          actions: [{ task: 'Tambah operator', who: 'Diskominfo', dueOn: '2026-12-01', isDone: false }],
        },
      ],
    },
    'Asia/Makassar',
  );
  expect(sheet.items[0]).toMatchObject({
    facts: expect.stringMatching(/^1\.204 dari 1\.500 \(80,3\s?%\); target 95\s?%$/),
    decision: 'Belum diputuskan; dibahas lagi pada rapat berikutnya.',
    actions: [['Tambah operator', 'Diskominfo', '1 Desember 2026']],
  });
  expect(sheet.facts.find(([term]) => term === 'Waktu')?.[1]).toContain('10.00.00 WITA');
});
