import { useText } from '#platform/web/language.tsx';
import type { AnswerCode } from '../../answer.ts';
import { numberIn } from '../../answer-rules.ts';
import { answerLabel } from '../../answer-texts.ts';
import type { Figure } from '../../month.ts';
import { FigureValue } from '../FigureValue.tsx';
import { RowsButton } from './RowsButton.tsx';

interface SplitTableProps {
  readonly label: string;
  readonly corner: string;
  readonly by: 'shift' | 'person';
  readonly parts: readonly { readonly key: string; readonly name: string; readonly figures: readonly Figure[] }[];
  readonly empty?: string;
}

const codes: Readonly<Record<SplitTableProps['by'], readonly AnswerCode[]>> = {
  shift: ['ASSIGNED', 'SLA_ACK', 'T_ACK', 'UNACKNOWLEDGED', 'REJECTED', 'ESCALATED', 'T_ARRIVAL', 'T_RESOLVE'],
  // Who acknowledged is known of what was acknowledged only.
  person: ['ASSIGNED', 'SLA_ACK', 'T_ACK', 'T_ARRIVAL', 'T_RESOLVE'],
};

/** The figures of an agency by shift, or by who acknowledged. */
export function SplitTable({ label, corner, by, parts, empty }: SplitTableProps) {
  const t = useText();
  if (parts.length === 0) return <p className="p-3 text-ink-soft">{empty}</p>;
  return (
    <table className="relative w-full border-collapse text-left">
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr className="border-b border-line-strong text-sm text-ink-soft">
          <th scope="col" className="px-3 py-1">
            {corner}
          </th>
          {codes[by].map((code) => (
            <th key={code} scope="col" className="px-2 py-1 text-right">
              {t(answerLabel(code))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map(({ key, name, figures }) => (
          <tr key={key} className="border-b border-line">
            <th scope="row" className="px-3 py-1 font-medium">
              {name}
            </th>
            {codes[by].map((code) => {
              const figure = figures.find((one) => one.code === code);
              return (
                <td key={code} className="px-2 py-1 text-right">
                  {numberIn(figure) === null ? (
                    <FigureValue figure={null} />
                  ) : (
                    <RowsButton code={code} of={{ by, key, name }}>
                      <FigureValue figure={figure ?? null} />
                    </RowsButton>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
