import { useState } from 'react';
import { readSession } from '#features/people/contract.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type HandoverView, takeHandover } from '../handover-contract.ts';
import { handoverTexts as texts } from './handover-texts.ts';
import { OpenItems } from './OpenItems.tsx';

/** One handover; whoever did not write it takes it over here. */
export function HandoverCard({ handover }: { handover: HandoverView }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const me = useRoute(readSession, {}).data?.user.id;
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const take = useCommand(takeHandover, {
    invalidates: ['/api/handovers'],
    onDone: () => toast(t(texts.taken)),
  });
  const { takenBy, takenAt, writtenBy, items, reason, notes, checks } = handover;
  const mayTake = takenBy === null && me !== undefined && me !== writtenBy.id;
  return (
    <Card
      title={t(texts.by, { name: writtenBy.displayName, at: format.full(handover.writtenAt) })}
      actions={
        takenBy === null || takenAt === null ? (
          <Badge tone="warn">{t(texts.waits)}</Badge>
        ) : (
          <Badge tone="good">{t(texts.takenBy, { name: takenBy.displayName, at: format.full(takenAt) })}</Badge>
        )
      }
    >
      <div className="flex flex-col gap-3">
        {reason === null ? null : <Notice tone="warn">{t(texts.closedBecause, { reason })}</Notice>}
        {notes === '' ? null : <p className="whitespace-pre-wrap">{notes}</p>}
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {checks.map(({ id, text, done }) => (
            <li key={id}>
              {text}:{' '}
              <strong className={done ? 'text-good' : 'text-warn'}>{t(done ? texts.done : texts.notDone)}</strong>
            </li>
          ))}
        </ul>
        {mayTake && items.length > 0 ? <p className="text-ink-soft">{t(texts.tick)}</p> : null}
        <OpenItems items={items} {...(mayTake ? { ticked, onTick: setTicked } : {})} />
        {take.error === null ? null : <Notice tone="life">{errorText(take.error)}</Notice>}
        {mayTake ? (
          <div>
            <Button
              look="primary"
              isDisabled={ticked.length < items.length}
              isPending={take.isPending}
              onPress={() => take.mutate({ params: { id: handover.id }, body: { items: [...ticked] } })}
            >
              {t(texts.take)}
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
