import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { PhotoConsent } from '../campaign.ts';
import { keepPhotos, photoKeepingDeadline, photoNight } from './keep-photos.ts';
import { createOutreachScene, type OutreachScene } from './testing.ts';

let scene: OutreachScene;
beforeAll(async () => {
  scene = await createOutreachScene();
});
afterAll(() => scene.close());

const db = () => scene.database.systemDb;
/** Run work of the machinery at a moment. */
const at = (now: Instant, work: typeof keepPhotos) =>
  runWork(scene.database.place({ clock: () => now }), { tenantId: scene.own, actor: systemActor }, (ctx) =>
    work(ctx, {}),
  );

/** A photo as it lies in the table; its campaign is over on 3 March 2026. */
async function put(campaignId: string, consent: PhotoConsent, recordedAt: Instant): Promise<string> {
  const id = newId();
  await run(
    db(),
    sql`insert into campaign_photos (id, tenant_id, campaign_id, consent, consent_note, mime, bytes, sha256, path, key_number, wrapped_key, recorded_at)
        values (${id}, ${scene.own}, ${campaignId}, ${consent}, 'Surat SDN', 'image/jpeg', 9, '\\x00', ${`attachments/2026/${id}.sealed`}, 1, '\\x01', ${recordedAt})`,
  );
  return id;
}
const standing = async (campaignId: string) => {
  const found = await rows<{ id: string }>(
    db(),
    sql`select id from campaign_photos where campaign_id = ${campaignId} and erased_at is null`,
  );
  return new Set(found.map(({ id }) => id));
};

describe('photos of a campaign', () => {
  test('say until when they are kept, and go in the night after: key, note and file', async () => {
    const campaignId = await scene.plan();
    const [people, nobody, late] = [
      await put(campaignId, 'parents_agreed', '2026-03-02T03:00:00.000Z'),
      await put(campaignId, 'nobody_recognisable', '2026-03-02T03:01:00.000Z'),
      await put(campaignId, 'adults_agreed', '2026-08-01T03:00:00.000Z'),
    ];
    const shown = await scene.ask('info', 'GET', `/api/campaigns/${campaignId}`);
    expect(shown).toMatchObject({
      photos: [
        { id: people, keptUntil: '2027-03-03T17:00:00.000Z' },
        { id: nobody, keptUntil: '2031-03-02T17:00:00.000Z' },
        { id: late, keptUntil: '2027-08-01T03:00:00.000Z' },
      ],
    });
    await at('2027-03-03T16:59:59.000Z', keepPhotos);
    expect((await standing(campaignId)).size).toBe(3);
    await at('2027-03-03T17:00:00.000Z', keepPhotos);
    await at('2027-03-03T17:00:00.000Z', keepPhotos);
    expect(await standing(campaignId)).toEqual(new Set([nobody, late]));
    expect(
      await row(db(), sql`select wrapped_key, key_number, consent_note from campaign_photos where id = ${people}`),
    ).toEqual({ wrapped_key: null, key_number: null, consent_note: null });
    const told = await rows(
      db(),
      sql`select actor_kind, content from events where name = 'campaign.photo_erased' and subject_id = ${campaignId}`,
    );
    expect(told).toEqual([{ actor_kind: 'system', content: { photoId: people, rule: 'people', days: 365 } }]);
    const jobs = await scene.database.ownerPool.query(
      "select count(*)::int as count from graphile_worker._private_jobs where payload::text like '%' || $1 || '%'",
      [people],
    );
    expect(jobs.rows).toEqual([{ count: 1 }]);
  });

  test('follow the setting of the regency as it stands that night, of theirs alone', async () => {
    const campaignId = await scene.plan();
    const id = await put(campaignId, 'adults_agreed', '2026-03-02T03:00:00.000Z');
    const admin = await scene.ask('admin', 'GET', '/api/campaign-setting');
    expect(admin).toMatchObject({ version: 1, content: { peopleDays: 365, othersDays: 1825 } });
    const change = (content: object, version: number) =>
      scene.ask('admin', 'POST', '/api/campaign-setting/change', { version, reason: 'sesuai edaran', content });
    expect(await change({ peopleDays: 0, othersDays: 5 }, 1)).toMatchObject({ status: 400 });
    expect(await change({ peopleDays: 30, othersDays: 1825 }, 1)).toMatchObject({ version: 2 });
    expect(await change({ peopleDays: 40, othersDays: 1825 }, 1)).toMatchObject({ status: 409 });
    expect((await scene.ask('info', 'POST', '/api/campaign-setting/change', {})).status).toBe(403);
    expect(await scene.ask('info', 'GET', `/api/campaigns/${campaignId}`)).toMatchObject({
      photos: [{ keptUntil: '2026-04-02T17:00:00.000Z' }],
    });
    await at('2026-04-02T16:00:00.000Z', keepPhotos);
    expect(await standing(campaignId)).toEqual(new Set([id]));
    await at('2026-04-02T18:00:00.000Z', keepPhotos);
    expect(await standing(campaignId)).toEqual(new Set());
    expect(await scene.ask('info', 'GET', `/api/campaigns/${campaignId}`)).toMatchObject({
      photos: [{ erased: true, keptUntil: null }],
    });
  });

  test('are looked at each night, from the founding on', async () => {
    const due = () =>
      row<{ due_at: string }>(
        db(),
        sql`select due_at from deadlines where tenant_id = ${scene.own} and kind = ${photoKeepingDeadline}`,
      );
    expect(await due()).not.toBeNull();
    const now = '2027-05-01T20:30:00.000Z';
    await at(now, (ctx) => photoNight(ctx, scene.own, now));
    // Half past three of the next night in Jakarta.
    expect((await due())?.due_at).toBe('2027-05-02T20:30:00.000Z');
    const { rows: jobs } = await scene.database.ownerPool.query(
      "select count(*)::int as count from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'outreach.keep_photos'",
    );
    expect(jobs).toEqual([{ count: 1 }]);
  });
});
