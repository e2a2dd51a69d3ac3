import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settingActions } from '#features/people/server/setting-versions.ts';
import { decrypt } from '#platform/server/cipher.ts';
import { row, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { centreKey, centreLine, type LineContent, lineId, newLine } from '../../line.ts';
import { openTestRoom, type TestRoom } from '../test-room.ts';
import { linesInUse } from './line-store.ts';
import { lineActions, lineKind, seedLines } from './lines.ts';

let room: TestRoom;
const secret = 'the key of this installation';
const actions = () => lineActions({ systemDb: room.database.systemDb, secret: async () => secret, hasTls: false });
const content = (part: Partial<LineContent>): LineContent => ({ ...newLine, name: 'Operator B', ...part });
const reason = 'kontrak baru';

beforeAll(async () => {
  room = await openTestRoom();
  await room.act(async (ctx) => {
    await seedLines(ctx);
    return { ok: true, value: null };
  });
  const other = newId<'tenant'>();
  await run(
    room.database.systemDb,
    sql`insert into tenants (id, slug, name, short_name, region_code, zone, settings) values
          (${other}, 'ketapang', 'Kabupaten Ketapang', 'Ketapang', '61.04', 'Asia/Jakarta', '{"trunk": {"peers": ["203.0.113.77"], "numbers": []}}')`,
  );
  await run(
    room.database.systemDb,
    sql`insert into lines (id, tenant_id, key, content) values (${newId<'line'>()}, ${other}, 'abcdefgh',
          ${JSON.stringify(content({ peers: ['198.51.100.0/24'] }))}::jsonb)`,
  );
});
afterAll(() => room?.close());

const create = (part: Partial<LineContent>, password?: string) =>
  room.act((ctx) =>
    actions().create(ctx, {
      params: {},
      query: {},
      body: { reason, content: content(part), ...(password === undefined ? {} : { password }) },
    }),
  );

describe('lines as settings', () => {
  test('every regency begins with the line of its own addresses, which cannot become another', async () => {
    const listed = await room.act((ctx) => actions().list(ctx, { params: {}, query: {}, body: {} }));
    const [centre] = listed.ok ? listed.value.items : [];
    expect(centre?.content).toEqual(centreLine);
    const changed = await room.act((ctx) =>
      actions().change(ctx, {
        params: { id: lineId.parse(centre?.id) },
        query: {},
        body: { version: 1, reason, content: content({ peers: ['203.0.113.1'] }) },
      }),
    );
    expect(changed).toMatchObject({ refusal: { code: 'line.centre_fixed' } });
  });

  test.each([
    ["a centre's", '203.0.113.77'],
    ["a line's", '198.51.100.0/24'],
  ])('an address of another regency is refused: %s', async (_whose, peer) => {
    expect(await create({ peers: [peer] })).toMatchObject({
      refusal: { code: 'line.peer_taken', detail: { value: peer } },
    });
  });

  test('the password of a registration is kept encrypted, in no version and no answer', async () => {
    const part = { way: 'registration', server: 'sip.operator.co.id', username: '0318921112' } as const;
    expect(await create(part)).toMatchObject({ refusal: { code: 'line.needs_account' } });
    const made = await create(part, 'sangat;rahasia');
    const id = made.ok ? made.value.id : '';
    const kept = await row<{ texts: string }>(
      room.database.systemDb,
      sql`select (select content::text from lines where id = ${id}) || (select string_agg(content::text, '') from setting_versions where subject_id = ${id})
          || (select string_agg(content::text, '') from events) as texts`,
    );
    expect(kept?.texts).not.toContain('rahasia');
    const used = (await linesInUse(room.database.systemDb)).find((line) => line.id === id);
    expect(used?.key).not.toBe(centreKey);
    expect(decrypt(secret, used?.cipher ?? Buffer.alloc(0))).toBe('sangat;rahasia');
    // Another line cannot borrow it.
    expect(await create({ ...part, secretId: used?.content.secretId ?? null })).toMatchObject({
      refusal: { code: 'line.secret_unknown' },
    });
  });

  test('an older version comes back by one step, with the password it had', async () => {
    const part = { way: 'registration', server: 'sip.operator.co.id', username: 'lama' } as const;
    const made = await create(part, 'yang-lama');
    const id = made.ok ? made.value.id : '';
    const first = (await linesInUse(room.database.systemDb)).find((line) => line.id === id);
    const changed = await room.act((ctx) =>
      actions().change(ctx, {
        params: { id: lineId.parse(id) },
        query: {},
        body: {
          version: 1,
          reason,
          content: content({ ...part, username: 'baru', secretId: first?.content.secretId ?? null }),
          password: 'yang-baru',
        },
      }),
    );
    expect(changed).toMatchObject({ value: { version: 2 } });
    const { undo } = settingActions([lineKind({ systemDb: room.database.systemDb, hasTls: false })]);
    const back = await room.act((ctx) =>
      undo(
        { ...ctx, actor: { ...ctx.actor, permissions: new Set(['setting.change']) } },
        {
          params: { kind: 'line', id },
          query: {},
          body: { version: 2, to: 1, reason: 'nomor lama dipakai lagi' },
        },
      ),
    );
    expect(back).toMatchObject({ value: { version: 3 } });
    const now = (await linesInUse(room.database.systemDb)).find((line) => line.id === id);
    expect(now?.content.username).toBe('lama');
    expect(decrypt(secret, now?.cipher ?? Buffer.alloc(0))).toBe('yang-lama');
  });
});
