import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { logAccess } from '#features/people/server/log-access.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import type { HttpPlugin, Requester } from '#platform/server/http/plugin.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { ok, type Refusal, type Result, refuse } from '#platform/shared/result.ts';
import { casePackId, packDraft } from '../../pack.ts';
import { type listPacks as listRoute, type PackItem, packFilePath } from '../../pack-contract.ts';
import { packRefusals } from '../../pack-texts.ts';
import { drawPack } from './draw-pack.ts';
import { openFile, type PackFolder } from './kept-file.ts';
import { sheetOf } from './pack-sheet.ts';
import { lockPack, type PackRow, packRows } from './pack-store.ts';

/** What a look at the draft is called in the access log: signing asks whether there was one. */
export const draftField = 'case_pack_draft';
const signedField = 'case_pack_file';

export const listPacks: Action<typeof listRoute> = async (ctx, { query }) =>
  ok({ items: (await packRows(ctx, query.caseId ?? null)).map(itemOf) });

function itemOf(found: PackRow): PackItem {
  const { decided_by: decidedBy } = found;
  return {
    id: found.id,
    number: found.number,
    caseId: found.case_id,
    caseNumber: found.case_number,
    state: found.state,
    calls: found.calls,
    reason: found.reason,
    preparedAt: found.prepared_at,
    preparedBy: { id: found.prepared_by, displayName: found.prepared_by_name },
    contentHash: found.content_sha256.toString('hex'),
    decidedAt: found.decided_at,
    decidedBy: decidedBy === null ? null : { id: decidedBy, displayName: found.decided_by_name ?? '' },
    fileHash: found.file_sha256?.toString('hex') ?? null,
    bytes: found.bytes,
    isErased: found.wrapped_key === null,
  };
}

type PackRefusal = keyof typeof packRefusals;

function sendRefusal(reply: FastifyReply, requester: Requester, refusal: Refusal<PackRefusal>) {
  const problem = problemOf(refusal, packRefusals[refusal.code], requester.actor.language);
  return reply.code(problem.status).type('application/problem+json').send(problem);
}

const params = z.object({ id: casePackId });
const query = z.object({ reason: z.string().trim().min(5).max(300) });

/** The PDF: a draft with its mark while it waits, the signed file afterwards. The number of the caller is in it, so each look is noted. */
export function showPack(options: PackFolder & { readonly place: () => Workplace }): HttpPlugin {
  return {
    method: 'GET',
    path: packFilePath,
    summary: 'The evidence pack of a case as PDF',
    permission: 'pack.read',
    serve: async (request, reply, requester) => {
      if (requester === null) throw new Error('pack.read is never public');
      const [path, asked] = [params.safeParse(request.params), query.safeParse(request.query)];
      if (!path.success) return sendRefusal(reply, requester, { code: 'case_pack.not_found', detail: {} });
      if (!asked.success) return sendRefusal(reply, requester, { code: 'case_pack.reason_missing', detail: {} });
      const shown = await runAction(options.place(), requester, (ctx) =>
        show(ctx, options, path.data.id, asked.data.reason),
      );
      if (!shown.ok) return sendRefusal(reply, requester, shown.refusal);
      const { bytes, name } = shown.value;
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'private, no-store')
        .header('x-content-type-options', 'nosniff')
        .send(bytes);
    },
  };
}

async function show(
  ctx: ActionContext,
  options: PackFolder,
  id: string,
  reason: string,
): Promise<Result<{ bytes: Buffer; name: string }, PackRefusal>> {
  const pack = await lockPack(ctx, id);
  if (pack === null) return refuse('case_pack.not_found');
  const opened = await openFile(ctx, options, pack);
  if (!opened.ok) return opened;
  const isSigned = pack.state === 'signed';
  await logAccess(ctx, { type: 'case_pack', id: pack.id }, isSigned ? signedField : draftField, reason);
  await logAccess(ctx, { type: 'caller_number', id: pack.number_id }, 'case_pack', reason);
  const name = `${isSigned ? 'berkas-bukti' : 'konsep-berkas-bukti'}-kasus-${pack.case_number}-${pack.number}.pdf`;
  if (isSigned) return ok({ bytes: opened.value, name });
  const draft = packDraft.parse(JSON.parse(opened.value.toString('utf8')));
  return ok({ bytes: await drawPack(sheetOf(draft, null), draft.preparedAt), name });
}
