import { useState } from 'react';
import { type Channel, channels } from '#platform/shared/message.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { ChannelContent } from '../../channel.ts';
import { listMessages, testChannel } from '../../channel-contract.ts';
import { channelTexts } from '../../channel-texts.ts';
import { MessageResult } from './MessageResult.tsx';
import { texts } from './texts.ts';

/** One message by one channel, with what became of it. */
export function TestMessage({ content }: { content: ChannelContent }) {
  const t = useText();
  const errorText = useErrorText();
  const active = channels.filter((channel) => content[channel].active);
  const [chosen, setChosen] = useState<Channel | null>(null);
  const [to, setTo] = useState('');
  const [sent, setSent] = useState<readonly string[]>([]);
  const test = useCommand(testChannel, {
    invalidates: ['/api/messages'],
    onDone: ({ ids }) => setSent(ids),
  });
  const messages = useRoute(listMessages, { query: { limit: 50 } }, { enabled: sent.length > 0 });
  const channel = chosen !== null && active.includes(chosen) ? chosen : (active[0] ?? null);
  if (channel === null) return null;
  const mine = (messages.data?.items ?? []).filter(({ id }) => sent.includes(id));
  return (
    <Card title={t(texts.test)}>
      <div className="flex flex-col gap-3">
        <p className="text-sm text-ink-soft">{t(texts.testNote)}</p>
        <div className="grid items-end gap-3 sm:grid-cols-3">
          <Select<Channel>
            label={t(texts.channel)}
            value={channel}
            onChange={setChosen}
            options={active.map((id) => ({ id, name: t(channelTexts[id]) }))}
          />
          {channel === 'push' ? null : <TextField label={t(texts.to)} value={to} onChange={setTo} />}
          <Button isPending={test.isPending} onPress={() => test.mutate({ body: { channel, to } })}>
            {t(texts.send)}
          </Button>
        </div>
        {test.error === null ? null : <Notice tone="life">{errorText(test.error)}</Notice>}
        {mine.map((message) => (
          <MessageResult key={message.id} message={message} />
        ))}
      </div>
    </Card>
  );
}
