import { useState } from 'react';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type BroadcastId, type SurgeAnswer, surgeAnswers, unitsReady } from '../../surge.ts';
import { answerBroadcast, type ToldView } from '../../surge-contract.ts';
import { surgeAnswerTexts } from '../../surge-texts.ts';
import { bannerTexts } from './banner-texts.ts';
import { toldTexts as texts } from './texts.ts';

interface NoteAnswerProps {
  readonly broadcastId: BroadcastId;
  readonly told: ToldView;
  readonly onClose: () => void;
}

/** The room writes down what an agency said by telephone. */
export function NoteAnswer({ broadcastId, told, onClose }: NoteAnswerProps) {
  const t = useText();
  const errorText = useErrorText();
  const [answer, setAnswer] = useState<SurgeAnswer | null>(told.answer);
  const [typed, setTyped] = useState(told.units === null ? '' : String(told.units));
  const units = unitsReady.safeParse(Number(typed));
  const isBad = typed.trim() !== '' && !units.success;
  const note = useCommand(answerBroadcast, { invalidates: ['/api/surges'], onDone: onClose });
  const given = answer === 'ready' && typed.trim() !== '' && units.success ? units.data : null;
  return (
    <ConfirmDialog
      title={t(texts.noteFor, { agency: told.agency.name })}
      confirmName={t(texts.note)}
      isOpen
      onClose={onClose}
      isPending={note.isPending}
      isBlocked={answer === null || isBad}
      error={note.error && errorText(note.error)}
      onConfirm={() => {
        if (answer === null) return;
        note.mutate({ params: { id: broadcastId }, body: { agencyId: told.agency.id, answer, units: given } });
      }}
    >
      <RadioCards
        label={t(texts.answer)}
        isRequired
        columns={1}
        value={answer}
        onChange={setAnswer}
        options={surgeAnswers.map((id, index) => ({ id, name: t(surgeAnswerTexts[id]), key: String(index + 1) }))}
      />
      {answer === 'ready' ? (
        <TextField
          type="number"
          label={t(bannerTexts.unitsField)}
          min={0}
          max={999}
          value={typed}
          onChange={setTyped}
        />
      ) : null}
    </ConfirmDialog>
  );
}
