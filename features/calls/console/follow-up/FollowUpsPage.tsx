import { CircleCheck, PhoneOutgoing, Undo2 } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { Table } from '#platform/ui/Table.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { callFollowUp, type FollowUpView, listFollowUps, reopenFollowUp } from '../../follow-up-contract.ts';
import { CloseDialog } from './CloseDialog.tsx';
import { FollowUpDetail } from './FollowUpDetail.tsx';
import { followUpColumns } from './follow-up-columns.tsx';
import { LostCallsList } from './LostCallsList.tsx';
import { texts } from './texts.ts';

type Group = 'open' | 'done' | 'all';
const groups = ['open', 'done', 'all'] as const;

/** Lost calls as work: what the machine does next, what people must do, and how each of them ended. */
export function FollowUpsPage() {
  const t = useText();
  const [place, setPlace] = usePlace('group');
  const group = groups.find((each) => each === place) ?? 'open';
  const choice = (
    <Select<Group>
      label={t(texts.show)}
      value={group}
      onChange={(next) => setPlace(next === 'open' ? null : next)}
      options={groups.map((id) => ({ id, name: t(texts[id]) }))}
    />
  );
  // The plain list has a choice of days and callers beside it.
  return group === 'all' ? (
    <Page title={t(texts.lostCalls)} description={t(texts.note)}>
      <LostCallsList before={choice} />
    </Page>
  ) : (
    <WorkList key={group} group={group} choice={choice} />
  );
}

function WorkList({ group, choice }: { group: 'open' | 'done'; choice: ReactNode }) {
  const t = useText();
  const list = useRoute(listFollowUps, { query: { group } });
  const [chosenId, setChosen] = usePlace('row');
  const items = list.data?.items ?? [];
  const chosen = items.find((each) => each.id === chosenId) ?? null;
  const [isClosing, setClosing] = useState(false);
  const commands = useFollowUpCommands(chosen, () => setClosing(true));
  return (
    <Page
      title={t(texts.lostCalls)}
      description={t(texts.note)}
      actions={
        group === 'open' ? (
          <>
            <CommandButton command={commands.call} look="primary" icon={<PhoneOutgoing aria-hidden size={16} />} />
            <CommandButton command={commands.close} icon={<CircleCheck aria-hidden size={16} />} />
          </>
        ) : (
          <CommandButton command={commands.reopen} icon={<Undo2 aria-hidden size={16} />} />
        )
      }
    >
      <div className="max-w-56">{choice}</div>
      {list.data?.isActive === false ? <Notice tone="warn">{t(texts.machineOff)}</Notice> : null}
      <div className="grid items-start gap-4 xl:grid-cols-[3fr_1fr]">
        <Card flush>
          <QueryView query={list}>
            {(shown) => <Rows shown={shown} group={group} chosen={chosenId} onChoose={setChosen} />}
          </QueryView>
        </Card>
        {chosen === null ? null : <FollowUpDetail followUp={chosen} />}
      </div>
      {isClosing && chosen !== null ? <CloseDialog followUp={chosen} onClose={() => setClosing(false)} /> : null}
    </Page>
  );
}

interface RowsProps {
  readonly shown: RouteOutput<typeof listFollowUps>;
  readonly group: 'open' | 'done';
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

function Rows({ shown, group, chosen, onChoose }: RowsProps) {
  const t = useText();
  const format = useFormat();
  const { items, steps } = shown;
  const columns = useMemo(() => followUpColumns({ group, steps, t, format }), [group, steps, t, format]);
  return (
    <div className="overflow-x-auto">
      <Table
        label={t(texts.lostCalls)}
        columns={columns}
        rows={items}
        idOf={(each) => each.id}
        onOpen={(each) => onChoose(each.id)}
        onFocusRow={(each) => onChoose(each.id)}
        selectedId={chosen}
        isUrgent={(each) => each.overdueAt !== null || (each.state !== 'done' && each.wantedAt !== null)}
        empty={<EmptyState title={t(group === 'open' ? texts.noneOpen : texts.noneDone)} />}
      />
    </div>
  );
}

/** What one does with the chosen row; a control that cannot be used says why. */
function useFollowUpCommands(chosen: FollowUpView | null, onClose: () => void) {
  const t = useText();
  const errorText = useErrorText();
  const mayWork = useCan()('call.take');
  const onRefused = (error: unknown) => toast(errorText(error), 'life');
  const place = useCommand(callFollowUp, { onDone: () => toast(t(texts.calling)), onRefused });
  const back = useCommand(reopenFollowUp, { onDone: () => toast(t(texts.reopened)), onRefused });
  const ready = (): true | (typeof texts)[keyof typeof texts] => {
    if (chosen === null) return texts.chooseFirst;
    if (chosen.state === 'done') return texts.isDone;
    return chosen.state === 'trying' ? texts.underWay : true;
  };
  const call: Command = {
    id: 'follow-up.call',
    name: texts.callNow,
    keys: ['Alt+T'],
    group: texts.lostCalls,
    when: () => (chosen?.canCall === false ? texts.noNumber : ready()),
    run: () => {
      if (chosen !== null) place.mutate({ params: { id: chosen.id } });
    },
  };
  const close: Command = {
    id: 'follow-up.close',
    name: texts.close,
    keys: ['F8'],
    group: texts.lostCalls,
    when: ready,
    run: onClose,
  };
  const reopen: Command = {
    id: 'follow-up.reopen',
    name: texts.reopen,
    keys: ['F9'],
    group: texts.lostCalls,
    when: () => (chosen === null ? texts.chooseFirst : chosen.outcome === 'closed' ? true : texts.notClosed),
    run: () => {
      if (chosen !== null) back.mutate({ params: { id: chosen.id } });
    },
  };
  useCommands(mayWork ? [call, close, reopen] : []);
  return { call, close, reopen };
}
