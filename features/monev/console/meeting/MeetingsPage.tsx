import { CalendarPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useLanguage, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useGo, usePlace } from '#platform/web/place.ts';
import { useRoutePages } from '#platform/web/query-options.ts';
import { type MeetingState, meetingState } from '../../meeting.ts';
import { listMeetings, type MeetingView } from '../../meeting-contract.ts';
import { meetingStateTexts } from '../../meeting-texts.ts';
import { screenNames } from '../../screen-names.ts';
import { monthName } from '../obstacle/day.ts';
import { useLiveObstacles } from '../obstacle/use-live-obstacles.ts';
import { texts } from './texts.ts';

const PlanDialog = part(() => import('./PlanDialog.tsx').then((file) => file.PlanDialog));

const tones: Readonly<Record<MeetingState, Tone>> = { planned: 'accent', live: 'warn', ended: 'neutral' };

export function MeetingBadge({ state }: { state: MeetingState }) {
  const t = useText();
  return <Badge tone={tones[state]}>{t(meetingStateTexts[state])}</Badge>;
}

/** Meetings, the newest first. */
export function MeetingsPage() {
  const t = useText();
  useLiveObstacles();
  const go = useGo();
  const mayEdit = useCan()('obstacle.edit');
  const [isPlanning, setPlanning] = useState(false);
  const [place, setPlace] = usePlace('state');
  const state = meetingState.options.find((one) => one === place);
  const found = useRoutePages(listMeetings, { query: { limit: 100, ...(state === undefined ? {} : { state }) } });
  const columns = useColumns();
  const add: Command = {
    id: 'meeting.add',
    name: texts.add,
    keys: ['F8'],
    group: screenNames.meetings,
    run: () => setPlanning(true),
  };
  useCommands(mayEdit ? [add] : []);
  return (
    <Page
      title={t(screenNames.meetings)}
      description={t(texts.about)}
      actions={
        mayEdit ? <CommandButton command={add} look="primary" icon={<CalendarPlus aria-hidden size={16} />} /> : null
      }
    >
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="w-60">
          <Select
            label={t(texts.state)}
            options={[
              { id: 'all', name: t(texts.all) },
              ...meetingState.options.map((id) => ({ id, name: t(meetingStateTexts[id]) })),
            ]}
            value={state ?? 'all'}
            onChange={(next) => setPlace(next === 'all' ? null : next)}
          />
        </div>
        <Link href="/obstacles">{t(screenNames.obstacles)}</Link>
      </div>
      <Card flush>
        {found.error !== null ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : found.isPending ? (
          <Loading />
        ) : (
          <Table
            label={t(screenNames.meetings)}
            columns={columns}
            rows={found.items}
            idOf={({ id }) => id}
            onOpen={({ id }) => go(`/meetings/${id}`)}
            empty={<EmptyState title={t(texts.none)} />}
          />
        )}
      </Card>
      {found.hasMore ? (
        <Button isPending={found.isFetchingMore} onPress={found.fetchMore}>
          {t(texts.more)}
        </Button>
      ) : null}
      {isPlanning ? <PlanDialog meeting={null} onClose={() => setPlanning(false)} /> : null}
    </Page>
  );
}

function useColumns(): readonly Column<MeetingView>[] {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  return useMemo(
    (): Column<MeetingView>[] => [
      { id: 'number', name: t(texts.number), narrow: true, align: 'right', cell: ({ number }) => number },
      { id: 'title', name: t(texts.title), isRowHeader: true, cell: ({ title }) => title },
      { id: 'at', name: t(texts.startsAt, { zone: format.zoneName }), cell: ({ startsAt }) => format.full(startsAt) },
      { id: 'month', name: t(texts.month), cell: ({ month }) => monthName(month, language) },
      { id: 'items', name: t(texts.items), align: 'right', cell: ({ items }) => format.number(items) },
      { id: 'state', name: t(texts.state), narrow: true, cell: ({ state }) => <MeetingBadge state={state} /> },
    ],
    [t, format, language],
  );
}
