import { useFormat, useText } from '#platform/web/language.tsx';
import type { Figure } from '../month.ts';
import { texts } from './texts.ts';

/** A figure in one line: `1.234`, `95,2 %`, `0:07 / 0:31 (12)`. Nothing measured is a dash, never a zero. */
export function FigureValue({ figure }: { figure: Figure | null }) {
  const t = useText();
  const format = useFormat();
  const dash = (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t(texts.none)}</span>
    </>
  );
  if (figure === null) return dash;
  if (figure.kind === 'count') return format.number(figure.value);
  if (figure.kind === 'rate') {
    if (figure.whole === 0) return dash;
    return (
      <span title={t(texts.ofWhole, { part: figure.part, whole: figure.whole })}>
        {format.percent(figure.part / figure.whole)}
      </span>
    );
  }
  if (figure.p50 === null || figure.p90 === null) return dash;
  return (
    <span className="whitespace-nowrap">
      {format.duration(figure.p50)} / {format.duration(figure.p90)}{' '}
      <span className="text-sm text-ink-soft">({format.number(figure.count)})</span>
    </span>
  );
}
