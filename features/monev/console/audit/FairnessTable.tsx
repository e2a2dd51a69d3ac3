import { useMemo } from 'react';
import type { Text } from '#platform/shared/texts.ts';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { EmptyState } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { FairnessRow } from '../../audit-contract.ts';
import { fairBand } from '../../audit-figures.ts';
import { texts, verdictTexts } from './texts.ts';

interface FairnessTableProps<Key extends string> {
  readonly title: Text;
  /** What the groups are. */
  readonly by: Text;
  readonly rows: readonly FairnessRow[];
  readonly nameOf?: (key: string) => string;
  readonly note?: Text;
  readonly onOpen?: (key: Key) => void;
}

const tones: Readonly<Record<FairnessRow['verdict'], Tone>> = {
  fair: 'good',
  unclear: 'warn',
  unfair: 'life',
  few: 'neutral',
};

/** One figure by group: its share, its ratio to all others with the interval, and in a word whether that is alike. */
export function FairnessTable<Key extends string>(props: FairnessTableProps<Key>) {
  const { title, by, rows, nameOf, note, onOpen } = props;
  const t = useText();
  const format = useFormat();
  const label = `${t(title)}: ${t(by)}`;
  const columns = useMemo((): Column<FairnessRow>[] => {
    const nameIn = (row: FairnessRow) => nameOf?.(row.key) ?? row.key;
    return [
      {
        id: 'key',
        name: t(by),
        // The keys of these rows are those the caller gave.
        cell: (row) =>
          onOpen === undefined || row.whole === 0 ? (
            nameIn(row)
          ) : (
            <Button look="quiet" onPress={() => onOpen(row.key as Key)}>
              {nameIn(row)}
            </Button>
          ),
        sortBy: nameIn,
        isRowHeader: true,
      },
      {
        id: 'count',
        name: t(texts.count),
        cell: ({ part, whole }) => `${format.number(part)} / ${format.number(whole)}`,
        sortBy: ({ whole }) => whole,
        align: 'right',
        narrow: true,
      },
      {
        id: 'share',
        name: t(texts.share),
        cell: ({ part, whole }) => (whole === 0 ? '–' : format.percent(part / whole)),
        align: 'right',
        narrow: true,
      },
      {
        id: 'ratio',
        name: t(texts.ratio),
        cell: ({ ratio, low, high }) =>
          ratio === null || low === null || high === null ? (
            '–'
          ) : (
            <span className="flex items-center gap-2">
              <Interval ratio={ratio} low={low} high={high} />
              <span className="whitespace-nowrap tabular-nums">
                {format.number(ratio, 2)} ({format.number(low, 2)}–{format.number(high, 2)})
              </span>
            </span>
          ),
        sortBy: ({ ratio }) => ratio,
      },
      {
        id: 'verdict',
        name: t(texts.verdict),
        cell: ({ verdict }) => <StatusDot tone={tones[verdict]}>{t(verdictTexts[verdict])}</StatusDot>,
        sortBy: ({ verdict }) => verdict,
        narrow: true,
      },
    ];
  }, [t, format, by, nameOf, onOpen]);
  const shown = rows.filter(({ whole }) => whole > 0);
  return (
    <section aria-label={label}>
      <h3 className="font-semibold">{label}</h3>
      {note === undefined ? null : <p className="text-sm text-ink-soft">{t(note)}</p>}
      <div className="overflow-x-auto">
        <Table
          label={label}
          columns={columns}
          rows={shown}
          idOf={({ key }) => key}
          empty={<EmptyState title={t(texts.noGroups)} />}
        />
      </div>
    </section>
  );
}

const width = 120;
/** From a quarter to four times, so that twice and half lie equally far from 1. */
const xOf = (ratio: number) => ((Math.log2(Math.min(4, Math.max(0.25, ratio))) + 2) / 4) * width;

/** The interval on a line with the band of what counts as fair; the figures stand beside it. */
function Interval({ ratio, low, high }: { ratio: number; low: number; high: number }) {
  return (
    <svg aria-hidden width={width} height="14" viewBox={`0 0 ${width} 14`} className="hidden shrink-0 sm:block">
      <rect
        x={xOf(fairBand.low)}
        y="0"
        width={xOf(fairBand.high) - xOf(fairBand.low)}
        height="14"
        className="fill-good-soft"
      />
      <line x1="0" x2={width} y1="7" y2="7" className="stroke-line" />
      <line x1={xOf(low)} x2={xOf(high)} y1="7" y2="7" strokeWidth="2" className="stroke-ink-soft" />
      <circle cx={xOf(ratio)} cy="7" r="4" className="fill-ink" />
    </svg>
  );
}
