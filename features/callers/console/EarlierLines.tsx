import { dispositionTexts, systemDispositionTexts } from '#features/calls/disposition-texts.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { useText, useZone } from '#platform/web/language.tsx';
import { ticking } from '#platform/web/ticking.ts';
import type { CountedClass, EarlierFacts } from '../facts.ts';
import { daysAgo } from './ago.ts';
import { factsTexts as texts } from './facts-texts.ts';

const names = { ...dispositionTexts, ...systemDispositionTexts };

function useAgo() {
  const t = useText();
  const zone = useZone();
  return (at: string) => daysAgo(at, ticking.now(), zone, t);
}

/** How often a number called and what about, without what judges the caller. */
export function EarlierLines({ earlier, people }: { earlier: EarlierFacts; people: number }) {
  const t = useText();
  const ago = useAgo();
  const { calls, isMore, lastAt, lostLately } = earlier;
  return (
    <>
      {lostLately === 0 ? null : <Notice tone="warn">{t(texts.lostLately, { count: lostLately })}</Notice>}
      <p className="font-medium">
        {lastAt === null ? t(texts.never) : t(isMore ? texts.atLeast : texts.calls, { calls, last: ago(lastAt) })}
      </p>
      <ClassLines classes={earlier.byClass} />
      {people < 2 ? null : <p>{t(texts.several, { count: people })}</p>}
    </>
  );
}

/** What earlier call takers judged to be nuisance, as counts. */
export function NuisanceLines({ earlier }: { earlier: EarlierFacts }) {
  const t = useText();
  const ago = useAgo();
  const { nuisance } = earlier;
  if (nuisance === null) return <p className="text-ink-soft">{t(texts.nuisanceNone)}</p>;
  const { calls, takers, lastAt } = nuisance;
  return (
    <>
      <p className="font-medium">{t(texts.nuisance, { calls, takers, last: ago(lastAt) })}</p>
      <ClassLines classes={earlier.nuisanceByClass} />
    </>
  );
}

function ClassLines({ classes }: { classes: readonly CountedClass[] }) {
  const t = useText();
  const ago = useAgo();
  if (classes.length === 0) return null;
  return (
    <ul className="text-sm text-ink-soft">
      {classes.map(({ code, calls, lastAt }) => (
        <li key={code}>{t(texts.classLine, { calls, name: t(names[code]), last: ago(lastAt) })}</li>
      ))}
    </ul>
  );
}
