import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows } from '#platform/server/db/database.ts';
import { createRosterScene, type RosterScene } from './testing.ts';

let scene: RosterScene;
beforeAll(async () => {
  scene = await createRosterScene();
});
afterAll(() => scene.close());

const ask: RosterScene['ask'] = (...input) => scene.ask(...input);
const rotaOf = (who: string, from: string, to = from) => ask(who, 'GET', `/api/rota?from=${from}&to=${to}`);
const ownOf = (who: string, from: string) => ask(who, 'GET', `/api/own-shifts?from=${from}&to=${from}`);

describe('a rota', () => {
  const [from, to] = ['2026-12-07', '2026-12-13'];
  test('is drafted unseen, published, told, seen; a later change is told to whom it concerns alone', async () => {
    const add = [
      { userId: scene.idOf('sri'), day: from, template: 'P' },
      { userId: scene.idOf('bagus'), day: from, template: 'M' },
    ];
    expect(await ask('penyelia', 'POST', '/api/rota/change', { add })).toMatchObject({ added: 2, removed: 0 });
    expect(await ask('penyelia', 'POST', '/api/rota/change', { add })).toMatchObject({ added: 0, removed: 0 });
    expect((await rotaOf('sri', from)).shifts).toEqual([]);
    const draft = await rotaOf('penyelia', from);
    expect(draft).toMatchObject({ unpublished: 2, shifts: [{ state: 'new' }, { state: 'new' }] });
    expect(draft.warnings).toEqual([{ kind: 'least', day: from, template: 'S', have: 0, least: 1 }]);
    expect(await ask('penyelia', 'POST', '/api/rota/publish', { from, to })).toMatchObject({ people: 2, added: 2 });
    expect(await ask('penyelia', 'POST', '/api/rota/publish', { from, to })).toMatchObject({
      code: 'rota.nothing_new',
    });
    const mine = await ownOf('sri', from);
    expect(mine).toMatchObject({
      items: [{ template: 'P', startsAt: `${from}T00:00:00.000Z` }],
      tellings: [{ added: 1 }],
    });
    await ask('sri', 'POST', '/api/own-shifts/seen', { ids: mine.tellings.map(({ id }) => id) });
    expect((await ownOf('sri', from)).tellings).toEqual([]);
    const shift = draft.shifts.find(({ template }) => template === 'M');
    expect(await ask('penyelia', 'POST', '/api/rota/change', { remove: [shift?.id] })).toMatchObject({ removed: 1 });
    // Until it is published everybody goes by what they were told.
    expect((await ownOf('bagus', from)).items).toHaveLength(1);
    expect(await ask('penyelia', 'POST', '/api/rota/publish', { from, to })).toMatchObject({ people: 1, removed: 1 });
    expect(await ownOf('bagus', from)).toMatchObject({ items: [], tellings: [{ removed: 1 }, { added: 1 }] });
    expect((await ownOf('sri', from)).tellings).toEqual([]);
  });

  test('taken out and put back before it is published, nothing has happened', async () => {
    const day = '2026-12-14';
    const add = [{ userId: scene.idOf('sri'), day, template: 'S' }];
    await ask('penyelia', 'POST', '/api/rota/change', { add });
    await ask('penyelia', 'POST', '/api/rota/publish', { from: day, to: day });
    const [shift] = (await rotaOf('penyelia', day)).shifts;
    await ask('penyelia', 'POST', '/api/rota/change', { remove: [shift?.id] });
    expect((await rotaOf('penyelia', day)).shifts).toMatchObject([{ state: 'removed' }]);
    await ask('penyelia', 'POST', '/api/rota/change', { add });
    expect((await rotaOf('penyelia', day)).shifts).toMatchObject([{ id: shift?.id, state: 'kept' }]);
  });

  test.each([
    [
      'a person of elsewhere',
      () => ({ add: [{ userId: scene.idOf('timur'), day: from, template: 'P' }] }),
      'shift.person_unknown',
    ],
    [
      'somebody who is not of the room',
      () => ({ add: [{ userId: scene.idOf('admin'), day: from, template: 'P' }] }),
      'shift.person_unknown',
    ],
    [
      'a letter that is no shift',
      () => ({ add: [{ userId: scene.idOf('sri'), day: from, template: 'X' }] }),
      'shift.template_unknown',
    ],
    ['the past', () => ({ add: [{ userId: scene.idOf('sri'), day: '2026-11-01', template: 'P' }] }), 'shift.over'],
    ['a shift that is not there', () => ({ remove: [scene.idOf('sri')] }), 'shift.not_found'],
  ])('refuses %s, and writes nothing of the same command', async (_name, body, code) => {
    const sound = { userId: scene.idOf('bagus'), day: '2026-12-20', template: 'P' };
    const wanted = body();
    const add = [sound, ...('add' in wanted ? wanted.add : [])];
    expect(await ask('penyelia', 'POST', '/api/rota/change', { ...wanted, add })).toMatchObject({ code });
    expect((await rotaOf('penyelia', '2026-12-20')).shifts).toEqual([]);
  });

  test('is planned by supervisors only, and another regency sees none of it', async () => {
    expect((await ask('sri', 'POST', '/api/rota/change', {})).status).toBe(403);
    expect((await ask('sri', 'POST', '/api/rota/publish', { from, to })).status).toBe(403);
    expect((await rotaOf('timur', from, to)).shifts).toEqual([]);
    expect(await rotaOf('penyelia', from, '2027-12-13')).toMatchObject({ code: 'rota.range' });
  });

  test('leave marks shifts for who plans, tells nobody else, and is withdrawn once', async () => {
    const day = '2026-12-28';
    const leave = { userId: scene.idOf('sri'), kind: 'sick', fromDay: day, toDay: '2026-12-29' };
    await ask('penyelia', 'POST', '/api/rota/change', { add: [{ userId: scene.idOf('sri'), day, template: 'P' }] });
    expect(await ask('penyelia', 'POST', '/api/leaves', { ...leave, toDay: '2026-12-01' })).toMatchObject({
      code: 'leave.range',
    });
    expect(await ask('penyelia', 'POST', '/api/leaves', { ...leave, userId: scene.idOf('timur') })).toMatchObject({
      code: 'shift.person_unknown',
    });
    expect((await ask('sri', 'POST', '/api/leaves', leave)).status).toBe(403);
    const { id } = await ask('penyelia', 'POST', '/api/leaves', leave);
    const warned = { kind: 'leave', userId: scene.idOf('sri'), day };
    expect((await rotaOf('penyelia', day)).warnings).toContainEqual(warned);
    expect(await rotaOf('penyelia', '2026-12-29')).toMatchObject({ leaves: [{ id, kind: 'sick' }] });
    expect(await rotaOf('bagus', day)).toMatchObject({ leaves: [] });
    expect((await ask('penyelia', 'POST', `/api/leaves/${id}/withdraw`, {})).status).toBe(200);
    expect(await ask('penyelia', 'POST', `/api/leaves/${id}/withdraw`, {})).toMatchObject({ code: 'leave.not_found' });
    expect((await rotaOf('penyelia', day)).warnings).not.toContainEqual(warned);
    const told = await rows(scene.database.systemDb, sql`select content from events where subject_id = ${id}`);
    expect(told).toEqual(Array(2).fill({ content: { userId: scene.idOf('sri') } }));
  });

  test('events tell figures and nothing of anybody', async () => {
    const events = await rows<{ name: string; content: object; audience: string[] }>(
      scene.database.systemDb,
      sql`select name, content, audience from events where name like 'rota.%' order by seq limit 4`,
    );
    expect(events.map(({ name }) => name)).toEqual(['rota.changed', 'rota.changed', 'rota.published', 'rota.told']);
    expect(events[0]).toMatchObject({ content: { added: 2, removed: 0 }, audience: ['supervisors'] });
    expect(events[3]?.audience).toEqual([expect.stringMatching(/^user:/)]);
  });
});

describe('attendance', () => {
  const day = '2026-11-24';
  test('is what presence says against the published rota; a correction stands beside it', async () => {
    await scene.at('2026-11-23T20:00:00.000Z');
    const add = ['sri', 'bagus'].map((who) => ({ userId: scene.idOf(who), day, template: 'P' }));
    await ask('penyelia', 'POST', '/api/rota/change', { add });
    const read = () => ask('penyelia', 'GET', `/api/attendance?from=${day}&to=${day}`);
    expect((await read()).items).toEqual([]);
    await ask('penyelia', 'POST', '/api/rota/publish', { from: day, to: day });
    expect((await read()).items).toMatchObject([
      { attendance: { verdict: 'planned' } },
      { attendance: { verdict: 'planned' } },
    ]);
    await scene.presence('sri', 'ready', '2026-11-24T00:20:00.000Z');
    await scene.presence('sri', 'break', '2026-11-24T03:00:00.000Z');
    await scene.presence('sri', 'ready', '2026-11-24T03:15:00.000Z');
    await scene.presence('sri', 'offline', '2026-11-24T06:00:00.000Z');
    await scene.at('2026-11-24T08:00:00.000Z');
    const [bagus, sri] = (await read()).items;
    expect(bagus).toMatchObject({
      user: { displayName: 'bagus' },
      attendance: { verdict: 'missing', correction: null },
    });
    expect(sri).toMatchObject({
      attendance: { verdict: 'late', lateMs: 20 * 60_000, breakMs: 15 * 60_000, earlyMs: 60 * 60_000 },
    });
    const correct = (who: string, id: string | undefined, verdict = 'excused') =>
      ask(who, 'POST', `/api/attendance/${id}/correct`, { verdict, reason: 'Sakit, surat dokter diterima' });
    expect((await correct('sri', bagus?.shiftId)).status).toBe(403);
    expect((await correct('penyelia', bagus?.shiftId)).status).toBe(200);
    expect((await read()).items[0]).toMatchObject({
      attendance: {
        verdict: 'missing',
        correction: { verdict: 'excused', by: 'penyelia', at: '2026-11-24T08:00:00.000Z' },
      },
    });
    await correct('penyelia', bagus?.shiftId, 'as_measured');
    expect((await read()).items[0]).toMatchObject({ attendance: { correction: { verdict: 'as_measured' } } });
    const kept = await row(scene.database.systemDb, sql`select count(*)::int as n from attendance_corrections`);
    expect(kept).toEqual({ n: 2 });
    expect((await ownOf('sri', day)).items).toMatchObject([{ attendance: { verdict: 'late' } }]);
  });

  test('what has begun and was told is not taken out any more, and nobody corrects their own', async () => {
    await scene.at('2026-11-25T20:00:00.000Z');
    const own = '2026-11-26';
    const add = [{ userId: scene.idOf('penyelia'), day: own, template: 'P' }];
    await ask('penyelia', 'POST', '/api/rota/change', { add });
    await ask('penyelia', 'POST', '/api/rota/publish', { from: own, to: own });
    const [shift] = (await rotaOf('penyelia', own)).shifts;
    const correct = (who: string) =>
      ask(who, 'POST', `/api/attendance/${shift?.id}/correct`, { verdict: 'present', reason: 'Ada di ruangan' });
    expect(await correct('penyelia')).toMatchObject({ code: 'attendance.not_begun' });
    await scene.at('2026-11-26T01:00:00.000Z');
    expect(await correct('penyelia')).toMatchObject({ code: 'attendance.own' });
    expect(await ask('penyelia', 'POST', '/api/rota/change', { remove: [shift?.id] })).toMatchObject({
      code: 'shift.begun',
      detail: { day: own },
    });
  });
});
