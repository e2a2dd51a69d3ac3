import { useEffect, useRef } from 'react';
import { call as ask } from '#platform/web/api-client.ts';
import { useLive } from '#platform/web/live.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import type { FormValues } from '../draft.ts';
import { callId } from '../incident.ts';
import { takeWords } from '../words-contract.ts';

/** What the desk before had typed about a call that was taken over, as soon as it is there: told by an event, or there already. */
export function useHandedWords(
  call: { readonly id: string } | 'unknown' | null,
  onWords: (edits: Partial<FormValues>) => void,
): void {
  const id = call === null || call === 'unknown' ? null : call.id;
  // Only supervisors take calls over.
  const mayHave = useCan()('call.supervise');
  const latest = useRef(onWords);
  latest.current = onWords;
  const take = async () => {
    if (id === null || !mayHave) return;
    const { edits } = await ask(takeWords, { params: { id: callId.parse(id) } });
    const given = Object.fromEntries(Object.entries(edits).filter(([, value]) => value !== undefined));
    if (Object.keys(given).length > 0) latest.current(given);
  };
  // Not there, or not ours: the form is as it was.
  const tryTake = () => void take().catch(() => undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each call, and then by the event
  useEffect(tryTake, [id, mayHave]);
  useLive('call.words_handed', ({ subjectId }) => {
    if (subjectId === id) tryTake();
  });
}
