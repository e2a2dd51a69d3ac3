import { useMemo, useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { ChooseBar, chosenColumn, useChosenRows } from '#platform/ui/choose-rows.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { texts as kitTexts } from '#platform/ui/texts.ts';
import { useText } from '#platform/web/language.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { listSurgeIncidents } from '../../surge-work-contract.ts';
import { incidentColumns } from './many-columns.tsx';
import { TriageBar } from './TriageBar.tsx';
import { workTexts as texts } from './texts.ts';

type Item = RouteOutput<typeof listSurgeIncidents>['items'][number];
const idOf = (one: Item) => one.id;

/** Open incidents of the disaster, several of which are worked at once. */
export function Triage() {
  const t = useText();
  const [of, setOf] = usePlace('of');
  const [linked, setLinked] = usePlace('linked');
  const query = {
    of: of === 'all' ? ('all' as const) : ('surge' as const),
    without: linked === 'shown' ? ('nothing' as const) : ('linked' as const),
  };
  const incidents = useRoute(listSurgeIncidents, { query }, { keepPrevious: true });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-4">
        <div className="w-72">
          <Select
            label={t(texts.which)}
            value={query.of}
            onChange={(next) => setOf(next === 'all' ? 'all' : null)}
            options={[
              { id: 'surge', name: t(texts.ofSurge) },
              { id: 'all', name: t(texts.ofAll) },
            ]}
          />
        </div>
        <Switch isSelected={linked === 'shown'} onChange={(is) => setLinked(is ? 'shown' : null)}>
          {t(texts.withLinked)}
        </Switch>
      </div>
      <QueryView query={incidents}>{({ items, total }) => <Rows items={items} total={total} />}</QueryView>
    </div>
  );
}

function Rows({ items, total }: { items: readonly Item[]; total: number }) {
  const t = useText();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const choosing = { rows: items, idOf, ids, onChange: setIds };
  const chosen = useChosenRows(choosing);
  // What somebody else ended meanwhile is no longer there to be chosen.
  const there = items.filter((one) => ids.has(one.id));
  const columns = useMemo(
    (): Column<Item>[] => [
      chosenColumn<Item>(''),
      ...incidentColumns<Item>(t),
      { id: 'linked', name: t(texts.linked), cell: (one) => <Linked one={one} /> },
    ],
    [t],
  );
  return (
    <>
      <TriageBar chosen={there} onDone={() => setIds(new Set())} />
      <ChooseBar {...choosing} ids={new Set(there.map(idOf))} />
      {total > items.length ? <p>{t(texts.more, { shown: items.length, total })}</p> : null}
      <Card flush>
        <Table
          label={t(texts.title)}
          columns={columns}
          rows={items}
          idOf={idOf}
          chosen={chosen}
          isUrgent={(one) => one.priority === 'P1'}
          empty={<EmptyState title={t(texts.none)}>{t(kitTexts.chooseKeys)}</EmptyState>}
        />
      </Card>
    </>
  );
}

function Linked({ one }: { one: Item }) {
  const t = useText();
  if (one.parent !== null) return <Badge>{t(texts.childOf, { number: one.parent.number })}</Badge>;
  return one.children === 0 ? null : <Badge tone="accent">{t(texts.parentOf, { count: one.children })}</Badge>;
}
