import { useState } from 'react';
import { Checkbox } from '#platform/ui/Checkbox.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { beginExport, type ExportId, exportFilePath, readExport } from '../../list-contract.ts';
import { texts } from './texts.ts';
import type { ListState } from './use-list.ts';

const lookMs = 400;

/** The filtered list as a file; the dialog stays and counts the rows until the file is there. */
export function ExportDialog({ list, onClose }: { list: ListState; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const mayShow = useCan()('caller.show');
  const [format, setFormat] = useState<'csv' | 'xlsx'>('csv');
  const [withCaller, setWithCaller] = useState(false);
  const [reason, setReason] = useState('');
  const [failed, setFailed] = useState<unknown>(null);
  const [writing, setWriting] = useState<ExportId | null>(null);
  const begin = useCommand(beginExport, {
    invalidates: [],
    onDone: (asked) => {
      setWriting(asked.id);
      download(asked.id, asked.format).then(
        () => {
          toast(t(texts.exported, { count: asked.rowsTotal }));
          onClose();
        },
        (error: unknown) => {
          setWriting(null);
          setFailed(error);
        },
      );
    },
  });
  const error = begin.error ?? failed;
  return (
    <ConfirmDialog
      title={t(texts.exportTitle, { count: list.count ?? '…' })}
      confirmName={t(texts.exportNow)}
      isOpen
      onClose={onClose}
      onConfirm={() => {
        setFailed(null);
        begin.mutate({ body: { format, filter: list.query, columns: [...list.columns], withCaller, reason } });
      }}
      isPending={begin.isPending || writing !== null}
      isBlocked={withCaller && reason.trim().length < 5}
      error={error === null ? null : errorText(error)}
    >
      <p className="text-ink-soft">{t(texts.exportNote)}</p>
      <Select
        label={t(texts.format)}
        value={format}
        onChange={setFormat}
        options={[
          { id: 'csv', name: t(texts.csv) },
          { id: 'xlsx', name: t(texts.xlsx) },
        ]}
      />
      {mayShow ? (
        <Checkbox isSelected={withCaller} onChange={setWithCaller}>
          {t(texts.withCaller)}
        </Checkbox>
      ) : null}
      <TextField
        label={t(texts.exportReason)}
        value={reason}
        onChange={setReason}
        maxLength={300}
        isRequired={withCaller}
      />
      {writing === null ? null : <Progress id={writing} />}
    </ConfirmDialog>
  );
}

function Progress({ id }: { id: ExportId }) {
  const t = useText();
  const format = useFormat();
  const { data } = useRoute(readExport, { params: { id } }, { refreshMs: lookMs });
  if (data === undefined) return null;
  const { rowsDone: done, rowsTotal: total } = data;
  return (
    <p role="status" className="flex items-center gap-3">
      <progress className="h-2 flex-1 accent-(--accent-fill)" max={Math.max(1, total)} value={done} />
      {t(texts.writing, { done: format.number(done), total: format.number(total) })}
    </p>
  );
}

/** Into the browser's memory first, so that one sees whether it came whole. */
async function download(id: ExportId, format: 'csv' | 'xlsx'): Promise<void> {
  const response = await fetch(exportFilePath.replace(':id', id));
  if (!response.ok) throw new Error(`The file of the export was refused: ${response.status}`);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download =
    /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? `kejadian.${format}`;
  link.click();
  URL.revokeObjectURL(address);
}
