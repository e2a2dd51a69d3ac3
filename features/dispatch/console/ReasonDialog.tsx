import { useState } from 'react';
import type { Text } from '#platform/shared/texts.ts';
import { useText } from '#platform/web/language.tsx';
import { AskDialog, ChoiceCards, WordsField } from './AskDialog.tsx';
import { texts } from './texts.ts';

interface ReasonDialogProps<Reason extends string> {
  readonly title: string;
  /** What the confirming button says. */
  readonly name: Text;
  readonly about?: Text | undefined;
  readonly reasons: readonly Reason[];
  readonly reasonTexts: Readonly<Record<Reason, Text>>;
  readonly isDanger?: boolean | undefined;
  readonly state: { readonly isPending: boolean; readonly error: unknown };
  readonly onClose: () => void;
  /** `words` is trimmed and may be empty. */
  readonly onConfirm: (reason: Reason, words: string) => void;
}

/** A step that needs a reason, and takes words. Mounted while it is open, so that each opening starts empty. */
export function ReasonDialog<Reason extends string>(props: ReasonDialogProps<Reason>) {
  const t = useText();
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState('');
  return (
    <AskDialog
      title={props.title}
      name={props.name}
      isDanger={props.isDanger ?? false}
      isBlocked={reason === null}
      state={props.state}
      onClose={props.onClose}
      onConfirm={() => reason !== null && props.onConfirm(reason, words.trim())}
    >
      {props.about === undefined ? null : <p className="text-ink-soft">{t(props.about)}</p>}
      <ChoiceCards
        label={texts.reason}
        isRequired
        choices={props.reasons}
        choiceTexts={props.reasonTexts}
        value={reason}
        onChange={setReason}
      />
      <WordsField value={words} onChange={setWords} />
    </AskDialog>
  );
}
