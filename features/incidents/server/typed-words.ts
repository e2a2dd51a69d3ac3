import { audience } from '#features/people/audience.ts';
import { logAccess } from '#features/people/server/log-access.ts';
import type { Action } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { type keepWords as keepRoute, type takeWords as takeRoute, typedWords } from '../words-contract.ts';
import { handsOf, removeWords, saveWords, wordsOf } from './words-store.ts';

/**
 * A desk's browser gives what is typed about its call as it is typed, so that a tab that dies takes no word with it; and once
 * more when somebody else has the call by then, who is told.
 */
export const keepWords: Action<typeof keepRoute> = async (ctx, { params, body }) => {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const hands = await handsOf(ctx, params.id, userId);
  if (hands === null) return refuse('words.no_call');
  const kept = await wordsOf(ctx, params.id);
  const isOthers = kept !== null && kept.userId !== userId;
  if (!hands.isNow && (!hands.wasBefore || isOthers)) return refuse('words.not_yours');
  if (Object.keys(body.edits).length === 0) {
    await removeWords(ctx, params.id);
    return ok({});
  }
  await saveWords(ctx, params.id, userId, body.edits);
  if (hands.isNow) return ok({});
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
  const found = await wordsOf(ctx, params.id);
  if (found === null) return ok({ from: null, edits: {} });
  if (found.userId !== userId) await logAccess(ctx, { type: 'call', id: params.id }, 'typed_words', 'call');
  const edits = typedWords.safeParse(found.content);
  return ok({ from: found.from, edits: edits.success ? edits.data : {} });
};
