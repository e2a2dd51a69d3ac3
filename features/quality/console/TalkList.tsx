import { useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { finishStep, listTalks, type Talk } from '../talk-contract.ts';
import { TalkDialog } from './TalkDialog.tsx';
import { texts } from './texts.ts';

/** Talks and their steps, the newest first. `isOwn`: on the page of the person; there nobody writes one down. */
export function TalkList({ isOwn = false }: { isOwn?: boolean }) {
  const t = useText();
  const errorText = useErrorText();
  const can = useCan();
  const [isAdding, setAdding] = useState(false);
  const talks = useRoute(listTalks, {});
  const finish = useCommand(finishStep, { invalidates: ['/api/quality/talks'] });
  const mayFinish = can('quality.own');
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-ink-soft">{t(texts.talksNote)}</p>
        {can('quality.coach') && !isOwn ? (
          <Button look="primary" onPress={() => setAdding(true)}>
            {t(texts.talkAdd)}
          </Button>
        ) : null}
      </div>
      {finish.error === null ? null : <Notice tone="life">{errorText(finish.error)}</Notice>}
      <QueryView query={talks}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t(texts.noTalks)} />
          ) : (
            items.map((talk) => (
              <TalkCard
                key={talk.id}
                talk={talk}
                onFinish={mayFinish ? (stepId) => finish.mutate({ params: { id: talk.id, stepId } }) : null}
              />
            ))
          )
        }
      </QueryView>
      {isAdding ? <TalkDialog onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

interface TalkCardProps {
  readonly talk: Talk;
  readonly onFinish: ((stepId: Talk['steps'][number]['id']) => void) | null;
}

function TalkCard({ talk, onFinish }: TalkCardProps) {
  const t = useText();
  const format = useFormat();
  return (
    <article className="flex flex-col gap-2 rounded-lg border border-line p-3">
      <h3 className="font-semibold">{t(texts.talkOf, { person: talk.person.name, coach: talk.coach.name })}</h3>
      <p className="text-sm text-ink-soft">{format.full(talk.heldAt)}</p>
      {talk.words === null ? null : <p className="whitespace-pre-line">{talk.words}</p>}
      <ul className="flex flex-col gap-2">
        {talk.steps.map((step) => (
          <li key={step.id} className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 flex-1">{step.words}</span>
            <span className="text-sm text-ink-soft">
              {step.doneAt === null
                ? t(texts.stepDueAt, { due: format.date(`${step.due}T05:00:00.000Z`) })
                : t(texts.stepDoneAt, { at: format.date(step.doneAt) })}
            </span>
            {step.isOverdue ? <Badge tone="warn">{t(texts.overdue)}</Badge> : null}
            {step.doneAt === null && onFinish !== null ? (
              <Button
                size="small"
                onPress={() => onFinish(step.id)}
                aria-label={`${t(texts.stepDone)}: ${step.words ?? ''}`}
              >
                {t(texts.stepDone)}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </article>
  );
}
