import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type ObstacleId, type Owner, obstacleId } from '../../obstacle.ts';
import { listObstacleOwners, listObstacles, stepObstacle } from '../../obstacle-contract.ts';
import { type ObstacleStep, obstacleTransitions } from '../../obstacle-steps.ts';
import type { Obstacle } from './ObstaclePage.tsx';
import { texts } from './texts.ts';
import { staleAfter } from './use-live-obstacles.ts';

interface Given {
  readonly owner: Owner | null;
  readonly dueOn: string | null;
  readonly reason: string | null;
  readonly into: ObstacleId | null;
}
const nothing: Given = { owner: null, dueOn: null, reason: null, into: null };
const asks: readonly ObstacleStep[] = ['accept', 'reject', 'merge', 'reopen'];
const forward: readonly ObstacleStep[] = ['accept', 'finish', 'verify'];

/** What can be done next, by the table of states; what needs an answer asks for it. */
export function Steps({ obstacle }: { obstacle: Obstacle }) {
  const t = useText();
  const errorText = useErrorText();
  const [asked, setAsked] = useState<ObstacleStep | null>(null);
  const [given, setGiven] = useState(nothing);
  const step = useCommand(stepObstacle, {
    invalidates: staleAfter,
    onDone: () => {
      setAsked(null);
      setGiven(nothing);
      toast(t(texts.saved));
    },
  });
  const take = (which: ObstacleStep) =>
    step.mutate({ params: { id: obstacle.id }, body: { version: obstacle.version, step: which, ...given } });
  const begin = (which: ObstacleStep) => {
    if (!asks.includes(which)) return take(which);
    step.reset();
    setGiven({ ...nothing, owner: obstacle.owner, dueOn: obstacle.dueOn });
    setAsked(which);
  };
  const nameOf = (which: ObstacleStep) =>
    t(which === 'accept' && obstacle.owner !== null ? texts.step_owner : texts[`step_${which}`]);
  // Object.keys forgets the key type; the table is a constant.
  const steps = Object.keys(obstacleTransitions[obstacle.state]) as ObstacleStep[];
  const error = step.error === null ? null : errorText(step.error);
  return (
    <div className="flex flex-col gap-2 print:hidden">
      <div className="flex flex-wrap gap-2">
        {steps.map((which) => (
          <Button
            key={which}
            look={forward.includes(which) && !(which === 'accept' && obstacle.owner !== null) ? 'primary' : 'plain'}
            isPending={step.isPending && step.variables?.body.step === which}
            onPress={() => begin(which)}
          >
            {nameOf(which)}
          </Button>
        ))}
      </div>
      {error === null || asked !== null ? null : <Notice tone="life">{error}</Notice>}
      {asked === null ? null : (
        <ConfirmDialog
          title={nameOf(asked)}
          confirmName={nameOf(asked)}
          isOpen
          onClose={() => setAsked(null)}
          onConfirm={() => take(asked)}
          isPending={step.isPending}
          isBlocked={!isEnough(asked, given)}
          error={error}
        >
          <Answer step={asked} given={given} onChange={setGiven} own={obstacle.id} />
        </ConfirmDialog>
      )}
    </div>
  );
}

function isEnough(step: ObstacleStep, { owner, dueOn, reason, into }: Given): boolean {
  if (step === 'accept') return owner !== null && dueOn !== null && dueOn !== '';
  return step === 'merge' ? into !== null : (reason ?? '').trim().length >= 3;
}

interface AnswerProps {
  readonly step: ObstacleStep;
  readonly given: Given;
  readonly onChange: (given: Given) => void;
  readonly own: string;
}

function Answer({ step, given, onChange, own }: AnswerProps) {
  const t = useText();
  if (step === 'accept') return <OwnerAndDate given={given} onChange={onChange} />;
  if (step === 'merge') return <MergeTarget given={given} onChange={onChange} own={own} />;
  return (
    <TextField
      label={t(texts.reason)}
      isRequired
      autoFocus
      maxLength={300}
      value={given.reason ?? ''}
      onChange={(reason) => onChange({ ...given, reason })}
    />
  );
}

function OwnerAndDate({ given, onChange }: Pick<AnswerProps, 'given' | 'onChange'>) {
  const t = useText();
  const owners = useRoute(listObstacleOwners, {});
  const options = [
    ...(owners.data?.agencies ?? []).map(({ id, name }) => ({ id: `agency:${id}`, name })),
    ...(owners.data?.people ?? []).map(({ id, name }) => ({ id: `user:${id}`, name })),
  ];
  const choose = (value: string) => {
    const [kind = '', id = ''] = value.split(':');
    onChange({ ...given, owner: { kind: kind === 'user' ? 'user' : 'agency', id } });
  };
  return (
    <div className="flex flex-col gap-3">
      <Select
        label={t(texts.owner)}
        isRequired
        options={options}
        placeholder={t(texts.choose)}
        value={given.owner === null ? null : `${given.owner.kind}:${given.owner.id}`}
        onChange={choose}
      />
      <TextField
        label={t(texts.dueOn)}
        isRequired
        type="date"
        value={given.dueOn ?? ''}
        onChange={(dueOn) => onChange({ ...given, dueOn: dueOn === '' ? null : dueOn })}
      />
    </div>
  );
}

function MergeTarget({ given, onChange, own }: Pick<AnswerProps, 'given' | 'onChange' | 'own'>) {
  const t = useText();
  const others = useRoute(listObstacles, { query: { limit: 200, state: 'unfinished' } });
  const options = (others.data?.items ?? [])
    .filter(({ id }) => id !== own)
    .map(({ id, number, title }) => ({ id: String(id), name: `#${number} ${title}` }));
  return (
    <Select
      label={t(texts.into)}
      isRequired
      options={options}
      placeholder={t(texts.choose)}
      value={given.into}
      onChange={(id) => onChange({ ...given, into: obstacleId.parse(id) })}
    />
  );
}
