import { MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { ShownTask } from '../field-view.ts';
import { BigButton } from './BigButton.tsx';
import { texts } from './texts.ts';
import { useField } from './use-field.tsx';

/** What was said about the task, and a place to say more. */
export function NoteBox({ task }: { task: ShownTask }) {
  const t = useText();
  const format = useFormat();
  const { sender } = useField();
  const [isWriting, setWriting] = useState(false);
  const [words, setWords] = useState('');
  const handleSend = () => {
    setWriting(false);
    void sender.press({ kind: 'note', unitId: task.unitId, assignmentId: task.assignmentId, text: words.trim() });
    setWords('');
  };
  return (
    <section aria-label={t(texts.notes)} className="flex flex-col gap-2">
      <h3 className="text-lg font-bold">{t(texts.notes)}</h3>
      {task.notes.length === 0 ? <p className="text-ink-soft">{t(texts.noNotes)}</p> : null}
      <ul className="flex flex-col gap-1">
        {task.notes.map((note) => (
          <li key={note.id} className="rounded-md bg-raised px-3 py-2">
            <p className="text-base text-ink-soft">
              {format.time(note.at)} {note.author ?? t(texts.yours)}
            </p>
            <p className="text-lg whitespace-pre-line">{note.text}</p>
          </li>
        ))}
      </ul>
      <BigButton wide icon={<MessageSquarePlus aria-hidden size={22} />} onPress={() => setWriting(true)}>
        {t(texts.addNote)}
      </BigButton>
      <Dialog title={t(texts.addNote)} isOpen={isWriting} onClose={() => setWriting(false)} size="small">
        <div className="flex flex-col gap-3">
          <TextArea label={t(texts.note)} value={words} onChange={setWords} rows={4} maxLength={2000} />
          <BigButton paint="step" wide isDisabled={words.trim() === ''} onPress={handleSend}>
            {t(texts.send)}
          </BigButton>
        </div>
      </Dialog>
    </section>
  );
}
