import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { noteLeave, withdrawLeave } from '../leave-contract.ts';
import { type LeaveKind, leaveKinds } from '../shift.ts';
import { leaveTexts } from '../texts.ts';
import { dayName } from './day-words.ts';
import type { Rota } from './rota-edit.ts';
import { rotaTexts, leaveScreenTexts as texts } from './texts.ts';

interface LeaveDialogProps {
  readonly rota: Rota;
  readonly from: string;
  readonly onClose: () => void;
}

type PersonId = Rota['people'][number]['id'];
const stale = ['/api/rota'];

/** Who does not work in the shown days, and one more; each can be withdrawn. */
export function LeaveDialog({ rota, from, onClose }: LeaveDialogProps) {
  const t = useText();
  const { language } = useLanguage();
  const errorText = useErrorText();
  const [person, setPerson] = useState<PersonId | null>(null);
  const [kind, setKind] = useState<LeaveKind>('leave');
  const [fromDay, setFrom] = useState(from);
  const [toDay, setTo] = useState(from);
  const note = useCommand(noteLeave, { invalidates: stale, onDone: () => toast(t(texts.noted)) });
  const withdraw = useCommand(withdrawLeave, { invalidates: stale, onDone: () => toast(t(texts.withdrawn)) });
  const nameOf = (id: string) => rota.people.find((one) => one.id === id)?.displayName ?? '?';
  const error = note.error ?? withdraw.error;
  return (
    <Dialog
      title={t(texts.title)}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t(texts.close)}</Button>}
    >
      <div className="flex flex-col gap-3">
        {rota.leaves.length === 0 ? <p className="text-ink-soft">{t(texts.none)}</p> : null}
        <ul className="flex flex-col gap-2">
          {rota.leaves.map((leave) => (
            <li key={leave.id} className="flex flex-wrap items-center gap-2">
              <span className="min-w-0 flex-1">
                {nameOf(leave.userId)}: {t(leaveTexts[leave.kind])}, {dayName(leave.fromDay, language)} –{' '}
                {dayName(leave.toDay, language)}
              </span>
              <Button
                size="small"
                aria-label={t(texts.withdrawOf, { person: nameOf(leave.userId) })}
                onPress={() => withdraw.mutate({ params: { id: leave.id } })}
              >
                {t(texts.withdraw)}
              </Button>
            </li>
          ))}
        </ul>
        <div className="grid gap-3 sm:grid-cols-2">
          <Select<PersonId>
            label={t(rotaTexts.person)}
            options={rota.people.map(({ id, displayName }) => ({ id, name: displayName }))}
            value={person}
            onChange={setPerson}
          />
          <Select<LeaveKind>
            label={t(texts.kind)}
            options={leaveKinds.map((id) => ({ id, name: t(leaveTexts[id]) }))}
            value={kind}
            onChange={setKind}
          />
          <TextField label={t(rotaTexts.from)} type="date" value={fromDay} onChange={setFrom} />
          <TextField label={t(rotaTexts.to)} type="date" min={fromDay} value={toDay} onChange={setTo} />
        </div>
        {error === null ? null : <Notice tone="life">{errorText(error)}</Notice>}
        <div>
          <Button
            look="primary"
            isDisabled={person === null || fromDay === '' || toDay < fromDay}
            isPending={note.isPending}
            onPress={() => person !== null && note.mutate({ body: { userId: person, kind, fromDay, toDay } })}
          >
            {t(texts.note)}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
