import { Pencil, PencilRuler, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button, IconButton } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { lazyMap } from '#platform/ui/map/lazy-map.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { areaContent } from '../../area.ts';
import { type AreaView, listAreas, removeArea } from '../../area-contract.ts';
import { areaPurposeTexts } from '../../area-texts.ts';
import type { AreaGeometry } from '../../geometry.ts';
import { AreaForm, stale } from './AreaForm.tsx';
import { cornersIn } from './shape.ts';
import { texts } from './texts.ts';

const AreasMap = lazyMap(() => import('./AreasMap.tsx').then((file) => file.AreasMap));

/** What is being drawn: a new area (`area` null) or one that exists. */
interface Work {
  readonly area: AreaView | null;
  readonly geometry: AreaGeometry | null;
}

/** The areas of the regency on a map, with the list that says the same; drawn, changed and removed with a reason. */
export function AreasPage() {
  const t = useText();
  const areas = useRoute(listAreas, {});
  const mayChange = useCan()('setting.change');
  const [work, setWork] = useState<Work | null>(null);
  // By its id: what is shown, and the version that an undo names, are those of the list as it is now.
  const [openedId, setOpenedId] = useState<AreaView['id'] | null>(null);
  const opened = areas.data?.items.find(({ id }) => id === openedId);
  const setGeometry = (geometry: AreaGeometry | null) => setWork((before) => before && { ...before, geometry });
  return (
    <Page
      title={t(texts.title)}
      description={t(texts.note)}
      width="full"
      actions={
        mayChange && work === null ? (
          <Button
            look="primary"
            icon={<PencilRuler aria-hidden size={16} />}
            onPress={() => setWork({ area: null, geometry: null })}
          >
            {t(texts.draw)}
          </Button>
        ) : null
      }
    >
      <div className="grid min-h-0 flex-1 grid-cols-1 gap-3 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[minmax(0,1fr)]">
        <AreasMap
          className="h-[55vh] lg:h-auto lg:min-h-96"
          drawing={work === null ? null : { key: work.area?.id ?? 'new', geometry: work.geometry }}
          onDrawn={setGeometry}
        />
        <div className="flex min-h-0 flex-col gap-3 overflow-auto">
          {work === null ? null : (
            <AreaForm
              key={work.area?.id ?? 'new'}
              area={work.area}
              geometry={work.geometry}
              onRedraw={() => setGeometry(null)}
              onClose={() => setWork(null)}
            />
          )}
          <QueryView query={areas}>
            {({ items }) => (
              <AreaList
                areas={items}
                onOpen={({ id }) => setOpenedId(id)}
                onEdit={mayChange ? (area) => setWork({ area, geometry: area.content.geometry }) : null}
              />
            )}
          </QueryView>
        </div>
      </div>
      {opened === undefined ? null : <AreaDialog area={opened} onClose={() => setOpenedId(null)} />}
    </Page>
  );
}

interface AreaListProps {
  readonly areas: readonly AreaView[];
  readonly onOpen: (area: AreaView) => void;
  /** Null: may only look. */
  readonly onEdit: ((area: AreaView) => void) | null;
}

function AreaList({ areas, onOpen, onEdit }: AreaListProps) {
  const t = useText();
  const [removing, setRemoving] = useState<AreaView | null>(null);
  return (
    <Card title={t(texts.list)}>
      {areas.length === 0 ? <p className="text-ink-soft">{t(texts.none)}</p> : null}
      <ul className="flex flex-col gap-2">
        {areas.map((area) => (
          <li key={area.id} className="flex flex-wrap items-center gap-2 border-t border-line pt-1.5 first:border-0">
            <Button look="quiet" size="small" onPress={() => onOpen(area)}>
              {area.content.name}
            </Button>
            <Badge>{t(areaPurposeTexts[area.content.purpose])}</Badge>
            {area.content.active ? null : <Badge tone="warn">{t(texts.removed)}</Badge>}
            {onEdit === null || !area.content.active ? null : (
              <span className="ml-auto flex">
                <IconButton
                  size="small"
                  label={t(texts.edit, { name: area.content.name })}
                  icon={<Pencil aria-hidden size={15} />}
                  onPress={() => onEdit(area)}
                />
                <IconButton
                  size="small"
                  label={t(texts.removeTitle, { name: area.content.name })}
                  icon={<Trash2 aria-hidden size={15} />}
                  onPress={() => setRemoving(area)}
                />
              </span>
            )}
          </li>
        ))}
      </ul>
      {removing === null ? null : <RemoveDialog area={removing} onClose={() => setRemoving(null)} />}
    </Card>
  );
}

function RemoveDialog({ area, onClose }: { area: AreaView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const remove = useCommand(removeArea, { invalidates: stale, onDone: onClose });
  return (
    <ConfirmDialog
      title={t(texts.removeTitle, { name: area.content.name })}
      confirmName={t(texts.remove)}
      isDanger
      isOpen
      onClose={onClose}
      onConfirm={() => remove.mutate({ params: { id: area.id }, body: { version: area.version, reason } })}
      isPending={remove.isPending}
      isBlocked={reason.trim().length < 3}
      error={remove.error && errorText(remove.error)}
    >
      <TextField label={t(texts.reason)} isRequired value={reason} onChange={setReason} autoFocus />
    </ConfirmDialog>
  );
}

/** What an area says and what was changed about it, with the way back. */
function AreaDialog({ area, onClose }: { area: AreaView; onClose: () => void }) {
  const t = useText();
  return (
    <SettingDialog
      title={area.content.name}
      onClose={onClose}
      tabs={[{ id: 'area', name: t(texts.form), content: () => <DefinitionList items={inWords(area.content, t)} /> }]}
      history={{
        kind: 'area',
        id: area.id,
        version: area.version,
        inWords: (content) => inWords(content, t),
        invalidates: stale,
      }}
    />
  );
}

function inWords(content: Readonly<Record<string, unknown>>, t: Translate) {
  const { name, purpose, note, active, geometry } = areaContent.partial().parse(content);
  return [
    ...(name === undefined ? [] : [{ term: t(texts.name), value: name }]),
    ...(purpose === undefined ? [] : [{ term: t(texts.purpose), value: t(areaPurposeTexts[purpose]) }]),
    ...(note === undefined ? [] : [{ term: t(texts.noteField), value: note || '–' }]),
    ...(geometry === undefined
      ? []
      : [{ term: t(texts.shape), value: t(texts.corners, { count: cornersIn(geometry) }) }]),
    ...(active === undefined ? [] : [{ term: t(texts.active), value: active ? '✓' : t(texts.removed) }]),
  ];
}
