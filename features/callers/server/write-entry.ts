import { randomBytes } from 'node:crypto';
import type { ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import type { CaseEntryId, CaseStep } from '../case.ts';
import { appendCaseEvent, digestOf } from './case-event.ts';
import { type EntryRow, insertEntry } from './case-store.ts';

/** What is written down about a case, with the salt of its digest. */
export async function writeEntry(
  ctx: ActionContext,
  caseId: string,
  entry: {
    readonly kind: EntryRow['kind'];
    readonly text: string;
    readonly letter?: string | null;
    readonly packId?: string;
  },
): Promise<{ id: CaseEntryId; digest: string }> {
  const id: CaseEntryId = newId();
  const salt = randomBytes(16);
  const { kind, text, letter = null, packId = null } = entry;
  await insertEntry(ctx, { id, caseId, salt, kind, text, letter, packId });
  return { id, digest: digestOf(salt, letter === null ? text : `${text}\n${letter}`) };
}

/** A step was taken. Whether it may be is asked before. */
export async function writeStep(
  ctx: ActionContext,
  caseId: string,
  taken: {
    readonly step: CaseStep;
    readonly text: string;
    readonly letter?: string | null;
    /** The signature of this pack takes it. */
    readonly packId?: string;
  },
): Promise<CaseEntryId> {
  const { step, ...words } = taken;
  const { id: entryId, digest } = await writeEntry(ctx, caseId, { kind: step, ...words });
  await appendCaseEvent(ctx, 'caller_case.step_taken', caseId, { entryId, step, digest });
  return entryId;
}
