import { useMemo, useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog, Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type AreaContent, areaPurposes } from '../area.ts';
import { type AreaView, createArea, listAreas, removeArea } from '../area-contract.ts';
import { areaPurposeTexts } from '../area-texts.ts';
import { type AreaGeometry, areaGeometry } from '../geometry.ts';
import { stateTexts, texts } from './texts.ts';

const stale = ['/api/areas', '/api/settings'];

/** The areas as a list; a map draws them. */
export function AreasCard({ mayChange }: { mayChange: boolean }) {
  const t = useText();
  const format = useFormat();
  const areas = useRoute(listAreas, {});
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<AreaView | null>(null);
  const columns = useMemo(
    (): Column<AreaView>[] => [
      { id: 'name', name: t(texts.area), isRowHeader: true, cell: ({ content }) => content.name },
      { id: 'purpose', name: t(texts.purpose), cell: ({ content }) => t(areaPurposeTexts[content.purpose]) },
      {
        id: 'corners',
        name: t(texts.corners),
        align: 'right',
        cell: ({ content }) => format.number(cornersIn(content.geometry)),
      },
      {
        id: 'state',
        name: t(texts.state),
        cell: ({ content }) => (
          <Badge tone={content.active ? 'good' : 'neutral'}>
            {t(content.active ? stateTexts.active : stateTexts.removed)}
          </Badge>
        ),
      },
      ...(mayChange
        ? [
            {
              id: 'act',
              name: '',
              cell: (area: AreaView) =>
                area.content.active ? (
                  <Button size="small" onPress={() => setRemoving(area)}>
                    {t(texts.remove)}
                  </Button>
                ) : null,
            },
          ]
        : []),
    ],
    [t, format, mayChange],
  );
  return (
    <Card
      title={t(texts.areas)}
      flush
      actions={
        mayChange ? (
          <Button size="small" onPress={() => setAdding(true)}>
            {t(texts.addArea)}
          </Button>
        ) : null
      }
    >
      <p className="px-3 py-2 text-ink-soft">{t(texts.areasNote)}</p>
      <QueryView query={areas}>
        {({ items }) => (
          <Table
            label={t(texts.areas)}
            columns={columns}
            rows={items}
            idOf={({ id }) => id}
            empty={<EmptyState title={t(texts.noAreas)} />}
          />
        )}
      </QueryView>
      {isAdding ? <AddAreaDialog onClose={() => setAdding(false)} /> : null}
      {removing === null ? null : <RemoveDialog area={removing} onClose={() => setRemoving(null)} />}
    </Card>
  );
}

function cornersIn(geometry: AreaGeometry): number {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().reduce((sum, ring) => sum + ring.length - 1, 0);
}

/** The first polygon of a GeoJSON text: of a geometry, a feature or a collection; null: there is none. */
function polygonIn(text: string): AreaGeometry | null {
  const search = (value: unknown): AreaGeometry | null => {
    const read = areaGeometry.safeParse(value);
    if (read.success) return read.data;
    if (typeof value !== 'object' || value === null) return null;
    if ('geometry' in value) return search(value.geometry);
    return 'features' in value && Array.isArray(value.features) ? search(value.features[0]) : null;
  };
  try {
    return search(JSON.parse(text));
  } catch {
    return null;
  }
}

function AddAreaDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState<AreaContent['purpose']>('sector');
  const [geometry, setGeometry] = useState<AreaGeometry | 'unreadable' | null>(null);
  const [reason, setReason] = useState('');
  const create = useCommand(createArea, { invalidates: stale, onDone: onClose });
  const isReady =
    geometry !== null && geometry !== 'unreadable' && name.trim().length >= 2 && reason.trim().length >= 3;
  return (
    <Dialog
      title={t(texts.addArea)}
      isOpen
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isDisabled={!isReady}
          isPending={create.isPending}
          onPress={() => {
            if (geometry === null || geometry === 'unreadable') return;
            const content = { name: name.trim(), purpose, note: '', geometry, active: true };
            create.mutate({ body: { content, reason: reason.trim() } });
          }}
        >
          {t(texts.add)}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <TextField label={t(texts.area)} isRequired value={name} onChange={setName} maxLength={80} />
        <Select
          label={t(texts.purpose)}
          options={areaPurposes.map((one) => ({ id: one, name: t(areaPurposeTexts[one]) }))}
          value={purpose}
          onChange={setPurpose}
        />
        <label className="flex flex-col gap-1">
          <span className="font-medium">{t(texts.areaFile)}</span>
          <input
            type="file"
            accept=".geojson,.json"
            onChange={(event) =>
              void event.target.files?.[0]?.text().then((text) => setGeometry(polygonIn(text) ?? 'unreadable'))
            }
          />
        </label>
        {geometry === 'unreadable' ? <Notice tone="warn">{t(texts.areaUnreadable)}</Notice> : null}
        <TextField label={t(texts.reason)} isRequired value={reason} onChange={setReason} />
        {create.error === null ? null : <Notice tone="life">{errorText(create.error)}</Notice>}
      </div>
    </Dialog>
  );
}

function RemoveDialog({ area, onClose }: { area: AreaView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const remove = useCommand(removeArea, { invalidates: stale, onDone: onClose });
  const body = { version: area.version, reason: reason.trim() };
  return (
    <ConfirmDialog
      title={t(texts.removeTitle, { name: area.content.name })}
      confirmName={t(texts.remove)}
      isOpen
      isDanger
      onClose={onClose}
      onConfirm={() => remove.mutate({ params: { id: area.id }, body })}
      isPending={remove.isPending}
      isBlocked={body.reason.length < 3}
      error={remove.error && errorText(remove.error)}
    >
      <TextField label={t(texts.reason)} isRequired value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
