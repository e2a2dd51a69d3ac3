import { Building2 } from 'lucide-react';
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
import { type AgencyView, listAgencies } from '../contract.ts';
import { screenTexts } from '../screen-texts.ts';
import { agencyKindTexts } from '../texts.ts';
import { AddAgencyDialog } from './AddAgencyDialog.tsx';
import { AgencyDialog } from './AgencyDialog.tsx';

/** The register of agencies: who they are, when they work, whom to ring. */
export function AgenciesPage() {
  const t = useText();
  const can = useCan();
  const { language } = useLanguage();
  const [search, setSearch] = usePlace('q');
  const [opened, setOpened] = usePlace('agency');
  const [isAdding, setAdding] = useState(false);
  const agencies = useRoute(listAgencies, { query: { limit: 500 } });
  const add: Command = {
    id: 'agency.add',
    name: screenTexts.addAgency,
    keys: ['F4'],
    group: screenTexts.agencies,
    when: () => true,
    run: () => setAdding(true),
  };
  useCommands(can('setting.change') ? [add] : []);
  const columns = useMemo(
    (): Column<AgencyView>[] => [
      {
        id: 'code',
        name: t(screenTexts.code),
        isRowHeader: true,
        cell: (agency) => agency.code,
        sortBy: (agency) => agency.code,
      },
      {
        id: 'name',
        name: t(screenTexts.name),
        cell: (agency) => (language === 'en' ? agency.nameEn : agency.name),
        sortBy: (agency) => (language === 'en' ? agency.nameEn : agency.name),
      },
      {
        id: 'kind',
        name: t(screenTexts.kind),
        cell: (agency) => t(agencyKindTexts[agency.kind]),
        sortBy: (agency) => agency.kind,
      },
      { id: 'phone', name: t(screenTexts.phone), cell: (agency) => agency.phone ?? '–' },
      {
        id: 'hours',
        name: t(screenTexts.hours),
        cell: (agency) => t(agency.calendar === null ? screenTexts.always : screenTexts.officeHours),
      },
      {
        id: 'state',
        name: t(screenTexts.state),
        cell: (agency) =>
          agency.active ? (
            <StatusDot tone="good">{t(screenTexts.active)}</StatusDot>
          ) : (
            <Badge>{t(screenTexts.inactive)}</Badge>
          ),
      },
    ],
    [t, language],
  );
  const matches = (agency: AgencyView) =>
    search === null || `${agency.code} ${agency.name} ${agency.nameEn}`.toLowerCase().includes(search.toLowerCase());
  return (
    <Page
      title={t(screenTexts.agencies)}
      description={t(screenTexts.agenciesNote)}
      actions={
        can('setting.change') ? (
          <CommandButton command={add} look="primary" icon={<Building2 aria-hidden size={16} />} />
        ) : null
      }
    >
      <div className="max-w-sm">
        <SearchField
          label={t(screenTexts.search)}
          value={search ?? ''}
          onChange={(typed) => setSearch(typed === '' ? null : typed)}
        />
      </div>
      <Card flush>
        <QueryView query={agencies}>
          {({ items }) => (
            <Table
              label={t(screenTexts.agencies)}
              columns={columns}
              rows={items.filter(matches)}
              idOf={(agency) => agency.id}
              onOpen={(agency) => setOpened(agency.id)}
              selectedId={opened}
              empty={<EmptyState title={t(screenTexts.none)} />}
            />
          )}
        </QueryView>
      </Card>
      {isAdding ? <AddAgencyDialog onClose={() => setAdding(false)} /> : null}
      {opened === null ? null : <AgencyDialog key={opened} id={opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}
