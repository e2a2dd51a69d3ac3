import { OctagonAlert, PhoneCall, ShieldAlert } from 'lucide-react';
import { Badge } from '#platform/ui/Badge.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import type { Format, Translate } from '#platform/web/language.tsx';
import type { ListedIncident } from '../../list-contract.ts';
import { type ListColumn, placeOf } from '../../list-rules.ts';
import { columnTexts } from '../../list-texts.ts';
import { sourceTexts } from '../../texts.ts';
import { PriorityMark, StateMark } from '../IncidentMarks.tsx';
import { Marked } from './Marked.tsx';
import { texts } from './texts.ts';

interface ListWords {
  readonly t: Translate;
  readonly format: Format;
  /** What was searched, to be marked. */
  readonly words: readonly string[];
}

type Cell = Omit<Column<ListedIncident>, 'id' | 'name'>;

/** The chosen columns. Those that can be sorted by are sorted by the server: `sortBy` only says that they can. */
export function incidentColumns(chosen: readonly ListColumn[], said: ListWords): readonly Column<ListedIncident>[] {
  const all: Readonly<Record<ListColumn, Cell>> = { ...whatAndWhere(said), ...whoAndWhen(said) };
  return chosen.map((id) => ({ id, name: said.t(columnTexts[id]), ...all[id] }));
}

function whatAndWhere({ t, words }: ListWords) {
  return {
    number: {
      cell: (one) => <Marked text={String(one.number)} words={words} />,
      sortBy: (one) => one.number,
      narrow: true,
      isRowHeader: true,
    },
    priority: { cell: (one) => <PriorityMark priority={one.priority} />, sortBy: (one) => one.priority, narrow: true },
    type: {
      cell: (one) => (
        <span className="flex flex-wrap items-center gap-x-1.5">
          {one.type === null ? t(texts.noType) : <Marked text={t(one.type.name)} words={words} />}
          {one.sensitive ? (
            <Badge tone="calm" icon={<ShieldAlert aria-hidden size={12} />}>
              {t(texts.sensitive)}
            </Badge>
          ) : null}
        </span>
      ),
      sortBy: (one) => one.type?.code ?? null,
    },
    place: { cell: (one) => <Place one={one} t={t} words={words} /> },
    village: {
      cell: (one) =>
        one.village === null ? '–' : <Marked text={`${one.village.name}, ${one.village.districtName}`} words={words} />,
    },
    state: { cell: (one) => <StateMark state={one.state} />, sortBy: (one) => one.state, narrow: true },
  } as const satisfies Partial<Record<ListColumn, Cell>>;
}

function whoAndWhen({ t, format, words }: ListWords) {
  const at = (moment: string | null) => (moment === null ? '–' : format.full(moment));
  return {
    agencies: {
      cell: (one) => (
        <span className="flex flex-wrap items-center gap-x-1.5">
          {one.agencies.length === 0 ? '–' : null}
          {one.agencies.map((agency) => (
            <span key={agency.code} title={agency.name} className={agency.isOpen ? 'font-medium' : 'text-ink-soft'}>
              <Marked text={agency.code} words={words} />
            </span>
          ))}
          {one.overdueSince === null ? null : (
            <Badge tone="life" icon={<OctagonAlert aria-hidden size={12} />}>
              {t(texts.lateBy)}
            </Badge>
          )}
        </span>
      ),
    },
    source: { cell: (one) => t(sourceTexts[one.source]) },
    calls: {
      cell: (one) => (
        <span className="inline-flex items-center gap-1">
          <PhoneCall aria-hidden size={13} className="text-ink-soft" /> {one.callCount}
        </span>
      ),
      narrow: true,
    },
    reported: { cell: (one) => at(one.reportedAt), sortBy: (one) => one.reportedAt, narrow: true },
    verified: { cell: (one) => at(one.verifiedAt), narrow: true },
    dispatched: { cell: (one) => at(one.dispatchedAt), narrow: true },
    resolved: { cell: (one) => at(one.resolvedAt), narrow: true },
    closed: { cell: (one) => at(one.closedAt), narrow: true },
    age: {
      cell: (one) => <RunningClock since={one.reportedAt} stoppedAt={one.resolvedAt ?? one.closedAt} size="small" />,
      narrow: true,
    },
  } as const satisfies Partial<Record<ListColumn, Cell>>;
}

function Place({ one, t, words }: { one: ListedIncident; t: Translate; words: readonly string[] }) {
  const place = placeOf(one);
  return (
    <span className="flex flex-col">
      <span>{place === '' ? '–' : <Marked text={place} words={words} />}</span>
      {one.hits.map((hit) => (
        <span key={`${hit.where} ${hit.text}`} className="text-sm text-ink-soft">
          {t(hit.where === 'note' ? texts.inNote : texts.inDescription)}: <Marked text={hit.text} words={words} />
        </span>
      ))}
    </span>
  );
}
