import type { ActionContext } from '#platform/server/action.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type CaseNow, mayChange } from '../case-rules.ts';
import { appealsOf, type CaseRow, type EntryRow, entriesOf, lockCase } from './case-store.ts';
import { isOpenTo, stepsOf } from './read-cases.ts';

interface Loaded {
  readonly found: CaseRow;
  readonly now: CaseNow;
  readonly entries: readonly EntryRow[];
}

type NotNow = 'caller_case.not_found' | 'caller_case.stale' | 'caller_case.ended' | 'caller_case.not_open_to_you';

/** The case as the person saw it, opened to them by a reason; locked until the transaction ends. */
export async function begin(ctx: ActionContext, id: string, version: number): Promise<Result<Loaded, NotNow>> {
  const found = await lockCase(ctx, id);
  if (found === null) return refuse('caller_case.not_found');
  const entries = await entriesOf(ctx, id);
  const waiting = (await appealsOf(ctx, id)).find(({ decided_at }) => decided_at === null);
  const now: CaseNow = {
    state: found.state,
    version: found.version,
    openedBy: found.opened_by,
    assigneeId: found.assignee_id,
    workers: entries.flatMap(({ written_by }) => (written_by === null ? [] : [written_by])),
    steps: stepsOf(entries),
    appeal: waiting === undefined ? null : { filedBy: waiting.filed_by },
  };
  const may = mayChange(now, version);
  if (!may.ok) return may;
  if (!(await isOpenTo(ctx, found.number_id))) return refuse('caller_case.not_open_to_you');
  return ok({ found, now, entries });
}
