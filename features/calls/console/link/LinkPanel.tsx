import { MessageSquare, Send } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { CallView } from '../../contract.ts';
import { type ConversationView, readConversation, sendLink } from '../../link-contract.ts';
import { messageKindTexts } from '../../link-texts.ts';
import { thePhone } from '../phone.ts';
import { Conversation } from './Conversation.tsx';
import { hindranceTexts, texts } from './texts.ts';

/** Of the call in hand: the link to the caller by one key, and what they write by it. */
export function LinkPanel({ call }: { call: CallView }) {
  const t = useText();
  const errorText = useErrorText();
  const conversation = useRoute(readConversation, { params: { id: call.id } });
  const view = conversation.data;
  useArrivals(view);
  const send = useCommand(sendLink, {
    invalidates: ['/api/calls/:id/conversation'],
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const isRunning = call.state === 'answered';
  const command: Command = {
    id: 'link.send',
    name: view?.link == null ? texts.send : texts.again,
    keys: ['Alt+0'],
    group: texts.group,
    when: () => (view?.hindrance == null ? true : hindranceTexts[view.hindrance]),
    run: () => send.mutate({ params: { id: call.id } }),
  };
  useCommands(isRunning && view !== undefined ? [command] : []);
  if (view === undefined || (!isRunning && view.items.length === 0)) return null;
  const button = isRunning ? (
    <CommandButton command={command} look="quiet" size="small" icon={<Send aria-hidden size={16} />} />
  ) : null;
  if (view.link === null && view.items.length === 0) return <div>{button}</div>;
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

/** A message that arrives is said wherever one looks on the page, and by a short sound: one may be typing elsewhere. */
function useArrivals(view: ConversationView | undefined): void {
  const t = useText();
  const known = useRef<number | null>(null);
  const last = view?.items.findLast((item) => item.side === 'caller') ?? null;
  useEffect(() => {
    if (view === undefined) return;
    const before = known.current;
    known.current = last?.number ?? 0;
    if (before === null || last === null || last.number <= before) return;
    toast(`${t(texts.arrived)}: ${t(messageKindTexts[last.kind])}`, last.kind === 'safe' ? 'calm' : 'life');
    thePhone().remind();
  }, [view, last, t]);
}
