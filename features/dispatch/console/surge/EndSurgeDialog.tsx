import { useState } from 'react';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { surgeEndReasons } from '../../surge.ts';
import { endSurge, type SurgeView } from '../../surge-contract.ts';
import { surgeEndTexts } from '../../surge-texts.ts';
import { texts } from './texts.ts';

/** Ends disaster mode, with why and what was. */
export function EndSurgeDialog({ surge, onClose }: { surge: SurgeView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState<(typeof surgeEndReasons)[number] | null>(null);
  const [summary, setSummary] = useState('');
  const end = useCommand(endSurge, { invalidates: ['/api/surges', '/api/surge-incidents'], onDone: onClose });
  return (
    <ConfirmDialog
      title={t(texts.turnOff)}
      confirmName={t(texts.turnOff)}
      isDanger
      isOpen
      onClose={onClose}
      isPending={end.isPending}
      isBlocked={reason === null || summary.trim().length < 3}
      error={end.error && errorText(end.error)}
      onConfirm={() => {
        if (reason === null) return;
        end.mutate({ params: { id: surge.id }, body: { version: surge.version, reason, summary } });
      }}
    >
      <p>{t(texts.willEnd)}</p>
      <RadioCards
        label={t(texts.endReason)}
        isRequired
        columns={1}
        value={reason}
        onChange={setReason}
        options={surgeEndReasons.map((id, index) => ({ id, name: t(surgeEndTexts[id]), key: String(index + 1) }))}
      />
      <TextArea
        label={t(texts.summary)}
        description={t(texts.summaryNote)}
        isRequired
        rows={3}
        value={summary}
        onChange={setSummary}
        maxLength={4000}
      />
    </ConfirmDialog>
  );
}
