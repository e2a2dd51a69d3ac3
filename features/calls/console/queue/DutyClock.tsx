import { AlarmClockPlus } from 'lucide-react';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { useNow } from '#platform/web/ticking.ts';
import { prolongWrapUp, seeOrder } from '../../queue-contract.ts';
import { orderReasonTexts } from '../../queue-texts.ts';
import { mustBeClassified } from '../../rules.ts';
import { presenceTexts } from '../../texts.ts';
import { texts } from '../texts.ts';
import type { DeskView } from '../use-desk.ts';
import { queueTexts } from './queue-texts.ts';

/** How long the wrap-up or the break still lasts, and what happens then. */
export function DutyClock({ desk }: { desk: DeskView }) {
  const t = useText();
  const now = useNow();
  const prolong = useProlong(desk);
  useCommands([prolong]);
  const { state, dueAt } = desk.presence;
  if (dueAt === null || (state !== 'wrap_up' && state !== 'break')) return null;
  const isOver = Date.parse(dueAt) <= now;
  if (state === 'break') {
    return (
      <div className="flex flex-col gap-2">
        <p className="flex flex-wrap items-center justify-between gap-2">
          {t(queueTexts.breakLeft)}
          <RunningClock until={dueAt} label={t(queueTexts.breakLeft)} warnMs={120_000} />
        </p>
        {isOver ? <Notice tone="life">{t(queueTexts.breakOver)}</Notice> : null}
      </div>
    );
  }
  const isOwed = desk.call !== null && mustBeClassified(desk.call);
  return (
    <div className="flex flex-col gap-2">
      {isOver && isOwed ? (
        <Notice tone="life">{t(queueTexts.classifyToGoOn)}</Notice>
      ) : (
        <p className="flex flex-wrap items-center justify-between gap-2">
          {t(queueTexts.readyIn)}
          <RunningClock until={dueAt} label={t(queueTexts.readyIn)} warnMs={10_000} />
        </p>
      )}
      <CommandButton command={prolong} icon={<AlarmClockPlus aria-hidden size={16} />} />
    </div>
  );
}

function useProlong(desk: DeskView): Command {
  const errorText = useErrorText();
  const prolong = useCommand(prolongWrapUp, {
    invalidates: ['/api/desk', '/api/presences'],
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  return {
    id: 'presence.prolong',
    name: queueTexts.prolong,
    keys: ['Alt+W'],
    group: texts.presence,
    when: () => {
      if (desk.presence.state !== 'wrap_up') return queueTexts.notWrapUp;
      return desk.prolongsLeft > 0 ? true : queueTexts.noMoreTime;
    },
    run: () => prolong.mutate({}),
  };
}

/** A supervisor set my presence: who, to what, and why; it stays until it is read. */
export function OrderNotice({ order }: { order: NonNullable<DeskView['order']> }) {
  const t = useText();
  const errorText = useErrorText();
  const see = useCommand(seeOrder, {
    invalidates: ['/api/desk'],
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  return (
    <div className="p-2">
      <Notice
        tone="warn"
        action={
          <Button isPending={see.isPending} onPress={() => see.mutate({ params: { id: order.id } })}>
            {t(queueTexts.seen)}
          </Button>
        }
      >
        <p className="font-semibold">{t(queueTexts.ordered, { by: order.by, state: t(presenceTexts[order.state]) })}</p>
        <p>
          {t(orderReasonTexts[order.reason])}
          {order.note === null ? null : `: ${order.note}`}
        </p>
      </Notice>
    </div>
  );
}
