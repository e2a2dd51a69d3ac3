import { Download, FilePlus2, Printer, Sparkles } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Letterhead } from '#features/people/console/Letterhead.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useGo, usePlaces } from '#platform/web/place.ts';
import { useRoute, useRoutePages } from '#platform/web/query-options.ts';
import { obstacleStates } from '../../obstacle.ts';
import { obstacleCodes } from '../../obstacle-catalogue.ts';
import { listObstacleOwners, listObstacles, type ObstacleView, obstacleFilePath } from '../../obstacle-contract.ts';
import { obstacleStateTexts } from '../../obstacle-texts.ts';
import { screenNames } from '../../screen-names.ts';
import { dayName } from './day.ts';
import { StateBadge } from './StateBadge.tsx';
import { texts } from './texts.ts';
import { useLiveObstacles } from './use-live-obstacles.ts';
import '../print.css';

const NewObstacleDialog = part(() => import('./ObstacleDialog.tsx').then((file) => file.NewObstacleDialog));
const ProposeDialog = part(() => import('./ProposeDialog.tsx').then((file) => file.ProposeDialog));

const stateFilters = ['unfinished', 'overdue', ...obstacleStates] as const;

/** The register, what is not finished first to be seen. */
export function ObstaclesPage() {
  const t = useText();
  useLiveObstacles();
  const mayEdit = useCan()('obstacle.edit');
  const [open, setOpen] = useState<'add' | 'propose' | null>(null);
  const add: Command = {
    id: 'obstacle.add',
    name: texts.add,
    keys: ['F8'],
    group: screenNames.obstacles,
    run: () => setOpen('add'),
  };
  const propose: Command = {
    id: 'obstacle.propose',
    name: texts.propose,
    keys: ['F9'],
    group: screenNames.obstacles,
    run: () => setOpen('propose'),
  };
  useCommands(mayEdit ? [add, propose] : []);
  return (
    <Page
      title={t(screenNames.obstacles)}
      description={t(texts.about)}
      actions={
        <div className="flex flex-wrap gap-2 print:hidden">
          {mayEdit ? (
            <>
              <CommandButton command={propose} icon={<Sparkles aria-hidden size={16} />} />
              <CommandButton command={add} look="primary" icon={<FilePlus2 aria-hidden size={16} />} />
            </>
          ) : null}
          <Button icon={<Printer aria-hidden size={16} />} onPress={() => window.print()}>
            {t(texts.print)}
          </Button>
        </div>
      }
    >
      <Letterhead />
      <ObstacleList />
      {open === 'add' ? <NewObstacleDialog onClose={() => setOpen(null)} /> : null}
      {open === 'propose' ? <ProposeDialog onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

function ObstacleList() {
  const t = useText();
  const go = useGo();
  const [place] = usePlaces();
  const state = stateFilters.find((one) => one === place['state']);
  const code = obstacleCodes.find((one) => one === place['code']);
  const agency = place['agency'];
  const query = {
    ...(state === undefined ? {} : { state }),
    ...(code === undefined ? {} : { code }),
    ...(agency === undefined ? {} : { agency }),
  };
  const found = useRoutePages(listObstacles, { query: { limit: 100, ...query } });
  const columns = useColumns();
  return (
    <>
      <Filters />
      <Card flush>
        {found.error !== null ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : found.isPending ? (
          <Loading />
        ) : (
          <Table
            label={t(screenNames.obstacles)}
            columns={columns}
            rows={found.items}
            idOf={({ id }) => id}
            onOpen={({ id }) => go(`/obstacles/${id}`)}
            isUrgent={({ isOverdue }) => isOverdue}
            empty={<EmptyState title={t(texts.none)} />}
          />
        )}
      </Card>
      <div className="flex flex-wrap gap-4 print:hidden">
        {found.hasMore ? (
          <Button isPending={found.isFetchingMore} onPress={found.fetchMore}>
            {t(texts.more)}
          </Button>
        ) : null}
        <a
          className="inline-flex items-center gap-1.5 underline"
          href={`${obstacleFilePath}?${new URLSearchParams(query).toString()}`}
          download
        >
          <Download aria-hidden size={16} />
          {t(texts.csv)}
        </a>
        <Link href="/meetings">{t(screenNames.meetings)}</Link>
      </div>
    </>
  );
}

/** All of them lie in the address: a link shows the same. */
function Filters() {
  const t = useText();
  const [place, setPlace] = usePlaces();
  const owners = useRoute(listObstacleOwners, {});
  const option = (id: string, name: string) => ({ id, name });
  const take = (name: string) => (next: string) => setPlace({ [name]: next === 'all' ? null : next });
  return (
    <div className="flex flex-wrap items-end gap-3 print:hidden">
      <div className="w-60">
        <Select
          label={t(texts.state)}
          options={[
            option('all', t(texts.all)),
            option('unfinished', t(texts.unfinished)),
            option('overdue', t(texts.overdue)),
            ...obstacleStates.map((id) => option(id, t(obstacleStateTexts[id]))),
          ]}
          value={place['state'] ?? 'all'}
          onChange={take('state')}
        />
      </div>
      <div className="w-80">
        <Select
          label={t(texts.code)}
          options={[
            option('all', t(texts.allCodes)),
            ...(owners.data?.catalogue ?? []).map(({ code, name }) => option(code, `${code} ${t(name)}`)),
          ]}
          value={place['code'] ?? 'all'}
          onChange={take('code')}
        />
      </div>
      <div className="w-60">
        <Select
          label={t(texts.agency)}
          options={[
            option('all', t(texts.allAgencies)),
            ...(owners.data?.agencies ?? []).map(({ id, name }) => option(id, name)),
          ]}
          value={place['agency'] ?? 'all'}
          onChange={take('agency')}
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<ObstacleView>[] {
  const t = useText();
  const { language } = useLanguage();
  return useMemo(
    (): Column<ObstacleView>[] => [
      { id: 'number', name: t(texts.number), narrow: true, align: 'right', cell: ({ number }) => number },
      { id: 'code', name: t(texts.code), narrow: true, cell: ({ code }) => code },
      { id: 'title', name: t(texts.title), isRowHeader: true, cell: ({ title }) => title },
      { id: 'agency', name: t(texts.agency), cell: ({ agency }) => agency ?? '–' },
      { id: 'owner', name: t(texts.owner), cell: ({ owner }) => owner?.name ?? '–' },
      {
        id: 'due',
        name: t(texts.dueOn),
        narrow: true,
        cell: ({ dueOn }) => (dueOn === null ? '–' : dayName(dueOn, language)),
        sortBy: ({ dueOn }) => dueOn,
      },
      {
        id: 'state',
        name: t(texts.state),
        narrow: true,
        cell: ({ state, isOverdue }) => <StateBadge state={state} isOverdue={isOverdue} />,
      },
    ],
    [t, language],
  );
}
