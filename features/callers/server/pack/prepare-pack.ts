import { createHash, randomBytes } from 'node:crypto';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { canonicalJson } from '#platform/server/events/link.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { CasePackId, PackDraft, PackWords } from '../../pack.ts';
import type * as routes from '../../pack-contract.ts';
import { mayPrepare } from '../../pack-rules.ts';
import type { CasePackSetting } from '../../pack-setting.ts';
import { begin } from '../begin-change.ts';
import { appendCaseEvent, digestOf } from '../case-event.ts';
import { raiseVersion } from '../case-store.ts';
import type { IncidentsKnown } from '../incidents-known.ts';
import { tellHeads } from '../signature/signatures.ts';
import { drawPack } from './draw-pack.ts';
import { gatherContent } from './gather-content.ts';
import { gatherProof } from './gather-proof.ts';
import { type Regency, regencyOf, usersOf } from './ground-store.ts';
import { keepFile, type PackFolder } from './kept-file.ts';
import { packSettingOf } from './pack-setting-store.ts';
import { sheetOf } from './pack-sheet.ts';
import { insertPack, nextPackNumber, waitingPackOf } from './pack-store.ts';
import { staffOf } from './staff.ts';

export interface PackOptions extends PackFolder {
  readonly incidents: IncidentsKnown;
  /** Where the regency's signing key lies: the one that signs the ends of its chain. */
  readonly signingFolder: string;
}

/** A draft of all that the pack will say, frozen: what the other person reads is what is signed. */
export function preparePack(options: PackOptions): Action<typeof routes.preparePack> {
  return async (ctx, { params, body }) => {
    const begun = await begin(ctx, params.id, body.version);
    if (!begun.ok) return begun;
    const { found, now, entries } = begun.value;
    const e164 = present(found.e164, 'an open case keeps its number');
    const setting = await packSettingOf(ctx);
    const { showNames } = setting;
    const content = await gatherContent(ctx, options.incidents, { found, e164, entries, showNames });
    const isWaiting = (await waitingPackOf(ctx, found.id)) !== null;
    const may = mayPrepare(now, { calls: content.calls.length, isWaiting });
    if (!may.ok) return may;
    const regency = present(await regencyOf(ctx), 'the regency of the session');
    const proof = await gatherProof(ctx, content, regency.zone);
    if (proof === null) return refuse('case_pack.not_sealed');
    const id: CasePackId = newId();
    const draft: PackDraft = {
      packId: id,
      number: await nextPackNumber(ctx, found.id),
      tenantId: ctx.tenantId,
      slug: regency.slug,
      salt: randomBytes(16).toString('base64url'),
      preparedAt: ctx.now,
      preparedBy: await meAsStaff(ctx, showNames),
      words: wordsOf(setting, regency),
      content,
      proof,
    };
    // Drawn once now: what cannot be drawn is found by who prepares it, and not by who wants to sign.
    await drawPack(sheetOf(draft, null), ctx.now);
    await keep(ctx, options, draft, body.reason);
    return ok({ id, version: await raiseVersion(ctx, found.id) });
  };
}

async function keep(ctx: ActionContext, options: PackOptions, draft: PackDraft, reason: string): Promise<void> {
  const bytes = Buffer.from(canonicalJson(draft), 'utf8');
  const contentHash = createHash('sha256').update(bytes).digest();
  const salt = randomBytes(16);
  const file = await keepFile(ctx, options, bytes);
  const { packId, number, content } = draft;
  const calls = content.calls.length;
  await insertPack(ctx, { id: packId, caseId: content.caseId, number, calls, reason, salt, contentHash, file });
  await appendCaseEvent(ctx, 'caller_case.pack_prepared', content.caseId, {
    packId,
    calls,
    contentHash: contentHash.toString('hex'),
    digest: digestOf(salt, reason),
  });
  await tellHeads(ctx, 'case_pack', packId);
}

/** Whoever acts, as the pack says it. */
export async function meAsStaff(ctx: ActionContext, showNames: boolean) {
  const id = present(ctx.actor.id, 'packs are prepared and signed by signed-in people');
  const [me] = await usersOf(ctx, [id]);
  return staffOf(id, me, showNames);
}

function wordsOf(setting: CasePackSetting, { name, zone }: Regency): PackWords {
  const { office, addressee, opening, closing, signerTitle, showNames, legal } = setting;
  return {
    regency: name,
    zone,
    office,
    addressee,
    opening,
    closing,
    signerTitle,
    showNames,
    legal: legal.map(({ name: title, text, isChecked }) => ({ name: title, text, isChecked })),
  };
}
