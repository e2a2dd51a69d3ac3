import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { type IncidentId, incidentId } from '#features/incidents/incident.ts';
import type { Player } from '#features/incidents/server/test-cast.ts';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { createTestHttp } from '#platform/server/testing/test-http.ts';
import { newId } from '#platform/shared/ids.ts';
import { attachmentLimits } from '../../field.ts';
import { attachmentId, eraseAttachment, listAttachments } from '../../field-contract.ts';
import { codeOf } from '../testing.ts';
import { createUnitScene, type UnitScene } from '../units/testing.ts';
import { addPhoto } from './add-photo.ts';
import { keepAttachment, showAttachment } from './attachments.ts';

let database: TestDatabase;
let scene: UnitScene;
let app: FastifyInstance;
let dataFolder = '';
let photo: Buffer;

beforeAll(async () => {
  database = await createTestDatabase();
  dataFolder = await mkdtemp(join(tmpdir(), 'sigap-attachments-'));
  scene = await createUnitScene(database, { slug: 'sidoarjo', dataFolder });
  const files = { place: () => scene.place, dataFolder, keys: recordingKeys(join(dataFolder, 'keys')) };
  app = await createTestHttp(database, {
    plugins: [keepAttachment(files), addPhoto(files), showAttachment(files)],
    authenticate: async (request) => {
      const player = request.headers['x-player'];
      // Written by `ask` below.
      if (player === undefined) return { state: 'none' };
      return { state: 'open', requester: { tenantId: scene.tenantId, actor: scene.actorOf(player as Player) } };
    },
  });
  photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#a33' } })
    .withExif({ IFD0: { Artist: 'Sri Lestari' } })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await app?.close();
  await database.close();
  await rm(dataFolder, { recursive: true, force: true });
});

const ask = (player: Player, method: 'GET' | 'PUT', url: string, payload?: Buffer, type = 'image/jpeg') =>
  app.inject({
    method,
    url,
    headers: { 'x-player': player, ...(payload === undefined ? {} : { 'content-type': type }) },
    ...(payload === undefined ? {} : { payload }),
  });
const put = (player: Player, incident: { id: string }, id: string = newId(), bytes = photo) =>
  ask(player, 'PUT', `/api/incidents/${incident.id}/attachments/${id}`, bytes);
const look = (player: Player, id: string, query = '?reason=handling') =>
  ask(player, 'GET', `/api/attachments/${id}/content${query}`);
const listed = async (player: Player, incident: { id: IncidentId }) =>
  (await scene.must(player, listAttachments, { params: { id: incident.id } })).items;
const count = async (incident: { id: string }) =>
  (await scene.work((ctx) => rows(ctx.tx, sql`select 1 from incident_attachments where incident_id = ${incident.id}`)))
    .length;

test('a photo put in at a desk is drawn anew, kept once, told, and seen with a reason that is logged', async () => {
  const incident = await scene.open();
  const id = newId();
  for (const _time of [1, 2]) expect((await put('dispatcher', incident, id)).json()).toEqual({ id });
  expect(await listed('taker', incident)).toMatchObject([
    { id, kind: 'photo', way: 'desk', author: 'Nama dispatcher', callSign: null, clamped: false, erased: false },
  ]);
  const told = (await scene.eventsOf(incident.id)).filter(({ name }) => name === 'incident.photo_added');
  expect(told).toMatchObject([{ audience: ['tenant'], content: { attachmentId: id } }]);
  const shown = await look('taker', id, '?reason=complaint');
  expect(shown.headers['content-type']).toBe('image/jpeg');
  expect(shown.rawPayload.includes('Sri Lestari')).toBe(false);
  const looks = await scene.work((ctx) =>
    rows(
      ctx.tx,
      sql`select user_id, reason from access_log where subject_id = ${incident.id} and field = 'attachment_photo'`,
    ),
  );
  expect(looks).toEqual([{ user_id: scene.users.taker, reason: 'complaint' }]);
});

test('without a reason nothing is shown', async () => {
  const incident = await scene.open();
  const id = newId();
  await put('dispatcher', incident, id);
  for (const query of ['', '?reason=', '?reason=x']) {
    const answer = await look('dispatcher', id, query);
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'attachment.reason_missing']);
  }
});

test('what is no photo, is too large, or has the id of another is refused and leaves nothing', async () => {
  const incident = await scene.open();
  const codes = [
    (await put('dispatcher', incident, newId(), Buffer.from('<script>'))).json().code,
    (await put('dispatcher', incident, newId(), Buffer.alloc(attachmentLimits.photo + 1))).json().code,
    (
      await ask('dispatcher', 'PUT', `/api/incidents/${incident.id}/attachments/${newId()}`, photo, 'image/svg+xml')
    ).json().code,
    (await put('dispatcher', { id: newId() })).json().code,
  ];
  expect(codes).toEqual([
    'attachment.not_readable',
    'attachment.too_large',
    expect.stringMatching(/^request\./),
    'assignment.incident_not_found',
  ]);
  expect(await count(incident)).toBe(0);
  const other = await scene.open();
  const id = newId();
  await put('dispatcher', other, id);
  expect((await put('dispatcher', incident, id)).json().code).toBe('attachment.reused');
  expect(await count(incident)).toBe(0);
});

test('an agency puts photos on its own task, sees those alone, and none of an incident that is not its own', async () => {
  const incident = await scene.open();
  await scene.send(incident, 'DAMKAR', 'PSC119');
  const [ofDamkar, ofRoom] = [newId(), newId()];
  expect((await put('damkar', incident, ofDamkar)).statusCode).toBe(200);
  await put('dispatcher', incident, ofRoom);
  expect((await listed('damkar', incident)).map((one) => one.id)).toEqual([ofDamkar]);
  expect(await listed('psc119', incident)).toEqual([]);
  expect((await listed('dispatcher', incident)).map((one) => one.id)).toEqual([ofDamkar, ofRoom]);
  expect((await look('damkar', ofDamkar)).statusCode).toBe(200);
  expect((await look('psc119', ofDamkar)).json().code).toBe('attachment.not_found');
  expect((await look('damkar', ofRoom)).json().code).toBe('attachment.not_found');
  const foreign = await scene.open();
  await scene.sendOne(foreign, 'PSC119');
  expect((await put('damkar', foreign)).json().code).toBe('assignment.incident_not_found');
  expect(await count(foreign)).toBe(0);
});

test('who may not see a sensitive incident neither lists, opens nor adds; who may not write notes does not add', async () => {
  const incident = await scene.open();
  const id = newId();
  await put('dispatcher', incident, id);
  await scene.work((ctx) => rows(ctx.tx, sql`update incidents set sensitive = true where id = ${incident.id}`));
  expect(codeOf(await scene.as('taker2', listAttachments, { params: { id: incident.id } }))).toBe(
    'attachment.not_found',
  );
  expect((await look('taker2', id)).json().code).toBe('attachment.not_found');
  expect((await put('taker2', incident)).json().code).toBe('assignment.incident_not_found');
  expect((await put('dpo', incident)).json().code).toBe('permission.denied');
  expect((await look('dispatcher', id)).statusCode).toBe(200);
  expect(await count(incident)).toBe(1);
});

test('one that is erased says so, is opened no more, and its agency hears of it', async () => {
  const incident = await scene.open();
  await scene.sendOne(incident, 'DAMKAR');
  const id = attachmentId.parse(newId());
  await put('damkar', incident, id);
  await scene.must('dpo', eraseAttachment, { params: { id }, body: { reason: 'permintaan pemilik data' } });
  expect(await listed('damkar', { id: incidentId.parse(incident.id) })).toMatchObject([{ id, erased: true }]);
  const answer = await look('dispatcher', id);
  expect([answer.statusCode, answer.json().code]).toEqual([410, 'attachment.erased']);
  const told = (await scene.eventsOf(incident.id)).find(({ name }) => name === 'incident.attachment_erased');
  expect(told?.audience).toEqual(['tenant', `agency:${scene.agency('DAMKAR')}`]);
});
