import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { useText } from '#platform/web/language.tsx';
import { usePlaces } from '#platform/web/place.ts';
import type { AnswerCode } from '../../answer.ts';
import { answerLabel } from '../../answer-texts.ts';

interface RowsButtonProps {
  readonly code: AnswerCode;
  /** What it is narrowed to: a shift or a person, with its name. */
  readonly of?: { readonly by: 'shift' | 'person'; readonly key: string; readonly name: string };
  readonly children: ReactNode;
}

/** A figure that opens the rows behind it; which lies in the address. */
export function RowsButton({ code, of, children }: RowsButtonProps) {
  const t = useText();
  const [, setPlace] = usePlaces();
  const open = () =>
    setPlace({ figure: code, shift: null, person: null, ...(of === undefined ? {} : { [of.by]: of.key }) });
  return (
    <Button
      onPress={open}
      className="focus-ring rounded px-1 text-inherit underline decoration-line-strong decoration-dotted underline-offset-4 data-hovered:bg-raised print:no-underline"
    >
      <span className="sr-only">{[t(answerLabel(code)), of?.name].filter(Boolean).join(', ')}: </span>
      {children}
    </Button>
  );
}
