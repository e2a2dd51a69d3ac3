import { ListPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { SearchField } from '#platform/ui/SearchField.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { categoryTexts, priorityTexts } from '../texts.ts';
import { type IncidentTypeSetting, listTypeSettings } from '../type-contract.ts';
import { AddTypeDialog, TypeDialog } from './TypeDialogs.tsx';
import { typeTexts as texts } from './type-texts.ts';

/** The register of incident types, in the order in which call takers see them. */
export function IncidentTypesPage() {
  const t = useText();
  const can = useCan();
  const { language } = useLanguage();
  const [search, setSearch] = usePlace('q');
  const [opened, setOpened] = usePlace('type');
  const [isAdding, setAdding] = useState(false);
  const types = useRoute(listTypeSettings, {});
  const add: Command = {
    id: 'incident_type.add',
    name: texts.addType,
    keys: ['F4'],
    group: texts.types,
    when: () => true,
    run: () => setAdding(true),
  };
  useCommands(can('setting.change') ? [add] : []);
  const columns = useMemo(
    (): Column<IncidentTypeSetting>[] => [
      {
        id: 'position',
        name: t(texts.position),
        narrow: true,
        align: 'right',
        cell: (type) => type.position,
        sortBy: (type) => type.position,
      },
      {
        id: 'name',
        name: t(texts.name),
        isRowHeader: true,
        cell: (type) => (
          <span className="flex flex-wrap items-center gap-2">
            {language === 'en' ? type.nameEn : type.name}
            {type.sensitive ? <Badge tone="warn">{t(texts.sensitiveMark)}</Badge> : null}
          </span>
        ),
        sortBy: (type) => (language === 'en' ? type.nameEn : type.name),
      },
      { id: 'code', name: t(texts.code), cell: (type) => type.code, sortBy: (type) => type.code },
      {
        id: 'category',
        name: t(texts.category),
        cell: (type) => t(categoryTexts[type.category]),
        sortBy: (type) => t(categoryTexts[type.category]),
      },
      {
        id: 'priority',
        name: t(texts.priority),
        cell: (type) => (
          <span className="whitespace-nowrap">{`${type.defaultPriority} · ${t(priorityTexts[type.defaultPriority])}`}</span>
        ),
        sortBy: (type) => type.defaultPriority,
      },
      {
        id: 'words',
        name: t(texts.words),
        cell: (type) => <span className="line-clamp-1 max-w-72 text-ink-soft">{type.words.join(', ')}</span>,
      },
      {
        id: 'state',
        name: t(texts.state),
        cell: (type) =>
          type.active ? <StatusDot tone="good">{t(texts.active)}</StatusDot> : <Badge>{t(texts.inactive)}</Badge>,
        sortBy: (type) => (type.active ? 0 : 1),
      },
    ],
    [t, language],
  );
  const matches = (type: IncidentTypeSetting) =>
    search === null ||
    `${type.code} ${type.name} ${type.nameEn} ${type.words.join(' ')}`.toLowerCase().includes(search.toLowerCase());
  const shown = types.data?.items.find((type) => type.id === opened);
  return (
    <Page
      title={t(texts.types)}
      description={t(texts.typesNote)}
      actions={
        can('setting.change') ? (
          <CommandButton command={add} look="primary" icon={<ListPlus aria-hidden size={16} />} />
        ) : null
      }
    >
      <div className="max-w-sm">
        <SearchField
          label={t(texts.search)}
          value={search ?? ''}
          onChange={(typed) => setSearch(typed === '' ? null : typed)}
        />
      </div>
      <Card flush>
        <QueryView query={types}>
          {({ items }) => (
            <Table
              label={t(texts.types)}
              columns={columns}
              rows={items.filter(matches)}
              idOf={(type) => type.id}
              onOpen={(type) => setOpened(type.id)}
              selectedId={opened}
              empty={<EmptyState title={t(texts.none)} />}
            />
          )}
        </QueryView>
      </Card>
      {isAdding ? (
        <AddTypeDialog last={types.data?.items.at(-1)?.position ?? 0} onClose={() => setAdding(false)} />
      ) : null}
      {shown === undefined ? null : <TypeDialog key={shown.id} type={shown} onClose={() => setOpened(null)} />}
    </Page>
  );
}
