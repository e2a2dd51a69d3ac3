import { useMemo, useState } from 'react';
import { overflowNumber } from '#features/people/overflow.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { SearchField } from '#platform/ui/SearchField.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { callId } from '../../call.ts';
import type { CallView } from '../../contract.ts';
import { directoryGroup, matches } from '../../directory.ts';
import { callOut, callParty, type DirectoryItem, readDirectory } from '../../party-contract.ts';
import { directoryGroupTexts } from '../../party-texts.ts';
import { localNumber } from '../numbers.ts';
import { thePhone } from '../phone.ts';
import { texts } from './texts.ts';

interface DirectoryDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The running call; null: calling out. */
  readonly call: CallView | null;
  readonly incidentId: string | null;
}

/** Find somebody while one talks, and call them. */
export function DirectoryDialog({ isOpen, onClose, ...props }: DirectoryDialogProps) {
  const t = useText();
  return (
    <Dialog title={t(texts.directory)} isOpen={isOpen} onClose={onClose} size="wide">
      <Directory {...props} onClose={onClose} />
    </Dialog>
  );
}

type Way = 'consult' | 'blind' | 'out';

function Directory({ call, incidentId, onClose }: Omit<DirectoryDialogProps, 'isOpen'>) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const directory = useRoute(readDirectory, {});
  const rows = useFound(directory.data?.items, typed);
  const { dial, error, isPending } = useDial(call, incidentId, onClose);
  const errorText = useErrorText();
  const columns = useColumns(call === null ? ['out'] : ['consult', 'blind'], isPending, dial);
  const handleSubmit = () => {
    const first = rows.find((row) => row.number !== null);
    if (first !== undefined && !isPending) dial(first, call === null ? 'out' : 'consult');
  };
  return (
    <div className="flex flex-col gap-3">
      <SearchField label={t(texts.find)} value={typed} onChange={setTyped} onSubmit={handleSubmit} autoFocus />
      <p className="text-ink-soft">{t(call === null ? texts.findNoteOut : texts.findNote)}</p>
      {error === null ? null : <Notice tone="life">{errorText(error)}</Notice>}
      <QueryView query={directory}>
        {() => (
          <Table
            label={t(texts.directory)}
            columns={columns}
            rows={rows}
            idOf={idOf}
            empty={<EmptyState title={t(texts.nothingFound)} />}
          />
        )}
      </QueryView>
    </div>
  );
}

const idOf = ({ target }: DirectoryItem) => (target.kind === 'number' ? target.number : target.id);

/** What was typed, among the directory; and as a number itself, for who may dial any. */
function useFound(items: readonly DirectoryItem[] | undefined, typed: string): readonly DirectoryItem[] {
  const t = useText();
  const mayDialFree = useCan()('call.dial_free');
  return useMemo(() => {
    const found = (items ?? []).filter(({ name, nameEn, number, agency, words }) =>
      matches(typed, { words: [name, nameEn, number, agency, words] }),
    );
    const number = mayDialFree ? overflowNumber(typed) : null;
    if (number === null || found.some((one) => one.number === number)) return found;
    const name = t(texts.freeNumber);
    const target = { kind: 'number' as const, number };
    return [...found, { target, name, nameEn: name, number, group: null, agency: null, words: '' }];
  }, [items, typed, mayDialFree, t]);
}

function useDial(call: CallView | null, incidentId: string | null, onClose: () => void) {
  const options = { invalidates: ['/api/calls', '/api/desk'] };
  const bring = useCommand(callParty, { ...options, onDone: onClose });
  const out = useCommand(callOut, {
    ...options,
    onDone: (made) => {
      // Our own telephone rings now: the desk asked for it, so it takes it by itself.
      thePhone().answer(made.callId);
      onClose();
    },
  });
  const dial = ({ target }: DirectoryItem, way: Way) => {
    if (call === null || way === 'out') {
      out.mutate({ body: { to: target, ...(incidentId === null ? {} : { incidentId }) } });
      return;
    }
    // Held by the telephone itself, the desk could not speak with whom it calls.
    thePhone().hold(false);
    bring.mutate({ params: { id: callId.parse(call.id) }, body: { to: target, ask: way } });
  };
  return { dial, error: bring.error ?? out.error, isPending: bring.isPending || out.isPending };
}

function useColumns(ways: readonly Way[], isPending: boolean, dial: (row: DirectoryItem, way: Way) => void) {
  const t = useText();
  const { language } = useLanguage();
  const wanted = ways.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: dial is new at every render; what it does depends on the row
  return useMemo((): Column<DirectoryItem>[] => {
    const named = (row: DirectoryItem) => (language === 'en' ? row.nameEn : row.name);
    const acts = {
      consult: { name: texts.consult, label: texts.consultName },
      blind: { name: texts.blind, label: texts.blindName },
      out: { name: texts.call, label: texts.callName },
    } as const;
    const group = ({ group: code, target, agency }: DirectoryItem) => {
      const known = directoryGroup.safeParse(code);
      if (known.success) return t(directoryGroupTexts[known.data]);
      if (target.kind === 'number') return '–';
      return target.kind === 'contact' ? `${t(texts.dutyPhone)} · ${agency ?? ''}` : t(texts.agencyPhone);
    };
    return [
      { id: 'name', name: t(texts.name), isRowHeader: true, cell: named },
      { id: 'group', name: t(texts.group), cell: group },
      {
        id: 'number',
        name: t(texts.number),
        narrow: true,
        cell: ({ number }) => (number === null ? t(texts.noNumber) : localNumber(number)),
      },
      {
        id: 'act',
        name: t(texts.act),
        narrow: true,
        cell: (row) => (
          <span className="flex gap-1">
            {ways.map((way) => (
              <Button
                key={way}
                size="small"
                look={way === 'blind' ? 'plain' : 'primary'}
                isDisabled={isPending || row.number === null}
                aria-label={t(acts[way].label, { name: named(row) })}
                onPress={() => dial(row, way)}
              >
                {t(acts[way].name)}
              </Button>
            ))}
          </span>
        ),
      },
    ];
  }, [t, language, wanted, isPending]);
}
