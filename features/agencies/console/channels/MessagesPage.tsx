import { useMemo } from 'react';
import { type Channel, channels } from '#platform/shared/message.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { type Translate, useFormat, useText } from '#platform/web/language.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoutePages } from '#platform/web/query-options.ts';
import { type MessageState, messageStates } from '../../channel.ts';
import { listMessages, type MessageView } from '../../channel-contract.ts';
import { channelTexts, messageFailureTexts, messagePurposeTexts, messageStateTexts } from '../../channel-texts.ts';
import { screenNames } from '../../screen-names.ts';
import { MessageResult } from './MessageResult.tsx';
import { texts } from './texts.ts';

/** Every message with the result of each try. */
export function MessagesPage() {
  const t = useText();
  const [state, setState] = usePlace('state');
  const [channel, setChannel] = usePlace('channel');
  const wanted = {
    ...(isOne(messageStates, state) ? { state } : {}),
    ...(isOne(channels, channel) ? { channel } : {}),
  };
  const messages = useRoutePages(listMessages, { query: { ...wanted, limit: 100 } });
  const columns = useColumns();
  return (
    <Page title={t(screenNames.messages)} description={t(texts.messagesNote)}>
      <div className="flex flex-wrap items-end gap-3">
        <Select<MessageState | 'all'>
          label={t(texts.state)}
          value={wanted.state ?? 'all'}
          onChange={(next) => setState(next === 'all' ? null : next)}
          options={[
            { id: 'all', name: t(texts.all) },
            ...messageStates.map((id) => ({ id, name: t(messageStateTexts[id]) })),
          ]}
        />
        <Select<Channel | 'all'>
          label={t(texts.channel)}
          value={wanted.channel ?? 'all'}
          onChange={(next) => setChannel(next === 'all' ? null : next)}
          options={[{ id: 'all', name: t(texts.all) }, ...channels.map((id) => ({ id, name: t(channelTexts[id]) }))]}
        />
      </div>
      <Card flush>
        {messages.error === null ? null : <ErrorState error={messages.error} onRetry={() => void messages.refetch()} />}
        {messages.isPending && messages.error === null ? <Loading /> : null}
        {messages.isPending ? null : (
          <Table
            label={t(screenNames.messages)}
            columns={columns}
            rows={messages.items}
            idOf={(message) => message.id}
            isUrgent={(message) => message.state === 'failed'}
            empty={<EmptyState title={t(texts.none)} />}
          />
        )}
        {messages.hasMore ? (
          <div className="p-2 text-center">
            <Button onPress={messages.fetchMore} isPending={messages.isFetchingMore}>
              {t(texts.more)}
            </Button>
          </div>
        ) : null}
      </Card>
    </Page>
  );
}

function isOne<Value extends string>(all: readonly Value[], text: string | null): text is Value {
  return all.some((each) => each === text);
}

function useColumns(): readonly Column<MessageView>[] {
  const t = useText();
  const format = useFormat();
  return useMemo(
    (): Column<MessageView>[] => [
      { id: 'queued', name: t(texts.queuedAt), narrow: true, cell: (message) => format.full(message.queuedAt) },
      {
        id: 'purpose',
        name: t(texts.purpose),
        isRowHeader: true,
        cell: (message) => (
          <span className="flex flex-col">
            {t(messagePurposeTexts[message.purpose])}
            {message.agencyName === null ? null : <span className="text-sm text-ink-soft">{message.agencyName}</span>}
          </span>
        ),
      },
      { id: 'result', name: t(texts.state), cell: (message) => <MessageResult message={message} /> },
      {
        id: 'tries',
        name: t(texts.tries),
        cell: (message) => (
          <ol className="text-sm text-ink-soft">
            {message.attempts.map((tried) => (
              <li key={tried.at}>
                {format.time(tried.at)} {tryWord(tried.code, t)}
              </li>
            ))}
          </ol>
        ),
      },
    ],
    [t, format],
  );
}

function tryWord(code: MessageView['attempts'][number]['code'], t: Translate): string {
  return t(code === null ? texts.taken : messageFailureTexts[code]);
}
