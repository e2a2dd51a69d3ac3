import { useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useLanguage, useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type ActionContent, actionContent } from '../../obstacle.ts';
import { type ActionView, markObstacleAction } from '../../obstacle-contract.ts';
import { dayName } from './day.ts';
import { texts } from './texts.ts';
import { staleAfter } from './use-live-obstacles.ts';

/** Who does what by when; a mark can be taken back. */
export function ActionList({ actions, mayEdit }: { actions: readonly ActionView[]; mayEdit: boolean }) {
  const t = useText();
  if (actions.length === 0) return <p className="text-ink-soft">{t(texts.noActions)}</p>;
  return (
    <ul className="flex flex-col gap-3">
      {actions.map((action) => (
        <li key={action.id}>
          <ActionRow action={action} mayEdit={mayEdit} />
        </li>
      ))}
    </ul>
  );
}

function ActionRow({ action, mayEdit }: { action: ActionView; mayEdit: boolean }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const { language } = useLanguage();
  const [proof, setProof] = useState(action.proof);
  const mark = useCommand(markObstacleAction, {
    invalidates: staleAfter,
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const isDone = action.doneAt !== null;
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">{action.task}</p>
      <p className="flex flex-wrap items-center gap-2 text-sm">
        {action.who}, {dayName(action.dueOn, language)}
        {action.doneAt === null ? null : (
          <Badge tone="good">{t(texts.doneAt, { at: format.date(action.doneAt) })}</Badge>
        )}
        {action.isOverdue ? <Badge tone="life">{t(texts.overdue)}</Badge> : null}
      </p>
      {isDone && action.proof !== '' ? <p className="text-sm break-words">{action.proof}</p> : null}
      {mayEdit ? (
        <div className="flex flex-wrap items-end gap-2 print:hidden">
          {isDone ? null : (
            <div className="min-w-48 flex-1">
              <TextField label={t(texts.proof)} maxLength={300} value={proof} onChange={setProof} />
            </div>
          )}
          <Button
            size="small"
            isPending={mark.isPending}
            onPress={() =>
              mark.mutate({ params: { id: action.id }, body: { isDone: !isDone, proof: isDone ? '' : proof } })
            }
          >
            {t(isDone ? texts.markOpen : texts.markDone)}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

const nothing: ActionContent = { task: '', who: '', dueOn: '' };

export function ActionForm({
  onAdd,
  isPending,
  error,
}: {
  onAdd: (content: ActionContent, onDone: () => void) => void;
  isPending: boolean;
  error: unknown;
}) {
  const t = useText();
  const errorText = useErrorText();
  const [typed, setTyped] = useState(nothing);
  const fit = actionContent.safeParse(typed);
  return (
    <div className="mt-3 flex flex-col gap-2 print:hidden">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-48 flex-1">
          <TextField
            label={t(texts.task)}
            maxLength={300}
            value={typed.task}
            onChange={(task) => setTyped({ ...typed, task })}
          />
        </div>
        <div className="w-44">
          <TextField
            label={t(texts.who)}
            maxLength={120}
            value={typed.who}
            onChange={(who) => setTyped({ ...typed, who })}
          />
        </div>
        <div className="w-44">
          <TextField
            label={t(texts.dueOn)}
            type="date"
            value={typed.dueOn}
            onChange={(dueOn) => setTyped({ ...typed, dueOn })}
          />
        </div>
        <Button
          isDisabled={!fit.success}
          isPending={isPending}
          onPress={() => fit.success && onAdd(fit.data, () => setTyped(nothing))}
        >
          {t(texts.addAction)}
        </Button>
      </div>
      {error === null || error === undefined ? null : <Notice tone="life">{errorText(error)}</Notice>}
    </div>
  );
}
