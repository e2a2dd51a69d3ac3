import { Download, Printer } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { type Translate, useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import {
  type CarrierCallView,
  type CarrierWindowView,
  closeCarrierWindow,
  listCarrierCalls,
} from '../../carrier-window-contract.ts';
import { carrierCsv } from '../../carrier-window-csv.ts';
import { windowStateTexts } from '../../carrier-window-texts.ts';
import { carrierScreenTexts as texts } from './texts.ts';

/** One window: what was agreed on, its calls for the operator's protocol, and its early end. */
export function WindowDialog({ window: opened, onClose }: { window: CarrierWindowView; onClose: () => void }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const close = useCommand(closeCarrierWindow, { invalidates: ['/api/carrier-windows', '/api/lines'] });
  const calls = useRoute(listCarrierCalls, { params: { id: opened.id } }, { refreshMs: 5_000 });
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  const items = calls.data?.items ?? [];
  return (
    <Dialog
      title={`${t(texts.title)}: ${opened.lineName}`}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <span className="flex flex-wrap gap-2 print:hidden">
          <Button icon={<Printer aria-hidden size={16} />} onPress={() => globalThis.print()}>
            {t(texts.print)}
          </Button>
          <Button
            icon={<Download aria-hidden size={16} />}
            isDisabled={items.length === 0}
            onPress={() => download(opened, items)}
          >
            {t(texts.download)}
          </Button>
          {opened.state === 'closed' ? null : (
            <Button
              look="danger"
              isPending={close.isPending}
              onPress={() => close.mutate({ params: { id: opened.id } })}
            >
              {t(texts.close)}
            </Button>
          )}
        </span>
      }
    >
      <WindowFacts window={opened} />
      {close.error === null ? null : <Notice tone="life">{errorText(close.error)}</Notice>}
      {opened.state === 'closed' ? null : <p className="text-sm text-ink-soft">{t(texts.closeNote)}</p>}
      <QueryView query={calls}>
        {() => (
          <Table
            label={t(texts.calls)}
            columns={columns}
            rows={items}
            idOf={({ id }) => id}
            empty={<EmptyState title={t(texts.noCalls)} />}
          />
        )}
      </QueryView>
    </Dialog>
  );
}

function WindowFacts({ window: opened }: { window: CarrierWindowView }) {
  const t = useText();
  const format = useFormat();
  const { numbers, closedAt, closedBy, closesAt } = opened;
  const ended = closedBy === null ? t(texts.byTimer) : closedBy.displayName;
  const facts = [
    [texts.state, t(windowStateTexts[opened.state])],
    [texts.from, format.full(opened.opensAt)],
    [texts.until, format.full(closedAt ?? closesAt)],
    [texts.numbers, numbers.length === 0 ? t(texts.noNumbers) : numbers.join(', ')],
    [texts.askedBy, opened.askedBy],
    [texts.reason, opened.reason],
    [texts.openedBy, opened.openedBy.displayName],
    ...(closedAt === null ? [] : [[texts.closedBy, ended] as const]),
  ] as const;
  return (
    <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[12rem_1fr]">
      {facts.map(([name, value]) => (
        <div key={name.en} className="contents">
          <dt className="text-ink-soft">{t(name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function columnsOf(t: Translate, format: ReturnType<typeof useFormat>): Column<CarrierCallView>[] {
  return [
    { id: 'number', name: t(texts.number), isRowHeader: true, cell: ({ number }) => String(number) },
    { id: 'arrived', name: t(texts.arrived), cell: ({ arrivedAt }) => format.full(arrivedAt) },
    {
      id: 'answered',
      name: t(texts.answered),
      align: 'right',
      cell: ({ answerMs }) => (answerMs === null ? '–' : t(texts.ms, { ms: format.number(answerMs) })),
    },
    {
      id: 'duration',
      name: t(texts.duration),
      align: 'right',
      cell: ({ durationMs }) =>
        durationMs === null ? '–' : t(texts.seconds, { s: format.number(Math.round(durationMs / 100) / 10) }),
    },
    { id: 'codec', name: t(texts.codec), cell: ({ codec }) => codec },
    { id: 'caller', name: t(texts.caller), cell: ({ callerRaw }) => callerRaw ?? t(texts.withheld) },
    { id: 'normalised', name: t(texts.normalised), cell: ({ callerE164 }) => callerE164 ?? '–' },
    { id: 'dialled', name: t(texts.dialled), cell: ({ dialled }) => dialled },
    { id: 'cause', name: t(texts.cause), align: 'right', cell: ({ cause }) => (cause === null ? '–' : String(cause)) },
  ];
}

function download(opened: CarrierWindowView, items: readonly CarrierCallView[]): void {
  const address = URL.createObjectURL(new Blob([carrierCsv(items)], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `uji-operator-${opened.opensAt.slice(0, 10)}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
