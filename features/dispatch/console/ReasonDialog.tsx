import { useState } from 'react';
import type { Text } from '#platform/shared/texts.ts';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { ConfirmKey } from './ConfirmKey.tsx';
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
  const errorText = useErrorText();
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState('');
  const { isPending, error } = props.state;
  const confirm = () => {
    if (reason !== null && !isPending) props.onConfirm(reason, words.trim());
  };
  return (
    <ConfirmDialog
      title={props.title}
      confirmName={t(props.name)}
      isOpen
      isDanger={props.isDanger ?? false}
      onClose={props.onClose}
      onConfirm={confirm}
      isPending={isPending}
      isBlocked={reason === null}
      error={error === null ? null : errorText(error)}
    >
      <ConfirmKey name={props.name} isBlocked={reason === null} onConfirm={confirm} />
      {props.about === undefined ? null : <p className="text-ink-soft">{t(props.about)}</p>}
      <RadioCards
        label={t(texts.reason)}
        isRequired
        columns={1}
        value={reason}
        onChange={setReason}
        options={props.reasons.map((id, index) => ({ id, name: t(props.reasonTexts[id]), key: String(index + 1) }))}
      />
      <TextArea label={t(texts.wordsOptional)} value={words} onChange={setWords} rows={2} maxLength={2000} />
    </ConfirmDialog>
  );
}
