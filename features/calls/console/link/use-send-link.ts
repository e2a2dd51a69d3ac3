import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import type { Command } from '#platform/web/commands.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { CallId } from '../../call.ts';
import { type ConversationView, readConversation, sendLink } from '../../link-contract.ts';
import { hindranceTexts, texts } from './texts.ts';

/** The command that sends the caller of this call a link, with the reason where it cannot; the panel of the desk registers it. */
export function useSendLink(callId: CallId): { command: Command; view: ConversationView | undefined } {
  const errorText = useErrorText();
  const view = useRoute(readConversation, { params: { id: callId } }).data;
  const send = useCommand(sendLink, {
    invalidates: ['/api/calls/:id/conversation'],
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const command: Command = {
    id: 'link.send',
    name: view?.link == null ? texts.send : texts.again,
    keys: ['Alt+0'],
    group: texts.group,
    when: () => (view?.hindrance == null ? true : hindranceTexts[view.hindrance]),
    run: () => send.mutate({ params: { id: callId } }),
  };
  return { command, view };
}
