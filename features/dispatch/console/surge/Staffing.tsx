import { useMemo } from 'react';
import { roleTexts } from '#features/people/texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Figure } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { readStaffing } from '../../surge-work-contract.ts';
import { staffTexts as texts } from './texts.ts';
import { usePolled } from './use-polled.ts';

type View = RouteOutput<typeof readStaffing>;
type Person = View['people'][number];

/** Whether there are enough desks, and who could be called in. */
export function Staffing() {
  const staffing = useRoute(readStaffing, {});
  usePolled(staffing.refetch);
  return <QueryView query={staffing}>{(view) => <Shown view={view} />}</QueryView>;
}

function Shown({ view }: { view: View }) {
  const t = useText();
  const format = useFormat();
  const { desks, outside, handle, needed } = view;
  const there = desks.ready + desks.talking + desks.wrapUp;
  return (
    <div className="flex flex-col gap-4">
      <section aria-label={t(texts.title)} className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-5">
        <Figure
          label={t(texts.waiting)}
          value={format.number(view.waiting)}
          tone={view.waiting > 0 ? 'warn' : 'neutral'}
          hint={
            <>
              {t(texts.oldest)}:{' '}
              {view.oldestSince === null ? t(texts.nobody) : <RunningClock since={view.oldestSince} size="small" />}
            </>
          }
        />
        <Figure label={t(texts.desks)} value={format.number(desks.ready)} hint={t(texts.desksHint, { ...desks })} />
        <Figure
          label={t(texts.needed)}
          value={format.number(needed)}
          tone={needed > there ? 'warn' : 'good'}
          hint={t(texts.neededHint, {
            calls: format.number(view.callsPerHour),
            seconds: format.number(Math.round(handle.seconds)),
            guess: handle.measured ? '' : t(texts.guess),
          })}
        />
        {view.rates.map((rate) => (
          <Figure
            key={rate.minutes}
            label={t(texts.rate, { minutes: rate.minutes })}
            value={format.number(rate.answered)}
            hint={t(texts.rateHint, { arrived: rate.arrived })}
            tone={rate.answered < rate.arrived ? 'warn' : 'neutral'}
          />
        ))}
      </section>
      <p className="text-sm text-ink-soft">{t(texts.leastNote)}</p>
      {outside.ringing + outside.taken + outside.lastHour === 0 ? null : (
        <Notice tone="warn">{t(texts.outside, { ...outside })}</Notice>
      )}
      <Card title={t(texts.people)} flush>
        <People people={view.people} />
      </Card>
    </div>
  );
}

function People({ people }: { people: readonly Person[] }) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(
    (): Column<Person>[] => [
      { id: 'name', name: t(texts.name), cell: (one) => one.name, isRowHeader: true },
      {
        id: 'roles',
        name: t(texts.roles),
        cell: (one) => one.roles.map((role) => t(roleTexts[role])).join(', '),
      },
      {
        id: 'email',
        name: t(texts.email),
        cell: (one) => (one.email === null ? '–' : <a href={`mailto:${one.email}`}>{one.email}</a>),
      },
      {
        id: 'seen',
        name: t(texts.lastSeen),
        cell: (one) => (one.lastSeenAt === null ? t(texts.never) : format.full(one.lastSeenAt)),
      },
    ],
    [t, format],
  );
  return (
    <Table
      label={t(texts.people)}
      columns={columns}
      rows={people}
      idOf={(one) => one.id}
      empty={<EmptyState title={t(texts.noPeople)} />}
    />
  );
}
