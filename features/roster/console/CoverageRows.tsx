import { cx } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { plannedOf, type Rota } from './rota-edit.ts';
import { rotaTexts as texts } from './texts.ts';

/** How many are planned for each shift of each day, at the foot of the grid; `!` and a colour where they are too few. */
export function CoverageRows({ rota, days }: { rota: Rota; days: readonly string[] }) {
  const t = useText();
  const planned = plannedOf(rota);
  return (
    <tfoot>
      {rota.templates.map(({ code, name, least }) => (
        <tr key={code} className="border-t border-line text-ink-soft">
          <th scope="row" className="sticky left-0 z-10 whitespace-nowrap bg-surface p-1 text-left font-normal">
            {t(texts.coverage)}: {code} {name}
          </th>
          {days.map((day) => {
            const count = planned.filter((shift) => shift.day === day && shift.template === code).length;
            const isShort = count < least;
            return (
              <td
                key={day}
                className={cx('border-l border-line p-0.5 text-center', isShort && 'font-semibold text-warn')}
              >
                {count}
                {isShort ? (
                  <>
                    <span aria-hidden>!</span>
                    <span className="sr-only"> {t(texts.tooFew, { least })}</span>
                  </>
                ) : null}
              </td>
            );
          })}
        </tr>
      ))}
    </tfoot>
  );
}
