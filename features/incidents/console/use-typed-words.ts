import { useEffect, useRef, useState } from 'react';
import { ApiProblem, call as ask } from '#platform/web/api-client.ts';
import { useLive } from '#platform/web/live.tsx';
import type { FormValues } from '../draft.ts';
import { callId } from '../incident.ts';
import { keepWords, takeWords } from '../words-contract.ts';

/** Milliseconds between two times that what is typed goes to the server; the last word is there that long after it was typed. */
const everyMs = 700;
/** The same while the server is away. */
const againMs = 4000;

interface TypedWords {
  /** Null: no call, or nobody knows which. */
  readonly id: string | null;
  readonly edits: Partial<FormValues>;
  readonly onWords: (edits: Partial<FormValues>) => void;
}

/**
 * What is typed about a call and not saved outlives this tab: the server keeps it for whoever has the call next (another desk, or
 * this one in another tab), and it is in their form as soon as they answer, or are told that it came.
 */
export function useTypedWords({ id, edits, onWords }: TypedWords): void {
  const latest = useRef({ id, edits, onWords });
  latest.current = { id, edits, onWords };
  const [keeper] = useState(() => keepingWords(() => latest.current));
  const typed = JSON.stringify(edits);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever one of them changes
  useEffect(() => keeper.look(), [id, typed]);
  useEffect(() => keeper.leave, [keeper]);

  const taken = useRef<string | null>(null);
  const take = async () => {
    if (id === null) return;
    const { edits: kept } = await ask(takeWords, { params: { id: callId.parse(id) } });
    taken.current = id;
    const given = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
    if (Object.keys(given).length > 0) latest.current.onWords(given);
  };
  // Not there, or not ours: the form is as it was.
  const tryTake = () => void take().catch(() => undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each call, and then by the events
  useEffect(tryTake, [id]);
  // The telephone is up a moment before the tables know whose call it is, and words may come after the call.
  useLive('call.*', ({ name, subjectId }) => {
    if (subjectId === id && (taken.current !== id || name === 'call.words_handed')) tryTake();
  });
}

/** Sends what is typed now and then, the newest only, and goes on until the server has it. */
function keepingWords(now: () => Pick<TypedWords, 'id' | 'edits'>) {
  let kept = { id: '', text: '{}' };
  let timer: ReturnType<typeof setTimeout> | null = null;

  const isKept = () => {
    const { id, edits } = now();
    const text = JSON.stringify(edits);
    return id === null || (kept.id === id ? kept.text === text : text === '{}');
  };
  const wait = (ms: number) => {
    timer ??= setTimeout(() => void send(), ms);
  };
  const send = async () => {
    const { id, edits } = now();
    let pause = everyMs;
    if (id !== null)
      try {
        await ask(keepWords, { params: { id: callId.parse(id) }, body: { edits } });
        kept = { id, text: JSON.stringify(edits) };
      } catch (error) {
        // Refused: the call is another desk's by now.
        if (error instanceof ApiProblem) kept = { id, text: JSON.stringify(edits) };
        else pause = againMs;
      }
    timer = null;
    if (!isKept()) wait(pause);
  };
  return {
    look: () => {
      if (!isKept()) wait(everyMs);
    },
    leave: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
