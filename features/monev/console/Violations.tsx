import type { RouteOutput } from '#platform/shared/contract.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import type { readMonth } from '../contract.ts';
import { violationTexts } from '../violation-texts.ts';
import { texts } from './texts.ts';

const mostShown = 20;

/** Rows that break a rule the figures stand on: named, because a figure over them is wrong. */
export function Violations({ violations }: Pick<RouteOutput<typeof readMonth>, 'violations'>) {
  const t = useText();
  return (
    <Notice tone="warn" title={t(texts.violations)}>
      <p>{t(texts.violationsMore)}</p>
      <ul className="list-disc pl-5">
        {violations.slice(0, mostShown).map((one) => (
          <li key={`${one.code}/${one.id}`}>
            {one.number ?? one.id}: {t(violationTexts[one.code])}
          </li>
        ))}
        {violations.length > mostShown ? <li>{t(texts.andMore, { count: violations.length - mostShown })}</li> : null}
      </ul>
    </Notice>
  );
}
