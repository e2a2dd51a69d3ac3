import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { incidentId } from '#features/incidents/incident.ts';
import { loadSight } from '#features/incidents/server/read-incident.ts';
import { type NotedAssignment, newestAssignment } from '#features/incidents/server/store.ts';
import { audience } from '#features/people/audience.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { runAction } from '#platform/server/unit.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { attachmentLimits, photoTypes } from '../../field.ts';
import { addAttachmentPath, attachmentId } from '../../field-contract.ts';
import { insertAttachment, lockAttachment } from './attachment-store.ts';
import { type AttachmentOptions, type FileRefusal, pathOf, sealInto, sendRefusal } from './attachments.ts';
import { type CleanFile, cleanFile } from './read-file.ts';

const addParams = z.object({ id: incidentId, attachmentId });

interface Given extends z.output<typeof addParams> {
  readonly file: CleanFile;
  readonly sentHash: Buffer;
}

/** A photo that somebody at a screen puts into an incident: sent to the centre, or brought by hand. Sent again it is kept once. */
export function addPhoto(options: AttachmentOptions): HttpPlugin {
  return {
    method: 'PUT',
    path: addAttachmentPath,
    summary: 'Put a photo into an incident',
    permission: 'incident.note',
    takesBytes: { types: photoTypes, limit: attachmentLimits.photo + 1 },
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error('incident.note is never public');
      const params = addParams.safeParse(request.params);
      if (!params.success || !Buffer.isBuffer(request.body))
        return sendRefusal(reply, requester, { code: 'attachment.not_readable', detail: {} });
      const sentHash = createHash('sha256').update(request.body).digest();
      const clean = await cleanFile('photo', request.body);
      if (!clean.ok) return sendRefusal(reply, requester, clean.refusal);
      const given = { ...params.data, file: clean.value, sentHash };
      const kept = await runAction(options.place(), requester, (ctx) => add(ctx, options, given));
      return kept.ok ? reply.send(kept.value) : sendRefusal(reply, requester, kept.refusal);
    },
  };
}

async function add(
  ctx: ActionContext,
  options: AttachmentOptions,
  { id, attachmentId: photoId, file, sentHash }: Given,
): Promise<Result<{ id: string }, FileRefusal>> {
  const sight = await loadSight(ctx, id);
  if (sight === null || !sight.words) return refuse('assignment.incident_not_found');
  const before = await lockAttachment(ctx, photoId);
  if (before !== null)
    return before.incident_id === id && before.sha256.equals(sentHash)
      ? ok({ id: photoId })
      : refuse('attachment.reused');
  const assignment = await ownAssignment(ctx, id);
  const path = pathOf(photoId, ctx.now.slice(0, 4));
  const key = await options.keys.newFor(ctx.tx, { tenantId: ctx.tenantId, id: photoId });
  await sealInto(join(options.dataFolder, path), key.key, photoId, file.bytes);
  await insertAttachment(ctx, {
    id: photoId,
    incidentId: id,
    assignmentId: assignment?.id ?? null,
    unitId: null,
    kind: 'photo',
    mime: file.mime,
    bytes: file.bytes.length,
    sha256: sentHash,
    path,
    keyNumber: key.number,
    wrappedKey: key.wrapped,
    // When a photo that went from hand to hand was taken nobody knows: what counts is when it came to us.
    takenAt: ctx.now,
    clamped: false,
  });
  await appendEvent(ctx, {
    name: 'incident.photo_added',
    subject: { type: 'incident', id },
    audience: [audience.tenant(), ...(assignment === null ? [] : [audience.agency(assignment.agency_id)])],
    content: { attachmentId: photoId, assignmentId: assignment?.id ?? null, bytes: file.bytes.length },
  });
  return ok({ id: photoId });
}

/** As with notes: an agency's photo lies on its own newest assignment; the control room's is the control room's. */
async function ownAssignment(ctx: ActionContext, id: string): Promise<NotedAssignment | null> {
  const ownOnly = reachFor(ctx.actor, 'incident.note') === 'own_agency';
  return ownOnly ? newestAssignment(ctx, id, { id: null, ownOnly }) : null;
}
