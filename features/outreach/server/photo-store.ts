import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CampaignPhotoId, PhotoConsent } from '../campaign.ts';
import type { CampaignPhoto } from '../contract.ts';
import type { KeptPhoto } from '../photo-rules.ts';

export interface PhotoRow {
  readonly id: CampaignPhotoId;
  readonly tenant_id: string;
  readonly campaign_id: string;
  readonly mime: string;
  readonly sha256: Buffer;
  readonly path: string;
  readonly key_number: number | null;
  readonly wrapped_key: Buffer | null;
}

/** Oldest first; the content is fetched by itself, and that look is logged. */
export function photosOf(ctx: ActionContext, campaignId: string): Promise<Omit<CampaignPhoto, 'keptUntil'>[]> {
  return rows(
    ctx.tx,
    sql`select p.id, p.consent, p.consent_note as "consentNote", u.display_name as author, p.recorded_at as "recordedAt",
          p.erased_at is not null as erased
        from campaign_photos p left join users u on u.id = p.author_id
        where p.tenant_id = ${ctx.tenantId} and p.campaign_id = ${campaignId} order by p.recorded_at, p.id`,
  );
}

export function lockPhoto(ctx: ActionContext, id: string): Promise<PhotoRow | null> {
  return row<PhotoRow>(
    ctx.tx,
    sql`select id, tenant_id, campaign_id, mime, sha256, path, key_number, wrapped_key from campaign_photos
        where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

export async function insertPhoto(
  ctx: ActionContext,
  made: {
    readonly id: string;
    readonly campaignId: string;
    readonly consent: PhotoConsent;
    readonly note: string | null;
    readonly mime: string;
    readonly bytes: number;
    readonly sha256: Buffer;
    readonly path: string;
    readonly keyNumber: number;
    readonly wrappedKey: Buffer;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into campaign_photos (id, tenant_id, campaign_id, author_id, consent, consent_note, mime, bytes, sha256, path, key_number,
          wrapped_key, recorded_at)
        values (${made.id}, ${ctx.tenantId}, ${made.campaignId}, ${ctx.actor.id}, ${made.consent}, ${made.note}, ${made.mime}, ${made.bytes},
          ${made.sha256}, ${made.path}, ${made.keyNumber}, ${made.wrappedKey}, ${ctx.now})`,
  );
}

/** A photo that is old enough to be looked at. */
export interface OldPhoto extends KeptPhoto {
  readonly id: CampaignPhotoId;
  readonly campaignId: string;
  readonly path: string;
}

/** Those that were put in before, in their order, page by page. */
export function lockOldPhotos(
  ctx: ActionContext,
  before: Instant,
  after: OldPhoto | null,
  limit: number,
): Promise<OldPhoto[]> {
  return rows<OldPhoto>(
    ctx.tx,
    sql`select p.id, p.campaign_id as "campaignId", p.path, p.consent, p.recorded_at as "recordedAt", c.content ->> 'endsOn' as "endsOn"
        from campaign_photos p join campaigns c on c.id = p.campaign_id
        where p.tenant_id = ${ctx.tenantId} and p.erased_at is null and p.recorded_at <= ${before}
          and ${after === null ? sql`true` : sql`(p.recorded_at, p.id) > (${after.recordedAt}::timestamptz, ${after.id}::uuid)`}
        order by p.recorded_at, p.id limit ${limit} for update of p`,
  );
}

/** The key goes, and with it the photo; the note of consent names people and goes too. */
export async function saveErased(ctx: ActionContext, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update campaign_photos set erased_at = ${ctx.now}, wrapped_key = null, key_number = null, consent_note = null
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}
