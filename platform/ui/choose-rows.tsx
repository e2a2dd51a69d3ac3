import { Check } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useText } from '#platform/web/language.tsx';
import { Button } from './Button.tsx';
import type { ChosenRows, Column } from './Table.tsx';
import { texts } from './texts.ts';

interface Choosing<Row> {
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
}

/** Several rows of a table are chosen: by click or Space, a range with Shift, all of them with Ctrl+A. The rows stand in this order. */
export function useChosenRows<Row>({ rows, idOf, ids, onChange }: Choosing<Row>): ChosenRows<Row> {
  const anchor = useRef<string | null>(null);
  const all = rows.map(idOf);
  const toggle = (row: Row) => {
    const id = idOf(row);
    anchor.current = id;
    onChange(ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id]));
  };
  /** Everything from where one began to here. */
  const range = (from: Row, to: Row | undefined) => {
    if (to === undefined) return;
    const begun = anchor.current !== null && all.includes(anchor.current) ? anchor.current : idOf(from);
    anchor.current = begun;
    const [one, other] = [all.indexOf(begun), all.indexOf(idOf(to))];
    onChange(new Set([...ids, ...all.slice(Math.min(one, other), Math.max(one, other) + 1)]));
  };
  return {
    has: (id) => ids.has(id),
    range,
    byClick: (row, isRange) => (isRange ? range(row, row) : toggle(row)),
    byKey: (event: KeyboardEvent, row) => {
      const isEverything = event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey);
      if (event.key !== ' ' && !isEverything) return false;
      event.preventDefault();
      if (isEverything) onChange(new Set(all));
      else toggle(row);
      return true;
    },
  };
}

/** The column that shows which rows are chosen; the row itself says it to screen readers. */
export function chosenColumn<Row>(name: string): Column<Row> {
  return {
    id: 'chosen',
    name,
    narrow: true,
    cell: () => (
      <span
        aria-hidden
        className="inline-flex size-5 items-center justify-center rounded border-2 border-line-strong bg-surface align-middle group-aria-selected/row:border-transparent group-aria-selected/row:bg-accent-fill group-aria-selected/row:text-accent-ink"
      >
        <Check size={14} strokeWidth={3} className="invisible group-aria-selected/row:visible" />
      </span>
    ),
  };
}

/** All, or none, for who has no keyboard; and which keys do it. */
export function ChooseBar<Row>({ rows, idOf, ids, onChange }: Choosing<Row>) {
  const t = useText();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="small" isDisabled={rows.length === 0} onPress={() => onChange(new Set(rows.map(idOf)))}>
        {t(texts.chooseAll)}
      </Button>
      <Button size="small" look="quiet" isDisabled={ids.size === 0} onPress={() => onChange(new Set())}>
        {t(texts.chooseNone)}
      </Button>
      <span role="status" className="font-medium">
        {t(texts.chosenCount, { count: ids.size })}
      </span>
      <span className="hidden text-sm text-ink-soft md:inline">{t(texts.chooseKeys)}</span>
    </div>
  );
}
