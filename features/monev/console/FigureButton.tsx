import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { cx } from '#platform/ui/tone.ts';
import { usePlace } from '#platform/web/place.ts';
import { type FigureName, figureNameText } from '../figure-set.ts';
import { useFigureWords } from './figure-words.ts';

/** After a figure's name in the address: its rows as they are now. */
export const nowMark = '@now';

interface FigureButtonProps {
  readonly name: FigureName;
  /** What it is narrowed to, in words: read aloud after the label. */
  readonly of?: string;
  readonly wide?: boolean;
  /** Of a locked month: its rows as they are now, not as they were locked. */
  readonly isNow?: boolean;
  readonly children: ReactNode;
}

/** A figure: hover or focus says what it means, pressing opens the rows behind it (they lie in the address). */
export function FigureButton({ name, of, wide, isNow, children }: FigureButtonProps) {
  const [, open] = usePlace('figure');
  const words = useFigureWords()(name);
  const label = [words.label, of].filter(Boolean).join(', ');
  return (
    <TooltipTrigger delay={300}>
      <Button
        onPress={() => open(figureNameText(name) + (isNow === true ? nowMark : ''))}
        className={cx(
          'focus-ring rounded text-inherit decoration-line-strong decoration-dotted underline-offset-4 data-hovered:bg-raised',
          wide === true ? 'block h-full w-full text-left' : 'px-1 underline print:no-underline',
        )}
      >
        <span className="sr-only">{label}: </span>
        {children}
      </Button>
      <Tooltip
        offset={6}
        className="z-50 max-w-80 rounded-md border border-line bg-surface px-3 py-2 text-sm text-ink shadow-float"
      >
        <strong>{words.label}</strong>
        <br />
        {words.definition}
      </Tooltip>
    </TooltipTrigger>
  );
}
