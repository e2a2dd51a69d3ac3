import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { makeInitialPassword } from '../initial-password.ts';
import { importProblemTexts, screenTexts } from '../screen-texts.ts';
import { importUsers, previewImport } from '../user-contract.ts';

type PreviewRow = RouteOutput<typeof previewImport>['rows'][number];

/** Accounts from a CSV: read, look at what is wrong, then all of them or none. */
export function ImportUsersDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [csv, setCsv] = useState('');
  const [passwords, setPasswords] = useState<Readonly<Record<string, string>>>({});
  const preview = useCommand(previewImport, {
    invalidates: [],
    onDone: ({ rows }) => setPasswords(Object.fromEntries(rows.map((row) => [row.username, makeInitialPassword()]))),
  });
  const create = useCommand(importUsers);
  const handleFile = async (file: File | undefined) => {
    create.reset();
    if (file === undefined) return;
    const text = await file.text();
    setCsv(text);
    preview.mutate({ body: { csv: text } });
  };
  const rows = preview.data?.rows ?? [];
  const missing = preview.data?.missingColumns ?? [];
  const isReady = rows.length > 0 && missing.length === 0 && rows.every((row) => row.problems.length === 0);
  const error = create.error ?? preview.error;
  return (
    <Dialog
      title={t(screenTexts.importUsers)}
      isOpen
      onClose={onClose}
      size="wide"
      mustAnswer={create.isSuccess}
      actions={
        create.isSuccess ? (
          <>
            <Button icon={<Download aria-hidden size={16} />} onPress={() => download(passwords)}>
              {t(screenTexts.downloadPasswords)}
            </Button>
            <Button look="primary" onPress={onClose}>
              {t(screenTexts.done)}
            </Button>
          </>
        ) : (
          <Button
            look="primary"
            isDisabled={!isReady}
            isPending={create.isPending}
            onPress={() => create.mutate({ body: { csv, passwords } })}
          >
            {t(screenTexts.importAll, { count: rows.length })}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        {create.isSuccess ? (
          <Notice tone="good" title={t(screenTexts.imported, { count: create.data.created })}>
            {t(screenTexts.passwordOnce)}
          </Notice>
        ) : (
          <label className="flex flex-col gap-1">
            <span className="font-medium">{t(screenTexts.chooseFile)}</span>
            <input type="file" accept=".csv,text/csv" onChange={(event) => void handleFile(event.target.files?.[0])} />
            <span className="text-sm text-ink-soft">{t(screenTexts.importNote)}</span>
          </label>
        )}
        {missing.length === 0 ? null : (
          <Notice tone="warn">{t(screenTexts.missingColumns, { columns: missing.join(', ') })}</Notice>
        )}
        {error === null ? null : <Notice tone="life">{errorText(error)}</Notice>}
        {rows.length === 0 ? null : <PreviewTable rows={rows} />}
      </div>
    </Dialog>
  );
}

function PreviewTable({ rows }: { rows: readonly PreviewRow[] }) {
  const t = useText();
  const columns = useMemo(
    (): Column<PreviewRow>[] => [
      {
        id: 'line',
        name: t(screenTexts.line),
        narrow: true,
        align: 'right',
        cell: (row) => row.line,
        sortBy: (row) => row.line,
      },
      { id: 'username', name: t(screenTexts.username), isRowHeader: true, cell: (row) => row.username },
      { id: 'name', name: t(screenTexts.displayName), cell: (row) => row.displayName },
      { id: 'roles', name: t(screenTexts.roles), cell: (row) => row.roles.join(', ') },
      { id: 'agency', name: t(screenTexts.agency), cell: (row) => row.agency },
      {
        id: 'problems',
        name: t(screenTexts.problems),
        sortBy: (row) => -row.problems.length,
        cell: (row) =>
          row.problems.length === 0 ? (
            <Badge tone="good">{t(screenTexts.noProblems)}</Badge>
          ) : (
            <span className="text-life">
              {row.problems.map((problem) => t(importProblemTexts[problem])).join('; ')}
            </span>
          ),
      },
    ],
    [t],
  );
  return (
    <Table
      label={t(screenTexts.importUsers)}
      columns={columns}
      rows={rows}
      idOf={(row) => String(row.line)}
      isUrgent={(row) => row.problems.length > 0}
    />
  );
}

/** A file only this browser makes: the server keeps no password in the clear. */
function download(passwords: Readonly<Record<string, string>>): void {
  const lines = [
    'username,password',
    ...Object.entries(passwords).map(([username, password]) => `${username},${password}`),
  ];
  const address = URL.createObjectURL(new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'sigap-112-kata-sandi-awal.csv';
  link.click();
  URL.revokeObjectURL(address);
}
