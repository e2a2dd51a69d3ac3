import { randomBytes } from 'node:crypto';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { formatInstant, plusMs, type Zone } from '#platform/shared/time.ts';
import type { CaseStep } from '../case.ts';
import type * as routes from '../case-contract.ts';
import { confirmedOf, mayDecide, mayTakeStep } from '../case-rules.ts';
import { fillLetter } from '../case-setting.ts';
import { begin } from './begin-change.ts';
import { appendCaseEvent, digestOf } from './case-event.ts';
import { caseSettingOf } from './case-setting-store.ts';
import {
  appealsOf,
  type CaseRow,
  insertAppeal,
  lockCase,
  openCaseOf,
  raiseVersion,
  regencyName,
  regencyZone,
  saveAssignee,
  saveDecision,
  undoEntry,
} from './case-store.ts';
import { knownCalls } from './facts-store.ts';
import { finishCase, makeCase } from './follow-nuisance.ts';
import { lockNumber } from './number-store.ts';
import { isOpenTo } from './read-cases.ts';
import { writeEntry, writeStep } from './write-entry.ts';

const done = async (ctx: ActionContext, { id }: Pick<CaseRow, 'id'>) =>
  ok({ id, version: await raiseVersion(ctx, id) });

export const openCase: Action<typeof routes.openCase> = async (ctx, { body }) => {
  const number = await lockNumber(ctx, body.numberId);
  if (number === null) return refuse('caller.not_found');
  if (!(await isOpenTo(ctx, number.id))) return refuse('caller_case.not_open_to_you');
  if ((await openCaseOf(ctx, number.id)) !== null) return refuse('caller_case.open_already');
  const calls = await knownCalls(ctx, number.e164, plusMs(ctx.now, 1));
  const confirmed = confirmedOf(calls, await caseSettingOf(ctx), { now: ctx.now, since: null });
  const { calls: count, takers } = confirmed;
  const id = await makeCase(ctx, { numberId: number.id, cause: 'hand', lastNuisanceAt: ctx.now, calls: count, takers });
  await writeWords(ctx, id, body.text);
  return done(ctx, { id });
};

async function writeWords(ctx: ActionContext, caseId: string, text: string): Promise<void> {
  const { id: entryId, digest } = await writeEntry(ctx, caseId, { kind: 'note', text });
  await appendCaseEvent(ctx, 'caller_case.noted', caseId, { entryId, digest });
}

export const noteCase: Action<typeof routes.noteCase> = async (ctx, { params, body }) => {
  const begun = await begin(ctx, params.id, body.version);
  if (!begun.ok) return begun;
  await writeWords(ctx, params.id, body.text);
  return done(ctx, begun.value.found);
};

export const takeCaseStep: Action<typeof routes.takeCaseStep> = async (ctx, { params, body }) => {
  const begun = await begin(ctx, params.id, body.version);
  if (!begun.ok) return begun;
  const { found, now } = begun.value;
  const may = mayTakeStep(now, body.step);
  if (!may.ok) return may;
  const letter = await letterOf(ctx, found, body.step, body.letter);
  if (letter === undefined) return refuse('caller_case.no_letter');
  const entryId = await writeStep(ctx, found.id, { step: body.step, text: body.text, letter });
  return ok({ id: found.id, version: await raiseVersion(ctx, found.id), entryId });
};

/** The letter as it will be printed; null: the step is no letter; undefined: there is no such text. */
async function letterOf(
  ctx: ActionContext,
  found: CaseRow,
  step: CaseStep,
  wanted: string | undefined,
): Promise<string | null | undefined> {
  if (step !== 'letter') return null;
  const setting = await caseSettingOf(ctx);
  const template = setting.letters.find(({ id }) => id === wanted);
  if (template === undefined || found.e164 === null) return undefined;
  const known = await knownCalls(ctx, found.e164, plusMs(ctx.now, 1));
  const { calls } = confirmedOf(known, { days: setting.cleanDays }, { now: ctx.now, since: null });
  // Written through the schema of zones alone.
  const zone = (await regencyZone(ctx)) as Zone;
  return fillLetter(template.text, {
    daerah: await regencyName(ctx),
    tanggal: formatInstant(ctx.now, zone, 'id').replace(/[ ,]*\d\d[.:]\d\d.*$/, ''),
    nomor_kasus: String(found.number),
    nomor: found.e164,
    jumlah: String(calls),
    hari: String(setting.cleanDays),
  });
}

export const undoCaseStep: Action<typeof routes.undoCaseStep> = async (ctx, { params, body }) => {
  const begun = await begin(ctx, params.id, body.version);
  if (!begun.ok) return begun;
  const { found, entries } = begun.value;
  const entry = entries.find(({ id, undone_at }) => id === body.entryId && undone_at === null);
  if (entry === undefined || entry.kind === 'note' || entry.kind === 'end')
    return refuse('caller_case.entry_not_found');
  if (entry.pack_id !== null) return refuse('caller_case.step_of_pack');
  await undoEntry(ctx, entry.id);
  await appendCaseEvent(ctx, 'caller_case.step_undone', found.id, { entryId: entry.id, step: entry.kind });
  return done(ctx, found);
};

export const assignCase: Action<typeof routes.assignCase> = async (ctx, { params, body }) => {
  const found = await lockCase(ctx, params.id);
  if (found === null) return refuse('caller_case.not_found');
  if (found.version !== body.version) return refuse('caller_case.stale');
  if (found.state === 'ended') return refuse('caller_case.ended');
  const me = present(ctx.actor.id, 'case.work needs a session');
  const to = body.to === 'me' ? me : null;
  if (to === found.assignee_id) return ok({ id: found.id, version: found.version });
  await saveAssignee(ctx, found.id, to);
  if (to !== null) await appendCaseEvent(ctx, 'caller_case.taken', found.id, { userId: to });
  else await appendCaseEvent(ctx, 'caller_case.released', found.id, { userId: found.assignee_id ?? me });
  return done(ctx, found);
};

export const appealCase: Action<typeof routes.appealCase> = async (ctx, { params, body }) => {
  const begun = await begin(ctx, params.id, body.version);
  if (!begun.ok) return begun;
  if (begun.value.now.appeal !== null) return refuse('caller_case.appeal_open');
  const appealId = newId<'case_appeal'>();
  const salt = randomBytes(16);
  await insertAppeal(ctx, { id: appealId, caseId: params.id, text: body.text, salt });
  await appendCaseEvent(ctx, 'caller_case.appealed', params.id, { appealId, digest: digestOf(salt, body.text) });
  return done(ctx, begun.value.found);
};

export const decideAppeal: Action<typeof routes.decideAppeal> = async (ctx, { params, body }) => {
  const begun = await begin(ctx, params.id, body.version);
  if (!begun.ok) return begun;
  const may = mayDecide(begun.value.now, present(ctx.actor.id, 'case.decide needs a session'));
  if (!may.ok) return may;
  const { found } = begun.value;
  const waiting = present(
    (await appealsOf(ctx, found.id)).find(({ decided_at }) => decided_at === null),
    'mayDecide refuses without one',
  );
  await saveDecision(ctx, waiting.id, body);
  await appendCaseEvent(ctx, 'caller_case.appeal_decided', found.id, { appealId: waiting.id, decision: body.decision });
  if (body.decision === 'granted') await finishCase(ctx, found, 'appeal', null);
  return done(ctx, found);
};

export const endCase: Action<typeof routes.endCase> = async (ctx, { params, body }) => {
  const begun = await begin(ctx, params.id, body.version);
  if (!begun.ok) return begun;
  const { found } = begun.value;
  const { id: entryId } = await writeEntry(ctx, found.id, { kind: 'end', text: body.reason });
  await finishCase(ctx, found, 'by_hand', entryId);
  return done(ctx, found);
};
