import { useMemo } from 'react';
import { readSession } from '#features/people/contract.ts';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { cx, type Tone } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { usePlaces } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import type { Alerting } from '../assignment.ts';
import { cardsOf, narrowed } from '../board-rules.ts';
import type { AssignmentItem } from '../contract.ts';
import { Escalations, escalationKey, NotAlerting, ToClose, useSeen } from './BoardSide.tsx';
import { Lanes } from './board/Lanes.tsx';
import { laneTexts } from './board/texts.ts';
import { OpenAssignments } from './OpenAssignments.tsx';
import { reasonText } from './outcome-text.ts';
import { SoundBar, SoundNotice } from './SoundBar.tsx';
import { isEscalated } from './steps.ts';
import { texts } from './texts.ts';
import { Unassigned } from './Unassigned.tsx';
import { useAlarm } from './use-alerting.ts';
import { type Board, useBoard, useNews } from './use-board.ts';

// What follows the board proper comes after its first paint; choices of lists cost more than the rest of it.
const BoardChoices = part(() => import('./board/BoardChoices.tsx').then((file) => file.BoardChoices));

const BoardMap = part(() => import('./map/BoardMap.tsx').then((file) => file.BoardMap));

const Trying = part(() => import('./ladder/Trying.tsx').then((file) => file.Trying));

const UnitAlarms = part(() => import('./units/UnitAlarms.tsx').then((file) => file.UnitAlarms));

const Outages = part(() => import('#features/agencies/console/cover/Outages.tsx').then((file) => file.Outages));

const RoutingQuestions = part(() => import('./routing/BoardRouting.tsx').then((file) => file.RoutingQuestions));

/** What the dispatcher watches: every open incident by urgency and clock, who is late, who cannot be heard. */
export function BoardPage() {
  const t = useText();
  const board = useBoard();
  const { alarm, sound } = useAlarm();
  useBoardNews(board.data, alarm.chime);
  return (
    <Page
      title={t(texts.boardTitle)}
      width="full"
      actions={
        <>
          {board.data === undefined ? null : <Counts board={board.data} />}
          <SoundBar alarm={alarm} sound={sound} />
        </>
      }
    >
      {sound === 'on' ? null : <SoundNotice alarm={alarm} sound={sound} place="board" />}
      <UnitAlarms />
      <QueryView query={board}>{(answer) => <Panels board={answer} />}</QueryView>
    </Page>
  );
}

function Panels({ board }: { board: Board }) {
  const t = useText();
  const { seen, see } = useSeen();
  const unheard = useUnheard(board.notAlerting);
  const [values, setPlaces] = usePlaces();
  const view = (['priority', 'table'] as const).find((one) => one === values.view) ?? 'state';
  const escalated = useMemo(
    () => board.assignments.filter((one) => isEscalated(one) && !seen.has(escalationKey(one))),
    [board.assignments, seen],
  );
  const isOpen = view === 'table' || values.side !== '0';
  const cards = useMemo(() => cardsOf(board), [board]);
  const districtName = values.district ?? null;
  const agencyId = values.agency ?? null;
  const shown = useMemo(() => narrowed(cards, { agencyId, districtName }), [cards, agencyId, districtName]);
  return (
    <>
      <div className="flex min-h-14 flex-wrap items-end gap-3">
        <BoardChoices view={view} values={values} onChoose={setPlaces} />
        {view === 'table' ? null : (
          <Button aria-expanded={isOpen} onPress={() => setPlaces({ side: isOpen ? '0' : null })}>
            {isOpen ? t(laneTexts.hideSide) : t(laneTexts.side, { count: escalated.length + board.notAlerting.length })}
          </Button>
        )}
      </div>
      <div className={cx('grid flex-1 gap-4 xl:min-h-0', isOpen && 'xl:grid-cols-[1fr_22rem]')}>
        <div className="flex min-w-0 flex-col gap-2 xl:min-h-0">
          {view === 'table' ? (
            <>
              <Unassigned waiting={board.unassigned} />
              <OpenAssignments assignments={board.assignments} unheard={unheard} />
            </>
          ) : (
            <Lanes cards={shown} kind={view} />
          )}
        </div>
        {isOpen ? (
          <div className="flex min-w-0 flex-col gap-4 *:shrink-0 xl:min-h-0 xl:overflow-auto">
            <BoardMap />
            <Escalations escalated={escalated} onSeen={see} />
            <RoutingQuestions />
            <Trying assignments={board.assignments} />
            <Outages />
            <NotAlerting unheard={board.notAlerting} />
            <ToClose resolved={board.resolved} />
          </div>
        ) : null}
      </div>
    </>
  );
}

/** By agency; the same map as long as nothing is heard differently, so that the rows need not be made anew. */
function useUnheard(notAlerting: Board['notAlerting']): ReadonlyMap<string, Alerting> {
  const shape = notAlerting.map((one) => `${one.agency.id} ${one.alerting}`).join(',');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text holds all that the map is made of
  return useMemo(() => new Map(notAlerting.map((one): [string, Alerting] => [one.agency.id, one.alerting])), [shape]);
}

function Counts({ board }: { board: Board }) {
  const t = useText();
  const overdue = board.assignments.filter((one) => one.clock?.overdue === true).length;
  const counts: readonly (readonly [Tone, string, number])[] = [
    [overdue > 0 ? 'life' : 'good', t(texts.overdueCount), overdue],
    [board.unassigned.length > 0 ? 'warn' : 'good', t(texts.unassigned), board.unassigned.length],
    ['neutral', t(texts.openAssignments), board.assignments.length],
  ];
  return (
    <span className="flex flex-wrap items-center gap-x-4 pr-3 text-lg">
      {counts.map(([tone, name, count]) => (
        <StatusDot key={name} tone={tone}>
          {name}: <strong>{count}</strong>
        </StatusDot>
      ))}
    </span>
  );
}

/** Supervisors hear an escalation; both roles see it, and what an agency gave back. Many at once are one message. */
function useBoardNews(board: Board | undefined, chime: () => void): void {
  const t = useText();
  const isSupervisor = useRoute(readSession, {}).data?.user.roles.includes('SUPERVISOR') ?? false;
  const escalated = useMemo(() => board?.assignments.filter(isEscalated), [board?.assignments]);
  useNews(escalated, escalationKey, (news) => {
    if (isSupervisor) chime();
    const first = news[0];
    if (news.length > 1) toast(t(texts.escalatedMany, { count: news.length }), 'life');
    else if (first !== undefined) toast(t(texts.escalated, valuesOf(first)), 'life');
  });
  const rejections = useMemo(() => board?.unassigned.filter((one) => one.lastRejection !== null), [board?.unassigned]);
  useNews(
    rejections,
    (one) => `${one.incident.id} ${one.lastRejection?.at ?? ''}`,
    (news) => {
      for (const { incident, lastRejection } of news.slice(0, 3)) {
        if (lastRejection === null) continue;
        const reason = reasonText(lastRejection.reason, t);
        toast(t(texts.rejected, { number: incident.number, agency: lastRejection.agencyName, reason }), 'warn');
      }
    },
  );
}

function valuesOf(one: AssignmentItem) {
  return { agency: one.agency.name, number: one.incident.number };
}
