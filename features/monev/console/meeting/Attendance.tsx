import { X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '#platform/ui/Button.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { addAttendee, removeAttendee } from '../../meeting-contract.ts';
import { staleAfter } from '../obstacle/use-live-obstacles.ts';
import type { Meeting } from './MeetingPage.tsx';
import { texts } from './texts.ts';

/** Who is there. */
export function Attendance({ meeting, mayEdit }: { meeting: Meeting; mayEdit: boolean }) {
  const t = useText();
  const errorText = useErrorText();
  const [who, setWho] = useState({ name: '', office: '' });
  const failed = { invalidates: staleAfter, onRefused: (error: unknown) => toast(errorText(error), 'life') };
  const add = useCommand(addAttendee, { ...failed, onDone: () => setWho({ name: '', office: '' }) });
  const remove = useCommand(removeAttendee, failed);
  return (
    <div className="flex flex-col gap-3">
      {meeting.attendees.length === 0 ? <p className="text-ink-soft">{t(texts.noAttendance)}</p> : null}
      <ul className="flex flex-col gap-1">
        {meeting.attendees.map(({ id, name, office }) => (
          <li key={id} className="flex items-center justify-between gap-2">
            <span>
              {name}
              {office === '' ? null : <span className="text-ink-soft">, {office}</span>}
            </span>
            {mayEdit ? (
              <IconButton
                size="small"
                label={t(texts.removeAttendee, { name })}
                icon={<X aria-hidden size={14} />}
                onPress={() => remove.mutate({ params: { id: meeting.id, attendee: id } })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {mayEdit ? (
        <div className="flex flex-col items-start gap-2 print:hidden">
          <TextField
            label={t(texts.name)}
            maxLength={120}
            value={who.name}
            onChange={(name) => setWho({ ...who, name })}
          />
          <TextField
            label={t(texts.office)}
            maxLength={120}
            value={who.office}
            onChange={(office) => setWho({ ...who, office })}
          />
          <Button
            isDisabled={who.name.trim() === ''}
            isPending={add.isPending}
            onPress={() =>
              add.mutate({ params: { id: meeting.id }, body: { name: who.name.trim(), office: who.office.trim() } })
            }
          >
            {t(texts.addAttendee)}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
