import { Fragment, type ReactNode, useState } from 'react';
import type { Text } from '#platform/shared/texts.ts';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { SearchField } from '#platform/ui/SearchField.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';

interface SettingsPageProps<Row, Answer> {
  readonly title: Text;
  readonly note: Text;
  /** The word of this setting in the address: `?clock=…` is the opened one. */
  readonly place: string;
  /** Where the rows come from: the table waits for its answer. */
  readonly query: Parameters<typeof QueryView<Answer>>[0]['query'];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** Between the heading and the table. */
  readonly above?: ReactNode;
  /** What the table says when it has no rows. */
  readonly none: Text;
  /** How a new one is made, for who may change settings. */
  readonly add: { readonly id: string; readonly name: Text; readonly icon: ReactNode };
  readonly addDialog: (onClose: () => void) => ReactNode;
  /** The opened one; null while it is not among the rows. Mounted anew for each id. */
  readonly dialog: (id: string, onClose: () => void) => ReactNode;
  /** Left out where there are few rows. */
  readonly search?: { readonly label: Text; readonly wordsOf: (row: Row) => string };
}

/** The frame of every register of settings: find one, open it, add one. */
export function SettingsPage<Row, Answer>({ search, query, rows, ...props }: SettingsPageProps<Row, Answer>) {
  const t = useText();
  const mayChange = useCan()('setting.change');
  const [typed, setTyped] = usePlace('q');
  const [opened, setOpened] = usePlace(props.place);
  const [isAdding, setAdding] = useState(false);
  const add: Command = {
    id: props.add.id,
    name: props.add.name,
    keys: ['F4'],
    group: props.title,
    when: () => true,
    run: () => setAdding(true),
  };
  useCommands(mayChange ? [add] : []);
  const isWanted = (row: Row) =>
    typed === null || search === undefined || search.wordsOf(row).toLowerCase().includes(typed.toLowerCase());
  return (
    <Page
      title={t(props.title)}
      description={t(props.note)}
      actions={mayChange ? <CommandButton command={add} look="primary" icon={props.add.icon} /> : null}
    >
      {props.above}
      {search === undefined ? null : (
        <div className="max-w-sm">
          <SearchField
            label={t(search.label)}
            value={typed ?? ''}
            onChange={(words) => setTyped(words === '' ? null : words)}
          />
        </div>
      )}
      <Card flush>
        <QueryView query={query}>
          {() => (
            <Table
              label={t(props.title)}
              columns={props.columns}
              rows={rows.filter(isWanted)}
              idOf={props.idOf}
              onOpen={(row) => setOpened(props.idOf(row))}
              selectedId={opened}
              empty={<EmptyState title={t(props.none)} />}
            />
          )}
        </QueryView>
      </Card>
      {isAdding ? props.addDialog(() => setAdding(false)) : null}
      {opened === null ? null : <Fragment key={opened}>{props.dialog(opened, () => setOpened(null))}</Fragment>}
    </Page>
  );
}
