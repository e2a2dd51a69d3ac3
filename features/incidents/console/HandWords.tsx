import { call } from '#platform/web/api-client.ts';
import { useLive } from '#platform/web/live.tsx';
import { callId } from '../incident.ts';
import { keepWords } from '../words-contract.ts';
import { dropUnsaved, unsavedOf } from './use-incident-draft.ts';

/** Somebody took over the call that is typed about here: they get the words that are not saved yet. */
export function HandWords(): null {
  useLive('call.taken_over', ({ subjectId }) => {
    const edits = subjectId === null ? null : unsavedOf(subjectId);
    if (subjectId === null || edits === null) return;
    // Refused where this is the desk that has it now; away: the words stay in this tab, as always.
    void call(keepWords, { params: { id: callId.parse(subjectId) }, body: { edits } }).then(
      () => dropUnsaved(subjectId),
      () => undefined,
    );
  });
  return null;
}
