import type { ReactNode } from 'react';
import { useText } from '#platform/web/language.tsx';
import type { FigureSet } from '../figure-set.ts';
import { type KpiCode, kpiLabels } from '../kpi.ts';
import type { Dimension } from '../month.ts';
import { FigureButton } from './FigureButton.tsx';
import { FigureValue } from './FigureValue.tsx';

interface Cell {
  readonly code: KpiCode;
  readonly by: Dimension;
  readonly key: string | null;
}
export interface FigureRow {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** A table whose every cell is a figure that opens its rows. */
export function FigureTable({
  label,
  corner,
  headings,
  rows,
  figures,
}: {
  label: string;
  corner: string;
  headings: readonly string[];
  rows: readonly FigureRow[];
  figures: FigureSet;
}) {
  return (
    <table aria-label={label} className="w-full border-collapse text-left">
      <thead>
        <tr className="border-b border-line-strong text-sm text-ink-soft">
          <Heading>{corner}</Heading>
          {headings.map((heading) => (
            <Heading key={heading} isFigure>
              {heading}
            </Heading>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="border-b border-line hover:bg-raised">
            <th scope="row" className="px-2 py-1 font-medium">
              {row.name}
            </th>
            {row.cells.map((cell) => {
              const figure = figures.find(cell.code, cell.by, cell.key);
              return (
                <td key={`${cell.code}/${cell.by}/${cell.key}`} className="px-2 py-1 text-right">
                  {figure === null ? (
                    <FigureValue figure={null} />
                  ) : (
                    <FigureButton name={cell} of={row.name}>
                      <FigureValue figure={figure} />
                    </FigureButton>
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

function Heading({ isFigure, children }: { isFigure?: boolean; children: ReactNode }) {
  return (
    <th scope="col" className={isFigure === true ? 'px-2 py-1 text-right' : 'px-2 py-1'}>
      {children}
    </th>
  );
}

const agencyCodes = [
  'ASSIGNED',
  'SLA_ACK',
  'T_ACK',
  'SLA_ARRIVE',
  'T_ARRIVAL',
  'SLA_RESOLVE',
  'T_RESOLVE',
  'REJECTED',
  'UNACKNOWLEDGED',
] as const;

/** One line per agency that was assigned anything this month. */
export function AgencyFigures({
  figures,
  nameOf,
  label,
  corner,
}: {
  figures: FigureSet;
  nameOf: (code: string) => string;
  label: string;
  corner: string;
}) {
  const t = useText();
  const rows = figures.keys('ASSIGNED', 'agency').map((key) => ({
    id: key,
    name: nameOf(key),
    cells: agencyCodes.map((code) => ({ code, by: 'agency' as const, key })),
  }));
  return (
    <FigureTable
      label={label}
      corner={corner}
      headings={agencyCodes.map((code) => t(kpiLabels[code]))}
      rows={rows}
      figures={figures}
    />
  );
}
