import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { runWork } from '#platform/server/unit.ts';
import { monthEnded, monthEndedDeadline } from './propose.ts';
import { type MeetingRoom, openMeetingRoom } from './test-meeting-room.ts';

let room: MeetingRoom;
beforeAll(async () => {
  room = await openMeetingRoom();
});
afterAll(() => room.close());

const content = { code: 'K16', title: 'Kontrak vendor rahasia', description: '', agencyId: null };
async function enter(): Promise<string> {
  return (await room.ask('penyelia', 'POST', '/api/obstacles', { content })).id;
}
const step = (id: string, version: number, more: object) =>
  room.ask('kadis', 'POST', `/api/obstacles/${id}/step`, { version, ...more });
const accept = (id: string, dueOn = '2026-01-15') =>
  step(id, 1, { step: 'accept', owner: { kind: 'agency', id: room.damkar }, dueOn });
const eventsOf = (id: string) =>
  rows<{ name: string; content: object }>(
    room.database.systemDb,
    sql`select name, content from events where subject_id = ${id} order by seq`,
  );

describe('proposals', () => {
  test('are entered once, with what the rule saw, and not for a month that goes on', async () => {
    const first = await room.ask('kadis', 'POST', '/api/obstacles/propose', { month: '2026-10' });
    expect(first).toMatchObject({ status: 200 });
    expect(first.entered).toBeGreaterThanOrEqual(2);
    expect((await room.ask('kadis', 'POST', '/api/obstacles/propose', { month: '2026-10' })).entered).toBe(0);
    const list = await room.ask('bupati', 'GET', '/api/obstacles?state=proposed&code=K01');
    expect(list.items).toMatchObject([
      {
        code: 'K01',
        evidence: { month: '2026-10', value: 1, threshold: 0.5, part: 40, whole: 40, figure: 'NUISANCE_RATE' },
      },
    ]);
    expect((await room.ask('kadis.timur', 'GET', '/api/obstacles')).items).toEqual([]);
    expect(await room.ask('kadis', 'POST', '/api/obstacles/propose', { month: '2099-01' })).toMatchObject({
      status: 409,
      code: 'obstacle.month_open',
    });
    expect((await room.ask('bupati', 'POST', '/api/obstacles/propose', { month: '2026-10' })).status).toBe(403);
  });

  test('come by themselves in the first morning of the next month, once, and the one after is awaited', async () => {
    const who = { tenantId: room.own, actor: systemActor };
    // Six in the morning of 1 November in WIB.
    const morning = '2026-10-31T23:00:00.000Z';
    for (let time = 0; time < 2; time++)
      await runWork(room.database.place(), who, (ctx) => monthEnded(ctx, room.own, morning));
    const list = await room.ask('kadis', 'GET', '/api/obstacles?code=K01');
    expect(list.items).toMatchObject([{ evidence: { month: '2026-10' } }]);
    const awaited = await rows<{ is_ahead: boolean }>(
      room.database.systemDb,
      sql`select due_at > now() as is_ahead from deadlines where kind = ${monthEndedDeadline} and subject_id = ${room.own}`,
    );
    expect(awaited).toEqual([{ is_ahead: true }]);
  });
});

describe('an obstacle', () => {
  test('is owned, worked on, finished, verified; its events carry no word', async () => {
    const id = await enter();
    expect(await accept(id)).toMatchObject({ version: 2 });
    await room.ask('kadis', 'POST', `/api/obstacles/${id}/comment`, { words: 'Kata rahasia' });
    const action = { task: 'Perpanjang rahasia', who: 'Diskominfo', dueOn: '2026-02-01' };
    const added = await room.ask('kadis', 'POST', `/api/obstacles/${id}/actions`, action);
    await room.ask('kadis', 'POST', `/api/obstacle-actions/${added.id}/mark`, { isDone: true, proof: 'SK 12' });
    expect(await room.ask('bupati', 'GET', `/api/obstacles/${id}`)).toMatchObject({
      state: 'open',
      isOverdue: true,
      owner: { kind: 'agency', name: 'Damkar' },
      actions: [{ task: 'Perpanjang rahasia', proof: 'SK 12', isOverdue: false, doneAt: expect.any(String) }],
      comments: [{ words: 'Kata rahasia', by: 'kadis' }],
      openActions: 0,
    });
    await step(id, 2, { step: 'finish' });
    expect(await step(id, 3, { step: 'verify' })).toMatchObject({ version: 4 });
    expect(await room.overdueAt(id)).toBeNull();
    expect(JSON.stringify(await eventsOf(id))).not.toMatch(/rahasia|SK 12|Diskominfo/);
  });

  test.each([
    ['without an owner', { step: 'accept', dueOn: '2026-12-01' }, 'obstacle.owner_missing'],
    [
      'by somebody of nowhere',
      { step: 'accept', dueOn: '2026-12-01', owner: { kind: 'user', id: '018f0000-0000-7000-8000-000000000001' } },
      'obstacle.owner_unknown',
    ],
    ['on an older version', { step: 'reject', reason: 'Tidak benar', version: 7 }, 'obstacle.stale'],
    ['into nothing', { step: 'merge' }, 'obstacle.merge_impossible'],
  ])('is not moved %s, and nothing is written', async (_name, given, code) => {
    const id = await enter();
    expect(await step(id, 1, given)).toMatchObject({ code });
    expect(await room.ask('kadis', 'GET', `/api/obstacles/${id}`)).toMatchObject({ state: 'proposed', version: 1 });
    expect((await eventsOf(id)).map(({ name }) => name)).toEqual(['obstacle.entered']);
  });

  test('merged into another one says into which', async () => {
    const [one, other] = [await enter(), await enter()];
    await step(one, 1, { step: 'merge', into: other });
    expect(await room.ask('kadis', 'GET', `/api/obstacles/${one}`)).toMatchObject({
      state: 'merged',
      mergedInto: { id: other },
    });
  });

  test('of another regency is not found', async () => {
    const id = await enter();
    expect((await room.ask('kadis.timur', 'GET', `/api/obstacles/${id}`)).status).toBe(404);
    const away = { version: 1, step: 'reject', reason: 'Bukan kami' };
    expect((await room.ask('kadis.timur', 'POST', `/api/obstacles/${id}/step`, away)).status).toBe(404);
  });
});

describe('an overdue obstacle', () => {
  test('is told to the head by mail once mail is on, without a word of it; one that is finished is not', async () => {
    await run(
      room.database.systemDb,
      sql`insert into duty_contacts (id, tenant_id, agency_id, name, email, superior)
          values (gen_random_uuid(), ${room.own}, ${room.damkar}, 'Kepala Damkar', 'atasan@contoh.go.id', true)`,
    );
    await turnMailOn();
    const id = await enter();
    await accept(id);
    // Three days after the end of 15 January in WIB.
    expect(await room.overdueAt(id)).toBe('2026-01-18T17:00:00.000Z');
    await room.fireOverdue(id);
    expect(await room.ask('kadis', 'GET', `/api/obstacles/${id}`)).toMatchObject({ escalatedAt: expect.any(String) });
    const sent = await rows<{ recipient: string; text: string }>(
      room.database.systemDb,
      sql`select w.recipient, w.text from messages m join message_words w on w.message_id = m.id
          where m.subject_id = ${id} and m.purpose = 'obstacle_overdue' order by w.recipient`,
    );
    expect(sent.map(({ recipient }) => recipient)).toEqual(['atasan@contoh.go.id', 'kadis@contoh.go.id']);
    expect(JSON.stringify(sent)).not.toContain('rahasia');
    const finished = await enter();
    await accept(finished);
    await step(finished, 2, { step: 'finish' });
    await room.fireOverdue(finished);
    expect((await eventsOf(finished)).map(({ name }) => name)).not.toContain('obstacle.escalated');
  });

  async function turnMailOn(): Promise<void> {
    const mail = { email: { active: true, host: 'mail.contoh.go.id', from: '112@contoh.go.id' } };
    await run(
      room.database.systemDb,
      sql`insert into channel_settings (id, tenant_id, content) values (gen_random_uuid(), ${room.own}, ${JSON.stringify(mail)}::jsonb)`,
    );
  }
});

test('the register is a file whose cells are no formulas, without names of people', async () => {
  const title = '=HYPERLINK("http://x")';
  await room.ask('penyelia', 'POST', '/api/obstacles', { content: { ...content, title } });
  const file = await room.file('bupati', '/api/obstacles/export.csv?code=K16');
  expect(file.type).toContain('text/csv');
  const text = file.body.toString('utf8');
  expect(text.split('\r\n')[0]).toContain('"nomor","kode","judul"');
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(text).not.toContain('kadis');
});
