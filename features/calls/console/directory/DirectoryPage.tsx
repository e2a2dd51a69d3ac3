import { BookPlus } from 'lucide-react';
import { useMemo } from 'react';
import { SettingsPage } from '#features/people/console/SettingsPage.tsx';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type DirectoryEntryView, listDirectoryEntries } from '../../directory-contract.ts';
import { directoryGroupTexts } from '../../party-texts.ts';
import { AddEntryDialog, EntryDialog } from './EntryDialogs.tsx';
import { directoryTexts as texts } from './texts.ts';

/** Whom the desks can call. */
export function DirectoryPage() {
  const t = useText();
  const entries = useRoute(listDirectoryEntries, {});
  const items = entries.data?.items ?? [];
  const columns = useMemo(
    (): Column<DirectoryEntryView>[] => [
      { id: 'name', name: t(texts.name), isRowHeader: true, cell: ({ content }) => content.name },
      { id: 'group', name: t(texts.group), cell: ({ content }) => t(directoryGroupTexts[content.group]) },
      {
        id: 'number',
        name: t(texts.number),
        cell: ({ content }) => content.number ?? <Badge tone="warn">{t(texts.notFilled)}</Badge>,
      },
      { id: 'words', name: t(texts.words), cell: ({ content }) => content.words },
      {
        id: 'state',
        name: t(texts.state),
        cell: ({ content }) =>
          content.active ? <StatusDot tone="good">{t(texts.active)}</StatusDot> : <Badge>{t(texts.inactive)}</Badge>,
      },
    ],
    [t],
  );
  return (
    <SettingsPage
      title={texts.directory}
      note={texts.note}
      place="entry"
      query={entries}
      rows={items}
      idOf={(entry) => entry.id}
      columns={columns}
      none={texts.none}
      search={{
        label: texts.find,
        wordsOf: ({ content }) => [content.name, content.nameEn, content.number, content.words].join(' '),
      }}
      add={{ id: 'directory.add', name: texts.add, icon: <BookPlus aria-hidden size={16} /> }}
      addDialog={(onClose) => <AddEntryDialog onClose={onClose} position={(items.length + 1) * 10} />}
      dialog={(id, onClose) => {
        const entry = items.find((one) => one.id === id);
        return entry === undefined ? null : <EntryDialog entry={entry} onClose={onClose} />;
      }}
    />
  );
}
