import type { ReactNode } from 'react';
import type { Text } from '#platform/shared/texts.ts';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

interface AskDialogProps {
  readonly title: string;
  /** What the confirming button says. */
  readonly name: Text;
  readonly isDanger?: boolean;
  /** Something is still missing. */
  readonly isBlocked?: boolean;
  /** Of the command that does it. */
  readonly state: { readonly isPending: boolean; readonly error: unknown };
  readonly onClose: () => void;
  /** Not called while something is missing or the last press is still under way. */
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

/** Asks what a step needs before it is taken. Mounted while it is open, so that each opening starts empty. */
export function AskDialog({ name, isDanger, isBlocked, state, onConfirm, children, ...dialog }: AskDialogProps) {
  const t = useText();
  const errorText = useErrorText();
  const confirm = () => {
    if (isBlocked !== true && !state.isPending) onConfirm();
  };
  return (
    <ConfirmDialog
      {...dialog}
      confirmName={t(name)}
      isOpen
      isDanger={isDanger ?? false}
      onConfirm={confirm}
      isPending={state.isPending}
      isBlocked={isBlocked ?? false}
      error={state.error === null ? null : errorText(state.error)}
    >
      <ConfirmKey name={name} isBlocked={isBlocked ?? false} onConfirm={confirm} />
      {children}
    </ConfirmDialog>
  );
}

/** Ctrl+Enter confirms from within the words field; inside the dialog, so that its layer takes the key. */
function ConfirmKey({ name, isBlocked, onConfirm }: { name: Text; isBlocked: boolean; onConfirm: () => void }) {
  useCommands([
    {
      id: 'dialog.confirm',
      name,
      keys: ['Ctrl+Enter'],
      when: () => (isBlocked ? texts.chooseReason : true),
      run: onConfirm,
    },
  ]);
  return null;
}

interface ChoiceCardsProps<Choice extends string> {
  readonly label: Text;
  readonly choices: readonly Choice[];
  readonly choiceTexts: Readonly<Record<Choice, Text>>;
  readonly isRequired?: boolean;
  readonly value: Choice | null;
  readonly onChange: (choice: Choice) => void;
}

/** One of a few, each with its digit. */
export function ChoiceCards<Choice extends string>({
  label,
  choices,
  choiceTexts,
  ...cards
}: ChoiceCardsProps<Choice>) {
  const t = useText();
  return (
    <RadioCards
      {...cards}
      label={t(label)}
      columns={1}
      options={choices.map((id, index) => ({ id, name: t(choiceTexts[id]), key: String(index + 1) }))}
    />
  );
}

/** Words that may go with a step. */
export function WordsField({ value, onChange }: { value: string; onChange: (words: string) => void }) {
  const t = useText();
  return <TextArea label={t(texts.wordsOptional)} value={value} onChange={onChange} rows={2} maxLength={2000} />;
}
