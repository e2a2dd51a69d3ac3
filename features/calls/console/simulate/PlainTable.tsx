/** Figures in rows; scrolls sideways by itself where the screen is narrow. */
export function PlainTable({
  label,
  headings,
  rows,
}: {
  label: string;
  headings: readonly string[];
  rows: readonly { readonly id: string; readonly cells: readonly string[] }[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard (WCAG 2.1.1)
    <section aria-label={label} tabIndex={0} className="focus-ring max-w-full overflow-x-auto">
      <table aria-label={label} className="w-full border-collapse text-left">
        <thead>
          <tr className="border-b border-line-strong text-sm text-ink-soft">
            {headings.map((heading, column) => (
              <th key={heading} scope="col" className={column === 0 ? 'px-2 py-1' : 'px-2 py-1 text-right'}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }) => (
            <tr key={id} className="border-b border-line">
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={headings[column]} scope="row" className="px-2 py-1 font-medium">
                    {cell}
                  </th>
                ) : (
                  <td key={headings[column]} className="px-2 py-1 text-right whitespace-nowrap tabular-nums">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
