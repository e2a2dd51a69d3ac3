import { createHash } from 'node:crypto';
import { holdAsEvidence } from '#features/calls/server/recording/hold-evidence.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { publicKeyOf, signingKey } from '#platform/server/events/head.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { lookMs } from '../../caller.ts';
import { type PackDraft, packDraft } from '../../pack.ts';
import type * as routes from '../../pack-contract.ts';
import { maySignPack } from '../../pack-rules.ts';
import { appendCaseEvent } from '../case-event.ts';
import { type CaseRow, type EntryRow, entriesOf, raiseVersion } from '../case-store.ts';
import { wasShown } from '../facts-store.ts';
import { stepsOf } from '../read-cases.ts';
import { dropNotice } from '../signature/signatures.ts';
import { writeStep } from '../write-entry.ts';
import { drawPack } from './draw-pack.ts';
import { gatherContent, stillHolds } from './gather-content.ts';
import { clearLater, keepFile, openFile } from './kept-file.ts';
import { lockBoth } from './lock-both.ts';
import { sealPack } from './pack-file.ts';
import { sheetOf } from './pack-sheet.ts';
import { type PackRow, savePackSigned } from './pack-store.ts';
import { meAsStaff, type PackOptions } from './prepare-pack.ts';
import { draftField } from './read-packs.ts';

/** From now on it is what the police are given: the case's last step, taken by the signature in the same transaction. */
export function signPack(options: PackOptions): Action<typeof routes.signPack> {
  return async (ctx, { params, body }) => {
    const locked = await lockBoth(ctx, params.id);
    if (locked === null) return refuse('case_pack.not_found');
    const { pack, found } = locked;
    const entries = await entriesOf(ctx, found.id);
    const since = plusMs(ctx.now, -lookMs);
    const may = maySignPack(
      {
        state: pack.state,
        preparedBy: pack.prepared_by,
        caseState: found.state,
        hasAppeal: found.has_appeal,
        steps: stepsOf(entries),
        wasSeen: await wasShown(ctx, { type: 'case_pack', id: pack.id }, draftField, since),
        contentHash: pack.content_sha256.toString('hex'),
        seenHash: body.contentHash,
      },
      present(ctx.actor.id, 'pack.sign needs a session'),
    );
    if (!may.ok) return may;
    const opened = await openDraft(ctx, options, pack);
    if (!opened.ok) return opened;
    if (!(await isStillSo(ctx, options, { found, entries }, opened.value))) return refuse('case_pack.outdated');
    const bytes = await sealed(ctx, options, opened.value);
    const sha256 = createHash('sha256').update(bytes).digest();
    const file = await keepFile(ctx, options, bytes);
    await savePackSigned(ctx, pack.id, { file, bytes: bytes.length, sha256 });
    await clearLater(ctx, pack.path);
    await holdSounds(ctx, opened.value);
    const fileHash = sha256.toString('hex');
    await appendCaseEvent(ctx, 'caller_case.pack_made', found.id, { packId: pack.id, fileHash, bytes: bytes.length });
    const text = `Berkas bukti kasus ${found.number}/${pack.number} ditandatangani`;
    await writeStep(ctx, found.id, { step: 'police_referral', text, packId: pack.id });
    await dropNotice(ctx, pack.id);
    await raiseVersion(ctx, found.id);
    return ok({ id: pack.id, fileHash });
  };
}

/** The draft as it was prepared, whole and unchanged. */
async function openDraft(
  ctx: ActionContext,
  options: PackOptions,
  pack: PackRow,
): Promise<Result<PackDraft, 'case_pack.erased' | 'case_pack.unreadable'>> {
  const opened = await openFile(ctx, options, pack);
  if (!opened.ok) return opened;
  const isSame = createHash('sha256').update(opened.value).digest().equals(pack.content_sha256);
  return isSame ? ok(packDraft.parse(JSON.parse(opened.value.toString('utf8')))) : refuse('case_pack.unreadable');
}

/** Whether what was prepared is true today: a call that was judged anew, or a recording that is gone, is not signed as it was. */
async function isStillSo(
  ctx: ActionContext,
  options: PackOptions,
  { found, entries }: { readonly found: CaseRow; readonly entries: readonly EntryRow[] },
  draft: PackDraft,
): Promise<boolean> {
  if (found.e164 === null) return false;
  const { showNames } = draft.words;
  const now = await gatherContent(ctx, options.incidents, { found, e164: found.e164, entries, showNames });
  return stillHolds(draft.content, now);
}

/** What is handed out by its hash must be there when the police ask for it: prank recordings are kept for 90 days otherwise. */
async function holdSounds(ctx: ActionContext, { content, number }: PackDraft): Promise<void> {
  const stored = content.calls.filter(({ recording }) => recording?.state === 'stored');
  await holdAsEvidence(ctx, stored, `Berkas bukti kasus ${content.caseNumber}/${number}`);
}

async function sealed(ctx: ActionContext, options: PackOptions, draft: PackDraft): Promise<Buffer> {
  const key = await signingKey(options.signingFolder, ctx.tenantId);
  // Who signs for the regency does so by name.
  const by = await meAsStaff(ctx, true);
  const publicKey = publicKeyOf(key).toString('base64url');
  const pdf = await drawPack(sheetOf(draft, { at: ctx.now, by, publicKey }), ctx.now);
  return sealPack(pdf, draft, { at: ctx.now, by, key });
}
