import { Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { newId } from '#platform/shared/ids.ts';
import { Button } from '#platform/ui/Button.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { cx, toneSoft } from '#platform/ui/tone.ts';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { CallId } from '../../call.ts';
import { type ConversationView, readConversation, seeMessages, writeToCaller } from '../../link-contract.ts';
import { maxWords } from '../../link-limits.ts';
import { messageKindTexts } from '../../link-texts.ts';
import { OpenWords } from './OpenWords.tsx';
import { texts } from './texts.ts';

interface ConversationProps {
  readonly callId: CallId;
  /** Why somebody who has not the call looks at the words, `ask`: they say it; null: only who has it looks. */
  readonly reason: string | null;
}

const stale = ['/api/calls/:id/conversation', '/api/follow-ups'];

/** What the caller and the centre wrote to each other. On screen it counts as read, and the caller sees that. */
export function Conversation({ callId, reason }: ConversationProps) {
  const t = useText();
  const can = useCan();
  const view = useRoute(readConversation, { params: { id: callId } }).data;
  const isShown = view?.isShown === true;
  useSeen(callId, isShown && can('call.take') ? view : undefined);
  if (view === undefined) return null;
  return (
    <section aria-label={t(texts.title)} className="flex flex-col gap-2">
      <div role="log" aria-live="polite">
        <ol className="flex flex-col gap-1.5">
          {view.items.map((item) => (
            <Item key={item.id} item={item} isShown={isShown} />
          ))}
        </ol>
      </div>
      {isShown || view.items.length === 0 || reason === null || !can('caller.show') ? null : (
        <OpenWords callId={callId} reason={reason === 'ask' ? null : reason} unseen={view.unseen} />
      )}
      {isShown && view.link?.isOpen === true && can('call.take') ? <Answer callId={callId} /> : null}
    </section>
  );
}

function Item({ item, isShown }: { item: ConversationView['items'][number]; isShown: boolean }) {
  const t = useText();
  const format = useFormat();
  const isCaller = item.side === 'caller';
  const tone = !isCaller ? 'accent' : item.kind === 'safe' ? 'good' : item.kind === 'words' ? 'neutral' : 'life';
  const words =
    item.kind !== 'words'
      ? t(messageKindTexts[item.kind])
      : item.isErased
        ? t(texts.erased)
        : isShown
          ? item.words
          : t(texts.hidden);
  return (
    <li
      data-tone={tone}
      className={cx('max-w-[85%] rounded-md border px-2 py-1', toneSoft[tone], isCaller ? '' : 'self-end')}
    >
      <p
        className={cx('whitespace-pre-wrap break-words text-ink', item.kind === 'words' ? 'text-lg' : 'font-semibold')}
      >
        {words}
      </p>
      <p className="text-sm text-ink-soft">
        {isCaller ? t(texts.caller) : item.by} · {format.time(item.at)}
      </p>
    </li>
  );
}

/** One key goes to the field, Enter sends; what could not be sent stays typed, and sent again it is the same message. */
function Answer({ callId }: { callId: CallId }) {
  const t = useText();
  const errorText = useErrorText();
  const [words, setWords] = useState('');
  const [id, setId] = useState(() => newId<'client_message'>());
  const field = useRef<HTMLInputElement>(null);
  const write = useCommand(writeToCaller, {
    invalidates: stale,
    onDone: () => {
      setWords('');
      setId(newId<'client_message'>());
    },
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const focus: Command = {
    id: 'link.write',
    name: texts.write,
    keys: ['Alt+.'],
    group: texts.group,
    run: () => field.current?.focus(),
  };
  useCommands([focus]);
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() !== '' && !write.isPending) write.mutate({ params: { id: callId }, body: { id, words } });
      }}
    >
      <div className="min-w-48 flex-1">
        <TextField
          label={`${t(texts.answer)} (Alt+.)`}
          inputRef={field}
          value={words}
          onChange={setWords}
          maxLength={maxWords}
          autoComplete="off"
        />
      </div>
      <Button type="submit" isDisabled={write.isPending} icon={<Send aria-hidden size={16} />}>
        {t(texts.sendAnswer)}
      </Button>
    </form>
  );
}

/** What is on a screen that somebody looks at is read. */
function useSeen(callId: CallId, view: ConversationView | undefined): void {
  const see = useCommand(seeMessages, { invalidates: stale });
  const told = useRef(0);
  const last = view === undefined || view.unseen === 0 ? 0 : (view.items.at(-1)?.number ?? 0);
  const { mutate } = see;
  useEffect(() => {
    const tell = () => {
      if (last <= told.current || document.visibilityState === 'hidden') return;
      told.current = last;
      mutate({ params: { id: callId }, body: { upTo: last } });
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [callId, last, mutate]);
}
