import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as cases from '#features/callers/case-contract.ts';
import * as packs from '#features/callers/pack-contract.ts';
import { eraseEnded } from '#features/callers/server/follow-nuisance.ts';
import { checkKeptPacks } from '#features/callers/server/pack/check-kept.ts';
import { isInOrder } from '#features/callers/server/pack/check-pack.ts';
import { faultsOf, readPack } from '#features/callers/server/pack/pack-file.ts';
import { staffNumber } from '#features/callers/server/pack/staff.ts';
import { systemActor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { recordHead, signingKey } from '#platform/server/events/head.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { codeOf, createPackRoom, type PackRoom, why } from './test-pack-room.ts';

let room: PackRoom;
beforeAll(async () => {
  room = await createPackRoom();
});
afterAll(() => room?.close());

const params = (id: string) => ({ params: { id } });

describe('preparing', () => {
  test('not before somebody has spoken to the person, not over an objection, not before the chain has all of it', async () => {
    const made = await room.opened('+6281300000401');
    await room.sealAll();
    expect(codeOf(await room.prepare(made.id))).toBe('caller_case.too_early');
    await room.friendlyCall(made.id);
    expect(codeOf(await room.prepare(made.id))).toBe('case_pack.not_sealed');
    await room.sealAll();
    await room.appeal(made.id, 'bukan saya yang menelepon');
    await room.sealAll();
    expect(codeOf(await room.prepare(made.id))).toBe('case_pack.appeal_open');
    expect((await room.scene.must('supervisor', packs.listPacks, { query: { caseId: made.id } })).items).toEqual([]);
  });

  test('one waits at a time; its draft is seen with a reason that is logged, and is no pack', async () => {
    const made = await room.prepared('+6281300000402');
    expect(codeOf(await room.prepare(made.id))).toBe('case_pack.waiting');
    expect((await room.look(made.packId, 'head', '')).json()).toMatchObject({ code: 'case_pack.reason_missing' });
    const draft = await room.look(made.packId);
    expect(draft.headers['content-type']).toBe('application/pdf');
    expect(draft.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(readPack(draft.rawPayload).state).toBe('no_pack');
    const logged = await room.scene.work((ctx) =>
      rows(
        ctx.tx,
        sql`select subject_type, field, reason from access_log where subject_id in (${made.packId}, ${made.numberId}) and user_id = ${room.head().id} order by seq`,
      ),
    );
    expect(logged).toEqual([
      { subject_type: 'case_pack', field: 'case_pack_draft', reason: 'menilai berkas' },
      { subject_type: 'caller_number', field: 'case_pack', reason: 'menilai berkas' },
    ]);
    const told = (await room.scene.must('supervisor', cases.readCase, params(made.id))).open?.happenings.at(-1);
    expect(told).toMatchObject({ name: 'caller_case.pack_prepared', text: why });
  });
});

describe('signing', () => {
  test('by another person, who has looked at it; once', async () => {
    const { packId } = await room.prepared('+6281300000403');
    const own = { ...room.head(), id: room.scene.users.supervisor };
    expect(codeOf(await room.sign(packId, own))).toBe('case_pack.own');
    expect(codeOf(await room.sign(packId))).toBe('case_pack.not_seen');
    await room.look(packId);
    expect(codeOf(await room.sign(packId))).toBe('ok');
    expect(codeOf(await room.sign(packId))).toBe('case_pack.not_waiting');
  });

  test('not what was judged anew since, and not over an objection', async () => {
    const made = await room.prepared('+6281300000404');
    await room.look(made.packId);
    const [first = ''] = made.calls;
    await room.judge(first, 'taker', 'EMERGENCY_NEW', []);
    expect(codeOf(await room.sign(made.packId))).toBe('case_pack.outdated');
    await room.scene.must('supervisor', packs.withdrawPack, {
      ...params(made.packId),
      body: { reason: 'satu panggilan keliru' },
    });
    expect(await room.packOf(made.packId)).toMatchObject({ state: 'withdrawn', isErased: true });
    expect((await room.look(made.packId)).json()).toMatchObject({ code: 'case_pack.erased' });
    await room.sealAll();
    const second = await room.prepare(made.id);
    if (!second.ok) throw new Error(second.refusal.code);
    expect(await room.packOf(second.value.id)).toMatchObject({ number: 2, calls: 2, state: 'prepared' });
    await room.look(second.value.id);
    await room.appeal(made.id, 'telepon dipakai bersama');
    expect(codeOf(await room.sign(second.value.id))).toBe('case_pack.appeal_open');
  });

  test('a further call does not make it untrue', async () => {
    const made = await room.prepared('+6281300000405');
    await room.look(made.packId);
    await room.judged('taker', '+6281300000405');
    expect(codeOf(await room.sign(made.packId))).toBe('ok');
  });
});

describe('the signed file', () => {
  test('says what happened, with pseudonyms, hashes and the chain, and this installation says the same', async () => {
    await room.sealAll();
    await room.scene.work(async (ctx) => {
      await recordHead(ctx, '2026-11-21', await signingKey(room.keysFolder, ctx.tenantId));
    });
    const { file, read, calls } = await room.signed('+6281300000406');
    const { manifest } = read;
    expect(manifest.content).toMatchObject({ callerNumber: '+6281300000406', leftOut: { older: 0, protected: 0 } });
    expect(new Set(manifest.content.calls.map(({ id }) => id))).toEqual(new Set(calls));
    const [call] = manifest.content.calls;
    expect(call?.judgements.at(-1)).toMatchObject({
      code: 'PRANK_CHILD',
      evidence: ['laughter', 'admits_prank'],
      by: { number: staffNumber(room.scene.users.taker2), roles: ['CALL_TAKER'], name: null },
    });
    expect(call?.recording).toMatchObject({
      state: 'stored',
      sha256: createHash('sha256')
        .update(call?.id ?? '')
        .digest('hex'),
    });
    expect(JSON.stringify(manifest)).not.toContain('Nama taker');
    expect(manifest.signedBy.name).toBe('Nama dpo');
    expect(manifest.proof.events.filter(({ event }) => event.name === 'call.classified')).toHaveLength(3);
    expect(manifest.proof.heads).toMatchObject([{ day: '2026-11-21', publicKey: manifest.publicKey }]);
    expect(faultsOf(manifest)).toEqual([]);
    await room.sealAll();
    const found = await room.check(read);
    expect(found).toMatchObject({ isOurs: true, isOurKey: true, wasSigned: true, isSealed: true, changed: [] });
    expect(isInOrder(found)).toBe(true);
    const held = await room.scene.work((ctx) =>
      rows<{ id: string; reason: string }>(
        ctx.tx,
        sql`select subject_id as id, reason from recording_holds where subject_id = any(${calls}::uuid[]) and released_at is null`,
      ),
    );
    expect(new Set(held.map(({ id }) => id))).toEqual(new Set(calls));
    expect(held[0]?.reason).toBe(`Berkas bukti kasus ${manifest.content.caseNumber}/1`);
    const told = await room.scene.work((ctx) =>
      row<{ hash: string }>(
        ctx.tx,
        sql`select content->>'fileHash' as hash from events where name = 'caller_case.pack_made' and content->>'packId' = ${manifest.packId}`,
      ),
    );
    expect(told?.hash).toBe(createHash('sha256').update(file).digest('hex'));
  });

  test('altered by any byte it is no pack any more', async () => {
    const { file } = await room.signed('+6281300000407');
    const flip = (position: number, bits: number) => {
      const altered = Buffer.from(file);
      altered[position] = (altered[position] ?? 0) ^ bits;
      return readPack(altered).state;
    };
    const text = file.toString('latin1');
    const places = ['%PDF', 'endobj', 'startxref', '%SIGAP-PACK', '%SIGAP-SIGNATURE'].map((word) => text.indexOf(word));
    for (const position of [...places, text.lastIndexOf('startxref'), 0, file.length - 1])
      expect(flip(position, 1)).toBe('altered');
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (position, bits) => {
        expect(flip(position, bits)).toBe('altered');
      }),
      { numRuns: 300 },
    );
  });

  test('what somebody changes in the database afterwards is named', async () => {
    const { read } = await room.signed('+6281300000408');
    const event = present(
      read.manifest.proof.events.find(({ event: one }) => one.name === 'call.classified'),
      'three were judged',
    );
    await room.database.ownerPool.query('alter table events disable trigger all');
    await room.database.ownerPool.query(`update events set content = '{"code": "GHOST"}' where seq = $1`, [
      event.event.seq,
    ]);
    const found = await room.check(read);
    expect(found.changed).toEqual([event.chainNo]);
    expect(isInOrder(found)).toBe(false);
    await room.database.ownerPool.query('update events set content = $2 where seq = $1', [
      event.event.seq,
      event.event.content,
    ]);
    await room.database.ownerPool.query('alter table events enable trigger all');
    expect((await room.check(read)).changed).toEqual([]);
  });

  test('of another installation it is said to be none of ours', async () => {
    const { read } = await room.signed('+6281300000409');
    const manifest = { ...read.manifest, tenantId: newId() };
    expect(await room.check({ ...read, manifest })).toMatchObject({ isOurs: false, wasSigned: false });
  });
});

test('a call of a protected incident is left out and counted', async () => {
  const number = '+6281300000410';
  const made = await room.opened(number);
  const [first] = made.calls;
  await runWork(room.scene.place, { tenantId: room.scene.tenantId, actor: systemActor }, async (ctx) => {
    const incidentId = newId();
    await run(
      ctx.tx,
      sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, sensitive, sensitive_by_hand, reported_at, verified_at)
          values (${incidentId}, ${room.scene.tenantId}, 990001, 'VERIFIED', 'call', ${[...room.scene.types.values()][0]}, 'P2', true, true, ${room.now()}, ${room.now()})`,
    );
    await run(
      ctx.tx,
      sql`insert into incident_particulars (incident_id, tenant_id, salt) values (${incidentId}, ${room.scene.tenantId}, '\\x00')`,
    );
    await run(
      ctx.tx,
      sql`insert into incident_calls (tenant_id, incident_id, call_id, relation) values (${room.scene.tenantId}, ${incidentId}, ${first}, 'opened')`,
    );
  });
  await room.friendlyCall(made.id);
  await room.sealAll();
  const pack = await room.prepare(made.id);
  if (!pack.ok) throw new Error(pack.refusal.code);
  expect(await room.packOf(pack.value.id)).toMatchObject({ calls: 2 });
});

test('a pack that waits goes with its case; a signed one is erased with the words of it, and its hash stays', async () => {
  const waiting = await room.prepared('+6281300000411');
  const done = await room.signed('+6281300000412');
  await room.sealAll();
  for (const { id } of [waiting, done]) await room.end(id, 'sudah ditangani keluarga');
  expect(await room.packOf(waiting.packId)).toMatchObject({
    state: 'withdrawn',
    decidedBy: { displayName: 'Nama supervisor' },
  });
  expect((await room.look(done.packId)).statusCode).toBe(200);
  await room.scene.work((ctx) => eraseEnded(ctx, done.id));
  expect((await room.look(done.packId)).json()).toMatchObject({ code: 'case_pack.erased' });
  expect(await room.packOf(done.packId)).toMatchObject({ state: 'signed', isErased: true, reason: null });
  expect(await room.check(done.read)).toMatchObject({ wasSigned: true, changed: [] });
  const kept = await checkKeptPacks(room.database.systemDb, room.files, room.scene.tenantId);
  expect(kept.files).toBeGreaterThan(0);
  expect(kept.wrong).toEqual([]);
  // Sealed files alone: no draft and no PDF lies open in the folder.
  const names = await readdir(join(room.dataFolder, 'attachments', '2026'));
  expect(names.filter((name) => !name.endsWith('.sealed'))).toEqual([]);
});

test('the words are a setting with seeds that nobody has checked yet', async () => {
  const found = await room.scene.must('supervisor', packs.readPackSetting, {});
  expect(found).toMatchObject({ version: 1, content: { showNames: false } });
  expect(found.content.legal.map(({ isChecked }) => isChecked)).toEqual([false, false, false, false]);
});
