import { Badge } from '#platform/ui/Badge.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import type { MessageState } from '../../channel.ts';
import type { MessageView } from '../../channel-contract.ts';
import { channelTexts, messageFailureTexts, messageStateTexts } from '../../channel-texts.ts';

const tones: Readonly<Record<MessageState, Tone>> = {
  queued: 'warn',
  sent: 'good',
  failed: 'life',
  cancelled: 'neutral',
};

/** Which channel, to whom, and what became of it. */
export function MessageResult({ message }: { message: MessageView }) {
  const t = useText();
  const last = message.attempts.at(-1)?.code ?? null;
  const why = message.code ?? (message.state === 'queued' ? last : null);
  return (
    <p className="flex flex-wrap items-center gap-2">
      <span className="font-medium">{t(channelTexts[message.channel])}</span>
      {message.recipient === null ? null : <span className="text-ink-soft">{message.recipient}</span>}
      <Badge tone={tones[message.state]}>{t(messageStateTexts[message.state])}</Badge>
      {why === null ? null : <span className="text-sm">{t(messageFailureTexts[why])}</span>}
    </p>
  );
}
