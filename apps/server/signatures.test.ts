import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { channelContent } from '#features/agencies/channel.ts';
import { saveSubscription } from '#features/agencies/server/channels/channel-store.ts';
import * as cases from '#features/callers/case-contract.ts';
import * as lanes from '#features/callers/lane-contract.ts';
import { endLane, signLane } from '#features/callers/server/lanes.ts';
import { withdrawPack } from '#features/callers/server/pack/end-pack.ts';
import { countSignatures } from '#features/callers/server/signature/signatures.ts';
import { topicsOf } from '#features/people/audience.ts';
import type { ActionContext, Actor } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present, type Result } from '#platform/shared/result.ts';
import { codeOf, createPackRoom, type PackRoom } from './test-pack-room.ts';

let room: PackRoom;
let headId = '';
const params = (id: string) => ({ params: { id } });

beforeAll(async () => {
  room = await createPackRoom();
  const { scene } = room;
  headId = newId();
  await scene.work(async (ctx) => {
    const add = (id: string, username: string, email: string | null, role: string) =>
      run(
        ctx.tx,
        sql`insert into users (id, tenant_id, username, display_name, email, roles, password_hash, must_change_password)
            values (${id}, ${ctx.tenantId}, ${username}, 'Kepala Uji', ${email}, ${[role]}::text[], 'x', false)`,
      );
    await add(headId, 'kepala.uji', 'kepala@contoh.go.id', 'AGENCY_HEAD');
    await add(newId(), 'kepala.tanpa', null, 'AGENCY_HEAD');
    await add(newId(), 'bupati.uji', 'bupati@contoh.go.id', 'EXECUTIVE');
    const content = channelContent.parse({
      email: { active: true, host: 'surel.contoh.go.id', from: 'dinas@contoh.go.id' },
      push: { active: true },
    });
    await run(
      ctx.tx,
      sql`insert into channel_settings (id, tenant_id, content) values (${newId()}, ${ctx.tenantId}, ${JSON.stringify(content)}::jsonb)
          on conflict (tenant_id) do update set content = excluded.content`,
    );
    const endpoint = 'https://fcm.googleapis.com/uji';
    await saveSubscription(ctx, headId, { endpoint, keys: { p256dh: 'p', auth: 'a' } });
  });
});
afterAll(() => room?.close());

/** The head, as their session is: with the topics of the role. */
function head(id = headId): Actor {
  return { ...room.head(), id };
}
const asHead = <Value, Code extends string>(
  work: (ctx: ActionContext) => Promise<Result<Value, Code>>,
  actor: Actor = head(),
) => runAction(room.scene.place, { tenantId: room.scene.tenantId, actor }, work);

const waiting = async (actor: Actor = head()) => {
  const found = await asHead((ctx) => countSignatures(ctx, { params: {}, query: {}, body: {} }), actor);
  return found.ok ? found.value : null;
};

interface Said {
  readonly channel: string;
  readonly state: string;
  readonly recipient: string | null;
  readonly title: string;
  readonly text: string;
  readonly path: string;
}
const messagesAbout = (id: string) =>
  room.scene.work((ctx) =>
    rows<Said>(
      ctx.tx,
      sql`select m.channel, m.state, w.recipient, w.title, w.text, w.path from messages m join message_words w on w.message_id = m.id
          where m.subject_id = ${id} and m.purpose = 'signature_wanted' order by m.channel`,
    ),
  );
const audienceOf = (caseId: string, name: string) =>
  room.scene.work((ctx) =>
    rows<{ audience: string[] }>(
      ctx.tx,
      sql`select audience from events where subject_id = ${caseId} and name = ${name} order by seq desc limit 1`,
    ),
  );
const happenings = async (caseId: string) =>
  (await room.scene.must('supervisor', cases.readCase, params(caseId))).open?.happenings ?? [];

test('who holds the role hears what waits for a signature, and others of the leadership do not', () => {
  const topics = (role: string) => topicsOf({ userId: headId, roles: [role], agencyId: null });
  expect(topics('AGENCY_HEAD')).toContain('head');
  for (const role of ['EXECUTIVE', 'DPO', 'SUPERVISOR', 'ADMIN']) expect(topics(role)).not.toContain('head');
});

describe('an evidence pack', () => {
  let made: Awaited<ReturnType<PackRoom['prepared']>>;
  let numbers = 500;
  beforeEach(async () => {
    numbers += 1;
    made = await room.prepared(`+6281300000${numbers}`);
  });

  test('is counted for the head, told by event, mail and notification, and names nobody', async () => {
    expect((await waiting())?.packs).toBeGreaterThan(0);
    expect(await audienceOf(made.id, 'caller_case.pack_prepared')).toEqual([{ audience: ['tenant', 'head'] }]);
    expect(await audienceOf(made.id, 'caller_case.opened')).toEqual([{ audience: ['tenant'] }]);
    const said = await messagesAbout(made.packId);
    expect(said.map(({ channel, state, path }) => [channel, state, path])).toEqual([
      ['email', 'queued', '/case-packs'],
      ['push', 'queued', '/case-packs'],
    ]);
    expect(said[0]?.recipient).toBe('kepala@contoh.go.id');
    const { number, caseNumber } = await room.packOf(made.packId);
    for (const { title, text } of said)
      for (const secret of [`+6281300000${numbers}`, `${caseNumber}/${number}`, 'Nama supervisor', 'rujukan'])
        expect(`${title} ${text}`).not.toContain(secret);
  });

  test('does not count for who prepared it, should they hold both roles', async () => {
    const others = await waiting();
    const own = await waiting(head(room.scene.users.supervisor));
    expect(others?.packs).toBeGreaterThan(0);
    expect(own?.packs).toBe(0);
  });

  test('once signed it takes the step to the police, by who signed, and calls nobody any more', async () => {
    const before = (await waiting())?.packs ?? 0;
    await room.look(made.packId);
    expect(codeOf(await room.sign(made.packId))).toBe('ok');
    expect((await waiting())?.packs).toBe(before - 1);
    expect((await messagesAbout(made.packId)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    const { caseNumber, number } = await room.packOf(made.packId);
    const course = await happenings(made.id);
    expect(course.slice(-2).map(({ name }) => name)).toEqual(['caller_case.pack_made', 'caller_case.step_taken']);
    expect(course.at(-1)).toMatchObject({
      code: 'police_referral',
      text: `Berkas bukti kasus ${caseNumber}/${number} ditandatangani`,
      by: { displayName: 'Nama dpo' },
      isOfPack: true,
      undone: false,
    });
    const view = await room.scene.must('supervisor', cases.readCase, params(made.id));
    expect(view).toMatchObject({ step: 'police_referral', next: null });
    const body = { version: view.version, entryId: present(course.at(-1)?.entryId, 'the step has an entry') };
    expect(codeOf(await room.scene.as('supervisor', cases.undoCaseStep, { ...params(made.id), body }))).toBe(
      'caller_case.step_of_pack',
    );
  });

  test('is not signed where the case cannot take the step any more, and nothing is written', async () => {
    await room.look(made.packId);
    const view = await room.scene.must('supervisor', cases.readCase, params(made.id));
    const friendly = view.open?.happenings.find(({ code }) => code === 'friendly_call');
    const body = { version: view.version, entryId: present(friendly?.entryId, 'it was written down') };
    await room.scene.must('supervisor', cases.undoCaseStep, { ...params(made.id), body });
    expect(codeOf(await room.sign(made.packId))).toBe('caller_case.too_early');
    expect(await room.packOf(made.packId)).toMatchObject({ state: 'prepared', fileHash: null });
    expect((await happenings(made.id)).filter(({ code }) => code === 'police_referral')).toEqual([]);
  });

  test.each([
    ['the head', 'refused', () => head()],
    ['who prepared it', 'by_hand', () => room.scene.actorOf('supervisor')],
  ] as const)('withdrawn by %s says so in the course of the case', async (_who, because, actor) => {
    const done = await asHead(
      (ctx) => withdrawPack(ctx, { params: { id: made.packId }, query: {}, body: { reason: 'satu panggilan keliru' } }),
      actor(),
    );
    expect(codeOf(done)).toBe('ok');
    expect((await happenings(made.id)).at(-1)).toMatchObject({
      name: 'caller_case.pack_withdrawn',
      code: because,
      text: 'satu panggilan keliru',
    });
    expect(await audienceOf(made.id, 'caller_case.pack_withdrawn')).toEqual([{ audience: ['tenant', 'head'] }]);
    expect((await messagesAbout(made.packId)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect((await happenings(made.id)).filter(({ code }) => code === 'police_referral')).toEqual([]);
  });

  test('withdrawn with its case says that too', async () => {
    await room.end(made.id, 'sudah ditangani keluarga');
    const course = await happenings(made.id);
    expect(course.find(({ name }) => name === 'caller_case.pack_withdrawn')).toMatchObject({ code: 'case_ended' });
  });
});

test('a channel that is off carries nothing, and the count is there all the same', async () => {
  const turn = (active: boolean) =>
    room.scene.work((ctx) =>
      run(
        ctx.tx,
        sql`update channel_settings set content = jsonb_set(jsonb_set(content, '{email,active}', ${String(active)}::jsonb), '{push,active}',
              ${String(active)}::jsonb) where tenant_id = ${ctx.tenantId}`,
      ),
    );
  await turn(false);
  const made = await room.prepared('+6281300000550');
  expect(await messagesAbout(made.packId)).toEqual([]);
  expect((await waiting())?.packs).toBeGreaterThan(0);
  await turn(true);
});

describe('a restricted lane', () => {
  const ask = async (number: string) => {
    const made = await room.opened(number);
    const { version } = await room.scene.must('supervisor', cases.readCase, params(made.id));
    const body = { version, days: 3, reason: 'puluhan panggilan sehari' };
    const { id } = await room.scene.must('supervisor', lanes.askLane, { ...params(made.id), body });
    return { ...made, laneId: id };
  };

  test('is counted and told until it is signed', async () => {
    const { laneId, id } = await ask('+6281300000560');
    expect((await waiting())?.lanes).toBe(1);
    expect((await waiting(head(room.scene.users.supervisor)))?.lanes).toBe(0);
    expect(await audienceOf(id, 'caller_case.lane_wanted')).toEqual([{ audience: ['tenant', 'head'] }]);
    const said = await messagesAbout(laneId);
    expect(said.map(({ channel, path }) => [channel, path])).toEqual([
      ['email', '/case-lanes'],
      ['push', '/case-lanes'],
    ]);
    for (const { title, text } of said) expect(`${title} ${text}`).not.toMatch(/\d{3}\d|puluhan|Nama/);
    expect(codeOf(await asHead((ctx) => signLane(ctx, { params: { id: laneId }, query: {}, body: {} })))).toBe('ok');
    expect((await waiting())?.lanes).toBe(0);
    expect((await messagesAbout(laneId)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });

  test('refused, it calls nobody any more', async () => {
    const { laneId } = await ask('+6281300000561');
    expect(codeOf(await asHead((ctx) => endLane(ctx, { params: { id: laneId }, query: {}, body: {} })))).toBe('ok');
    expect((await waiting())?.lanes).toBe(0);
    expect((await messagesAbout(laneId)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });
});
