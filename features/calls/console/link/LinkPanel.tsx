import { MessageSquare, Send } from 'lucide-react';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { CallView } from '../../contract.ts';
import type { ConversationView } from '../../link-contract.ts';
import { Conversation } from './Conversation.tsx';
import { texts } from './texts.ts';
import { useSendLink } from './use-send-link.ts';

/** Of the call in hand: the link to the caller by one key, and what they write by it. */
export function LinkPanel({ call }: { call: CallView }) {
  const t = useText();
  const isRunning = call.state === 'answered';
  const { command, view } = useSendLink(call.id);
  useCommands(isRunning && view !== undefined ? [command] : []);
  if (view === undefined || (!isRunning && view.items.length === 0)) return null;
  const button = isRunning ? (
    <CommandButton command={command} look="quiet" size="small" icon={<Send aria-hidden size={16} />} />
  ) : null;
  if (view.link === null && view.items.length === 0) {
    // For a caller who is not heard it stands among the steps.
    return call.silentSince === null ? <div>{button}</div> : null;
  }
  return (
    <Card title={t(texts.title)} actions={button}>
      <div className="flex flex-col gap-3">
        {view.link === null ? null : <LinkState link={view.link} />}
        <Conversation callId={call.id} reason={null} />
      </div>
    </Card>
  );
}

function LinkState({ link }: { link: NonNullable<ConversationView['link']> }) {
  const t = useText();
  const format = useFormat();
  const state =
    link.openedAt !== null
      ? t(texts.opened, { time: format.time(link.openedAt) })
      : t(link.result === null ? texts.onItsWay : texts[link.result]);
  return (
    <p role="status" className="flex items-center gap-2">
      <MessageSquare aria-hidden size={18} className="shrink-0" />
      {link.isOpen || link.result === 'failed' ? state : t(texts.expired)}
    </p>
  );
}
