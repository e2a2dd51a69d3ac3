import { useState } from 'react';
import type { AgencyId } from '#features/agencies/agency.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type AnswerCode, explanationText, type Side } from '../../answer.ts';
import { type Explanation, explainFigure, replyToExplanation } from '../../answer-contract.ts';
import { answerDefinition, answerLabel } from '../../answer-texts.ts';
import { texts } from './texts.ts';

interface WordsDialogProps {
  readonly agencyId: AgencyId;
  readonly month: string;
  readonly code: AnswerCode;
  readonly side: Side;
  /** The newest version, to go on from. */
  readonly before: Explanation | null;
  readonly onClose: () => void;
}

/** A new version of an explanation or of the head's answer to it. */
export function WordsDialog({ agencyId, month, code, side, before, onClose }: WordsDialogProps) {
  const t = useText();
  const errorText = useErrorText();
  const [text, setText] = useState(before?.text ?? '');
  const done = () => {
    toast(t(texts.saved));
    onClose();
  };
  const explain = useCommand(explainFigure, { onDone: done });
  const reply = useCommand(replyToExplanation, { onDone: done });
  const command = side === 'agency' ? explain : reply;
  const isFit = explanationText.safeParse(text).success;
  const figure = t(answerLabel(code));
  const save = () =>
    command.mutate({ params: { id: agencyId }, body: { month, code, version: before?.version ?? 0, text } });
  return (
    <Dialog
      title={t(side === 'agency' ? texts.explainOf : texts.replyOf, { figure })}
      isOpen
      onClose={onClose}
      actions={
        <Button look="primary" onPress={save} isDisabled={!isFit} isPending={command.isPending}>
          {t(side === 'agency' ? texts.save : texts.saveReply)}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-ink-soft">{t(answerDefinition(code))}</p>
        <TextArea
          label={t(side === 'agency' ? texts.words : texts.reply)}
          description={t(texts.wordsNote)}
          rows={6}
          maxLength={2000}
          value={text}
          onChange={setText}
          autoFocus
        />
        {command.error === null ? null : <Notice tone="life">{errorText(command.error)}</Notice>}
      </div>
    </Dialog>
  );
}
