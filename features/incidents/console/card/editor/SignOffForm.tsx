import { useState } from 'react';
import { ChangeFoot } from '#features/people/console/ChangeFoot.tsx';
import { screenTexts } from '#features/people/screen-texts.ts';
import { Button } from '#platform/ui/Button.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { signOff } from '../../../card.ts';
import { type CardView, signCard } from '../../../card-contract.ts';
import { SignOffMark } from '../SignOffMark.tsx';
import { staleCards } from './stale-cards.ts';
import { editorTexts as texts } from './texts.ts';

const blank = { name: '', office: '', date: '' };

/** Who approved the card as it stands. */
export function SignOffForm({ card, onHistory }: { card: CardView; onHistory: () => void }) {
  const t = useText();
  const mayChange = useCan()('setting.change');
  const [typed, setTyped] = useState(card.content.signOff ?? blank);
  const [reason, setReason] = useState('');
  const sign = useCommand(signCard, {
    invalidates: staleCards,
    onDone: () => {
      toast(t(screenTexts.saved));
      setReason('');
    },
  });
  const read = signOff.safeParse(typed);
  const send = (given: typeof typed | null) =>
    sign.mutate({ params: { id: card.id }, body: { version: card.version, reason, signOff: given } });
  const field = (name: keyof typeof blank) => ({
    value: typed[name],
    isReadOnly: !mayChange,
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  });
  return (
    <div className="flex flex-col gap-3 pt-1">
      <p>
        <SignOffMark content={card.content} />
      </p>
      <p className="text-ink-soft">{t(texts.signNote)}</p>
      <div className="grid gap-3 sm:grid-cols-[1fr_1fr_11rem]">
        <TextField label={t(texts.signName)} {...field('name')} />
        <TextField label={t(texts.signOffice)} {...field('office')} />
        <TextField label={t(texts.signDate)} type="date" {...field('date')} />
      </div>
      {mayChange ? (
        <>
          {card.content.signOff === null ? null : (
            <div>
              <Button
                isDisabled={reason.trim().length < 3}
                onPress={() => {
                  setTyped(blank);
                  send(null);
                }}
              >
                {t(texts.takeBack)}
              </Button>
            </div>
          )}
          <ChangeFoot
            reason={reason}
            onReason={setReason}
            error={sign.error}
            isPending={sign.isPending}
            isBlocked={!read.success}
            onSave={() => read.success && send(read.data)}
            onHistory={onHistory}
          />
        </>
      ) : null}
    </div>
  );
}
