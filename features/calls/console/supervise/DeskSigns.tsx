import { Headphones, MessageSquare } from 'lucide-react';
import { useEffect } from 'react';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { cx, toneSoft } from '#platform/ui/tone.ts';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type DeskMessage, readDeskSupervision, seeDeskMessage } from '../../supervise-contract.ts';
import { superviseModeTexts } from '../../supervise-texts.ts';
import { thePhone } from '../phone.ts';
import type { DeskView } from '../use-desk.ts';
import { superviseTexts as texts } from './supervise-screen-texts.ts';

/** For whoever talks: who else is on the line, in plain words, and what a supervisor wrote to this desk. */
export function DeskSigns({ desk }: { desk: DeskView }) {
  const t = useText();
  const signs = useRoute(readDeskSupervision, {});
  const watchers = desk.presence.state === 'talking' ? (signs.data?.watchers ?? []) : [];
  const message = signs.data?.messages[0] ?? null;
  return (
    <>
      {watchers.length === 0 ? null : (
        <section
          aria-label={t(texts.watching)}
          data-tone="warn"
          className={cx('flex flex-wrap items-center gap-x-4 gap-y-1 border-b-4 px-4 py-2', toneSoft.warn)}
        >
          <h2 role="status" className="flex items-center gap-2 font-semibold">
            <Headphones aria-hidden size={20} />
            {t(texts.watching)}
          </h2>
          {watchers.map(({ id, name, mode }) => (
            <p key={id}>{t(texts.watched, { name, mode: t(superviseModeTexts[mode]) })}</p>
          ))}
        </section>
      )}
      {message === null ? null : <Message key={message.id} message={message} />}
    </>
  );
}

function Message({ message }: { message: DeskMessage }) {
  const t = useText();
  const errorText = useErrorText();
  const see = useCommand(seeDeskMessage, {
    invalidates: ['/api/desk/supervision'],
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const command: Command = {
    id: 'desk.message_seen',
    name: texts.read,
    keys: ['F6'],
    group: texts.group,
    everywhere: true,
    run: () => see.mutate({ params: { id: message.id } }),
  };
  useCommands([command]);
  // Once and short: one may be talking.
  useEffect(() => thePhone().remind(), []);
  return (
    <section
      aria-label={t(texts.messageFrom, { name: message.from })}
      data-tone="accent"
      className={cx('flex flex-wrap items-center gap-x-4 gap-y-2 border-b-4 px-4 py-2', toneSoft.accent)}
    >
      <MessageSquare aria-hidden size={20} />
      <h2 className="font-semibold">{t(texts.messageFrom, { name: message.from })}</h2>
      <p role="status" className="min-w-0 flex-1 text-lg break-words">
        {message.words}
      </p>
      <CommandButton command={command} look="primary" />
    </section>
  );
}
