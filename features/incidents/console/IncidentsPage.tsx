import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { SearchField } from '#platform/ui/SearchField.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useGo, usePlace } from '#platform/web/place.ts';
import { useRoutePages } from '#platform/web/query-options.ts';
import { type IncidentItem, listIncidents } from '../contract.ts';
import { categories, priorities, sources } from '../incident.ts';
import { isOpen } from '../rules.ts';
import { categoryTexts, priorityTexts, sourceTexts } from '../texts.ts';
import { PriorityMark, StateMark } from './IncidentMarks.tsx';
import { texts } from './texts.ts';

const groups = ['open', 'ended', 'all'] as const;

/** All incidents, open and ended; Enter opens one. */
export function IncidentsPage() {
  const t = useText();
  const go = useGo();
  const can = useCan();
  const filters = useIncidentFilters();
  const columns = useIncidentColumns();
  const incidents = useRoutePages(listIncidents, { query: filters.query });
  const open: Command = {
    id: 'incident.new',
    name: texts.newWithoutCall,
    keys: ['Alt+N'],
    group: texts.incidents,
    run: () => go('/incidents/new'),
  };
  const mayOpen = can('incident.create');
  useCommands(mayOpen ? [open] : []);
  return (
    <Page
      title={t(texts.incidents)}
      actions={mayOpen ? <CommandButton command={open} icon={<Plus aria-hidden size={16} />} /> : null}
    >
      <Filters filters={filters} />
      <Card flush>
        {incidents.error === null ? null : (
          <ErrorState error={incidents.error} onRetry={() => void incidents.refetch()} />
        )}
        {incidents.isPending && incidents.error === null ? <Loading /> : null}
        {incidents.isPending ? null : (
          <Table
            label={t(texts.incidents)}
            columns={columns}
            rows={incidents.items}
            idOf={(incident) => incident.id}
            onOpen={(incident) => go(`/incidents/${incident.id}`)}
            isUrgent={(incident) => incident.priority === 'P1' && isOpen(incident.state)}
            empty={<EmptyState title={t(texts.none)} />}
          />
        )}
        {incidents.hasMore ? (
          <div className="p-2 text-center">
            <Button onPress={incidents.fetchMore} isPending={incidents.isFetchingMore}>
              {t(texts.more)}
            </Button>
          </div>
        ) : null}
      </Card>
    </Page>
  );
}

function useIncidentFilters() {
  const [group, setGroup] = usePlace('group');
  const [category, setCategory] = usePlace('category');
  const [priority, setPriority] = usePlace('priority');
  const [source, setSource] = usePlace('source');
  const [number, setNumber] = usePlace('number');
  const chosen = {
    group: groups.find((one) => one === group) ?? 'open',
    category: categories.find((one) => one === category) ?? null,
    priority: priorities.find((one) => one === priority) ?? null,
    source: sources.find((one) => one === source) ?? null,
    number: number !== null && /^\d{1,9}$/.test(number) ? Number(number) : null,
  };
  const query = {
    // Somebody who types a number means that one, whatever its state.
    group: chosen.number === null ? chosen.group : ('all' as const),
    ...(chosen.category === null ? {} : { category: chosen.category }),
    ...(chosen.priority === null ? {} : { priority: chosen.priority }),
    ...(chosen.source === null ? {} : { source: chosen.source }),
    ...(chosen.number === null ? {} : { number: chosen.number }),
    limit: 100,
  };
  return { ...chosen, setGroup, setCategory, setPriority, setSource, setNumber, query };
}

function Filters({ filters }: { filters: ReturnType<typeof useIncidentFilters> }) {
  const t = useText();
  const [typed, setTyped] = useState(filters.number === null ? '' : String(filters.number));
  const groupNames = { open: texts.groupOpen, ended: texts.groupEnded, all: texts.groupAll };
  const set = (setter: (value: string | null) => void) => (value: string) => setter(value === 'all' ? null : value);
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Select
        label={t(texts.group)}
        value={filters.group}
        onChange={(value) => filters.setGroup(value === 'open' ? null : value)}
        options={groups.map((one) => ({ id: one, name: t(groupNames[one]) }))}
      />
      <Select
        label={t(texts.priority)}
        value={filters.priority ?? 'all'}
        onChange={set(filters.setPriority)}
        options={[
          { id: 'all', name: t(texts.allPriorities) },
          ...priorities.map((one) => ({ id: one, name: `${one} ${t(priorityTexts[one])}` })),
        ]}
      />
      <Select
        label={t(texts.category)}
        value={filters.category ?? 'all'}
        onChange={set(filters.setCategory)}
        options={[
          { id: 'all', name: t(texts.allCategories) },
          ...categories.map((one) => ({ id: one, name: t(categoryTexts[one]) })),
        ]}
      />
      <Select
        label={t(texts.source)}
        value={filters.source ?? 'all'}
        onChange={set(filters.setSource)}
        options={[
          { id: 'all', name: t(texts.allSources) },
          ...sources.map((one) => ({ id: one, name: t(sourceTexts[one]) })),
        ]}
      />
      <SearchField
        label={t(texts.searchNumber)}
        value={typed}
        onChange={setTyped}
        onSubmit={(value) => filters.setNumber(value.trim() === '' ? null : value.trim())}
        onClear={() => filters.setNumber(null)}
      />
    </div>
  );
}

function useIncidentColumns(): Column<IncidentItem>[] {
  const t = useText();
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'number', name: t(texts.number), cell: (one) => one.number, sortBy: (one) => one.number, narrow: true },
      {
        id: 'priority',
        name: t(texts.priority),
        cell: (one) => <PriorityMark priority={one.priority} />,
        sortBy: (one) => one.priority,
        narrow: true,
      },
      {
        id: 'type',
        name: t(texts.type),
        cell: (one) => (one.type === null ? t(texts.noType) : t(one.type.name)),
        sortBy: (one) => one.type?.code ?? null,
      },
      {
        id: 'place',
        name: t(texts.place),
        cell: (one) => one.placeText ?? (one.village && `${one.village.name}, ${one.village.districtName}`) ?? '–',
      },
      {
        id: 'state',
        name: t(texts.state),
        cell: (one) => <StateMark state={one.state} />,
        sortBy: (one) => one.state,
        narrow: true,
      },
      {
        id: 'agencies',
        name: t(texts.agencies),
        cell: (one) => (one.openAssignments === 0 ? '–' : t(texts.openAssignments, { count: one.openAssignments })),
        narrow: true,
      },
      {
        id: 'reported',
        name: t(texts.reported),
        cell: (one) => format.full(one.reportedAt),
        sortBy: (one) => one.reportedAt,
        narrow: true,
      },
      {
        id: 'age',
        name: t(texts.age),
        cell: (one) => <RunningClock since={one.reportedAt} stoppedAt={one.resolvedAt ?? one.closedAt} size="small" />,
        narrow: true,
      },
    ],
    [t, format],
  );
}
