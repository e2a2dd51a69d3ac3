import { Eye } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { CallId } from '../../call.ts';
import { openConversation } from '../../link-contract.ts';
import { texts } from './texts.ts';

interface OpenWordsProps {
  readonly callId: CallId;
  /** Null: the person says it. */
  readonly reason: string | null;
  readonly unseen: number;
}

/** The words of somebody else's caller, after a reason that is logged; in the work list its own work is the reason. */
export function OpenWords({ callId, reason, unseen }: OpenWordsProps) {
  const t = useText();
  const errorText = useErrorText();
  const [isAsking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const open = useCommand(openConversation, {
    invalidates: ['/api/calls/:id/conversation', '/api/follow-ups'],
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const give = (why: string) => open.mutate({ params: { id: callId }, body: { reason: why } });
  const command: Command = {
    id: 'link.open',
    name: texts.open,
    keys: ['Alt+.'],
    group: texts.group,
    run: () => (reason === null ? setAsking(true) : give(reason)),
  };
  useCommands([command]);
  return (
    <div className="flex flex-col items-start gap-1">
      {unseen === 0 ? null : <Badge tone="life">{t(texts.unseen, { count: unseen })}</Badge>}
      <CommandButton command={command} look="primary" icon={<Eye aria-hidden size={16} />} />
      <p className="text-sm text-ink-soft">{reason === null ? t(texts.openLogged) : t(texts.openNote, { reason })}</p>
      <ConfirmDialog
        title={t(texts.open)}
        confirmName={t(texts.open)}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => give(said)}
        isPending={open.isPending}
        isBlocked={said.trim().length < 5}
        error={null}
      >
        <TextField
          label={t(texts.openReason)}
          description={t(texts.openLogged)}
          value={said}
          onChange={setSaid}
          maxLength={200}
          autoFocus
        />
      </ConfirmDialog>
    </div>
  );
}
