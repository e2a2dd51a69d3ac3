import { Building2 } from 'lucide-react';
import { useMemo } from 'react';
import { SettingsPage } from '#features/people/console/SettingsPage.tsx';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type AgencyView, listAgencies } from '../contract.ts';
import { screenTexts } from '../screen-texts.ts';
import { agencyKindTexts } from '../texts.ts';
import { AddAgencyDialog } from './AddAgencyDialog.tsx';
import { AgencyDialog } from './AgencyDialog.tsx';

/** The register of agencies: who they are, when they work, whom to ring. */
export function AgenciesPage() {
  const t = useText();
  const { language } = useLanguage();
  const agencies = useRoute(listAgencies, { query: { limit: 500 } });
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
  return (
    <SettingsPage
      title={screenTexts.agencies}
      note={screenTexts.agenciesNote}
      place="agency"
      query={agencies}
      rows={agencies.data?.items ?? []}
      idOf={(agency) => agency.id}
      columns={columns}
      none={screenTexts.none}
      search={{
        label: screenTexts.search,
        wordsOf: (agency) => `${agency.code} ${agency.name} ${agency.nameEn}`,
      }}
      add={{ id: 'agency.add', name: screenTexts.addAgency, icon: <Building2 aria-hidden size={16} /> }}
      addDialog={(onClose) => <AddAgencyDialog onClose={onClose} />}
      dialog={(id, onClose) => <AgencyDialog id={id} onClose={onClose} />}
    />
  );
}
