import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { localNumber } from '#features/calls/console/numbers.ts';
import { useTitles } from '#features/incidents/console/IncidentTimeline.tsx';
import { texts as incidentWords } from '#features/incidents/console/texts.ts';
import { type IncidentView, readIncident, readTimeline, type TimelineEntry } from '#features/incidents/contract.ts';
import { incidentId } from '#features/incidents/incident.ts';
import { printIncident } from '#features/incidents/list-contract.ts';
import {
  callerResultTexts,
  categoryTexts,
  lifeAtRiskTexts,
  priorityTexts,
  relationTexts,
  sourceTexts,
  stateTexts,
} from '#features/incidents/texts.ts';
import { Letterhead } from '#features/people/console/Letterhead.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePathParam } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type AssignmentItem, listAssignments } from '../../contract.ts';
import { partTexts } from '../../texts.ts';
import { outcomeText } from '../outcome-text.ts';
import { sheetTexts as texts } from './texts.ts';
import './sheet.css';

/** One incident as one clean sheet of paper: facts, place, assignments with their times, timeline, and who printed it. */
export function SheetPage() {
  const id = incidentId.parse(usePathParam('id'));
  const mayRead = useCan()('assignment.read');
  const incident = useRoute(readIncident, { params: { id } });
  const timeline = useRoute(readTimeline, { params: { id } });
  const assignments = useRoute(
    listAssignments,
    { query: { incidentId: id, group: 'all', limit: 200 } },
    { enabled: mayRead },
  );
  return (
    <QueryView query={incident}>
      {(found) => (
        <QueryView query={timeline}>
          {({ items }) => <Sheet incident={found} items={items} assignments={assignments.data?.items ?? []} />}
        </QueryView>
      )}
    </QueryView>
  );
}

interface SheetProps {
  readonly incident: IncidentView;
  readonly items: readonly TimelineEntry[];
  readonly assignments: readonly AssignmentItem[];
}

function Sheet({ incident, items, assignments }: SheetProps) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const [printed, setPrinted] = useState<{ readonly at: string; readonly by: string } | null>(null);
  const print = useCommand(printIncident, { onDone: setPrinted });
  // The paper names who printed it: the browser is asked only once that stands on the sheet.
  useEffect(() => {
    if (printed !== null) window.print();
  }, [printed]);
  const command: Command = {
    id: 'incident.print',
    name: texts.printNow,
    keys: ['Ctrl+P'],
    group: texts.print,
    run: () => print.mutate({ params: { id: incident.id } }),
  };
  useCommands([command]);
  const { number } = incident;
  return (
    <Page title={t(texts.sheet, { number })} width="normal">
      <div className="flex flex-wrap items-center gap-3 print:hidden">
        <CommandButton
          command={command}
          look="primary"
          isPending={print.isPending}
          icon={<Printer aria-hidden size={16} />}
        />
        <Link href={`/incidents/${incident.id}`}>{t(texts.back)}</Link>
        <p className="w-full text-ink-soft">
          {t(texts.logged)} {t(texts.callerNote)}
        </p>
        {print.error === null ? null : <Notice tone="life">{errorText(print.error)}</Notice>}
      </div>
      {printed === null ? <p className="hidden print:block">{t(texts.locked)}</p> : null}
      <article
        aria-label={t(texts.sheet, { number })}
        data-printed={printed === null ? 'no' : 'yes'}
        className="incident-sheet flex flex-col gap-4 rounded-lg border border-line bg-surface p-6"
      >
        <Letterhead />
        <Facts incident={incident} />
        <Assignments assignments={assignments} />
        <Chronology items={items} />
        <footer className="border-t border-line pt-2 text-sm" data-printed-by>
          {printed === null
            ? t(texts.notPrinted)
            : t(texts.printedBy, { name: printed.by, time: format.full(printed.at) })}
        </footer>
      </article>
    </Page>
  );
}

function Facts({ incident }: { incident: IncidentView }) {
  const t = useText();
  const format = useFormat();
  const { type, village, point, caller, callerInformed } = incident;
  const number = caller.number === null ? null : localNumber(caller.number);
  const when = (at: string | null) => (at === null ? '–' : format.full(at));
  const rows: readonly (readonly [string, string])[] = [
    [t(incidentWords.state), t(stateTexts[incident.state])],
    [
      t(incidentWords.priority),
      incident.priority === null ? '–' : `${incident.priority} ${t(priorityTexts[incident.priority])}`,
    ],
    [
      t(incidentWords.type),
      type === null ? t(incidentWords.noType) : `${t(type.name)} (${t(categoryTexts[type.category])})`,
    ],
    [t(incidentWords.life), incident.lifeAtRisk === null ? '–' : t(lifeAtRiskTexts[incident.lifeAtRisk])],
    [t(incidentWords.place), incident.placeText ?? '–'],
    [t(incidentWords.landmark), incident.landmark ?? '–'],
    [t(texts.village), village === null ? '–' : `${village.name}, ${village.districtName}`],
    [t(texts.point), point === null ? '–' : `${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}`],
    [t(incidentWords.description), incident.description ?? '–'],
    [
      t(incidentWords.caller),
      caller.level === 'hidden' ? t(incidentWords.hidden) : [caller.name, number].filter(Boolean).join(' · ') || '–',
    ],
    [t(incidentWords.source), t(sourceTexts[incident.source])],
    [t(incidentWords.reported), when(incident.reportedAt)],
    [t(incidentWords.openedBy), incident.openedBy?.name ?? t(incidentWords.system)],
    [
      t(texts.calls),
      incident.calls
        .map((call) => `${call.number} (${t(relationTexts[call.relation])}, ${format.time(call.arrivedAt)})`)
        .join('; ') || '–',
    ],
    [t(texts.resolved), when(incident.resolvedAt)],
    [t(texts.closed), when(incident.closedAt)],
    [
      t(texts.informed),
      callerInformed === null
        ? '–'
        : `${t(callerResultTexts[callerInformed.result])}, ${format.full(callerInformed.at)}`,
    ],
  ];
  const half = Math.ceil(rows.length / 2);
  return (
    <section aria-label={t(texts.facts)}>
      <div className="grid gap-x-8 sm:grid-cols-2 print:grid-cols-2">
        {[rows.slice(0, half), rows.slice(half)].map((part) => (
          <DefinitionList key={part[0]?.[0]} items={part.map(([term, value]) => ({ term, value }))} />
        ))}
      </div>
    </section>
  );
}

function Assignments({ assignments }: { assignments: readonly AssignmentItem[] }) {
  const t = useText();
  const format = useFormat();
  const time = (at: string | null) => (at === null ? '–' : format.time(at).replace(/ \w+$/, ''));
  if (assignments.length === 0) return null;
  const heads = [texts.sent, texts.acknowledged, texts.enRoute, texts.arrived, texts.ended];
  return (
    <section aria-label={t(texts.assignments)}>
      <h2 className="pb-1 font-semibold">{t(texts.assignments)}</h2>
      <table className="w-full border-collapse text-left text-sm">
        <thead>
          <tr className="border-b border-line-strong">
            <th scope="col" className="py-1 pr-2">
              {t(incidentWords.agencies)}
            </th>
            {heads.map((head) => (
              <th key={head.id} scope="col" className="py-1 pr-2">
                {t(head)}
              </th>
            ))}
            <th scope="col" className="py-1">
              {t(incidentWords.state)}
            </th>
          </tr>
        </thead>
        <tbody>
          {assignments.toReversed().map((one) => (
            <tr key={one.id} className="border-b border-line align-top">
              <th scope="row" className="py-1 pr-2 font-medium">
                {one.agency.name} ({t(partTexts[one.part])})
              </th>
              {[one.sentAt, one.acknowledgedAt, one.enRouteAt, one.arrivedAt, one.endedAt].map((at, index) => (
                <td key={heads[index]?.id} className="py-1 pr-2 whitespace-nowrap">
                  {time(at)}
                </td>
              ))}
              <td className="py-1">{outcomeText(one, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Chronology({ items }: { items: readonly TimelineEntry[] }) {
  const t = useText();
  const format = useFormat();
  const titleOf = useTitles();
  /** A day is written once: a line an entry keeps most incidents on one sheet. */
  const dayIfNew = (index: number) => {
    const [day, before] = [items[index], items[index - 1]].map((one) => (one === undefined ? '' : format.date(one.at)));
    return day === before ? '' : day;
  };
  return (
    <section aria-label={t(texts.timeline)}>
      <h2 className="pb-1 font-semibold">
        {t(texts.timeline)} ({format.zoneName})
      </h2>
      <ol className="flex flex-col gap-0.5 text-sm">
        {items.map((entry, index) => (
          <li key={entry.seq} className="grid grid-cols-[10rem_1fr] gap-2">
            <time dateTime={entry.at} className="whitespace-nowrap text-right text-ink-soft">
              {dayIfNew(index)} {format.time(entry.at).replace(/ \w+$/, '')}
            </time>
            <span>
              {titleOf(entry)}
              {entry.actor.name === null ? '' : ` (${entry.actor.name})`}
              {entry.note === null ? '' : `: ${entry.note}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
