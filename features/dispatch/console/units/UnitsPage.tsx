import { useMemo, useState } from 'react';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { SearchField } from '#platform/ui/SearchField.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useCommands } from '#platform/web/commands.ts';
import { type Translate, useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { type UnitLabel, type UnitStatus, unitStatuses } from '../../unit.ts';
import { listUnits, type UnitItem } from '../../unit-contract.ts';
import { unitKindTexts, unitStatusTexts } from '../../unit-texts.ts';
import { positionOf, statusName, statusTones } from './describe-unit.ts';
import { unitTexts as texts } from './texts.ts';
import { UnitAlarms } from './UnitAlarms.tsx';
import { UnitDialog } from './UnitDialog.tsx';
import { useSetStatus } from './use-set-status.tsx';

/** No event tells of a position, so the page asks for them. */
const refreshMs = 15_000;

/** Every unit at a glance: an agency sees its own, the control room all. */
export function UnitsPage() {
  const t = useText();
  const units = useRoute(listUnits, { query: {} }, { refreshMs });
  const [opened, setOpened] = usePlace('unit');
  return (
    <Page title={t(texts.board)} description={t(texts.boardNote)} width="full">
      <UnitAlarms />
      <QueryView query={units}>
        {({ now, items, labels }) => <Board now={now} units={items} labels={labels} onOpen={setOpened} />}
      </QueryView>
      {opened === null ? null : <UnitDialog key={opened} id={opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}

interface BoardProps {
  readonly now: string;
  readonly units: readonly UnitItem[];
  readonly labels: readonly { readonly agencyId: string; readonly labels: readonly UnitLabel[] }[];
  readonly onOpen: (id: string) => void;
}

function Board({ now, units, labels, onOpen }: BoardProps) {
  const t = useText();
  const [typed, setTyped] = usePlace('q');
  const [agency, setAgency] = usePlace('agency');
  const [status, setStatus] = usePlace('status');
  const [focused, setFocused] = useState<string | null>(null);
  const setter = useSetStatus();
  const mayOrder = useCan()('unit.order');
  const agencies = [...new Map(units.map((one) => [one.agency.id, one.agency])).values()];
  const shown = useMemo(
    () =>
      units.filter(
        (one) =>
          (agency === null || one.agency.id === agency) &&
          (status === null || one.status === status) &&
          (typed === null || wordsOf(one, t).includes(typed.toLowerCase())),
      ),
    [units, agency, status, typed, t],
  );
  const current = shown.find((one) => one.id === focused);
  const own = labels.find((one) => one.agencyId === current?.agency.id)?.labels ?? [];
  useCommands(
    !mayOrder
      ? []
      : own.slice(0, 9).map((label, index) => ({
          id: `unit.status.${label.code}`,
          name: { id: label.name, en: label.nameEn },
          keys: [String(index + 1)],
          group: texts.board_group,
          when: () => current !== undefined || texts.chooseUnit,
          run: () => {
            if (current !== undefined) setter.set(current, label);
          },
        })),
  );
  const columns = useColumns(now);
  return (
    <>
      <div className="grid items-end gap-3 sm:grid-cols-3">
        <SearchField
          label={t(texts.search)}
          value={typed ?? ''}
          onChange={(words) => setTyped(words === '' ? null : words)}
        />
        {agencies.length < 2 ? null : (
          <Select
            label={t(texts.agency)}
            options={[{ id: '', name: t(texts.allAgencies) }, ...agencies.map(({ id, name }) => ({ id, name }))]}
            value={agency ?? ''}
            onChange={(id) => setAgency(id === '' ? null : id)}
          />
        )}
        <Select<UnitStatus | ''>
          label={t(texts.status)}
          options={[
            { id: '', name: t(texts.allStatuses) },
            ...unitStatuses.map((id) => ({ id, name: t(unitStatusTexts[id]) })),
          ]}
          value={unitStatuses.find((one) => one === status) ?? ''}
          onChange={(id) => setStatus(id === '' ? null : id)}
        />
      </div>
      <Card flush>
        <Table
          label={t(texts.board)}
          columns={columns}
          rows={shown}
          idOf={(one) => one.id}
          onOpen={(one) => onOpen(one.id)}
          onFocusRow={(one) => setFocused(one.id)}
          isUrgent={(one) => one.askedAt !== null}
          empty={<EmptyState title={t(texts.none)} />}
        />
      </Card>
      {mayOrder && current !== undefined ? (
        <p className="text-sm text-ink-soft">
          {t(texts.setStatusOf, { unit: current.callSign })}:{' '}
          {own
            .slice(0, 9)
            .map((label, index) => `${index + 1} ${t({ id: label.name, en: label.nameEn })}`)
            .join(' · ')}
        </p>
      ) : null}
      {setter.dialog}
    </>
  );
}

function wordsOf(unit: UnitItem, t: Translate): string {
  return `${unit.callSign} ${unit.agency.code} ${t(unitKindTexts[unit.kind])} ${statusName(unit, t)}`.toLowerCase();
}

function useColumns(now: string): readonly Column<UnitItem>[] {
  const t = useText();
  const format = useFormat();
  return useMemo(
    (): Column<UnitItem>[] => [
      {
        id: 'callSign',
        name: t(texts.callSign),
        isRowHeader: true,
        cell: (one) => <span className="font-semibold">{one.callSign}</span>,
        sortBy: (one) => one.callSign,
      },
      { id: 'kind', name: t(texts.kind), cell: (one) => t(unitKindTexts[one.kind]) },
      {
        id: 'agency',
        name: t(texts.agency),
        cell: (one) => <span title={one.agency.name}>{one.agency.code}</span>,
        sortBy: (one) => one.agency.code,
      },
      {
        id: 'status',
        name: t(texts.status),
        narrow: true,
        cell: (one) => (
          <span className="flex flex-col">
            <StatusDot tone={statusTones[one.status]}>{statusName(one, t)}</StatusDot>
            {one.askedAt === null ? null : <span className="text-sm text-life">{t(texts.asked)}</span>}
          </span>
        ),
        sortBy: (one) => unitStatuses.indexOf(one.status),
      },
      { id: 'since', name: t(texts.since), narrow: true, cell: (one) => format.time(one.statusAt) },
      { id: 'task', name: t(texts.task), cell: (one) => <Tasks unit={one} /> },
      { id: 'position', name: t(texts.position), cell: (one) => positionOf(one, now, t) },
      { id: 'crew', name: t(texts.crew), narrow: true, align: 'right', cell: (one) => one.members },
    ],
    [t, format, now],
  );
}

function Tasks({ unit }: { unit: UnitItem }) {
  const t = useText();
  if (unit.tasks.length === 0) return <>–</>;
  return (
    <span className="flex flex-col">
      {unit.tasks.map((task) => (
        <span key={task.id}>
          {t(texts.incident, { number: task.incidentNumber })}
          {task.typeName === null ? '' : ` · ${t(task.typeName)}`}
          {task.current ? '' : ` (${t(texts.calledAway)})`}
        </span>
      ))}
    </span>
  );
}
