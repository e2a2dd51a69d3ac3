import { useState } from 'react';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type BreakReason, breakReasons, type ChosenPresence, chosenPresence } from '../../call.ts';
import type { PresenceView } from '../../contract.ts';
import { orderPresence } from '../../queue-contract.ts';
import { orderReasonTexts } from '../../queue-texts.ts';
import { type OrderReason, orderReasons } from '../../queue-words.ts';
import { breakReasonTexts, presenceTexts } from '../../texts.ts';
import { queueTexts as texts } from './queue-texts.ts';

/** Set somebody's presence, with a reason that they read. */
export function OrderDialog({ presence, onClose }: { presence: PresenceView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [state, setState] = useState<ChosenPresence>(presence.state === 'break' ? 'ready' : 'offline');
  const [pause, setPause] = useState<BreakReason>('rest');
  const [reason, setReason] = useState<OrderReason | null>(null);
  const [note, setNote] = useState('');
  const order = useCommand(orderPresence, {
    invalidates: ['/api/presences', '/api/queue'],
    onDone: () => {
      toast(t(texts.orderDone));
      onClose();
    },
  });
  const handleConfirm = () => {
    if (reason === null) return;
    const words = note.trim();
    order.mutate({
      params: { id: presence.user.id },
      body: {
        state,
        reason,
        ...(state === 'break' ? { breakReason: pause } : {}),
        ...(words === '' ? {} : { note: words }),
      },
    });
  };
  return (
    <ConfirmDialog
      title={`${t(texts.orderPresence)}: ${presence.user.displayName}`}
      confirmName={t(texts.orderPresence)}
      isOpen
      onClose={onClose}
      onConfirm={handleConfirm}
      isPending={order.isPending}
      isBlocked={reason === null}
      error={order.error && errorText(order.error)}
    >
      <p className="text-ink-soft">{t(texts.orderNote)}</p>
      <Select
        label={t(texts.becomes)}
        options={chosenPresence.options.map((id) => ({ id, name: t(presenceTexts[id]) }))}
        value={state}
        onChange={setState}
      />
      {state === 'break' ? (
        <Select
          label={t(texts.breakFor)}
          options={breakReasons.map((id) => ({ id, name: t(breakReasonTexts[id]) }))}
          value={pause}
          onChange={setPause}
        />
      ) : null}
      <Select
        label={t(texts.orderWhy)}
        isRequired
        options={orderReasons.map((id) => ({ id, name: t(orderReasonTexts[id]) }))}
        value={reason}
        onChange={setReason}
      />
      <TextField label={t(texts.orderWords)} value={note} onChange={setNote} />
    </ConfirmDialog>
  );
}
