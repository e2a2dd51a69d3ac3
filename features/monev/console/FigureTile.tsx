import { useFormat, useText } from '#platform/web/language.tsx';
import type { Verdict } from '../goals.ts';
import { answerSeconds, type KpiCode, kpiLabels, lateAnswerSeconds } from '../kpi.ts';
import type { Figure } from '../month.ts';
import { FigureButton } from './FigureButton.tsx';
import { useGoalWords } from './lock/GoalsTable.tsx';
import { VerdictMark } from './lock/VerdictMark.tsx';
import { texts } from './texts.ts';

/** A figure to be read across the room, with its parts and whether its goal was reached. */
export function FigureTile({
  code,
  figure,
  verdict,
}: {
  code: KpiCode;
  figure: Figure | null;
  verdict: Verdict | null;
}) {
  const t = useText();
  const goalWords = useGoalWords();
  const { value, hint } = useTileWords(figure);
  return (
    <li className="rounded-lg border border-line bg-surface">
      <FigureButton name={{ code, by: 'all', key: null }} wide>
        <span className="flex h-full flex-col gap-0.5 px-3 py-2">
          <span aria-hidden="true" className="text-sm text-ink-soft">
            {t(kpiLabels[code])}
          </span>
          <span className="text-3xl font-semibold leading-tight tracking-tight">{value}</span>
          {hint === null ? null : <span className="text-sm text-ink-soft">{hint}</span>}
          {verdict === null || verdict.isReached === null ? null : (
            <span className="flex flex-wrap items-center gap-x-1 text-sm">
              {t(texts.goalIs, { goal: goalWords(verdict) })}: <VerdictMark isReached={verdict.isReached} />
            </span>
          )}
        </span>
      </FigureButton>
    </li>
  );
}

/** The goal whose figure a tile shows; other goals stand in their own table. */
export function verdictOf(code: KpiCode, goals: readonly Verdict[]): Verdict | null {
  const seconds = { SERVICE_LEVEL: answerSeconds, SERVICE_LEVEL_30: lateAnswerSeconds }[code as string] ?? null;
  const of = seconds === null ? code : 'SERVICE_LEVEL';
  return goals.find((one) => one.code === of && one.seconds === seconds) ?? null;
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
