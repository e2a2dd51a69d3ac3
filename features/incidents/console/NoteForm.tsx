import { MessageSquarePlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { addNote } from '../contract.ts';
import type { IncidentId } from '../incident.ts';
import { completeMention, mentionBeingTyped } from '../mention-rules.ts';
import { refusals } from '../texts.ts';
import { MentionChoice } from './people/MentionChoice.tsx';
import { texts as peopleTexts } from './people/texts.ts';
import { texts } from './texts.ts';

/** A note, written without leaving the incident. */
export function NoteForm({ incidentId }: { incidentId: IncidentId }) {
  const t = useText();
  const errorText = useErrorText();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [cursor, setCursor] = useState(0);
  const naming = mentionBeingTyped(text, Math.min(cursor, text.length));
  const add = useCommand(addNote, {
    onDone: () => {
      setText('');
      toast(t(texts.noteSaved));
    },
  });
  const command: Command = {
    id: 'incident.note',
    name: texts.addNote,
    keys: ['Alt+Enter'],
    group: texts.incidents,
    when: () => (text.trim() === '' ? refusals['incident.note_empty'] : true),
    run: () => add.mutate({ params: { id: incidentId }, body: { text } }),
  };
  useCommands([
    command,
    { id: 'note.focus', name: texts.note, keys: ['n'], group: texts.incidents, run: () => field.current?.focus() },
  ]);
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        label={t(texts.note)}
        description={t(peopleTexts.nameSomebody)}
        rows={2}
        value={text}
        onChange={(next) => {
          setText(next);
          setCursor(field.current?.selectionStart ?? next.length);
        }}
        maxLength={4000}
        inputRef={field}
      />
      {naming === null ? null : (
        <MentionChoice
          typed={naming}
          onChoose={(username) => {
            setText(completeMention(text, cursor, username).text);
            field.current?.focus();
          }}
        />
      )}
      {add.error === null ? null : <Notice tone="life">{errorText(add.error)}</Notice>}
      <div>
        <CommandButton command={command} size="small" icon={<MessageSquarePlus aria-hidden size={15} />} />
      </div>
    </div>
  );
}
