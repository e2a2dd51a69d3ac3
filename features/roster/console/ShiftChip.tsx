import { cx } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import type { RotaShift } from '../contract.ts';
import { rotaTexts as texts } from './texts.ts';

/** A letter in a cell. Dashed: not told yet; struck through: taken out and not told yet. */
export function ShiftChip({ shift, dragType }: { shift: RotaShift; dragType?: string }) {
  const t = useText();
  const isOut = shift.state === 'removed';
  const mark = shift.state === 'new' ? texts.newMark : isOut ? texts.removedMark : null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is the pointer's way only; keys are on the cell around it
    <span
      draggable={dragType !== undefined && !isOut}
      onDragStart={(event) => dragType !== undefined && event.dataTransfer.setData(dragType, shift.id)}
      {...(mark === null ? {} : { title: t(mark) })}
      className={cx(
        'mx-0.5 inline-flex min-w-6 justify-center rounded border px-1 font-semibold',
        shift.state === 'kept' && 'border-line-strong bg-raised',
        shift.state === 'new' && 'border-dashed border-accent bg-accent-soft text-accent',
        isOut && 'border-dotted border-line-strong text-ink-soft line-through print:hidden',
        dragType !== undefined && !isOut && 'cursor-grab',
      )}
    >
      {shift.template}
    </span>
  );
}
