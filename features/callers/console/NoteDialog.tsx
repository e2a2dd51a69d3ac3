import { useState } from 'react';
import type { CallId } from '#features/calls/call.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type CallerNumberId, defaultNoteMonths, noteMonths, noteText } from '../caller.ts';
import { addCallerNote, changeCallerNote, type NoteView, removeCallerNote, writeCallerNote } from '../contract.ts';
import { type NoteKind, noteKinds } from '../facts.ts';
import { noteKindTexts } from '../texts.ts';
import { factsTexts as texts } from './facts-texts.ts';

/** What shows notes: of a call at a desk, and the page of a number. */
export const staleNotes = ['/api/calls/:id/caller-facts', '/api/callers'];

/** Whose note is written: the number of a call, or a number that was found. */
export type NoteOn = { readonly callId: CallId } | { readonly numberId: CallerNumberId };

interface NoteDialogProps {
  readonly on: NoteOn;
  /** Null: a new one. */
  readonly note: NoteView | null;
  readonly onClose: () => void;
  /** It was removed, as this version: it can be put back. */
  readonly onRemoved: (removed: Pick<NoteView, 'id' | 'version'>) => void;
}

/** Write, change or remove a note on a number. Mounted while it is open. */
export function NoteDialog({ on, note, onClose, onRemoved }: NoteDialogProps) {
  const t = useText();
  const errorText = useErrorText();
  const [kind, setKind] = useState<NoteKind>(note?.kind ?? 'disability');
  const [text, setText] = useState(note?.text ?? '');
  const [months, setMonths] = useState(String(defaultNoteMonths));
  const onDone = () => {
    toast(t(texts.saved));
    onClose();
  };
  const write = useCommand(writeCallerNote, { invalidates: staleNotes, onDone });
  const add = useCommand(addCallerNote, { invalidates: staleNotes, onDone });
  const change = useCommand(changeCallerNote, { invalidates: staleNotes, onDone });
  const remove = useCommand(removeCallerNote, {
    invalidates: staleNotes,
    onDone: (removed) => {
      onRemoved(removed);
      onClose();
    },
  });
  const body = { kind, text: text.trim(), months: Number(months) };
  const isSound = noteText.safeParse(text).success && noteMonths.safeParse(body.months).success;
  const handleSave = () => {
    if (note !== null) change.mutate({ params: { id: note.id }, body: { ...body, version: note.version } });
    else if ('callId' in on) write.mutate({ params: { id: on.callId }, body });
    else add.mutate({ params: { id: on.numberId }, body });
  };
  const failed = [write, add, change, remove].find(({ error }) => error !== null)?.error ?? null;
  return (
    <Dialog
      title={t(note === null ? texts.writeNote : texts.changeNote)}
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <>
          {note === null ? null : (
            <Button
              onPress={() => remove.mutate({ params: { id: note.id }, body: { version: note.version } })}
              isPending={remove.isPending}
            >
              {t(texts.removeNote)}
            </Button>
          )}
          <Button
            look="primary"
            onPress={handleSave}
            isDisabled={!isSound}
            isPending={write.isPending || add.isPending || change.isPending}
          >
            {t(texts.keep)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Select<NoteKind>
          label={t(texts.kind)}
          options={noteKinds.map((id) => ({ id, name: t(noteKindTexts[id]) }))}
          value={kind}
          onChange={setKind}
        />
        <TextArea
          label={t(texts.words)}
          description={t(texts.wordsNote)}
          value={text}
          onChange={setText}
          maxLength={500}
          isRequired
          autoFocus
        />
        <TextField
          type="number"
          label={t(texts.months)}
          description={t(texts.monthsNote)}
          min={1}
          max={24}
          value={months}
          onChange={setMonths}
        />
        {failed === null ? null : <Notice tone="life">{errorText(failed)}</Notice>}
      </div>
    </Dialog>
  );
}
