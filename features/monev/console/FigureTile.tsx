import { ToneIcon } from '#platform/ui/Notice.tsx';
import { cx, type Tone, toneText } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { type Kpi, type KpiCode, kpiLabels, kpis } from '../kpi.ts';
import type { Figure } from '../month.ts';
import { FigureButton } from './FigureButton.tsx';
import { texts } from './texts.ts';

/** A figure to be read across the room, with its parts and whether its target was reached. */
export function FigureTile({ code, figure }: { code: KpiCode; figure: Figure | null }) {
  const t = useText();
  const { value, hint } = useTileWords(figure);
  const reached = targetOf(code, figure);
  const tone: Tone = reached === null ? 'neutral' : reached.isReached ? 'good' : 'warn';
  return (
    <li className="rounded-lg border border-line bg-surface">
      <FigureButton name={{ code, by: 'all', key: null }} wide>
        <span className="flex h-full flex-col gap-0.5 px-3 py-2">
          <span aria-hidden="true" className="text-sm text-ink-soft">
            {t(kpiLabels[code])}
          </span>
          <span className="text-3xl font-semibold leading-tight tracking-tight">{value}</span>
          {hint === null ? null : <span className="text-sm text-ink-soft">{hint}</span>}
          {reached === null ? null : <TargetLine tone={tone} target={reached.target} isReached={reached.isReached} />}
        </span>
      </FigureButton>
    </li>
  );
}

function TargetLine({ tone, target, isReached }: { tone: Tone; target: number; isReached: boolean }) {
  const t = useText();
  const format = useFormat();
  return (
    <span className={cx('flex items-center gap-1 text-sm font-medium', toneText[tone])}>
      <ToneIcon tone={tone} size={15} />
      {t(texts.targetIs, { share: format.percent(target) })}: {t(isReached ? texts.reached : texts.missed)}
    </span>
  );
}

function targetOf(code: KpiCode, figure: Figure | null): { target: number; isReached: boolean } | null {
  const { target }: Kpi = kpis[code];
  if (target === undefined || figure?.kind !== 'rate' || figure.whole === 0) return null;
  return { target, isReached: figure.part / figure.whole >= target };
}

function useTileWords(figure: Figure | null): { value: string; hint: string | null } {
  const t = useText();
  const format = useFormat();
  if (figure === null) return { value: '–', hint: null };
  if (figure.kind === 'count') return { value: format.number(figure.value), hint: null };
  if (figure.kind === 'rate') {
    if (figure.whole === 0) return { value: '–', hint: t(texts.none) };
    const hint = t(texts.ofWhole, { part: format.number(figure.part), whole: format.number(figure.whole) });
    return { value: format.percent(figure.part / figure.whole), hint };
  }
  if (figure.p50 === null || figure.p90 === null || figure.mean === null) return { value: '–', hint: t(texts.none) };
  const hint = [
    t(texts.p90, { time: format.duration(figure.p90) }),
    t(texts.mean, { time: format.duration(figure.mean) }),
  ].join(' · ');
  return { value: format.duration(figure.p50), hint };
}
