import { ArrowLeft, ArrowRight, Flag } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useGo, usePathParam, usePlace } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { meetingId } from '../../meeting.ts';
import { addItemAction, type ItemView, readMeeting, stepMeeting } from '../../meeting-contract.ts';
import { itemKindTexts } from '../../meeting-texts.ts';
import { stepObstacle } from '../../obstacle-contract.ts';
import { obstacleTransitions } from '../../obstacle-steps.ts';
import { screenNames } from '../../screen-names.ts';
import { ActionForm, ActionList } from '../obstacle/Actions.tsx';
import { StateBadge } from '../obstacle/StateBadge.tsx';
import { staleAfter, useLiveObstacles } from '../obstacle/use-live-obstacles.ts';
import { Attendance } from './Attendance.tsx';
import { Decision } from './Decision.tsx';
import { FactLine, ReachedBar } from './FactLine.tsx';
import type { Meeting } from './MeetingPage.tsx';
import { texts } from './texts.ts';

/** The screen on the wall of the meeting: one item at a time, large, with what is decided written below it. */
export function LivePage() {
  useLiveObstacles();
  const id = meetingId.parse(usePathParam('id'));
  const meeting = useRoute(readMeeting, { params: { id } });
  return <QueryView query={meeting}>{(found) => <Found meeting={found} />}</QueryView>;
}

function Found({ meeting }: { meeting: Meeting }) {
  const t = useText();
  const mayEdit = useCan()('obstacle.edit') && meeting.state === 'live';
  const [place, setPlace] = usePlace('item');
  const { agenda } = meeting;
  const index = Math.max(
    0,
    agenda.findIndex(({ id }) => id === place),
  );
  const item = agenda[index];
  const show = (next: number) => setPlace(agenda[next]?.id ?? place);
  const previous: Command = {
    id: 'meeting.previous',
    name: texts.previous,
    keys: ['PageUp'],
    group: screenNames.live,
    when: () => index > 0 || texts.atFirst,
    run: () => show(index - 1),
  };
  const next: Command = {
    id: 'meeting.next',
    name: texts.next,
    keys: ['PageDown'],
    group: screenNames.live,
    when: () => index < agenda.length - 1 || texts.atLast,
    run: () => show(index + 1),
  };
  useCommands([previous, next]);
  return (
    <Page
      title={meeting.title}
      width="full"
      description={
        <span className="flex flex-wrap gap-3">
          {agenda.length === 0 ? null : t(texts.itemOf, { index: index + 1, count: agenda.length })}
          <Link href={`/meetings/${meeting.id}`}>{t(texts.agenda)}</Link>
        </span>
      }
      actions={
        <div className="flex flex-wrap gap-2">
          <CommandButton command={previous} icon={<ArrowLeft aria-hidden size={16} />} />
          <CommandButton command={next} icon={<ArrowRight aria-hidden size={16} />} />
          {mayEdit ? <EndMeeting meeting={meeting} /> : null}
        </div>
      }
    >
      {meeting.state === 'live' ? null : <Notice>{t(texts.notLive)}</Notice>}
      {item === undefined ? (
        <EmptyState title={t(texts.noAgenda)} />
      ) : (
        <LiveItem key={item.id} item={item} mayEdit={mayEdit} />
      )}
      <Card title={t(texts.attendance)}>
        <Attendance meeting={meeting} mayEdit={mayEdit} />
      </Card>
    </Page>
  );
}

function LiveItem({ item, mayEdit }: { item: ItemView; mayEdit: boolean }) {
  const t = useText();
  const add = useCommand(addItemAction, { invalidates: staleAfter });
  return (
    <>
      <section aria-label={item.title} className="flex flex-col gap-3">
        <p>
          <Badge tone="accent">{t(itemKindTexts[item.kind])}</Badge>
        </p>
        <h2 className="text-3xl leading-tight font-semibold">{item.title}</h2>
        <div className="text-2xl">
          <FactLine facts={item.facts} />
        </div>
        <ReachedBar facts={item.facts} />
        {item.obstacle === null ? null : <ItemObstacle obstacle={item.obstacle} mayEdit={mayEdit} />}
      </section>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t(texts.decision)}>
          <Decision item={item} mayEdit={mayEdit} />
        </Card>
        <Card>
          <ActionList actions={item.actions} mayEdit={mayEdit} />
          {mayEdit ? (
            <ActionForm
              isPending={add.isPending}
              error={add.error}
              onAdd={(body, onDone) => add.mutate({ params: { id: item.id }, body }, { onSuccess: onDone })}
            />
          ) : null}
        </Card>
      </div>
    </>
  );
}

/** How the obstacle stands, and what closes it without leaving the meeting. */
function ItemObstacle({ obstacle, mayEdit }: { obstacle: NonNullable<ItemView['obstacle']>; mayEdit: boolean }) {
  const t = useText();
  const errorText = useErrorText();
  const step = useCommand(stepObstacle, {
    invalidates: staleAfter,
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const possible = obstacleTransitions[obstacle.state];
  const offered = (['finish', 'verify'] as const).filter((one) => possible[one] !== undefined);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <StateBadge state={obstacle.state} />
      <Link href={`/obstacles/${obstacle.id}`}>{t(texts.openObstacle)}</Link>
      {mayEdit
        ? offered.map((which) => (
            <Button
              key={which}
              isPending={step.isPending}
              onPress={() =>
                step.mutate({ params: { id: obstacle.id }, body: { version: obstacle.version, step: which } })
              }
            >
              {t(texts[which])}
            </Button>
          ))
        : null}
    </div>
  );
}

function EndMeeting({ meeting }: { meeting: Meeting }) {
  const t = useText();
  const go = useGo();
  const errorText = useErrorText();
  const [isAsking, setAsking] = useState(false);
  const end = useCommand(stepMeeting, {
    invalidates: staleAfter,
    onDone: ({ told }) => {
      toast(t(texts.ended, { count: told }));
      go(`/meetings/${meeting.id}`);
    },
  });
  const open = meeting.agenda.filter(({ decision }) => decision === '').length;
  return (
    <>
      <Button look="primary" icon={<Flag aria-hidden size={16} />} onPress={() => setAsking(true)}>
        {t(texts.end)}
      </Button>
      <ConfirmDialog
        title={t(texts.end)}
        confirmName={t(texts.end)}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        isPending={end.isPending}
        error={end.error === null ? null : errorText(end.error)}
        onConfirm={() => end.mutate({ params: { id: meeting.id }, body: { version: meeting.version, step: 'end' } })}
      >
        <p>{t(texts.endQuestion, { open })}</p>
      </ConfirmDialog>
    </>
  );
}
