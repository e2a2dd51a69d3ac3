import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { drawTask } from './draw-audits.ts';
import { matchTask } from './match-audits.ts';
import { type AuditRoom, openAuditRoom } from './test-audit-room.ts';

let room: AuditRoom;
beforeAll(async () => {
  room = await openAuditRoom();
});
afterAll(() => room?.close());

const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
const soundOf = (id: string, listening: string) => `/api/audits/${id}/sound?listening=${listening}`;

/** An audit of a call with a sound, and the listening of `ani`. */
async function heard() {
  const callId = await room.addCall({ code: 'PRANK_ADULT', bytes });
  const id = await room.putInQueue(callId);
  const answer = await room.listen('ani', id);
  return { callId, id, answer, listening: String(answer.body.listening?.id) };
}

describe('the sound of an audit', () => {
  test('is reached by the audit; neither answer nor address nor header names the call', async () => {
    const { callId, id, answer, listening } = await heard();
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body)).toEqual(['listening']);
    const sound = await room.fetchSound('ani', soundOf(id, listening));
    expect([sound.statusCode, sound.headers['content-type']]).toEqual([200, 'audio/wav']);
    expect(sound.rawPayload.equals(bytes)).toBe(true);
    const part = await room.fetchSound('ani', soundOf(id, listening), 'bytes=10-19');
    expect([part.statusCode, part.headers['content-range']]).toEqual([206, 'bytes 10-19/1000']);
    expect(part.rawPayload.equals(bytes.subarray(10, 20))).toBe(true);
    for (const said of [answer.text, soundOf(id, listening), JSON.stringify(sound.headers)])
      expect(said).not.toContain(callId);
    // Logged once, as a look at the recording of that call.
    const logged = await rows(
      room.systemDb,
      sql`select subject_type, field, reason from access_log where subject_id = ${callId} and user_id = ${room.users.ani}`,
    );
    expect(logged).toEqual([{ subject_type: 'call', field: 'recording', reason: 'quality: audit' }]);
  });

  test('is for who began to listen to this audit, and until it is judged', async () => {
    const [first, second] = [await heard(), await heard()];
    const codeFor = async (who: 'ani' | 'budi' | 'taker', url: string) => {
      const { statusCode, body } = await room.fetchSound(who, url);
      return statusCode < 300 ? 'ok' : (JSON.parse(body).code ?? statusCode);
    };
    expect(await codeFor('budi', soundOf(first.id, first.listening))).toBe('recording.reason_missing');
    expect(await codeFor('ani', soundOf(second.id, first.listening))).toBe('recording.reason_missing');
    expect(await codeFor('ani', soundOf(first.id, newId()))).toBe('recording.reason_missing');
    expect(await codeFor('ani', `/api/audits/${first.id}/sound`)).toBe('recording.reason_missing');
    expect(await codeFor('ani', soundOf(newId(), first.listening))).toBe('audit.not_found');
    expect((await room.fetchSound('taker', soundOf(first.id, first.listening))).statusCode).toBe(403);
    expect(await codeFor('ani', soundOf(first.id, first.listening))).toBe('ok');
    await room.judge('ani', first.id, 'PRANK_ADULT');
    expect(await codeFor('ani', soundOf(first.id, first.listening))).toBe('audit.judged');
  });

  test('a file that is gone is refused without a name', async () => {
    const callId = await room.addCall({ code: 'PRANK_ADULT' });
    const id = await room.putInQueue(callId);
    const { body } = await room.listen('ani', id);
    const gone = await room.fetchSound('ani', soundOf(id, body.listening.id));
    expect(JSON.parse(gone.body).code).toBe('recording.not_found');
    expect(gone.body).not.toContain(callId);
  });

  test('a listening by the page of the call is none of the audit', async () => {
    const callId = await room.addCall({ code: 'PRANK_ADULT' });
    const id = await room.putInQueue(callId);
    await run(
      room.systemDb,
      sql`insert into recording_listenings (id, tenant_id, recording_id, user_id, reason_code, begun_at)
          select ${newId()}, ${room.tenantId}, id, ${room.users.ani}, 'quality', ${plusMs(room.clock.now, 1)} from recordings where call_id = ${callId}`,
    );
    expect((await room.judge('ani', id, 'PRANK_ADULT')).body.code).toBe('audit.not_heard');
  });
});

describe('the page of the call', () => {
  const pages = (callId: string) => [`/api/calls/${callId}`, `/api/calls/${callId}/judgements`];
  const codes = async (who: 'ani' | 'budi' | 'taker', callId: string) => {
    const found: (string | number)[] = [];
    for (const url of pages(callId)) {
      const { status, body } = await room.send(who, 'GET', url);
      found.push(status === 200 ? 200 : body.code);
    }
    return found;
  };

  test('is closed to who listens for its audit, until it is judged; nobody else is kept from it', async () => {
    const callId = await room.addCall({ code: 'PRANK_CHILD' });
    const id = await room.putInQueue(callId);
    expect(await codes('ani', callId)).toEqual([200, 200]);
    await room.listen('ani', id);
    expect(await codes('ani', callId)).toEqual(['call.being_audited', 'call.being_audited']);
    const { body } = await room.send('ani', 'GET', `/api/calls/${callId}`);
    expect(JSON.stringify(body)).not.toContain('PRANK_CHILD');
    expect(await codes('budi', callId)).toEqual([200, 200]);
    expect(await codes('taker', callId)).toEqual([200, 200]);
    await room.judge('ani', id, 'PRANK_CHILD');
    expect(await codes('ani', callId)).toEqual([200, 200]);
  });

  test('opens when somebody else has judged it first', async () => {
    const callId = await room.addCall({ code: 'GHOST' });
    const id = await room.putInQueue(callId);
    await room.listen('ani', id);
    await room.listen('budi', id);
    await room.judge('budi', id, 'GHOST');
    expect(await codes('ani', callId)).toEqual([200, 200]);
  });

  test('can always be opened again: whoever holds the audit can judge it, also as not to be heard', async () => {
    const callId = await room.addCall({ code: 'GHOST' });
    const id = await room.putInQueue(callId);
    await room.listen('ani', id);
    await run(room.systemDb, sql`update recordings set state = 'missing' where call_id = ${callId}`);
    expect(await codes('ani', callId)).toEqual(['call.being_audited', 'call.being_audited']);
    expect((await room.judge('ani', id, 'UNHEARD')).status).toBe(200);
    expect(await codes('ani', callId)).toEqual([200, 200]);
  });
});

test('which call waits, and why, is told to no screen; that something waits is', async () => {
  await room.forget();
  const at = plusMs(room.clock.now, -3_600_000);
  const callId = await room.addCall({ at, caller: '+6281299990077' });
  const [incidentId, typeId] = [newId(), newId()];
  await run(
    room.systemDb,
    sql`insert into incident_types (id, tenant_id, code, category, name, name_en, default_priority) values (${typeId}, ${room.tenantId}, 'UJI', 'DISASTER', 'Uji', 'Test', 'P2')`,
  );
  await run(
    room.systemDb,
    sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, reported_at, verified_at)
        values (${incidentId}, ${room.tenantId}, ${room.nextNumber()}, 'VERIFIED', 'radio', ${typeId}, 'P2', ${plusMs(at, 60_000)}, ${plusMs(at, 60_000)})`,
  );
  await run(
    room.systemDb,
    sql`insert into incident_particulars (incident_id, tenant_id, salt, callback_number) values (${incidentId}, ${room.tenantId}, '\\x00', '081299990077')`,
  );
  await room.work(matchTask);
  await room.work(matchTask);
  await room.work(drawTask);
  const told = await rows<{ name: string; audience: string[]; content: object }>(
    room.systemDb,
    sql`select name, audience, content from events where tenant_id = ${room.tenantId} and name like 'audit.%' and occurred_at >= ${room.clock.now} order by seq`,
  );
  const opened = told.filter(({ content }) => JSON.stringify(content).includes(callId));
  expect(opened.map(({ name, audience }) => [name, audience])).toEqual([['audit.opened', ['record']]]);
  expect(told.filter(({ name }) => name === 'audit.queued')).toMatchObject([
    { audience: ['tenant'], content: { count: 1 } },
  ]);
  const waits = await row<{ id: string }>(room.systemDb, sql`select id from audits where call_id = ${callId}`);
  expect((await room.send('ani', 'GET', '/api/audits')).body.items.map(({ id }: { id: string }) => id)).toContain(
    waits?.id,
  );
});
