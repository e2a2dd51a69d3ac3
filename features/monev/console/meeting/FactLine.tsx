import { useFormat, useLanguage, useText } from '#platform/web/language.tsx';
import type { ItemFacts } from '../../meeting.ts';
import { dayName } from '../obstacle/day.ts';
import { texts } from './texts.ts';

/** Figures of an item in one line; nothing where there are none. */
export function FactLine({ facts }: { facts: ItemFacts | null }) {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  if (facts === null) return null;
  const { part, whole, target, dueOn } = facts;
  const said = [
    whole === null || whole === 0
      ? null
      : t(texts.reached, {
          part: format.number(part),
          whole: format.number(whole),
          share: format.percent(part / whole),
        }),
    target === null ? null : t(texts.targetIs, { share: format.percent(target) }),
    dueOn === null ? null : t(texts.due, { day: dayName(dueOn, language) }),
  ].filter((one) => one !== null);
  return said.length === 0 ? null : <p className="text-ink-soft">{said.join(', ')}</p>;
}

/** How much was reached, with a mark where the target is. */
export function ReachedBar({ facts }: { facts: ItemFacts | null }) {
  const t = useText();
  const format = useFormat();
  if (facts === null || facts.whole === null || facts.whole === 0 || facts.target === null) return null;
  const share = facts.part / facts.whole;
  const label = t(texts.barLabel, { share: format.percent(share), target: format.percent(facts.target) });
  return (
    <div
      role="img"
      aria-label={label}
      className="relative h-10 w-full max-w-3xl overflow-hidden rounded border border-ink"
    >
      <div className="h-full bg-accent" style={{ width: `${share * 100}%` }} />
      <div className="absolute inset-y-0 w-1 bg-ink" style={{ left: `${facts.target * 100}%` }} />
    </div>
  );
}
