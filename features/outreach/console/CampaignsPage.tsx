import { CalendarPlus, FileImage, MapPinned } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { SearchField } from '#platform/ui/SearchField.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useLanguage, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useGo, usePlace } from '#platform/web/place.ts';
import { useRoutePages } from '#platform/web/query-options.ts';
import { type CampaignState, campaignStates } from '../campaign.ts';
import { type CampaignView, listCampaigns } from '../contract.ts';
import { screenNames } from '../screen-names.ts';
import { audienceTexts, kindTexts, stateTexts } from '../texts.ts';
import { spanName } from './day.ts';
import { emptyCampaign } from './empty-campaign.ts';
import { texts } from './texts.ts';
import { useLiveCampaigns } from './use-live-campaigns.ts';

const NewCampaignDialog = part(() => import('./CampaignDialog.tsx').then((file) => file.NewCampaignDialog));

export const stateTones: Readonly<Record<CampaignState, Tone>> = {
  planned: 'accent',
  held: 'good',
  evaluated: 'good',
  cancelled: 'neutral',
};

/** Campaigns, the latest first. */
export function CampaignsPage() {
  const t = useText();
  useLiveCampaigns();
  const mayEdit = useCan()('campaign.edit');
  const [isAdding, setAdding] = useState(false);
  const add: Command = {
    id: 'campaign.add',
    name: texts.add,
    keys: ['F8'],
    group: screenNames.campaigns,
    run: () => setAdding(true),
  };
  useCommands(mayEdit ? [add] : []);
  return (
    <Page
      title={t(screenNames.campaigns)}
      description={t(texts.about)}
      actions={
        mayEdit ? <CommandButton command={add} look="primary" icon={<CalendarPlus aria-hidden size={16} />} /> : null
      }
    >
      <nav className="flex flex-wrap gap-4 print:hidden">
        <span className="inline-flex items-center gap-1.5">
          <MapPinned aria-hidden size={16} />
          <Link href="/campaigns/proposals">{t(screenNames.proposals)}</Link>
        </span>
        <span className="inline-flex items-center gap-1.5">
          <FileImage aria-hidden size={16} />
          <Link href="/campaigns/material">{t(screenNames.material)}</Link>
        </span>
      </nav>
      <CampaignList />
      {isAdding ? <NewCampaignDialog begun={emptyCampaign} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function CampaignList() {
  const t = useText();
  const go = useGo();
  const [state, setState] = usePlace('state');
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const chosen = campaignStates.find((one) => one === state);
  const found = useRoutePages(listCampaigns, {
    query: { limit: 100, ...(chosen === undefined ? {} : { state: chosen }), ...(q === '' ? {} : { q }) },
  });
  const columns = useColumns();
  const isNarrowed = chosen !== undefined || q !== '';
  return (
    <>
      <div className="flex flex-wrap items-end gap-3 print:hidden">
        <div className="min-w-60 flex-1">
          <SearchField label={t(texts.search)} value={typed} onChange={setTyped} />
        </div>
        <div className="w-52">
          <Select
            label={t(texts.state)}
            options={[
              { id: 'all' as const, name: t(texts.allStates) },
              ...campaignStates.map((id) => ({ id, name: t(stateTexts[id]) })),
            ]}
            value={chosen ?? 'all'}
            onChange={(next) => setState(next === 'all' ? null : next)}
          />
        </div>
      </div>
      <Card flush>
        {found.error !== null ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : found.isPending ? (
          <Loading />
        ) : (
          <Table
            label={t(screenNames.campaigns)}
            columns={columns}
            rows={found.items}
            idOf={({ id }) => id}
            onOpen={({ id }) => go(`/campaigns/${id}`)}
            empty={
              <EmptyState title={t(isNarrowed ? texts.noneFound : texts.none)}>
                {isNarrowed ? null : <p>{t(texts.noneMore)}</p>}
              </EmptyState>
            }
          />
        )}
      </Card>
      {found.hasMore ? (
        <Button isPending={found.isFetchingMore} onPress={found.fetchMore}>
          {t(texts.more)}
        </Button>
      ) : null}
    </>
  );
}

function useColumns(): readonly Column<CampaignView>[] {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  return useMemo(
    (): Column<CampaignView>[] => [
      { id: 'dates', name: t(texts.dates), narrow: true, cell: ({ content }) => spanName(content, language) },
      { id: 'name', name: t(texts.name), isRowHeader: true, cell: ({ content }) => content.name },
      { id: 'kind', name: t(texts.kind), cell: ({ content }) => t(kindTexts[content.kind]) },
      { id: 'audience', name: t(texts.audience), cell: ({ content }) => t(audienceTexts[content.audience]) },
      {
        id: 'places',
        name: t(texts.places),
        cell: ({ placeNames }) =>
          placeNames.length === 0
            ? t(texts.wholeRegency)
            : `${placeNames.slice(0, 2).join('; ')}${placeNames.length > 2 ? ` +${placeNames.length - 2}` : ''}`,
      },
      {
        id: 'attendance',
        name: t(texts.attendance),
        align: 'right',
        cell: ({ content }) => (content.attendance === null ? '–' : format.number(content.attendance)),
      },
      {
        id: 'state',
        name: t(texts.state),
        narrow: true,
        cell: ({ state }) => <Badge tone={stateTones[state]}>{t(stateTexts[state])}</Badge>,
      },
    ],
    [t, format, language],
  );
}
