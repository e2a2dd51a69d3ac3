import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button, IconButton } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { addItem, orderAgenda, refreshAgenda } from '../../meeting-contract.ts';
import { itemKindTexts } from '../../meeting-texts.ts';
import { ActionList } from '../obstacle/Actions.tsx';
import { staleAfter } from '../obstacle/use-live-obstacles.ts';
import { FactLine } from './FactLine.tsx';
import type { Meeting } from './MeetingPage.tsx';
import { texts } from './texts.ts';

/** In the order in which it is gone through; the arrows of an item move it, by mouse or keyboard. */
export function Agenda({ meeting, mayEdit }: { meeting: Meeting; mayEdit: boolean }) {
  const t = useText();
  const errorText = useErrorText();
  const failed = { invalidates: staleAfter, onRefused: (error: unknown) => toast(errorText(error), 'life') };
  const order = useCommand(orderAgenda, failed);
  const refresh = useCommand(refreshAgenda, {
    ...failed,
    onDone: ({ added }) => toast(t(texts.added, { count: added })),
  });
  const { agenda } = meeting;
  // What was agreed on is marked as done after the meeting too; its minutes stay as they are.
  const mayMark = useCan()('obstacle.edit');
  const move = (from: number, to: number) => {
    const ids = agenda.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (moved === undefined) return;
    ids.splice(to, 0, moved);
    order.mutate({ params: { id: meeting.id }, body: { ids } });
  };
  return (
    <Card
      title={t(texts.agenda)}
      actions={
        mayEdit ? (
          <Button
            size="small"
            isPending={refresh.isPending}
            onPress={() => refresh.mutate({ params: { id: meeting.id } })}
          >
            {t(texts.refresh)}
          </Button>
        ) : null
      }
    >
      {agenda.length === 0 ? <p className="text-ink-soft">{t(texts.noAgenda)}</p> : null}
      <ol className="flex flex-col gap-3">
        {agenda.map((item, index) => (
          <li key={item.id} className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2">
                <Badge tone="neutral">{t(itemKindTexts[item.kind])}</Badge>
                <span className="font-medium">{item.title}</span>
              </p>
              <FactLine facts={item.facts} />
              {item.decision === '' ? null : (
                <p className="whitespace-pre-wrap">
                  <strong>{t(texts.decision)}:</strong> {item.decision}
                </p>
              )}
              {item.actions.length === 0 ? null : <ActionList actions={item.actions} mayEdit={mayMark} />}
            </div>
            {mayEdit ? (
              <span className="flex gap-1 print:hidden">
                <IconButton
                  size="small"
                  label={t(texts.up, { title: item.title })}
                  isDisabled={index === 0 || order.isPending}
                  icon={<ArrowUp aria-hidden size={14} />}
                  onPress={() => move(index, index - 1)}
                />
                <IconButton
                  size="small"
                  label={t(texts.down, { title: item.title })}
                  isDisabled={index === agenda.length - 1 || order.isPending}
                  icon={<ArrowDown aria-hidden size={14} />}
                  onPress={() => move(index, index + 1)}
                />
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      {mayEdit ? <OwnItem meeting={meeting} /> : null}
    </Card>
  );
}

function OwnItem({ meeting }: { meeting: Meeting }) {
  const t = useText();
  const errorText = useErrorText();
  const [title, setTitle] = useState('');
  const add = useCommand(addItem, {
    invalidates: staleAfter,
    onDone: () => setTitle(''),
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  return (
    <div className="mt-4 flex items-end gap-2 print:hidden">
      <div className="flex-1">
        <TextField label={t(texts.own)} maxLength={200} value={title} onChange={setTitle} />
      </div>
      <Button
        isDisabled={title.trim() === ''}
        isPending={add.isPending}
        onPress={() => add.mutate({ params: { id: meeting.id }, body: { title: title.trim() } })}
      >
        {t(texts.addItem)}
      </Button>
    </div>
  );
}
