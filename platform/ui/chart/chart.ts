/** One value of a chart. Null: nothing measured, or not shown. */
export interface Mark {
  readonly key: string;
  readonly name: string;
  readonly value: number | null;
  /** The value as people read it. */
  readonly shown: string;
  /** The same of another period, by its place in the row. */
  readonly compared?: { readonly value: number | null; readonly shown: string };
}

export interface ChartData {
  readonly kind: 'bars' | 'line' | 'heat';
  readonly marks: readonly Mark[];
  /** What the values are. */
  readonly name: string;
  /** What the comparison is; left out: none is drawn. */
  readonly comparedName?: string | undefined;
  /** A line to be reached. */
  readonly target?: { readonly value: number; readonly name: string } | undefined;
  /** Values are shares between 0 and 1. */
  readonly isShare: boolean;
  /** Values are seconds, written as lengths of time. */
  readonly isTime?: boolean;
  /** Of a heat map: marks go row by row. */
  readonly rows?: readonly string[] | undefined;
  readonly columns?: readonly string[] | undefined;
}

const field = (value: string) => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** The figures of a chart as a file (RFC 4180), unrounded; `heading` is the first line. What is not shown is an empty field. */
export function chartCsv(data: ChartData, heading: readonly string[]): string {
  const figure = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value));
  const lines = data.marks.map((mark) => {
    const compared = data.comparedName === undefined ? [] : [figure(mark.compared?.value)];
    return [mark.key, mark.name, figure(mark.value), ...compared];
  });
  return `${[heading, ...lines].map((line) => line.map(field).join(',')).join('\r\n')}\r\n`;
}
