import { Card } from '#platform/ui/Page.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { CallId } from '../../call.ts';
import { readConversation } from '../../link-contract.ts';
import { Conversation } from './Conversation.tsx';
import { texts } from './texts.ts';

/** On the page of a call: what was written by its link, if anything was. */
export function CallerWords({ callId }: { callId: CallId }) {
  const t = useText();
  const view = useRoute(readConversation, { params: { id: callId } }).data;
  if (view === undefined || view.items.length === 0) return null;
  return (
    <Card title={t(texts.title)}>
      <Conversation callId={callId} reason="ask" />
    </Card>
  );
}
