import { Download, Send } from 'lucide-react';
import { useState } from 'react';
import { channelTexts, messageFailureTexts, messageStateTexts } from '#features/agencies/channel-texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type Brief, briefFilePath, sendBrief } from '../../answer-contract.ts';
import type { Answer } from './AgencyAnswer.tsx';
import { texts } from './texts.ts';

const tones = { queued: 'calm', sent: 'good', failed: 'warn', cancelled: 'neutral' } as const;

/** What was sent to the agency of this month, what became of it, and sending it again by hand. */
export function Briefs({ answer }: { answer: Answer }) {
  const t = useText();
  const can = useCan();
  const [isAsking, setAsking] = useState(false);
  return (
    <Card
      title={t(texts.briefs)}
      actions={
        can('answer.send') ? (
          <Button size="small" icon={<Send aria-hidden size={14} />} onPress={() => setAsking(true)}>
            {t(texts.send)}
          </Button>
        ) : null
      }
    >
      {answer.briefs.length === 0 ? <p className="text-ink-soft">{t(texts.briefsNone)}</p> : null}
      <ul className="flex flex-col gap-3">
        {answer.briefs.map((one) => (
          <BriefItem key={one.id} brief={one} />
        ))}
      </ul>
      {isAsking ? <SendDialog answer={answer} onClose={() => setAsking(false)} /> : null}
    </Card>
  );
}

function BriefItem({ brief }: { brief: Brief }) {
  const t = useText();
  const format = useFormat();
  return (
    <li>
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{t(texts.briefNumber, { number: brief.number })}</span>
        <span>{format.full(brief.madeAt)}</span>
        {brief.isPartial ? <Badge>{t(texts.partial)}</Badge> : null}
        <a
          href={briefFilePath.replace(':id', brief.id)}
          download
          className="focus-ring inline-flex items-center gap-1 rounded underline print:hidden"
        >
          <Download aria-hidden size={14} />
          {t(texts.download)}
        </a>
      </p>
      <p className="text-sm text-ink-soft">{brief.reason ?? t(texts.byItself)}</p>
      {brief.mails.length === 0 ? <p className="text-sm">{t(texts.noMail)}</p> : null}
      <ul className="flex flex-col gap-1 pt-1">
        {brief.mails.map((mail) => (
          <li key={mail.id} className="flex flex-wrap items-center gap-2 text-sm">
            <span>
              {t(channelTexts.email)}: {mail.to}
            </span>
            <Badge tone={tones[mail.state]}>{t(messageStateTexts[mail.state])}</Badge>
            {mail.code === null ? null : <span>{t(messageFailureTexts[mail.code])}</span>}
          </li>
        ))}
      </ul>
    </li>
  );
}

function SendDialog({ answer, onClose }: { answer: Answer; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const send = useCommand(sendBrief, {
    onDone: ({ mails }) => {
      toast(t(texts.sent, { mails }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t(texts.sendTitle, { month: answer.month })}
      isOpen
      onClose={onClose}
      confirmName={t(texts.send)}
      isBlocked={reason.trim().length < 3}
      isPending={send.isPending}
      error={send.error === null ? null : errorText(send.error)}
      onConfirm={() => send.mutate({ params: { id: answer.agency.id }, body: { month: answer.month, reason } })}
    >
      <p>{t(texts.sendNote)}</p>
      <TextField label={t(texts.sendReason)} value={reason} onChange={setReason} maxLength={300} isRequired />
    </ConfirmDialog>
  );
}
