import { FlaskConical } from 'lucide-react';
import { useMemo, useState } from 'react';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import type { WindowState } from '../../carrier-window.ts';
import { type CarrierWindowView, listCarrierWindows } from '../../carrier-window-contract.ts';
import { windowStateTexts } from '../../carrier-window-texts.ts';
import { OpenWindowDialog } from './OpenWindowDialog.tsx';
import { carrierScreenTexts as texts } from './texts.ts';
import { WindowDialog } from './WindowDialog.tsx';

export const windowTones = { planned: 'warn', open: 'good', closed: 'neutral' } as const satisfies Record<
  WindowState,
  string
>;

/** When operators test or tested their lines, and what came of it. */
export function CarrierTestsPage() {
  const t = useText();
  const format = useFormat();
  const [opened, setOpened] = usePlace('window');
  const [isOpening, setOpening] = useState(false);
  // A window ends by its own clock too.
  const windows = useRoute(listCarrierWindows, { query: {} }, { refreshMs: 30_000 });
  const open: Command = {
    id: 'carrier.open',
    name: texts.open,
    keys: ['F4'],
    group: texts.title,
    when: () => true,
    run: () => setOpening(true),
  };
  useCommands([open]);
  const columns = useMemo(
    (): Column<CarrierWindowView>[] => [
      { id: 'line', name: t(texts.line), isRowHeader: true, cell: ({ lineName }) => lineName },
      {
        id: 'state',
        name: t(texts.state),
        cell: ({ state }) => <StatusDot tone={windowTones[state]}>{t(windowStateTexts[state])}</StatusDot>,
      },
      { id: 'from', name: t(texts.from), cell: ({ opensAt }) => format.full(opensAt) },
      {
        id: 'until',
        name: t(texts.until),
        cell: ({ closesAt, closedAt }) => format.full(closedAt ?? closesAt),
      },
      { id: 'askedBy', name: t(texts.askedBy), cell: ({ askedBy }) => askedBy },
      { id: 'calls', name: t(texts.calls), align: 'right', cell: ({ calls }) => format.number(calls) },
    ],
    [t, format],
  );
  const shown = windows.data?.items.find(({ id }) => id === opened);
  return (
    <Page
      title={t(texts.title)}
      description={t(texts.note)}
      actions={<CommandButton command={open} look="primary" icon={<FlaskConical aria-hidden size={16} />} />}
    >
      <Card flush>
        <QueryView query={windows}>
          {({ items }) => (
            <Table
              label={t(texts.title)}
              columns={columns}
              rows={items}
              idOf={({ id }) => id}
              onOpen={({ id }) => setOpened(id)}
              selectedId={opened}
              empty={<EmptyState title={t(texts.none)} />}
            />
          )}
        </QueryView>
      </Card>
      {isOpening ? <OpenWindowDialog onClose={() => setOpening(false)} /> : null}
      {shown === undefined ? null : <WindowDialog key={shown.id} window={shown} onClose={() => setOpened(null)} />}
    </Page>
  );
}
