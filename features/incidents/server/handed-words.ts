import { audience } from '#features/people/audience.ts';
import type { Action } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { type handWords as handRoute, type takeWords as takeRoute, typedWords } from '../words-contract.ts';
import { handsOf, keepWords, removeWords } from './words-store.ts';

/** The browser of a desk whose call was taken over gives what was typed there; nobody has to press anything in that moment. */
export const handWords: Action<typeof handRoute> = async (ctx, { params, body }) => {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const hands = await handsOf(ctx, params.id, userId);
  if (hands === null) return refuse('words.no_call');
  if (hands.isNow || !hands.wasBefore) return refuse('words.not_yours');
  await keepWords(ctx, params.id, userId, body.edits);
  await appendEvent(ctx, {
    name: 'call.words_handed',
    subject: { type: 'call', id: params.id },
    audience: [audience.tenant()],
    content: { userId },
  });
  return ok({});
};

export const takeWords: Action<typeof takeRoute> = async (ctx, { params }) => {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const hands = await handsOf(ctx, params.id, userId);
  if (hands === null) return refuse('words.no_call');
  if (!hands.isNow) return refuse('words.not_yours');
  const found = await removeWords(ctx, params.id);
  if (found === null) return ok({ from: null, edits: {} });
  const edits = typedWords.safeParse(found.content);
  return ok({ from: found.from, edits: edits.success ? edits.data : {} });
};
