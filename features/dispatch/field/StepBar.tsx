import { Ban, CircleCheckBig, Flag, Hourglass, Play } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { rejectReasons, results } from '../assignment.ts';
import type { FieldView } from '../field-contract.ts';
import { canReject, type NextStep, nextStep, type ShownTask } from '../field-view.ts';
import { rejectReasonTexts, resultTexts } from '../texts.ts';
import { leaveReasons } from '../unit.ts';
import { BigButton } from './BigButton.tsx';
import { leaveTexts, texts } from './texts.ts';
import { useField } from './use-field.tsx';

interface StepProps {
  readonly task: ShownTask;
  readonly unit: FieldView['units'][number];
}

const signs: Readonly<Record<NextStep, typeof Play>> = { start: Play, arrive: Flag, finish: CircleCheckBig };
const stepNames = { start: texts.start, arrive: texts.arrive, finish: texts.finish };
const stepNotes = { start: texts.startNote, arrive: texts.arriveNote, finish: texts.finishNote };

/** The one step that leads on. */
export function StepButton({ task, unit }: StepProps) {
  const t = useText();
  const { sender } = useField();
  const [isAsking, setAsking] = useState(false);
  if (task.isEnding)
    return (
      <p role="status" className="flex min-h-16 items-center justify-center gap-2 text-lg font-semibold">
        <Hourglass aria-hidden size={24} />
        {t(texts.ending)}
      </p>
    );
  const step = nextStep(task, unit.status);
  const Sign = signs[step];
  const say = (status: 'en_route' | 'on_scene') =>
    void sender.press({ kind: 'status', unitId: unit.id, assignmentId: task.assignmentId, status });
  const handlePress = () => {
    if (step === 'finish') setAsking(true);
    else say(step === 'start' ? 'en_route' : 'on_scene');
  };
  return (
    <>
      <BigButton
        paint="step"
        wide
        icon={<Sign aria-hidden size={34} />}
        note={t(stepNotes[step])}
        onPress={handlePress}
      >
        {t(stepNames[step])}
      </BigButton>
      <FinishDialog task={task} unit={unit} isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}

interface AskProps extends StepProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function FinishDialog({ task, unit, isOpen, onClose }: AskProps) {
  const t = useText();
  const { sender } = useField();
  const [note, setNote] = useState('');
  const finish = (result: (typeof results)[number]) => {
    onClose();
    const words = note.trim();
    const said = { assignmentId: task.assignmentId, result, note: words === '' ? null : words };
    void sender.press({ kind: 'finish', unitId: unit.id, ...said });
  };
  return (
    <Dialog title={t(texts.finishTitle)} isOpen={isOpen} onClose={onClose} size="small">
      <div className="flex flex-col gap-3">
        <TextArea label={t(texts.words)} value={note} onChange={setNote} rows={2} maxLength={2000} />
        {results.map((result) => (
          <BigButton key={result} paint={result === 'DONE' ? 'step' : 'plain'} wide onPress={() => finish(result)}>
            {t(resultTexts[result])}
          </BigButton>
        ))}
      </div>
    </Dialog>
  );
}

/** The way out, with a reason: for this unit, or for the whole agency. */
export function CannotButton({ task, unit }: StepProps) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  if (task.isEnding) return null;
  return (
    <>
      <BigButton icon={<Ban aria-hidden size={22} />} wide onPress={() => setAsking(true)}>
        {t(texts.cannot)}
      </BigButton>
      <CannotDialog task={task} unit={unit} isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}

function CannotDialog({ task, unit, isOpen, onClose }: AskProps) {
  const t = useText();
  const { sender } = useField();
  const [note, setNote] = useState('');
  const said = () => {
    onClose();
    const words = note.trim();
    return { unitId: unit.id, assignmentId: task.assignmentId, note: words === '' ? null : words };
  };
  return (
    <Dialog title={t(texts.cannotTitle)} isOpen={isOpen} onClose={onClose} size="small">
      <div className="flex flex-col gap-3">
        <TextArea label={t(texts.words)} value={note} onChange={setNote} rows={2} maxLength={2000} />
        <h3 className="text-lg font-bold">{t(texts.unitCannot)}</h3>
        <p className="text-ink-soft">{t(texts.unitCannotNote)}</p>
        {leaveReasons.map((reason) => (
          <BigButton key={reason} wide onPress={() => void sender.press({ kind: 'leave', ...said(), reason })}>
            {t(leaveTexts[reason])}
          </BigButton>
        ))}
        {canReject(task) ? (
          <>
            <h3 className="pt-2 text-lg font-bold">{t(texts.agencyCannot)}</h3>
            <p className="text-ink-soft">{t(texts.agencyCannotNote)}</p>
            {rejectReasons.map((reason) => (
              <BigButton key={reason} wide onPress={() => void sender.press({ kind: 'reject', ...said(), reason })}>
                {t(rejectReasonTexts[reason])}
              </BigButton>
            ))}
          </>
        ) : null}
      </div>
    </Dialog>
  );
}
