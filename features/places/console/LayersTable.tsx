import { useMemo, useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { EmptyState, useErrorText } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { removeLayer, restoreLayer } from '../import-contract.ts';
import type { LayerView } from '../layer-contract.ts';
import { kindTexts, levelTexts, stateTexts, texts } from './texts.ts';

/** Every layer with what must be known of it, and the way out of use and back. */
export function LayersTable({ layers, mayChange }: { layers: readonly LayerView[]; mayChange: boolean }) {
  const t = useText();
  const format = useFormat();
  const [chosen, setChosen] = useState<LayerView | null>(null);
  const columns = useMemo(
    (): Column<LayerView>[] => [
      { id: 'title', name: t(texts.layer), isRowHeader: true, cell: ({ title }) => title },
      {
        id: 'kind',
        name: t(texts.kind),
        cell: ({ kind, level, status }) =>
          [t(kindTexts[kind]), level === null ? null : t(levelTexts[level]), status].filter(Boolean).join(', '),
      },
      { id: 'items', name: t(texts.items), align: 'right', cell: ({ items }) => format.number(items) },
      { id: 'source', name: t(texts.source), cell: ({ source, vintage }) => `${source}, ${vintage}` },
      { id: 'licence', name: t(texts.licence), cell: ({ licence }) => licence },
      {
        id: 'made',
        name: t(texts.made),
        cell: ({ madeAt, madeBy }) => `${format.full(madeAt)}, ${madeBy?.displayName ?? t(texts.bySystem)}`,
      },
      {
        id: 'state',
        name: t(texts.state),
        cell: ({ state }) => <Badge tone={state === 'active' ? 'good' : 'neutral'}>{t(stateTexts[state])}</Badge>,
      },
      ...(mayChange
        ? [
            {
              id: 'act',
              name: '',
              cell: (layer: LayerView) => (
                <Button size="small" onPress={() => setChosen(layer)}>
                  {t(layer.state === 'active' ? texts.remove : texts.restore)}
                </Button>
              ),
            },
          ]
        : []),
    ],
    [t, format, mayChange],
  );
  return (
    <>
      <Table
        label={t(texts.layers)}
        columns={columns}
        rows={layers}
        idOf={({ id }) => id}
        empty={<EmptyState title={t(texts.noLayers)} />}
      />
      {chosen === null ? null : <TurnDialog key={chosen.id} layer={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

/** Out of use, or back: with a reason, like every change. */
function TurnDialog({ layer, onClose }: { layer: LayerView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const options = { invalidates: ['/api/place-layers', '/api/place-search', '/api/boundaries'], onDone: onClose };
  const remove = useCommand(removeLayer, options);
  const restore = useCommand(restoreLayer, options);
  const isActive = layer.state === 'active';
  const command = isActive ? remove : restore;
  return (
    <ConfirmDialog
      title={t(isActive ? texts.removeTitle : texts.restoreTitle, { name: layer.title })}
      confirmName={t(isActive ? texts.remove : texts.restore)}
      isOpen
      isDanger={isActive}
      onClose={onClose}
      onConfirm={() => command.mutate({ params: { id: layer.id }, body: { reason: reason.trim() } })}
      isPending={command.isPending}
      isBlocked={reason.trim().length < 3}
      error={command.error && errorText(command.error)}
    >
      <TextField label={t(texts.reason)} isRequired value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
