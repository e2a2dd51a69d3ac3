import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createChannels } from '#features/agencies/server/channels/channels.ts';
import * as incidents from '#features/incidents/contract.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { newPushKeys } from '#platform/server/messages/push.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { createTestHttp } from '#platform/server/testing/test-http.ts';
import { newId } from '#platform/shared/ids.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { validAfterEndMs, validMs } from '../../response.ts';
import * as routes from '../../response-contract.ts';
import { codeOf, createDispatchScene, type DispatchScene } from '../testing.ts';
import { responsePlugins } from './page.ts';
import { responsePart } from './response-part.ts';

const publicUrl = 'https://112.example';

let database: TestDatabase;
let scene: DispatchScene;
let app: FastifyInstance;
let now: Instant = new Date().toISOString();
let contactId = '';

beforeAll(async () => {
  database = await createTestDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'sigap-response-'));
  const options = { systemDb: database.systemDb, place: () => scene.place, dataFolder, publicUrl };
  const keys = newPushKeys();
  scene = await createDispatchScene(database, {
    slug: 'sidoarjo',
    clock: () => now,
    features: [
      createChannels({ secret: async () => 'rahasia', push: async () => keys }),
      { name: 'responses', routes: [], ...responsePart(options) },
    ],
  });
  app = await createTestHttp(database, { plugins: responsePlugins(options) });
  contactId = newId();
  await run(
    database.systemDb,
    sql`insert into duty_contacts (id, tenant_id, agency_id, name, phone, email)
        values (${contactId}, ${scene.tenantId}, ${scene.agency('PLN')}, 'Piket PLN', '0812 3456 7890', 'piket@pln.example')`,
  );
  await run(
    database.systemDb,
    sql`update channel_settings set content = jsonb_set(content, '{sms}', ${JSON.stringify({ active: true, url: 'http://127.0.0.1:9/' })}::jsonb)
        where tenant_id = ${scene.tenantId}`,
  );
});
afterAll(async () => {
  await app?.close();
  await database.close();
});
beforeEach(() => {
  now = new Date().toISOString();
});

/** An incident with PLN on it, and the token that stands in the text message alone. */
async function sendLink(given: object = {}, typeCode = 'POWER_OUT') {
  const incident = await scene.open(typeCode, { placeText: 'Jalan Melati 3', ...given });
  const { id } = await scene.sendOne(incident, 'PLN');
  const sent = await scene.must('dispatcher', routes.sendResponseLink, {
    params: { id },
    body: { contactId, channel: 'sms' },
  });
  const [message] = await rows<{ text: string; title: string; recipient: string }>(
    database.systemDb,
    sql`select w.* from messages m join message_words w on w.message_id = m.id where m.subject_id = ${id} order by m.id desc limit 1`,
  );
  const token = /\/r\/([\w-]{22})/.exec(message?.text ?? '')?.[1] ?? '';
  return { incident, id, token, message, linkId: sent.id };
}

const look = async (token: string) => {
  const response = await app.inject({ url: `/api/responses/${token}` });
  return { status: response.statusCode, body: response.json() };
};
const act = async (token: string, body: object) => {
  const response = await app.inject({
    method: 'POST',
    url: `/api/responses/${token}/acts`,
    payload: { id: newId(), ...body },
  });
  return { status: response.statusCode, body: response.json() };
};
const stateOf = async (id: string) =>
  (
    await rows<{ state: string; reason: string | null }>(
      database.systemDb,
      sql`select state, reason from assignments where id = ${id}`,
    )
  )[0];

describe('a body without accounts', () => {
  test('is sent a link, sees the task and nothing of who called, and works it to its end', async () => {
    const { id, token, message, incident } = await sendLink({ callbackNumber: '+6281299998888' });
    expect(message?.recipient).toBe('0812 3456 7890');
    expect(message?.text).toContain(`#${incident.number}`);
    const seen = await look(token);
    expect(seen.body).toMatchObject({
      agencyName: expect.stringContaining('PLN'),
      number: incident.number,
      state: 'DELIVERED',
      steps: ['acknowledge', 'reject', 'en_route'],
      place: { text: 'Jalan Melati 3', village: 'Sidokare' },
      description: 'api besar',
    });
    expect(JSON.stringify(seen.body)).not.toMatch(/Sri|Lestari|62812|9999/);
    expect((await act(token, { kind: 'acknowledge' })).body).toMatchObject({ state: 'ACKNOWLEDGED' });
    expect((await act(token, { kind: 'en_route' })).body.steps[0]).toBe('arrive');
    expect((await act(token, { kind: 'words', words: 'gardu terbakar' })).body.notes).toMatchObject([
      { text: 'gardu terbakar', isOwn: true },
    ]);
    await act(token, { kind: 'arrive' });
    const done = await act(token, { kind: 'finish', result: 'DONE', words: 'menyala lagi' });
    expect(done.body).toMatchObject({ state: 'DONE', steps: [] });
    expect((await scene.read(incident)).state).toBe('RESOLVED');
    expect((await scene.eventsOf(id)).map(({ name }) => name)).toEqual([
      'assignment.sent',
      'assignment.link_made',
      'assignment.delivered',
      'assignment.link_opened',
      'assignment.acknowledged',
      'assignment.en_route',
      'assignment.arrived',
      'assignment.finished',
    ]);
    const actors = await rows<{ actor_kind: string }>(
      database.systemDb,
      sql`select distinct actor_kind from events where subject_id = ${id} and name in ('assignment.arrived', 'assignment.finished')`,
    );
    expect(actors).toEqual([{ actor_kind: 'link' }]);
  });

  test('rejects with a reason, and the incident is with the dispatcher again', async () => {
    const { id, token } = await sendLink();
    expect((await act(token, { kind: 'reject' })).status).toBe(400);
    expect((await act(token, { kind: 'reject', reason: 'not_our_authority' })).body).toMatchObject({
      state: 'REJECTED',
      // It is not theirs any more: the task's words are gone from the page.
      description: null,
      place: { text: null },
    });
    expect(await stateOf(id)).toEqual({ state: 'REJECTED', reason: 'not_our_authority' });
    expect((await act(token, { kind: 'acknowledge' })).body.code).toBe('assignment.not_possible');
  });

  test('who sends the same act twice has done it once; of two devices one does it', async () => {
    const { id, token } = await sendLink();
    const once = newId();
    for (const _ of [1, 2, 3])
      expect((await act(token, { id: once, kind: 'words', words: 'kami cek' })).body.notes).toHaveLength(1);
    const both = [act(token, { kind: 'acknowledge' }), act(token, { kind: 'acknowledge' })] as const;
    const [first, second] = await Promise.all(both);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const names = (await scene.eventsOf(id)).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('of a sensitive case the message says neither what nor where, and the page nothing that was said', async () => {
    const { token, message } = await sendLink({}, 'DOMESTIC_VIOLENCE');
    expect(message?.text).not.toMatch(/KDRT|Sidokare|Melati/);
    const { body } = await look(token);
    expect(body).toMatchObject({ sensitive: true, description: null, place: { text: 'Jalan Melati 3' } });
    expect(JSON.stringify(body)).not.toMatch(/Sri|Lestari/);
  });
});

describe('a link', () => {
  test('opens nothing but its own assignment, and an invented one opens nothing', async () => {
    const mine = await sendLink();
    const other = await sendLink();
    await act(mine.token, { kind: 'acknowledge' });
    expect((await stateOf(other.id))?.state).toBe('SENT');
    expect((await look('A'.repeat(22))).body.code).toBe('response.gone');
    expect((await look('kurang')).body.code).toBe('response.gone');
    const kept = await rows<{ n: number }>(
      database.systemDb,
      sql`select 1 as n from response_links where position(${mine.token} in token_hash::text) > 0`,
    );
    expect(kept).toEqual([]);
  });

  test('ends with its time, with being withdrawn, and a while after its assignment', async () => {
    const withdrawn = await sendLink();
    expect((await look(withdrawn.token)).status).toBe(200);
    await scene.must('dispatcher', routes.withdrawResponseLink, { params: { id: withdrawn.linkId } });
    expect((await look(withdrawn.token)).body.code).toBe('response.gone');
    expect(
      codeOf(await scene.as('dispatcher', routes.withdrawResponseLink, { params: { id: withdrawn.linkId } })),
    ).toBe('response.gone');
    now = plusMs(new Date().toISOString(), -validMs - 60_000);
    expect((await look((await sendLink()).token)).body.code).toBe('response.gone');
    now = plusMs(new Date().toISOString(), -validAfterEndMs - 60_000);
    const ended = await sendLink();
    expect((await act(ended.token, { kind: 'reject', reason: 'no_crew' })).status).toBe(200);
    expect((await look(ended.token)).body.code).toBe('response.gone');
  });

  test('is sent only where a channel reaches the contact, while the assignment runs', async () => {
    const { id } = await sendLink();
    const send = (body: { contactId: string; channel: 'sms' | 'email' | 'whatsapp' }) =>
      scene.as('dispatcher', routes.sendResponseLink, { params: { id }, body }).then(codeOf);
    expect(await send({ contactId, channel: 'email' })).toBe('response.no_channel');
    expect(await send({ contactId: newId(), channel: 'sms' })).toBe('response.contact_unknown');
    const list = await scene.must('dispatcher', routes.listResponseLinks, { params: { id } });
    expect(list).toMatchObject({
      address: publicUrl,
      contacts: [{ name: 'Piket PLN', channels: ['sms'] }],
      items: [{ contactName: 'Piket PLN', openedAt: null, withdrawnAt: null }],
    });
    await scene.must('dispatcher', incidents.readIncident, { params: { id: (await sendLink()).incident.id } });
    await run(
      database.systemDb,
      sql`update assignments set state = 'CANCELLED', reason = 'not_needed', ended_at = now() where id = ${id}`,
    );
    expect(await send({ contactId, channel: 'sms' })).toBe('response.ended');
  });
});

test('a photo by the link: drawn anew, kept once, shown in the incident; what is none is refused', async () => {
  const { token, incident } = await sendLink();
  const photo = await sharp({ create: { width: 3000, height: 20, channels: 3, background: '#aa3300' } })
    .withExif({ IFD0: { Artist: 'Sri Lestari' } })
    .jpeg()
    .toBuffer();
  const send = (id: string, payload: Buffer) =>
    app.inject({
      method: 'POST',
      url: `/api/responses/${token}/photos/${id}?takenAt=${encodeURIComponent(now)}`,
      headers: { 'content-type': 'image/jpeg' },
      payload,
    });
  const id = newId();
  for (const count of [1, 1]) expect((await send(id, photo)).json()).toMatchObject({ photos: count });
  expect((await send(newId(), Buffer.from('<script>'))).json()).toMatchObject({ code: 'response.photo_unreadable' });
  expect((await send(id, Buffer.concat([photo, photo]))).json()).toMatchObject({ code: 'response.photo_unreadable' });
  const [row] = await rows<{ bytes: number; mime: string; link_id: string | null; author_id: string | null }>(
    database.systemDb,
    sql`select * from incident_attachments where incident_id = ${incident.id}`,
  );
  expect(row).toMatchObject({ mime: 'image/jpeg', author_id: null, link_id: expect.any(String) });
  const events = await scene.work((ctx) =>
    rows<{ name: string; content: object }>(
      ctx.tx,
      sql`select name, content from events where name = 'assignment.photo_by_link'`,
    ),
  );
  expect(events).toHaveLength(1);
});
