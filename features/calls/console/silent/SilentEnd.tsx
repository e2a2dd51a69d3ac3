import { useState } from 'react';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { CallId } from '../../call.ts';
import { type SilentEndReason, silentEndReasons } from '../../silent.ts';
import { endSilentCall } from '../../silent-contract.ts';
import { silentEndReasonTexts } from '../../silent-texts.ts';
import { panelTexts as texts } from './panel-texts.ts';
import { useSilence } from './use-silence.ts';

/** The hang-up of a silent call whose steps are not done: asked once more, and only with a reason. */
export function SilentEnd({ callId, onClose }: { callId: CallId; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState<SilentEndReason | null>(null);
  const silence = useSilence(callId, true);
  const end = useCommand(endSilentCall, {
    invalidates: ['/api/desk', '/api/calls', '/api/queue'],
    onDone: onClose,
  });
  const count = silence?.view.signs.length ?? 0;
  return (
    <ConfirmDialog
      title={t(texts.endTitle)}
      isOpen
      onClose={onClose}
      confirmName={t(texts.endConfirm)}
      isDanger
      isBlocked={reason === null}
      isPending={end.isPending}
      error={end.error === null ? null : errorText(end.error)}
      onConfirm={() => reason !== null && end.mutate({ params: { id: callId }, body: { reason } })}
    >
      {count === 0 ? null : <Notice tone="life">{t(texts.endSigns, { count })}</Notice>}
      <p>{t(texts.endWhy)}</p>
      <RadioCards
        label={t(texts.endReason)}
        options={silentEndReasons.map((each, index) => ({
          id: each,
          name: t(silentEndReasonTexts[each]),
          key: String(index + 1),
        }))}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
