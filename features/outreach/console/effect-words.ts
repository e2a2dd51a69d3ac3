import { useFormat, useText } from '#platform/web/language.tsx';
import type { EffectView } from '../contract.ts';
import { effectTexts as texts, whyFew } from './effect-texts.ts';

/** Sentences about an effect. */
export function useEffectWords() {
  const t = useText();
  const format = useFormat();
  /** `+12 %`, `−40 %`: what a ratio means. */
  const signed = (ratio: number) => {
    const change = ratio - 1;
    return `${change < 0 ? '−' : '+'}${format.percent(Math.abs(change), 0)}`;
  };
  const say = (what: string, effect: EffectView): string => {
    if (effect.kind === 'few') return t(texts.few, { what, why: t(whyFew[effect.why]) });
    const { ratio, low, high } = effect;
    const isLess = high < 1;
    const isMore = low > 1;
    return t(isLess ? texts.less : isMore ? texts.more : texts.unclear, {
      what,
      change: isLess || isMore ? format.percent(Math.abs(ratio - 1), 0) : signed(ratio),
      low: signed(low),
      high: signed(high),
    });
  };
  return { say, signed };
}
