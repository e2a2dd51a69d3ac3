import { Cable } from 'lucide-react';
import { useMemo } from 'react';
import { SettingsPage } from '#features/people/console/SettingsPage.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listCarrierWindows } from '../../carrier-window-contract.ts';
import { type LineView, listLines } from '../../line-contract.ts';
import { lineWayTexts } from '../../line-texts.ts';
import { AddLineDialog, LineDialog } from './LineDialogs.tsx';
import { LastCanary, LineState, OperatorSide } from './LineState.tsx';
import { lineScreenTexts as texts } from './texts.ts';

/** The lines by which calls come in: how they are set, and how they are at this moment. */
export function LinesPage() {
  const t = useText();
  // Canaries tell no screen of themselves: there is one a minute.
  const lines = useRoute(listLines, {}, { refreshMs: 10_000 });
  const items = lines.data?.items ?? [];
  const maySee = useCan()('call.test');
  const tests = useRoute(listCarrierWindows, { query: {} }, { enabled: maySee, refreshMs: 30_000 });
  const open = tests.data?.items.filter(({ state }) => state === 'open');
  const columns = useMemo((): Column<LineView>[] => {
    const testedUntil = (id: string) => open?.find(({ lineId }) => lineId === id)?.closesAt ?? null;
    return [
      { id: 'name', name: t(texts.line), isRowHeader: true, cell: ({ content }) => content.name },
      { id: 'way', name: t(texts.way), cell: ({ content }) => t(lineWayTexts[content.way]) },
      {
        id: 'state',
        name: t(texts.state),
        cell: (line) => <LineState line={line} testedUntil={testedUntil(line.id)} />,
      },
      { id: 'operator', name: t(texts.operator), cell: (line) => <OperatorSide line={line} /> },
      { id: 'canary', name: t(texts.canary), cell: ({ lastCanary }) => <LastCanary canary={lastCanary} /> },
    ];
  }, [t, open]);
  return (
    <SettingsPage
      title={texts.lines}
      note={texts.linesNote}
      place="line"
      query={lines}
      rows={items}
      idOf={(line) => line.id}
      columns={columns}
      none={texts.none}
      add={{ id: 'line.add', name: texts.add, icon: <Cable aria-hidden size={16} /> }}
      addDialog={(onClose) => <AddLineDialog hasTls={lines.data?.hasTls ?? false} onClose={onClose} />}
      dialog={(id, onClose) => {
        const line = items.find((one) => one.id === id);
        return line === undefined ? null : (
          <LineDialog line={line} hasTls={lines.data?.hasTls ?? false} onClose={onClose} />
        );
      }}
    />
  );
}
