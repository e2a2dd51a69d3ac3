import { Button } from 'react-aria-components/Button';
import type { ChartData, Mark } from './chart.ts';

interface ChartTableProps {
  readonly data: ChartData;
  readonly label: string;
  readonly corner: string;
  readonly onPick: ((key: string) => void) | undefined;
}

/** The figures of a chart; each opens what is behind it. A heat map is a table of rows and columns. */
export function ChartTable({ data, label, corner, onPick }: ChartTableProps) {
  const { rows = [], columns = [], marks, name, comparedName } = data;
  const isGrid = data.kind === 'heat';
  const headings = isGrid ? columns : [name, ...(comparedName === undefined ? [] : [comparedName])];
  const lines = isGrid
    ? rows.map((row, index) => ({ row, cells: marks.slice(index * columns.length, (index + 1) * columns.length) }))
    : marks.map((mark) => ({ row: mark.name, cells: [mark] }));
  return (
    <section aria-label={label} className="max-h-[36rem] overflow-auto">
      <table aria-label={label} className="w-full border-collapse text-left">
        <thead>
          <tr className="border-b border-line-strong text-sm text-ink-soft">
            {[corner, ...headings].map((heading, index) => (
              <th key={heading} scope="col" className={index === 0 ? 'px-2 py-1' : 'px-1 py-1 text-right'}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ row, cells }) => (
            <tr key={cells[0]?.key ?? row} className="border-b border-line hover:bg-raised">
              <th scope="row" className="px-2 py-1 font-medium">
                {row}
              </th>
              {cells.map((mark) => (
                <td key={mark.key} className="px-1 py-1 text-right">
                  <MarkValue mark={mark} onPick={onPick} />
                </td>
              ))}
              {comparedName === undefined || isGrid ? null : (
                <td className="px-1 py-1 text-right text-ink-soft">{cells[0]?.compared?.shown ?? '–'}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function MarkValue({ mark, onPick }: { mark: Mark; onPick: ((key: string) => void) | undefined }) {
  if (onPick === undefined || mark.value === null) return mark.shown;
  return (
    <Button
      aria-label={`${mark.name}: ${mark.shown}`}
      onPress={() => onPick(mark.key)}
      className="focus-ring rounded px-1 underline decoration-line-strong decoration-dotted underline-offset-4 data-hovered:bg-raised print:no-underline"
    >
      {mark.shown}
    </Button>
  );
}
