import { anyDisposition, callId } from '#features/calls/call.ts';
import { maskNumber } from '#features/calls/rules.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { lookMs } from '../caller.ts';
import { caseEntryId, caseSteps } from '../case.ts';
import type * as routes from '../case-contract.ts';
import type { CaseHappening, CaseItem, CaseView } from '../case-contract.ts';
import { endsAt, nextStep } from '../case-rules.ts';
import type { CaseSetting } from '../case-setting.ts';
import { confirmedCodes } from '../rules.ts';
import { caseSettingOf } from './case-setting-store.ts';
import {
  type AppealRow,
  appealsOf,
  type CaseEventRow,
  type CaseRow,
  caseEvents,
  type EntryRow,
  entriesOf,
  findCase,
  judgedCalls,
  listCaseRows,
} from './case-store.ts';
import { wasShown } from './facts-store.ts';
import { laneOfCase, laneReasons } from './lane-store.ts';
import { packReasons } from './pack/pack-store.ts';
import { laneViewOf, personOf } from './views.ts';

export const listCases: Action<typeof routes.listCases> = async (ctx, { query }) => {
  const below = query.after !== undefined && /^\d{1,15}$/.test(query.after) ? Number(query.after) : null;
  const filter = { state: query.state ?? null, assigneeId: query.mine === 'yes' ? ctx.actor.id : null, below };
  const found = await listCaseRows(ctx, filter, query.limit + 1);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const setting = await caseSettingOf(ctx);
  const next = found.length > page.length && last !== undefined ? String(last.number) : null;
  return ok({ items: page.map((one) => itemOf(one, setting)), next });
};

export const readCase: Action<typeof routes.readCase> = async (ctx, { params }) => {
  const found = await findCase(ctx, params.id);
  if (found === null) return refuse('caller_case.not_found');
  const setting = await caseSettingOf(ctx);
  const entries = await entriesOf(ctx, found.id);
  return ok({
    ...itemOf(found, setting),
    next: nextStep(stepsOf(entries)),
    open: (await isOpenTo(ctx, found.number_id)) ? await openView(ctx, found, entries, setting) : null,
  });
};

/** Whether this person gave a reason for looking at this number in the last hours. */
export function isOpenTo(ctx: ActionContext, numberId: string): Promise<boolean> {
  return wasShown(ctx, { type: 'caller_number', id: numberId }, 'caller_number', plusMs(ctx.now, -lookMs));
}

/** A letter as it was printed: the number stands in it, so it is read by whoever has opened the number. */
export const readLetter: Action<typeof routes.readLetter> = async (ctx, { params }) => {
  const found = await findCase(ctx, params.id);
  if (found === null) return refuse('caller_case.not_found');
  if (!(await isOpenTo(ctx, found.number_id))) return refuse('caller_case.not_open_to_you');
  const entry = (await entriesOf(ctx, found.id)).find(({ id }) => id === params.entryId);
  if (entry?.letter == null) return refuse('caller_case.entry_not_found');
  return ok({ text: entry.letter, writtenAt: entry.written_at, caseNumber: found.number });
};

/** The steps that stand, in the order in which they were taken. */
export function stepsOf(entries: readonly EntryRow[]) {
  return entries.flatMap(({ kind, undone_at }) => {
    const step = caseSteps.find((one) => one === kind);
    return step === undefined || undone_at !== null ? [] : [step];
  });
}

function itemOf(found: CaseRow, setting: CaseSetting): CaseItem {
  return {
    id: found.id,
    number: found.number,
    state: found.state,
    openedAt: found.opened_at,
    step: found.step,
    numberId: found.number_id,
    masked: found.e164 === null ? null : maskNumber(found.e164),
    cause: found.cause,
    assignee: personOf(found.assignee_id, found.assignee_name),
    lastNuisanceAt: found.last_nuisance_at,
    endsAt: found.state === 'open' ? endsAt(found.last_nuisance_at, setting) : null,
    endedAt: found.ended_at,
    endReason: found.end_reason,
    hasAppeal: found.has_appeal,
    version: found.version,
  };
}

async function openView(
  ctx: ActionContext,
  found: CaseRow,
  entries: readonly EntryRow[],
  setting: CaseSetting,
): Promise<CaseView['open']> {
  if (found.e164 === null) return null;
  const appeals = await appealsOf(ctx, found.id);
  const waiting = appeals.find(({ decided_at }) => decided_at === null);
  const calls = await judgedCalls(ctx, found.e164, confirmedCodes);
  const lane = await laneOfCase(ctx, found.id);
  const reasons = await laneReasons(ctx, found.id);
  const packWords = await packReasons(ctx, found.id);
  return {
    number: found.e164,
    lane: lane === null ? null : laneViewOf(lane),
    happenings: (await caseEvents(ctx, found.id)).map((event) =>
      happeningOf(event, { entries, appeals, reasons, packWords }),
    ),
    calls: calls.map((call) => ({ ...call, id: callId.parse(call.id), code: anyDisposition.parse(call.code) })),
    letters: setting.letters.map(({ id, name }) => ({ id, name })),
    appeal:
      waiting === undefined
        ? null
        : {
            text: waiting.text ?? '',
            filedAt: waiting.filed_at,
            filedBy: personOf(waiting.filed_by, waiting.filed_by_name),
          },
  };
}

/** What people wrote about a case, as far as it is kept. */
interface Words {
  readonly entries: readonly EntryRow[];
  readonly appeals: readonly AppealRow[];
  /** Why lanes were wanted, by the lane's id. */
  readonly reasons: ReadonlyMap<string, string>;
  /** Why packs were prepared and withdrawn, by the event's name and the pack's id. */
  readonly packWords: ReadonlyMap<string, string>;
}

function happeningOf(event: CaseEventRow, { entries, appeals, reasons, packWords }: Words): CaseHappening {
  const { content } = event;
  const entry = entries.find(({ id }) => id === content.entryId);
  const appeal = appeals.find(({ id }) => id === content.appealId);
  const isUndoing = event.name === 'caller_case.step_undone';
  const appealWords = event.name === 'caller_case.appeal_decided' ? appeal?.reason : appeal?.text;
  const laneWords = event.name === 'caller_case.lane_wanted' ? reasons.get(String(content.laneId)) : undefined;
  const aboutPack = packWords.get(`${event.name} ${String(content.packId)}`);
  const codes = [content.step, content.reason, content.decision, content.cause, content.because];
  const call = callId.safeParse(content.callId);
  // The rule acts in the transaction of whoever judged the call; it is not their deed.
  const isByRule =
    content.cause === 'rule' || event.name === 'caller_case.nuisance_again' || content.reason === 'corrected';
  return {
    id: String(event.seq),
    at: event.at,
    name: event.name,
    by: isByRule ? null : personOf(event.actor_id, event.actor_name),
    code: codes.find((code) => typeof code === 'string') ?? null,
    entryId: entry === undefined || isUndoing ? null : caseEntryId.parse(entry.id),
    text: isUndoing ? null : (entry?.text ?? appealWords ?? laneWords ?? aboutPack ?? null),
    hasLetter: !isUndoing && entry?.letter != null,
    undone: entry?.undone_at != null && !isUndoing,
    isOfPack: entry?.pack_id != null,
    callId: call.success ? call.data : null,
  };
}
