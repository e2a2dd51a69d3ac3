import { maskNumber } from '#features/calls/rules.ts';
import { normaliseNumber } from '#features/calls/server/normalise-number.ts';
import { logAccess } from '#features/people/server/log-access.ts';
import type { Action } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { lookMs } from '../caller.ts';
import type * as routes from '../contract.ts';
import { summarise } from '../rules.ts';
import { casesOf } from './case-store.ts';
import { knownCalls, wasShown } from './facts-store.ts';
import type { IncidentsKnown } from './incidents-known.ts';
import { keptNotes, noteVersions } from './note-store.ts';
import { letGo } from './notes.ts';
import { findNumber, hasCalled, keepNumber, lockNumber, readNumber } from './number-store.ts';
import { peopleOf } from './read-facts.ts';
import { noteVersionViewOf, noteViewOf } from './views.ts';

const subjectOf = (id: string) => ({ type: 'caller_number', id });
const field = 'caller_number';

export const findCaller: Action<typeof routes.findCaller> = async (ctx, { body }) => {
  const e164 = normaliseNumber(body.number);
  if (e164 === null) return refuse('caller.wrong_number');
  if ((await findNumber(ctx, e164)) === null && !(await hasCalled(ctx, e164))) return refuse('caller.unknown');
  const number = await keepNumber(ctx, e164);
  await letGo(ctx, number.id);
  await logAccess(ctx, subjectOf(number.id), field, body.reason);
  return ok({ id: number.id });
};

export const showCallerNumber: Action<typeof routes.showCallerNumber> = async (ctx, { params, body }) => {
  const number = await lockNumber(ctx, params.id);
  if (number === null) return refuse('caller.not_found');
  await logAccess(ctx, subjectOf(number.id), field, body.reason);
  return ok({});
};

/** Masked until this person gave a reason; open to them for a shift then. */
export function readCaller(incidents: IncidentsKnown): Action<typeof routes.readCaller> {
  return async (ctx, { params }) => {
    const number = await readNumber(ctx, params.id);
    if (number === null) return refuse('caller.not_found');
    const masked = maskNumber(number.e164);
    const isOpen = await wasShown(ctx, subjectOf(number.id), field, plusMs(ctx.now, -lookMs));
    if (!isOpen) return ok({ id: number.id, masked, open: null });
    return ok({
      id: number.id,
      masked,
      open: {
        number: number.e164,
        earlier: summarise(await knownCalls(ctx, number.e164, plusMs(ctx.now, 1)), ctx.now),
        people: await peopleOf(ctx, incidents, number.e164),
        notes: (await keptNotes(ctx, number.id)).map(noteViewOf),
        history: (await noteVersions(ctx, number.id)).map(noteVersionViewOf),
        cases: await casesOf(ctx, number.id),
      },
    });
  };
}
