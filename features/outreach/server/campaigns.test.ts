import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { type Answer, content, createOutreachScene, type OutreachScene } from './testing.ts';

let scene: OutreachScene;
beforeAll(async () => {
  scene = await createOutreachScene();
});
afterAll(() => scene.close());

const ask: OutreachScene['ask'] = (...input) => scene.ask(...input);
const plan: OutreachScene['plan'] = (...input) => scene.plan(...input);

describe('a campaign', () => {
  test('is planned, held, evaluated and found; events carry no word of it', async () => {
    const id = await plan({ name: 'Kata rahasia di SDN' });
    expect(await ask('info', 'GET', `/api/campaigns/${id}`)).toMatchObject({
      state: 'planned',
      version: 1,
      content: { costRupiah: 1_250_000 },
      placeNames: [expect.stringMatching(/^.+, Kec\. .+$/)],
      photos: [],
    });
    expect(await ask('info', 'POST', `/api/campaigns/${id}/step`, { version: 1, step: 'hold' })).toMatchObject({
      version: 2,
    });
    expect(await ask('info', 'POST', `/api/campaigns/${id}/step`, { version: 2, step: 'evaluate' })).toMatchObject({
      code: 'campaign.lessons_missing',
    });
    await ask('info', 'POST', `/api/campaigns/${id}/change`, {
      version: 2,
      content: { ...content, lessons: 'Ajak guru' },
    });
    expect(await ask('kadis', 'POST', `/api/campaigns/${id}/step`, { version: 3, step: 'evaluate' })).toMatchObject({
      version: 4,
    });
    const list = await ask('bupati', 'GET', '/api/campaigns?state=evaluated&q=mawar');
    expect(list.items.map((one) => one.id)).toEqual([id]);
    expect((await ask('bupati', 'GET', '/api/campaigns?q=%25')).items).toEqual([]);
    const events = await rows<{ name: string; content: object; audience: string[] }>(
      scene.database.systemDb,
      sql`select name, content, audience from events where subject_id = ${id} order by seq`,
    );
    expect(events.map(({ name }) => name)).toEqual([
      'campaign.planned',
      'campaign.moved',
      'campaign.changed',
      'campaign.moved',
    ]);
    expect(JSON.stringify(events)).not.toMatch(/rahasia|SDN|guru/);
    expect(events[0]?.audience).toEqual(['tenant', 'outreach']);
  });

  test('changed by two at once keeps the first change and tells the second', async () => {
    const id = await plan();
    const change = (name: string) =>
      ask('info', 'POST', `/api/campaigns/${id}/change`, { version: 1, content: { ...content, name } });
    expect(await change('Pertama')).toMatchObject({ version: 2 });
    expect(await change('Kedua')).toMatchObject({ status: 409, code: 'campaign.stale', detail: { version: 2 } });
    expect(await ask('info', 'GET', `/api/campaigns/${id}`)).toMatchObject({ content: { name: 'Pertama' } });
  });

  test('deleted is gone from the list, cannot be changed, and comes back', async () => {
    const id = await plan({ name: 'Akan dihapus' });
    await ask('info', 'POST', `/api/campaigns/${id}/delete`, { version: 1 });
    expect((await ask('info', 'GET', '/api/campaigns?q=Akan dihapus')).items).toEqual([]);
    expect(await ask('info', 'POST', `/api/campaigns/${id}/step`, { version: 2, step: 'hold' })).toMatchObject({
      code: 'campaign.deleted',
    });
    expect(await ask('info', 'POST', `/api/campaigns/${id}/restore`, {})).toMatchObject({ version: 3 });
    expect(await ask('info', 'POST', `/api/campaigns/${id}/restore`, {})).toMatchObject({
      code: 'campaign.not_deleted',
    });
    expect((await ask('info', 'GET', '/api/campaigns?q=Akan dihapus')).items).toHaveLength(1);
  });

  test('pages lead through all of them, each once', async () => {
    for (const day of ['2025-01-01', '2025-01-01', '2025-01-02'])
      await plan({ name: 'Halaman', startsOn: day, endsOn: day });
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const found: Answer = await ask(
        'info',
        'GET',
        `/api/campaigns?q=Halaman&limit=1${next === '' ? '' : `&after=${next}`}`,
      );
      seen.push(...found.items.map((one) => one.id));
      next = found.next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([3, 3]);
  });

  test('lies in this regency, and is written by whom the table names', async () => {
    expect(
      await ask('info', 'POST', '/api/campaigns', {
        content: { ...content, places: [{ code: '99.99.99', school: null }] },
      }),
    ).toMatchObject({
      status: 422,
      code: 'campaign.place_unknown',
    });
    expect(await ask('bupati', 'POST', '/api/campaigns', { content })).toMatchObject({ status: 403 });
    const id = await plan();
    expect(await ask('info.timur', 'GET', `/api/campaigns/${id}`)).toMatchObject({ status: 404 });
  });
});

describe('a photo', () => {
  const send = async (id: string, photoId: string, query: string, bytes?: Buffer) => {
    const picture =
      bytes ??
      (await sharp({ create: { width: 40, height: 30, channels: 3, background: '#35a' } })
        .withExif({ IFD0: { Artist: 'Sri Lestari' } })
        .jpeg()
        .toBuffer());
    return scene.centre.app.inject({
      method: 'PUT',
      url: `/api/campaigns/${id}/photos/${photoId}${query}`,
      headers: { cookie: scene.cookieOf('info'), 'content-type': 'image/jpeg' },
      payload: picture,
    });
  };
  const look = (who: string, id: string) =>
    scene.centre.app.inject({
      method: 'GET',
      url: `/api/campaign-photos/${id}/content`,
      headers: { cookie: scene.cookieOf(who) },
    });

  test('needs consent, is drawn anew and sealed, each look is logged, and erased it is gone for good', async () => {
    const id = await plan();
    const photoId = newId();
    expect((await send(id, photoId, '')).json().code).toBe('photo.consent_missing');
    for (const _twice of [1, 2])
      expect((await send(id, photoId, '?consent=parents_agreed&note=Surat%20SDN')).json()).toEqual({ id: photoId });
    const shown = await look('info', photoId);
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(shown.rawPayload.includes('Sri Lestari')).toBe(false);
    expect((await look('bupati', photoId)).statusCode).toBe(403);
    const files = (await readdir(join(scene.folder, 'attachments'), { recursive: true })).filter((name) =>
      name.includes(photoId),
    );
    expect(files).toHaveLength(1);
    expect(
      await rows(scene.database.systemDb, sql`select field from access_log where subject_id = ${id} order by at`),
    ).toEqual([{ field: 'campaign_photo' }]);
    expect(
      await ask('dpo', 'POST', `/api/campaign-photos/${photoId}/erase`, { reason: 'Orang tua menarik izin' }),
    ).toMatchObject({
      id: photoId,
    });
    expect((await look('info', photoId)).json().code).toBe('photo.erased');
    expect(await ask('info', 'GET', `/api/campaigns/${id}`)).toMatchObject({
      photos: [{ erased: true, consentNote: null, consent: 'parents_agreed' }],
    });
    expect(
      await row(
        scene.database.systemDb,
        sql`select wrapped_key, key_number, consent_note from campaign_photos where id = ${photoId}`,
      ),
    ).toEqual({ wrapped_key: null, key_number: null, consent_note: null });
  });

  test('that is none, or belongs to no campaign, is refused and leaves nothing', async () => {
    const id = await plan();
    expect((await send(id, newId(), '?consent=adults_agreed', Buffer.from('<script>'))).json().code).toBe(
      'photo.not_readable',
    );
    expect((await send(newId(), newId(), '?consent=adults_agreed')).json().code).toBe('campaign.not_found');
    expect(await rows(scene.database.systemDb, sql`select 1 from campaign_photos where campaign_id = ${id}`)).toEqual(
      [],
    );
  });
});
