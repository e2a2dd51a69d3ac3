import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import type { FieldView } from '../field-contract.ts';
import { BigButton } from './BigButton.tsx';
import { texts } from './texts.ts';
import { useField } from './use-field.tsx';

type Unit = FieldView['units'][number];

/** The question whether the crew is safe, and how its own alarm stands. */
export function SafetyNotices({ unit }: { unit: Unit }) {
  const t = useText();
  const { sender, queue } = useField();
  const isUnsent = queue.waiting.some((item) => item.kind === 'action' && item.action.kind === 'panic');
  return (
    <>
      {unit.askedAt === null ? null : (
        <section role="alert" className="flex flex-col gap-2 rounded-xl border-4 border-life bg-life-soft p-3">
          <h2 className="text-2xl font-bold">{t(texts.safeAsk)}</h2>
          <p>{t(texts.safeNote)}</p>
          <BigButton
            paint="good"
            wide
            icon={<ShieldCheck aria-hidden size={32} />}
            onPress={() => void sender.press({ kind: 'check_in', unitId: unit.id })}
          >
            {t(texts.safe)}
          </BigButton>
        </section>
      )}
      {isUnsent ? (
        <Notice tone="life" title={t(texts.panicWaiting)} />
      ) : unit.alarms.includes('panic') ? (
        <Notice tone="life" title={t(texts.panicOn)} />
      ) : null}
    </>
  );
}

/** One press opens the question, one more sends: a glove that brushes the screen alarms nobody. */
export function PanicButton({ unit }: { unit: Unit }) {
  const t = useText();
  const { sender } = useField();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <BigButton paint="danger" wide onPress={() => setAsking(true)}>
        {t(texts.panic)}
      </BigButton>
      <Dialog title={t(texts.panicTitle)} isOpen={isAsking} onClose={() => setAsking(false)} size="small">
        <div className="flex flex-col gap-3">
          <p className="text-lg">{t(texts.panicNote)}</p>
          <BigButton
            paint="danger"
            wide
            onPress={() => {
              setAsking(false);
              void sender.press({ kind: 'panic', unitId: unit.id });
            }}
          >
            {t(texts.panicSend)}
          </BigButton>
          <BigButton wide onPress={() => setAsking(false)}>
            {t(texts.cancel)}
          </BigButton>
        </div>
      </Dialog>
    </>
  );
}
