import { categoryTexts } from '#features/incidents/texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import type { Text } from '#platform/shared/texts.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { readMonth } from '../contract.ts';
import { texts } from './texts.ts';

type Target = RouteOutput<typeof readMonth>['targets'][number];
const daySeconds = 86_400;

/** The clocks per priority; each assignment was measured by those of its own day. */
export function Targets({ targets }: { targets: readonly Target[] }) {
  const t = useText();
  const format = useFormat();
  const categories: Readonly<Record<string, Text>> = categoryTexts;
  const length = (seconds: number | null, isWorking: boolean) => {
    if (seconds === null) return '–';
    return isWorking
      ? `${format.number(seconds / daySeconds)} ${t(texts.workingDays)}`
      : format.duration(seconds * 1000);
  };
  return (
    <table aria-label={t(texts.targets)} className="w-full max-w-3xl border-collapse text-left">
      <thead>
        <tr className="border-b border-line-strong text-sm text-ink-soft">
          {[texts.priority, texts.acknowledge, texts.arrive, texts.resolve].map((heading, index) => (
            <th key={heading.en} scope="col" className={index === 0 ? 'px-2 py-1' : 'px-2 py-1 text-right'}>
              {t(heading)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {targets.map((one) => (
          <tr key={`${one.priority}/${one.category}`} className="border-b border-line">
            <th scope="row" className="px-2 py-1 font-medium">
              {[
                one.priority,
                one.category === null ? null : t(categories[one.category] ?? { id: one.category, en: one.category }),
              ]
                .filter(Boolean)
                .join(' – ')}
            </th>
            {[one.acknowledgeS, one.arriveS, one.resolveS].map((seconds, index) => (
              // Three fixed columns: their place is their name.
              <td key={['acknowledge', 'arrive', 'resolve'][index]} className="px-2 py-1 text-right">
                {length(seconds, one.workingDays)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
