import { Link2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { listIncidents, listIncidentTypes } from '#features/incidents/contract.ts';
import { distanceText } from '#features/places/distance.ts';
import type { AreaGeometry } from '#features/places/geometry.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { plusMs } from '#platform/shared/time.ts';
import { Button } from '#platform/ui/Button.tsx';
import { ChooseBar, chosenColumn, useChosenRows } from '#platform/ui/choose-rows.tsx';
import { MultiSelect } from '#platform/ui/MultiSelect.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { LinkRelation } from '../../surge.ts';
import { linkRelationTexts } from '../../surge-texts.ts';
import { findToLink, linkMany } from '../../surge-work-contract.ts';
import { LastLinks } from './LastLinks.tsx';
import { incidentColumns } from './many-columns.tsx';
import { ShapeField } from './ScopeFields.tsx';
import { linkTexts as texts } from './texts.ts';

type Found = RouteOutput<typeof findToLink>['items'][number];
const idOf = (one: Found) => one.id;
const stale = ['/api/surge-incidents', '/api/surge-links', '/api/incidents', '/api/board'];

/** One large incident and everything around it that belongs to it, linked in one step that can be taken back in one. */
export function LinkByArea() {
  const t = useText();
  const errorText = useErrorText();
  const [typed, setTyped] = usePlace('parent');
  const number = /^\d{1,9}$/.test(typed ?? '') ? Number(typed) : null;
  const lookup = useRoute(
    listIncidents,
    { query: { group: 'all', limit: 1, ...(number === null ? {} : { number }) } },
    { enabled: number !== null },
  );
  const parent = number === null ? undefined : lookup.data?.items[0];
  const types = useRoute(listIncidentTypes, {}).data?.items ?? [];
  const [relation, setRelation] = useState<LinkRelation>('child');
  const [where, setWhere] = useState<'radius' | 'shape'>('radius');
  const [radius, setRadius] = useState('1000');
  const [geometry, setGeometry] = useState<AreaGeometry | null>(null);
  const [typeIds, setTypeIds] = useState<readonly (typeof types)[number]['id'][]>([]);
  const [hours, setHours] = useState('24');
  const find = useCommand(findToLink, { invalidates: [] });
  const place =
    where === 'radius'
      ? { kind: 'radius' as const, radiusM: Math.round(Number(radius)) }
      : geometry === null
        ? null
        : { kind: 'shape' as const, geometry };
  const isBad = where === 'radius' && !(Number(radius) >= 50 && Number(radius) <= 100_000);
  const isBlocked = parent === undefined || place === null || isBad || !(Number(hours) > 0);
  const handleFind = () => {
    if (parent === undefined || place === null) return;
    const from = plusMs(new Date().toISOString(), -Number(hours) * 3_600_000);
    find.mutate({ body: { parentId: parent.id, relation, where: place, typeIds: [...typeIds], from, to: null } });
  };
  return (
    <div className="flex flex-col gap-4">
      <Card title={t(texts.title)}>
        <div className="flex flex-col gap-3">
          <p className="text-ink-soft">{t(texts.note)}</p>
          <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-3">
            <TextField
              label={t(texts.parent)}
              value={typed ?? ''}
              onChange={(next) => setTyped(next === '' ? null : next)}
              description={parent?.type == null ? '' : t(parent.type.name)}
              {...(number !== null && lookup.data !== undefined && parent === undefined
                ? { error: t(texts.unknown, { number }) }
                : {})}
            />
            <Select
              label={t(texts.relation)}
              value={relation}
              onChange={setRelation}
              options={(['child', 'duplicate'] as const).map((id) => ({ id, name: t(linkRelationTexts[id]) }))}
            />
            <Select
              label={t(texts.where)}
              value={where}
              onChange={setWhere}
              options={(['radius', 'shape'] as const).map((id) => ({ id, name: t(texts[id]) }))}
            />
            {where === 'radius' ? (
              <TextField type="number" label={t(texts.radiusM)} min={50} value={radius} onChange={setRadius} />
            ) : null}
            <MultiSelect
              label={t(texts.types)}
              none={t(texts.anyType)}
              options={types.map(({ id, name }) => ({ id, name: t(name) }))}
              value={typeIds}
              onChange={setTypeIds}
            />
            <TextField type="number" label={t(texts.hours)} min={1} value={hours} onChange={setHours} />
          </div>
          {where === 'shape' ? <ShapeField geometry={geometry} onChange={setGeometry} /> : null}
          <div>
            <Button look="primary" isDisabled={isBlocked} isPending={find.isPending} onPress={handleFind}>
              {t(texts.find)}
            </Button>
          </div>
          {find.error === null ? null : <Notice tone="life">{errorText(find.error)}</Notice>}
        </div>
      </Card>
      {find.data === undefined || parent === undefined ? null : (
        <Results
          key={find.submittedAt}
          items={find.data.items}
          parent={parent}
          relation={find.variables.body.relation}
          onDone={find.reset}
        />
      )}
      <LastLinks />
    </div>
  );
}

interface ResultsProps {
  readonly items: readonly Found[];
  readonly parent: { readonly id: Found['id']; readonly number: number };
  readonly relation: LinkRelation;
  readonly onDone: () => void;
}

/** What was found there; everything that can be linked is chosen until somebody chooses otherwise. */
function Results({ items, parent, relation, onDone }: ResultsProps) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const possible = items.filter((one) => one.refusal === null);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set(possible.map(idOf)));
  const choosing = { rows: possible, idOf, ids, onChange: setIds };
  const chosen = useChosenRows({ ...choosing, rows: items });
  const link = useCommand(linkMany, {
    invalidates: stale,
    onDone: (made) => {
      const count = made.items.filter((one) => one.refusal === null).length;
      toast(t(texts.linked, { count, number: parent.number }));
      onDone();
    },
  });
  const columns = useMemo(
    (): Column<Found>[] => [
      chosenColumn<Found>(''),
      ...incidentColumns<Found>(t),
      {
        id: 'distance',
        name: t(texts.distance),
        cell: (one) => (one.distanceM === null ? '–' : distanceText(one.distanceM, format.number)),
        narrow: true,
      },
      { id: 'why', name: t(texts.hindrance), cell: (one) => one.refusal?.text ?? '' },
    ],
    [t, format],
  );
  if (items.length === 0) return <EmptyState title={t(texts.nothing)} />;
  return (
    <Card
      title={t(texts.found, { count: items.length, refused: items.length - possible.length })}
      flush
      actions={
        <Button
          look="primary"
          icon={<Link2 aria-hidden size={16} />}
          isDisabled={ids.size === 0}
          isPending={link.isPending}
          onPress={() =>
            link.mutate({
              body: { parentId: parent.id, relation, incidentIds: items.map(idOf).filter((id) => ids.has(id)) },
            })
          }
        >
          {t(texts.link, { count: ids.size })}
        </Button>
      }
    >
      <div className="p-3">
        <ChooseBar {...choosing} />
        {link.error === null ? null : <Notice tone="life">{errorText(link.error)}</Notice>}
      </div>
      <Table label={t(texts.title)} columns={columns} rows={items} idOf={idOf} chosen={chosen} />
    </Card>
  );
}
