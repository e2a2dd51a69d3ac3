import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { KeyLost, type RecordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { attachmentLimits, photoTypes } from '#features/dispatch/field.ts';
import { clearAttachmentTask, pathOf, sealInto, subjectOf } from '#features/dispatch/server/field/attachments.ts';
import { type CleanFile, cleanFile } from '#features/dispatch/server/field/read-file.ts';
import { logAccess } from '#features/people/server/log-access.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import type { HttpPlugin, Requester } from '#platform/server/http/plugin.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import { enqueueJob } from '#platform/server/jobs/jobs.ts';
import { type ContentReader, openSealed, SealBroken } from '#platform/server/sealed/sealed-file.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { ok, type Refusal, type Result, refuse } from '#platform/shared/result.ts';
import { campaignId, campaignPhotoId, photoConsents } from '../campaign.ts';
import { addPhotoPath, type erasePhoto as eraseRoute, photoContentPath } from '../contract.ts';
import { refusals } from '../texts.ts';
import { tell } from './campaign-actions.ts';
import { lockCampaign } from './campaign-store.ts';
import { insertPhoto, lockPhoto, saveErased } from './photo-store.ts';

export interface PhotoOptions {
  readonly place: () => Workplace;
  readonly dataFolder: string;
  readonly keys: RecordingKeys;
}

type PhotoRefusal = keyof typeof refusals;

function sendRefusal(reply: FastifyReply, requester: Requester, refusal: Refusal<PhotoRefusal>) {
  const problem = problemOf(refusal, refusals[refusal.code], requester.actor.language);
  return reply.code(problem.status).type('application/problem+json').send(problem);
}

const addParams = z.object({ id: campaignId, photoId: campaignPhotoId });
const addQuery = z.object({ consent: z.enum(photoConsents), note: z.string().trim().max(300).optional() });

interface Given extends z.output<typeof addParams>, z.output<typeof addQuery> {
  readonly file: CleanFile;
  /** Of the bytes as they were sent: whether two requests mean one file. */
  readonly sentHash: Buffer;
}

/** A photo of a campaign, drawn anew without what its camera wrote beside it, and sealed. Sent again it is kept once. */
export function addPhoto(options: PhotoOptions): HttpPlugin {
  return {
    method: 'PUT',
    path: addPhotoPath,
    summary: 'Put a photo into a campaign',
    permission: 'campaign.edit',
    takesBytes: { types: photoTypes, limit: attachmentLimits.photo + 1 },
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error('campaign.edit is never public');
      const [params, query] = [addParams.safeParse(request.params), addQuery.safeParse(request.query)];
      if (!params.success) return sendRefusal(reply, requester, { code: 'photo.not_readable', detail: {} });
      if (!query.success) return sendRefusal(reply, requester, { code: 'photo.consent_missing', detail: {} });
      if (!Buffer.isBuffer(request.body))
        return sendRefusal(reply, requester, { code: 'photo.not_readable', detail: {} });
      const sentHash = createHash('sha256').update(request.body).digest();
      const clean = await cleanFile('photo', request.body);
      if (!clean.ok) {
        const code = clean.refusal.code === 'attachment.too_large' ? 'photo.too_large' : 'photo.not_readable';
        return sendRefusal(reply, requester, { code, detail: clean.refusal.detail });
      }
      const given = { ...params.data, ...query.data, file: clean.value, sentHash };
      const kept = await runAction(options.place(), requester, (ctx) => keep(ctx, options, given));
      return kept.ok ? reply.send(kept.value) : sendRefusal(reply, requester, kept.refusal);
    },
  };
}

async function keep(
  ctx: ActionContext,
  options: PhotoOptions,
  { id, photoId, consent, note, file, sentHash }: Given,
): Promise<Result<{ id: string }, PhotoRefusal>> {
  const campaign = await lockCampaign(ctx, id);
  if (campaign === null) return refuse('campaign.not_found');
  if (campaign.isDeleted) return refuse('campaign.deleted');
  const before = await lockPhoto(ctx, photoId);
  if (before !== null)
    return before.campaign_id === id && before.sha256.equals(sentHash) ? ok({ id: photoId }) : refuse('photo.reused');
  const path = pathOf(photoId, ctx.now.slice(0, 4));
  const key = await options.keys.newFor(ctx.tx, { tenantId: ctx.tenantId, id: photoId });
  await sealInto(join(options.dataFolder, path), key.key, photoId, file.bytes);
  await insertPhoto(ctx, {
    id: photoId,
    campaignId: id,
    consent,
    note: note === undefined || note === '' ? null : note,
    mime: file.mime,
    bytes: file.bytes.length,
    sha256: sentHash,
    path,
    keyNumber: key.number,
    wrappedKey: key.wrapped,
  });
  await tell(ctx, 'campaign.photo_added', id, { photoId, consent, bytes: file.bytes.length });
  return ok({ id: photoId });
}

const contentParams = z.object({ id: campaignPhotoId });

/** The photo itself, for those who work on campaigns: people can be seen in it, so each look is noted. */
export function showPhoto(options: PhotoOptions): HttpPlugin {
  return {
    method: 'GET',
    path: photoContentPath,
    summary: 'A photo of a campaign',
    permission: 'campaign.edit',
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error('campaign.edit is never public');
      const params = contentParams.safeParse(request.params);
      if (!params.success) return sendRefusal(reply, requester, { code: 'photo.not_found', detail: {} });
      const found = await runAction(options.place(), requester, (ctx) => open(ctx, options, params.data.id));
      if (!found.ok) return sendRefusal(reply, requester, found.refusal);
      const { reader, mime } = found.value;
      return reply
        .type(mime)
        .header('content-length', reader.length)
        .header('cache-control', 'private, no-store')
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(Readable.from(closing(reader)));
    },
  };
}

async function* closing(reader: ContentReader): AsyncGenerator<Buffer> {
  try {
    yield* reader.read(0, reader.length - 1);
  } finally {
    await reader.close();
  }
}

async function open(
  ctx: ActionContext,
  options: PhotoOptions,
  id: string,
): Promise<Result<{ reader: ContentReader; mime: string }, PhotoRefusal>> {
  const found = await lockPhoto(ctx, id);
  if (found === null) return refuse('photo.not_found');
  if (found.wrapped_key === null) return refuse('photo.erased');
  await logAccess(ctx, { type: 'campaign', id: found.campaign_id }, 'campaign_photo', 'outreach');
  try {
    const key = await options.keys.of(ctx.tx, { ...found, wrapped_key: found.wrapped_key });
    return ok({ reader: await openSealed(join(options.dataFolder, found.path), key, subjectOf(id)), mime: found.mime });
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isGone && !(error instanceof KeyLost || error instanceof SealBroken)) throw error;
    ctx.log.error({ photo: id, error: String(error) }, 'a photo of a campaign cannot be opened');
    return refuse('photo.unreadable');
  }
}

/** For the one who was photographed and asks, or whose consent was withdrawn: key and file go for good. */
export const erasePhoto: Action<typeof eraseRoute> = async (ctx, { params, body }) => {
  const found = await lockPhoto(ctx, params.id);
  if (found === null) return refuse('photo.not_found');
  if (found.wrapped_key === null) return ok({ id: params.id });
  await saveErased(ctx, params.id);
  await logAccess(ctx, { type: 'campaign', id: found.campaign_id }, 'campaign_photo_erased', body.reason);
  await tell(ctx, 'campaign.photo_erased', found.campaign_id, { photoId: params.id });
  // The key is gone with this transaction; the file follows.
  await enqueueJob(ctx, clearAttachmentTask, { path: found.path });
  return ok({ id: params.id });
};
