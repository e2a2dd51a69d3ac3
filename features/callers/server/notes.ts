import { randomBytes } from 'node:crypto';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { clearDeadline, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { type CallerNoteId, emptyNumberMs, monthsLater, putBackMs } from '../caller.ts';
import type * as routes from '../contract.ts';
import type { NoteKind } from '../facts.ts';
import { appendCallerEvent } from './caller-event.ts';
import { digestOf } from './case-event.ts';
import type { IncidentsKnown } from './incidents-known.ts';
import { eraseNote, insertNote, lockNote, markNote, saveNote } from './note-store.ts';
import { eraseNumber, isKeptAbout, keepNumber, lockNumber, numberOfCall } from './number-store.ts';

export const noteDeadline = 'caller.note_expiry';
export const numberDeadline = 'caller.number_expiry';

interface Written {
  readonly kind: NoteKind;
  readonly text: string;
  readonly months: number;
}

/** Keep the words in an erasable row; the event carries id and digest. */
async function keepNote(
  ctx: ActionContext,
  numberId: string,
  body: Written,
): Promise<{ id: CallerNoteId; version: number }> {
  const id: CallerNoteId = newId();
  const salt = randomBytes(16);
  const expiresAt = monthsLater(ctx.now, body.months);
  await insertNote(ctx, { id, numberId, salt, expiresAt, kind: body.kind, text: body.text });
  await setDeadline(ctx, noteDeadline, id, expiresAt);
  const digest = digestOf(salt, body.text);
  await appendCallerEvent(ctx, 'caller_note.written', numberId, { noteId: id, kind: body.kind, digest });
  return { id, version: 1 };
}

export function writeCallerNote(incidents: IncidentsKnown): Action<typeof routes.writeCallerNote> {
  return async (ctx, { params, body }) => {
    const call = await numberOfCall(ctx, params.id);
    if (call === null) return refuse('call.not_found');
    if (!(await incidents.maySee(ctx, params.id))) return refuse('call.sensitive');
    if (call.e164 === null) return refuse('caller.no_number');
    const number = await keepNumber(ctx, call.e164);
    return ok(await keepNote(ctx, number.id, body));
  };
}

export const addCallerNote: Action<typeof routes.addCallerNote> = async (ctx, { params, body }) => {
  const number = await lockNumber(ctx, params.id);
  return number === null ? refuse('caller.not_found') : ok(await keepNote(ctx, number.id, body));
};

export const changeCallerNote: Action<typeof routes.changeCallerNote> = async (ctx, { params, body }) => {
  const note = await lockNote(ctx, params.id);
  if (note === null) return refuse('caller_note.not_found');
  if (note.version !== body.version) return refuse('caller_note.stale');
  if (note.removed_at !== null) return refuse('caller_note.removed');
  if (note.expires_at <= ctx.now) return refuse('caller_note.expired');
  const version = note.version + 1;
  const { kind, text } = body;
  const expiresAt = monthsLater(ctx.now, body.months);
  await saveNote(ctx, note.id, version, { kind, text, expiresAt });
  await setDeadline(ctx, noteDeadline, note.id, expiresAt);
  const digest = digestOf(note.salt, text);
  await appendCallerEvent(ctx, 'caller_note.changed', note.number_id, { noteId: note.id, kind, version, digest });
  return ok({ id: note.id, version });
};

export const removeCallerNote: Action<typeof routes.removeCallerNote> = async (ctx, { params, body }) => {
  const note = await lockNote(ctx, params.id);
  if (note === null) return refuse('caller_note.not_found');
  if (note.version !== body.version) return refuse('caller_note.stale');
  if (note.removed_at !== null) return refuse('caller_note.removed');
  const version = note.version + 1;
  await markNote(ctx, note.id, version, true);
  const untilErased = plusMs(ctx.now, putBackMs);
  await setDeadline(ctx, noteDeadline, note.id, note.expires_at < untilErased ? note.expires_at : untilErased);
  await appendCallerEvent(ctx, 'caller_note.removed', note.number_id, { noteId: note.id, version });
  return ok({ id: note.id, version });
};

export const putBackCallerNote: Action<typeof routes.putBackCallerNote> = async (ctx, { params, body }) => {
  const note = await lockNote(ctx, params.id);
  if (note === null) return refuse('caller_note.not_found');
  if (note.version !== body.version) return refuse('caller_note.stale');
  if (note.removed_at === null) return refuse('caller_note.not_removed');
  if (note.expires_at <= ctx.now) return refuse('caller_note.expired');
  const version = note.version + 1;
  await markNote(ctx, note.id, version, false);
  await setDeadline(ctx, noteDeadline, note.id, note.expires_at);
  await appendCallerEvent(ctx, 'caller_note.put_back', note.number_id, { noteId: note.id, version });
  return ok({ id: note.id, version });
};

/** Its time is over, or nobody put it back: the words go, and the number with the last of what is kept about it. */
export async function expireNote(ctx: ActionContext, noteId: string): Promise<void> {
  const note = await lockNote(ctx, noteId);
  if (note === null) return;
  await eraseNote(ctx, noteId);
  await appendCallerEvent(ctx, 'caller_note.erased', note.number_id, { noteId });
  await setDeadline(ctx, numberDeadline, note.number_id, ctx.now);
}

/** A number about which nothing is kept is not kept either. */
export async function expireNumber(ctx: ActionContext, numberId: string): Promise<void> {
  const number = await lockNumber(ctx, numberId);
  if (number === null || (await isKeptAbout(ctx, numberId))) return;
  await eraseNumber(ctx, numberId);
  await appendCallerEvent(ctx, 'caller_number.erased', numberId, {});
}

/** Somebody looked at a number about which nothing may be kept: it goes within a day, unless somebody writes something. */
export async function letGo(ctx: ActionContext, numberId: string): Promise<void> {
  if (await isKeptAbout(ctx, numberId)) await clearDeadline(ctx, numberDeadline, numberId);
  else await setDeadline(ctx, numberDeadline, numberId, plusMs(ctx.now, emptyNumberMs));
}
