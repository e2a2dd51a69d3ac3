import { priorities } from '#features/incidents/incident.ts';
import { formatDuration } from '#platform/shared/time.ts';
import { useText } from '#platform/web/language.tsx';
import type { LadderContent } from '../../ladder.ts';
import { stepsOf } from '../../ladder-rules.ts';
import { actTexts } from '../../ladder-texts.ts';
import { texts } from './texts.ts';

/** The steps of each priority on a line of time; every line has a length of its own, as P3 takes ten times what P1 does. */
export function LadderPicture({ content }: { content: LadderContent }) {
  const t = useText();
  return (
    <section aria-label={t(texts.picture)} className="flex flex-col gap-3 overflow-x-auto">
      {priorities.map((priority) => {
        const steps = stepsOf(content, priority);
        const last = steps.at(-1)?.seconds ?? 0;
        return (
          <div key={priority} className="flex items-start gap-3">
            <span className="w-8 shrink-0 pt-0.5 font-semibold">{priority}</span>
            <ol className="relative flex min-w-96 flex-1 border-t-2 border-accent pt-2 text-sm">
              {steps.map(({ index, act, seconds }, place) => (
                <li
                  key={index}
                  className="flex min-w-16 flex-col border-l-2 border-accent pl-1"
                  // As long as it takes until the next step, though none so short that it cannot be read.
                  style={{
                    flexGrow: last === 0 ? 1 : Math.max(0.05, ((steps[place + 1]?.seconds ?? last) - seconds) / last),
                  }}
                >
                  <span className="font-medium">{t(actTexts[act])}</span>
                  <span className="text-ink-soft">{formatDuration(seconds * 1000)}</span>
                </li>
              ))}
              {steps.length === 0 ? <li className="text-ink-soft">–</li> : null}
            </ol>
          </div>
        );
      })}
    </section>
  );
}
