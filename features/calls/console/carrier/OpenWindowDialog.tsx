import { useState } from 'react';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { useText, useZone } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { windowMinutes, windowRequest } from '../../carrier-window.ts';
import { openCarrierWindow } from '../../carrier-window-contract.ts';
import type { LineId } from '../../line.ts';
import { listLines } from '../../line-contract.ts';
import { instantOf } from '../local-time.ts';
import { carrierScreenTexts as texts } from './texts.ts';

/** Which line, when, from which numbers, who asked and why. */
export function OpenWindowDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const zone = useZone();
  const errorText = useErrorText();
  const lines = useRoute(listLines, {});
  const inUse = (lines.data?.items ?? []).filter(({ content }) => content.active);
  const [chosen, choose] = useState<LineId | null>(null);
  const [begins, setBegins] = useState('');
  const [minutes, setMinutes] = useState('60');
  const [numbers, setNumbers] = useState('');
  const [askedBy, setAskedBy] = useState('');
  const [reason, setReason] = useState('');
  const open = useCommand(openCarrierWindow, {
    invalidates: ['/api/carrier-windows', '/api/lines'],
    onDone: onClose,
  });
  const lineId = chosen ?? inUse[0]?.id ?? null;
  const request = windowRequest.safeParse({
    opensAt: begins === '' ? null : instantOf(begins, zone),
    minutes: Number.parseInt(minutes, 10),
    numbers: numbers.split(/[\n,;]+/).flatMap((line) => line.trim() || []),
    askedBy,
    reason,
  });
  return (
    <ConfirmDialog
      title={t(texts.open)}
      confirmName={t(texts.openHere)}
      isOpen
      onClose={onClose}
      onConfirm={() => {
        if (lineId !== null && request.success) open.mutate({ params: { id: lineId }, body: request.data });
      }}
      isPending={open.isPending}
      isBlocked={lineId === null || !request.success}
      error={open.error && errorText(open.error)}
    >
      <Select
        label={t(texts.line)}
        isRequired
        options={inUse.map(({ id, content }) => ({ id, name: content.name }))}
        value={lineId}
        onChange={choose}
      />
      <TextArea
        label={t(texts.numbers)}
        description={t(texts.numbersNote)}
        rows={3}
        value={numbers}
        onChange={setNumbers}
      />
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <TextField type="datetime-local" label={t(texts.begins)} value={begins} onChange={setBegins} />
        <TextField
          type="number"
          min={windowMinutes.least}
          max={windowMinutes.most}
          label={t(texts.minutes)}
          isRequired
          value={minutes}
          onChange={setMinutes}
        />
      </div>
      <TextField
        label={t(texts.askedBy)}
        description={t(texts.askedByNote)}
        isRequired
        value={askedBy}
        onChange={setAskedBy}
      />
      <TextField label={t(texts.reason)} isRequired value={reason} onChange={setReason} />
      <p className="text-sm text-ink-soft">{t(texts.help)}</p>
    </ConfirmDialog>
  );
}
