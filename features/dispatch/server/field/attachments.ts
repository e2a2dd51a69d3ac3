import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { KeyLost, type RecordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { incidentId } from '#features/incidents/incident.ts';
import { loadSight } from '#features/incidents/server/read-incident.ts';
import { audience } from '#features/people/audience.ts';
import { logAccess } from '#features/people/server/log-access.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { HttpPlugin, Requester } from '#platform/server/http/plugin.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { type ContentReader, openSealed, SealBroken, sealFile } from '#platform/server/sealed/sealed-file.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { ok, type Refusal, type Result, refuse } from '#platform/shared/result.ts';
import { assignmentId } from '../../assignment.ts';
import { attachmentKinds, attachmentLimits } from '../../field.ts';
import * as routes from '../../field-contract.ts';
import { attachmentId } from '../../field-contract.ts';
import { fieldRefusals } from '../../field-texts.ts';
import { refusals } from '../../texts.ts';
import { unitId } from '../../unit.ts';
import { clampDevice } from '../../unit-rules.ts';
import { lockForStep } from '../take-step.ts';
import { isMember, newestTask } from '../units/unit-store.ts';
import { type AttachmentRow, attachmentsOf, insertAttachment, lockAttachment, saveErased } from './attachment-store.ts';
import { type CleanFile, cleanFile, sentTypes } from './read-file.ts';

export interface AttachmentOptions {
  readonly place: () => Workplace;
  readonly dataFolder: string;
  readonly keys: RecordingKeys;
}

const texts = { ...fieldRefusals, ...refusals };
export type FileRefusal = keyof typeof texts;
/** What a sealed file belongs to: one put in the place of another is refused. */
export const subjectOf = (id: string) => `attachment ${id}`;
export const pathOf = (id: string, year: string) => join('attachments', year, `${id}.sealed`);
export const clearAttachmentTask = 'dispatch.clear_attachment';

/** A refusal as HTTP says it. */
export function sendRefusal(reply: FastifyReply, requester: Requester, refusal: Refusal<FileRefusal>) {
  const problem = problemOf(refusal, texts[refusal.code], requester.actor.language);
  return reply.code(problem.status).type('application/problem+json').send(problem);
}

const keepParams = z.object({ id: assignmentId, attachmentId });
const keepQuery = z.object({ kind: z.enum(attachmentKinds), unitId, takenAt: z.iso.datetime({ offset: true }) });

/** A photo or voice note from a crew's device. Sent again with the same id and content it is kept once. */
export function keepAttachment(options: AttachmentOptions): HttpPlugin {
  return {
    method: 'PUT',
    path: routes.keepAttachmentPath,
    summary: 'Keep a photo or voice note of an assignment',
    permission: 'field.work',
    takesBytes: { types: sentTypes, limit: Math.max(...Object.values(attachmentLimits)) + 1 },
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error('field.work is never public');
      const [params, query] = [keepParams.safeParse(request.params), keepQuery.safeParse(request.query)];
      if (!params.success || !query.success || !Buffer.isBuffer(request.body))
        return sendRefusal(reply, requester, { code: 'attachment.not_readable', detail: {} });
      const sentHash = createHash('sha256').update(request.body).digest();
      const clean = await cleanFile(query.data.kind, request.body);
      if (!clean.ok) return sendRefusal(reply, requester, clean.refusal);
      const given = { ...params.data, ...query.data, file: clean.value, sentHash };
      const kept = await runAction(options.place(), requester, (ctx) => keep(ctx, options, given));
      return kept.ok ? reply.send(kept.value) : sendRefusal(reply, requester, kept.refusal);
    },
  };
}

interface Given extends z.output<typeof keepParams>, z.output<typeof keepQuery> {
  readonly file: CleanFile;
  /** Of the bytes as they were sent: whether two requests mean one file. */
  readonly sentHash: Buffer;
}

async function keep(
  ctx: ActionContext,
  options: AttachmentOptions,
  given: Given,
): Promise<Result<{ id: string }, FileRefusal>> {
  const id = given.attachmentId;
  const locked = await lockForStep(ctx, given.id, 'field.work');
  if (!locked.ok) return locked;
  const { assignment } = locked.value;
  const task = (await isMember(ctx, given.unitId)) ? await newestTask(ctx, given.unitId, assignment.id) : null;
  if (task === null) return refuse('assignment.not_found');
  const before = await lockAttachment(ctx, id);
  if (before !== null) return before.sha256.equals(given.sentHash) ? ok({ id }) : refuse('attachment.reused');
  const { file, kind } = given;
  const { at: takenAt, clamped } = clampDevice(given.takenAt, { from: task.assignedAt, to: ctx.now });
  const path = pathOf(id, ctx.now.slice(0, 4));
  const key = await options.keys.newFor(ctx.tx, { tenantId: ctx.tenantId, id });
  await sealInto(join(options.dataFolder, path), key.key, id, file.bytes);
  await insertAttachment(ctx, {
    id,
    incidentId: assignment.incidentId,
    assignmentId: assignment.id,
    unitId: given.unitId,
    kind,
    mime: file.mime,
    bytes: file.bytes.length,
    sha256: given.sentHash,
    path,
    keyNumber: key.number,
    wrappedKey: key.wrapped,
    takenAt,
    clamped,
  });
  await appendEvent(ctx, {
    name: 'assignment.attached',
    subject: { type: 'assignment', id: assignment.id },
    audience: [audience.tenant(), audience.agency(assignment.agencyId)],
    content: {
      incidentId: assignment.incidentId,
      attachmentId: id,
      unitId: given.unitId,
      kind,
      bytes: file.bytes.length,
    },
    occurredAt: takenAt,
    clock: 'device',
  });
  return ok({ id });
}

/** A file of an earlier try whose transaction came to nothing is written over. */
export async function sealInto(path: string, key: Buffer, id: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rm(path, { force: true });
  const content = (async function* () {
    yield bytes;
  })();
  await sealFile(path, key, { subject: subjectOf(id), length: bytes.length, content });
}

/** Of an agency: only what its own crews brought. */
const onlyOwn = (ctx: ActionContext) =>
  reachFor(ctx.actor, 'incident.read') === 'tenant' ? null : (ctx.actor.groupId ?? null);

export const listAttachments: Action<typeof routes.listAttachments> = async (ctx, { params }) => {
  const sight = await loadSight(ctx, params.id);
  if (sight === null || !sight.words) return refuse('attachment.not_found');
  return ok({ items: await attachmentsOf(ctx, params.id, onlyOwn(ctx)) });
};

const contentParams = z.object({ id: attachmentId });
const contentQuery = z.object({ reason: z.string().trim().min(3).max(200) });

/** The content itself: each look is noted with its reason. A sensitive incident's shows to its handlers only. */
export function showAttachment(options: AttachmentOptions): HttpPlugin {
  return {
    method: 'GET',
    path: routes.attachmentContentPath,
    summary: 'A photo or voice note',
    permission: 'incident.read',
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error('incident.read is never public');
      const [params, query] = [contentParams.safeParse(request.params), contentQuery.safeParse(request.query)];
      if (!params.success) return sendRefusal(reply, requester, { code: 'attachment.not_found', detail: {} });
      if (!query.success) return sendRefusal(reply, requester, { code: 'attachment.reason_missing', detail: {} });
      const found = await runAction(options.place(), requester, (ctx) =>
        open(ctx, options, params.data.id, query.data.reason),
      );
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
  options: AttachmentOptions,
  id: string,
  reason: string,
): Promise<Result<{ reader: ContentReader; mime: string }, FileRefusal>> {
  const found = await lockAttachment(ctx, id);
  if (found === null || !(await maySee(ctx, found))) return refuse('attachment.not_found');
  if (found.wrapped_key === null) return refuse('attachment.erased');
  await logAccess(ctx, { type: 'incident', id: found.incident_id }, `attachment_${found.kind}`, reason);
  try {
    const key = await options.keys.of(ctx.tx, { ...found, wrapped_key: found.wrapped_key });
    return ok({ reader: await openSealed(join(options.dataFolder, found.path), key, subjectOf(id)), mime: found.mime });
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isGone && !(error instanceof KeyLost || error instanceof SealBroken)) throw error;
    ctx.log.error({ attachment: id, error: String(error) }, 'an attachment cannot be opened');
    return refuse('attachment.unreadable');
  }
}

async function maySee(ctx: ActionContext, found: AttachmentRow): Promise<boolean> {
  // A column that refers to incidents.
  const sight = await loadSight(ctx, incidentId.parse(found.incident_id));
  if (sight === null || !sight.words) return false;
  const own = onlyOwn(ctx);
  return own === null || found.agency_id === own;
}

export const eraseAttachment: Action<typeof routes.eraseAttachment> = async (ctx, { params, body }) => {
  const found = await lockAttachment(ctx, params.id);
  if (found === null) return refuse('attachment.not_found');
  if (found.erased_at !== null) return ok({ id: params.id });
  await saveErased(ctx, params.id);
  await logAccess(ctx, { type: 'incident', id: found.incident_id }, 'attachment_erased', body.reason);
  await appendEvent(ctx, {
    name: 'incident.attachment_erased',
    subject: { type: 'incident', id: found.incident_id },
    // An agency has it on its screen if it came from there.
    audience: [audience.tenant(), ...(found.agency_id === null ? [] : [audience.agency(found.agency_id)])],
    content: { attachmentId: params.id },
  });
  // The key is gone with this transaction; the file follows.
  await enqueueJob(ctx, clearAttachmentTask, { path: found.path });
  return ok({ id: params.id });
};

export function clearAttachment(options: AttachmentOptions): JobHandler {
  const payload = z.object({ path: z.string().regex(/^attachments\/\d{4}\/[0-9a-f-]{36}\.sealed$/) });
  return async (_ctx, given) => rm(join(options.dataFolder, payload.parse(given).path), { force: true });
}
