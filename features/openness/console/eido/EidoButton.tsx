import { FileJson } from 'lucide-react';
import { useState } from 'react';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type EidoReason, eidoReasons } from '../../eido.ts';
import { readEido } from '../../eido-contract.ts';
import { eidoReasonTexts, eidoTexts as texts } from '../../eido-texts.ts';

/** One incident as a file for another system; asks why, for it holds personal data. */
export function EidoButton({
  incident,
}: {
  incident: { readonly id: string; readonly number: number; readonly withheld: boolean };
}) {
  const isOffered = useCan()('incident.export') && !incident.withheld;
  const [isOpen, setOpen] = useState(false);
  const command: Command = { id: 'incident.eido', name: texts.download, run: () => setOpen(true) };
  useCommands(isOffered ? [command] : []);
  if (!isOffered) return null;
  return (
    <>
      <CommandButton command={command} icon={<FileJson aria-hidden size={16} />} />
      {isOpen ? <EidoDialog incident={incident} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function EidoDialog({
  incident,
  onClose,
}: {
  incident: { readonly id: string; readonly number: number };
  onClose: () => void;
}) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState<EidoReason>('handover');
  const { number } = incident;
  const read = useCommand(readEido, {
    onDone: (eido) => {
      save(eido, number);
      toast(t(texts.done, { number }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t(texts.title, { number })}
      confirmName={t(texts.download)}
      isOpen
      onClose={onClose}
      onConfirm={() => read.mutate({ params: { id: incident.id }, query: { reason } })}
      isPending={read.isPending}
      error={read.error === null ? null : errorText(read.error)}
    >
      <p className="text-ink-soft">{t(texts.note)}</p>
      <Select
        label={t(texts.reason)}
        value={reason}
        onChange={setReason}
        options={eidoReasons.map((one) => ({ id: one, name: t(eidoReasonTexts[one]) }))}
      />
    </ConfirmDialog>
  );
}

function save(eido: object, number: number): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(eido, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `eido-${number}.json`;
  link.click();
  URL.revokeObjectURL(address);
}
