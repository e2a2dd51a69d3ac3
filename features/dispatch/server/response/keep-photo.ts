import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { RecordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { attachmentId } from '../../field-contract.ts';
import { mostPhotos } from '../../response.ts';
import { clampDevice } from '../../unit-rules.ts';
import { appendAssignmentEvent } from '../assignment-event.ts';
import { countByLink, insertAttachment, lockAttachment } from '../field/attachment-store.ts';
import { pathOf, sealInto } from '../field/attachments.ts';
import { cleanFile } from '../field/read-file.ts';
import { viewAssignment } from '../read-assignments.ts';
import type { OpenLink } from './response-store.ts';

const given = z.object({ photoId: attachmentId, takenAt: z.iso.datetime({ offset: true }) });

/** A photo from a body without accounts: drawn anew, sealed, and shown in the incident as those of crews are. */
export async function keepPhoto(
  ctx: ActionContext,
  files: { readonly dataFolder: string; readonly keys: RecordingKeys },
  link: OpenLink,
  request: Pick<FastifyRequest, 'params' | 'query' | 'body'>,
): Promise<Result<null, 'response.too_many' | 'response.photo_unreadable'>> {
  const asked = given.safeParse({ ...Object(request.params), ...Object(request.query) });
  if (!asked.success || !Buffer.isBuffer(request.body)) return refuse('response.photo_unreadable');
  const { photoId: id, takenAt: said } = asked.data;
  const sha256 = createHash('sha256').update(request.body).digest();
  const before = await lockAttachment(ctx, id);
  if (before !== null) return before.sha256.equals(sha256) ? ok(null) : refuse('response.photo_unreadable');
  if ((await countByLink(ctx, link.id)) >= mostPhotos) return refuse('response.too_many');
  const file = await cleanFile('photo', request.body);
  if (!file.ok) return refuse('response.photo_unreadable');
  const { incident, sentAt } = await viewAssignment(ctx, link.assignment_id);
  const { at: takenAt, clamped } = clampDevice(said, { from: sentAt, to: ctx.now });
  const path = pathOf(id, ctx.now.slice(0, 4));
  const key = await files.keys.newFor(ctx.tx, { tenantId: ctx.tenantId, id });
  await sealInto(join(files.dataFolder, path), key.key, id, file.value.bytes);
  await insertAttachment(ctx, {
    id,
    incidentId: incident.id,
    assignmentId: link.assignment_id,
    unitId: null,
    linkId: link.id,
    kind: 'photo',
    mime: file.value.mime,
    bytes: file.value.bytes.length,
    sha256,
    path,
    keyNumber: key.number,
    wrappedKey: key.wrapped,
    takenAt,
    clamped,
  });
  const assignment = { id: link.assignment_id, agencyId: link.agency_id, incidentId: incident.id };
  const bytes = file.value.bytes.length;
  await appendAssignmentEvent(
    ctx,
    'assignment.photo_by_link',
    assignment,
    { attachmentId: id, linkId: link.id, bytes },
    { at: takenAt, clock: 'device' },
  );
  return ok(null);
}
