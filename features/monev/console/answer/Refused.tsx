import { Card } from '#platform/ui/Page.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { reasonText } from '../../answer-texts.ts';
import type { Answer } from './AgencyAnswer.tsx';
import { RowsButton } from './RowsButton.tsx';
import { texts } from './texts.ts';

/** Why tasks were rejected by the agency or sent on to another. */
export function Refused({ refused }: { refused: Answer['refused'] }) {
  const t = useText();
  const format = useFormat();
  return (
    <Card title={t(texts.refused)}>
      {refused.length === 0 ? (
        <p className="text-ink-soft">{t(texts.refusedNone)}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {refused.map(({ state, reason, count }) => (
            <li key={`${state} ${reason}`} className="flex justify-between gap-3">
              <span>
                {t(state === 'REJECTED' ? texts.rejected : texts.rerouted)}: {t(reasonText(state, reason))}
              </span>
              <RowsButton code={state === 'REJECTED' ? 'TURNED_DOWN' : 'REROUTED'}>{format.number(count)}</RowsButton>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
