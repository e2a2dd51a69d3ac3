import { Phone } from 'lucide-react';
import { maskedResultTexts } from '#features/calls/masked-call-texts.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { callerCallRefusals } from '../caller-call-texts.ts';
import { callCaller, type FieldTask, listFieldTasks } from '../field-contract.ts';
import { BigButton } from './BigButton.tsx';
import { texts } from './texts.ts';
import { useField } from './use-field.tsx';

const words = {
  crew_rings: texts.callYourRing,
  caller_rings: texts.callTheirRing,
  talking: texts.callTalking,
} as const;

/** Talk with the caller through the centre. Only with a network: a call that is kept for later helps nobody. */
export function CallCaller({ task }: { task: FieldTask }) {
  const t = useText();
  const { isAway } = useField();
  const ask = useCommand(callCaller, { invalidates: [listFieldTasks.path] });
  const { hurdle, newest } = task.callerCall;
  if (isAway === true) return null;
  if (hurdle !== null) return <p className="text-base text-ink-soft">{t(callerCallRefusals[hurdle])}</p>;
  const isRunning = newest !== null && newest.state !== 'over';
  return (
    <section aria-label={t(texts.callCaller)} aria-live="polite" className="flex flex-col gap-2">
      <BigButton
        wide
        icon={<Phone aria-hidden size={26} />}
        note={t(texts.callNote)}
        isDisabled={isRunning || ask.isPending}
        onPress={() => ask.mutate({ params: { id: task.assignmentId }, body: { unitId: task.unitId } })}
      >
        {t(texts.callCaller)}
      </BigButton>
      {newest === null || newest.state === 'over' ? null : <Notice tone="accent" title={t(words[newest.state])} />}
      {newest?.result === null || newest?.result === undefined ? null : (
        <p className="text-lg">
          {t(texts.callLast)}: <strong>{t(maskedResultTexts[newest.result])}</strong>
        </p>
      )}
    </section>
  );
}
