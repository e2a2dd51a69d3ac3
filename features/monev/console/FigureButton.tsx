import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { cx } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { usePlace } from '#platform/web/place.ts';
import { type FigureName, figureNameText } from '../figure-set.ts';
import { kpiDefinitions, kpiLabels } from '../kpi.ts';

interface FigureButtonProps {
  readonly name: FigureName;
  /** What it is narrowed to, in words: read aloud after the label. */
  readonly of?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A figure: hover or focus says what it means, pressing opens the rows behind it (they lie in the address). */
export function FigureButton({ name, of, wide, children }: FigureButtonProps) {
  const t = useText();
  const [, open] = usePlace('figure');
  const label = [t(kpiLabels[name.code]), of].filter(Boolean).join(', ');
  return (
    <TooltipTrigger delay={300}>
      <Button
        onPress={() => open(figureNameText(name))}
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
        <strong>{t(kpiLabels[name.code])}</strong>
        <br />
        {t(kpiDefinitions[name.code])}
      </Tooltip>
    </TooltipTrigger>
  );
}
