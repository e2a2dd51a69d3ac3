import { useMemo, useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { CellImportId } from '../../cell-site.ts';
import { readCellImport, takeCellImport } from '../../cell-site-contract.ts';
import { rowProblemTexts } from '../../cell-site-texts.ts';
import { checkFile } from './check-file.ts';
import { cellTexts as texts } from './texts.ts';

type Looked = RouteOutput<typeof readCellImport>;

/** Choose a file, see what is wrong with it, then take it: nothing changes before the last step. */
export function ImportCellsDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [progress, setProgress] = useState<number | null>(null);
  const [importId, setImportId] = useState<CellImportId | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const handleFile = async (file: File | undefined) => {
    setImportId(null);
    setFault(null);
    if (file === undefined) return;
    setProgress(0);
    try {
      setImportId(await checkFile(file, setProgress));
    } catch (error) {
      setFault(error);
    } finally {
      setProgress(null);
    }
  };
  return (
    <Dialog title={t(texts.import)} isOpen onClose={onClose} size="wide">
      <div className="flex flex-col gap-3">
        <label className="flex flex-col gap-1">
          <span className="font-medium">{t(texts.choose)}</span>
          <input
            type="file"
            accept=".csv,text/csv"
            disabled={progress !== null}
            onChange={(event) => void handleFile(event.target.files?.[0])}
          />
          <span className="text-sm text-ink-soft">{t(texts.columns)}</span>
        </label>
        {progress === null ? null : (
          <p aria-live="polite">{t(texts.checking, { percent: Math.round(progress * 100) })}</p>
        )}
        {fault === null ? null : <Notice tone="life">{errorText(fault)}</Notice>}
        {importId === null ? null : <TakeForm key={importId} id={importId} onClose={onClose} />}
      </div>
    </Dialog>
  );
}

function TakeForm({ id, onClose }: { id: CellImportId; onClose: () => void }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const looked = useRoute(readCellImport, { params: { id } });
  const [mode, setMode] = useState<'add' | 'replace'>('add');
  const [leaveOutBad, setLeaveOut] = useState(false);
  const [reason, setReason] = useState('');
  const take = useCommand(takeCellImport, { invalidates: ['/api/cell-sites'] });
  if (looked.data === undefined) return null;
  const { good, bad, known, problems } = looked.data;
  if (take.data !== undefined) {
    const { written, removed } = take.data;
    return (
      <Notice tone="good" action={<Button onPress={onClose}>OK</Button>}>
        {t(texts.done, { written: format.number(written), removed: format.number(removed) })}
      </Notice>
    );
  }
  const isBlocked = good === 0 || (bad > 0 && !leaveOutBad) || reason.trim().length < 3;
  return (
    <>
      <Notice tone={bad === 0 ? 'good' : 'warn'}>
        {t(texts.looked, { good: format.number(good), bad: format.number(bad), known: format.number(known) })}{' '}
        {t(texts.nothingYet)}
      </Notice>
      {problems.length === 0 ? null : <Problems problems={problems} />}
      {bad === 0 ? null : (
        <Switch isSelected={leaveOutBad} onChange={setLeaveOut}>
          {t(texts.leaveOut)}
        </Switch>
      )}
      <Select
        label={t(texts.mode)}
        options={[
          { id: 'add', name: t(texts.add) },
          { id: 'replace', name: t(texts.replace) },
        ]}
        value={mode}
        onChange={(chosen) => setMode(chosen === 'replace' ? 'replace' : 'add')}
      />
      <TextField label={t(texts.reason)} isRequired value={reason} onChange={setReason} />
      {take.error === null ? null : <Notice tone="life">{errorText(take.error)}</Notice>}
      <div className="flex justify-end">
        <Button
          look={mode === 'replace' ? 'danger' : 'primary'}
          isDisabled={isBlocked}
          isPending={take.isPending}
          onPress={() => take.mutate({ params: { id }, body: { mode, leaveOutBad, reason: reason.trim() } })}
        >
          {t(texts.take, { count: format.number(good) })}
        </Button>
      </div>
    </>
  );
}

function Problems({ problems }: { problems: Looked['problems'] }) {
  const t = useText();
  const columns = useMemo(
    (): Column<Looked['problems'][number]>[] => [
      { id: 'line', name: t(texts.line), align: 'right', narrow: true, cell: ({ line }) => line },
      {
        id: 'problem',
        name: t(texts.problem),
        isRowHeader: true,
        cell: ({ problem }) => t(rowProblemTexts[problem]),
      },
      { id: 'said', name: t(texts.said), cell: ({ said }) => said },
    ],
    [t],
  );
  return (
    <div className="max-h-64 overflow-y-auto">
      <Table label={t(texts.bad)} columns={columns} rows={problems} idOf={({ line }) => String(line)} />
    </div>
  );
}
