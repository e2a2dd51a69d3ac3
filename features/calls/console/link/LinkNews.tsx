import { useEffect, useRef } from 'react';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { CallId } from '../../call.ts';
import { readConversation } from '../../link-contract.ts';
import { messageKindTexts } from '../../link-texts.ts';
import { thePhone } from '../phone.ts';
import { texts } from './texts.ts';

/** The caller of the call in hand wrote: said on whatever page one is, and by a short sound, for one may be typing elsewhere. */
export function LinkNews({ callId }: { callId: CallId }) {
  const t = useText();
  const view = useRoute(readConversation, { params: { id: callId } }).data;
  const known = useRef<number | null>(null);
  const last = view?.items.findLast((item) => item.side === 'caller') ?? null;
  useEffect(() => {
    if (view === undefined) return;
    const before = known.current;
    known.current = last?.number ?? 0;
    if (before === null || last === null || last.number <= before) return;
    // Red stays until it is closed: for who asks for help, not for every line of a conversation.
    toast(`${t(texts.arrived)}: ${t(messageKindTexts[last.kind])}`, last.kind === 'need_help' ? 'life' : 'calm');
    thePhone().remind();
  }, [view, last, t]);
  return null;
}
