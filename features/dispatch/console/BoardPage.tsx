import { useMemo } from 'react';
import { readSession } from '#features/people/contract.ts';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { Alerting } from '../assignment.ts';
import type { AssignmentItem } from '../contract.ts';
import { Escalations, escalationKey, NotAlerting, ToClose, useSeen } from './BoardSide.tsx';
import { OpenAssignments } from './OpenAssignments.tsx';
import { reasonText } from './outcome-text.ts';
import { SoundBar, SoundNotice } from './SoundBar.tsx';
import { isEscalated } from './steps.ts';
import { texts } from './texts.ts';
import { Unassigned } from './Unassigned.tsx';
import { useAlarm } from './use-alerting.ts';
import { type Board, useBoard, useNews } from './use-board.ts';

/** What the dispatcher watches: who is on the way and who is late, who cannot be heard, what nobody has taken. */
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
      <QueryView query={board}>{(answer) => <Panels board={answer} />}</QueryView>
    </Page>
  );
}

function Panels({ board }: { board: Board }) {
  const { seen, see } = useSeen();
  const unheard = useUnheard(board.notAlerting);
  const escalated = useMemo(
    () => board.assignments.filter((one) => isEscalated(one) && !seen.has(escalationKey(one))),
    [board.assignments, seen],
  );
  return (
    <div className="grid min-h-0 flex-1 items-start gap-4 xl:grid-cols-[1fr_22rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <Unassigned waiting={board.unassigned} />
        <OpenAssignments assignments={board.assignments} unheard={unheard} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Escalations escalated={escalated} onSeen={see} />
        <NotAlerting unheard={board.notAlerting} />
        <ToClose resolved={board.resolved} />
      </div>
    </div>
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
