import { PriorityMark, StateMark } from '#features/incidents/console/IncidentMarks.tsx';
import type { IncidentItem } from '#features/incidents/contract.ts';
import { Link } from '#platform/ui/Link.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import type { Translate } from '#platform/web/language.tsx';
import { workTexts as texts } from './texts.ts';

/** What is shown of each of many incidents. */
export function incidentColumns<Row extends IncidentItem>(t: Translate): Column<Row>[] {
  return [
    {
      id: 'number',
      name: t(texts.number),
      cell: (one) => <Link href={`/incidents/${one.id}`}>{String(one.number)}</Link>,
      isRowHeader: true,
      narrow: true,
    },
    { id: 'priority', name: t(texts.priority), cell: (one) => <PriorityMark priority={one.priority} />, narrow: true },
    { id: 'type', name: t(texts.type), cell: (one) => (one.type === null ? t(texts.noType) : t(one.type.name)) },
    { id: 'place', name: t(texts.place), cell: (one) => placeOf(one) },
    { id: 'state', name: t(texts.state), cell: (one) => <StateMark state={one.state} />, narrow: true },
    {
      id: 'age',
      name: t(texts.age),
      cell: (one) => <RunningClock since={one.reportedAt} size="small" />,
      narrow: true,
    },
  ];
}

function placeOf({ village, placeText, landmark }: IncidentItem): string {
  const said = [placeText, landmark, village === null ? null : `${village.name}, ${village.districtName}`];
  return said.filter(Boolean).join(' · ') || '–';
}
