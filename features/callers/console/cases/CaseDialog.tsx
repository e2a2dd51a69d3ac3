import { useState } from 'react';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type CaseStep, caseSteps } from '../../case.ts';
import { appealCase, type CaseView, decideAppeal, endCase, noteCase, takeCaseStep } from '../../case-contract.ts';
import { caseStepTexts } from '../../case-texts.ts';
import { laneDays } from '../../lane.ts';
import { askLane } from '../../lane-contract.ts';
import { caseTexts as texts } from './texts.ts';
import { WordsDialog } from './WordsDialog.tsx';

export const staleCase = ['/api/cases', '/api/callers'];

/** Acts on a case that ask for words. */
export type CaseAct = 'step' | 'addNote' | 'appeal' | 'decide' | 'lane' | 'end';

interface CaseDialogProps {
  readonly act: CaseAct;
  readonly found: CaseView;
  readonly letters: NonNullable<CaseView['open']>['letters'];
  readonly onClose: () => void;
}

/** One act on a case, by what it is. It keeps the version it was begun on: a change by somebody else in between is refused. */
export function CaseDialog({ act, ...given }: CaseDialogProps) {
  if (act === 'step') return <StepDialog {...given} />;
  if (act === 'lane') return <LaneDialog {...given} />;
  if (act === 'decide') return <DecideDialog {...given} />;
  return <PlainDialog act={act} {...given} />;
}

type Given = Omit<CaseDialogProps, 'act'>;

function useDone(onClose: () => void) {
  const t = useText();
  return {
    invalidates: staleCase,
    onDone: () => {
      toast(t(texts.saved));
      onClose();
    },
  };
}

function PlainDialog({ act, found, onClose }: Given & { act: 'addNote' | 'appeal' | 'end' }) {
  const t = useText();
  const errorText = useErrorText();
  const [version] = useState(found.version);
  const done = useDone(onClose);
  const note = useCommand(noteCase, done);
  const appeal = useCommand(appealCase, done);
  const end = useCommand(endCase, done);
  const command = { addNote: note, appeal, end }[act];
  const label = { addNote: texts.words, appeal: texts.appealWords, end: texts.why }[act];
  const params = { id: found.id };
  const handleConfirm = (text: string) => {
    if (act === 'end') end.mutate({ params, body: { version, reason: text } });
    else if (act === 'appeal') appeal.mutate({ params, body: { version, text } });
    else note.mutate({ params, body: { version, text } });
  };
  return (
    <WordsDialog
      title={t(texts[act])}
      label={t(label)}
      isDanger={act === 'end'}
      onClose={onClose}
      onConfirm={handleConfirm}
      isPending={command.isPending}
      error={command.error && errorText(command.error)}
    />
  );
}

function StepDialog({ found, letters, onClose }: Given) {
  const t = useText();
  const errorText = useErrorText();
  const [version] = useState(found.version);
  const [step, setStep] = useState<CaseStep>(found.next ?? 'log');
  const [letter, setLetter] = useState<string | null>(letters[0]?.id ?? null);
  const take = useCommand(takeCaseStep, useDone(onClose));
  const chosen = step === 'letter' && letter !== null ? { letter } : {};
  return (
    <WordsDialog
      title={t(texts.step)}
      label={t(texts.whatWasDone)}
      onClose={onClose}
      onConfirm={(text) => take.mutate({ params: { id: found.id }, body: { version, step, text, ...chosen } })}
      isPending={take.isPending}
      isBlocked={step === 'letter' && letter === null}
      error={take.error && errorText(take.error)}
    >
      <Select<CaseStep>
        label={t(texts.whichStep)}
        options={caseSteps.map((id) => ({ id, name: t(caseStepTexts[id]) }))}
        value={step}
        onChange={setStep}
      />
      {step === 'letter' ? (
        <Select
          label={t(texts.letterText)}
          options={letters.map(({ id, name }) => ({ id, name }))}
          value={letter}
          onChange={setLetter}
        />
      ) : null}
    </WordsDialog>
  );
}

function LaneDialog({ found, onClose }: Given) {
  const t = useText();
  const errorText = useErrorText();
  const [version] = useState(found.version);
  const [days, setDays] = useState('7');
  const ask = useCommand(askLane, useDone(onClose));
  const wanted = laneDays.safeParse(Number(days));
  return (
    <WordsDialog
      title={t(texts.lane)}
      label={t(texts.laneWhy)}
      onClose={onClose}
      onConfirm={(reason) =>
        ask.mutate({ params: { id: found.id }, body: { version, reason, days: wanted.data ?? 1 } })
      }
      isPending={ask.isPending}
      isBlocked={!wanted.success}
      error={ask.error && errorText(ask.error)}
    >
      <p className="text-ink-soft">{t(texts.laneNote)}</p>
      <TextField type="number" label={t(texts.laneDays)} min={1} max={7} value={days} onChange={setDays} />
    </WordsDialog>
  );
}

function DecideDialog({ found, onClose }: Given) {
  const t = useText();
  const errorText = useErrorText();
  const [version] = useState(found.version);
  const [decision, setDecision] = useState<'granted' | 'rejected'>('granted');
  const decide = useCommand(decideAppeal, useDone(onClose));
  return (
    <WordsDialog
      title={t(texts.decide)}
      label={t(texts.why)}
      onClose={onClose}
      onConfirm={(reason) => decide.mutate({ params: { id: found.id }, body: { version, decision, reason } })}
      isPending={decide.isPending}
      error={decide.error && errorText(decide.error)}
    >
      <p className="text-ink-soft">{t(texts.decideNote)}</p>
      <Select<'granted' | 'rejected'>
        label={t(texts.decision)}
        options={(['granted', 'rejected'] as const).map((id) => ({ id, name: t(texts[id]) }))}
        value={decision}
        onChange={setDecision}
      />
    </WordsDialog>
  );
}
