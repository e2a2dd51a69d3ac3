import { useMemo } from 'react';
import { dayOf } from '#platform/shared/time.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useLanguage, useText, useZone } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type AttendanceRow, readOwnShifts, seeTellings } from '../contract.ts';
import { screenNames } from '../screen-names.ts';
import { useAttendanceColumns } from './attendance-columns.tsx';
import { CalendarCard } from './CalendarCard.tsx';
import { dayName } from './day-words.ts';
import { SpanBar } from './SpanBar.tsx';
import { mineTexts as texts } from './texts.ts';
import { useLiveRoster } from './use-live-roster.ts';
import { useSpan } from './use-span.ts';

/** One's own shifts, what changed in them, and one's own attendance. */
export function MySchedulePage() {
  const t = useText();
  const { language } = useLanguage();
  useLiveRoster();
  const place = useSpan(dayOf(new Date().toISOString(), useZone()));
  const shifts = useRoute(readOwnShifts, { query: { from: place.span.from, to: place.span.to } });
  const see = useCommand(seeTellings, { invalidates: ['/api/own-shifts'] });
  const columns = useShiftColumns(shifts.data?.templates ?? []);
  return (
    <Page title={t(screenNames.mine)} description={t(texts.about)}>
      <SpanBar place={place} />
      <QueryView query={shifts}>
        {({ items, tellings }) => (
          <>
            {tellings.length === 0 ? null : (
              <Notice
                tone="accent"
                title={t(texts.changed)}
                action={
                  <Button
                    size="small"
                    isPending={see.isPending}
                    onPress={() => see.mutate({ body: { ids: tellings.map(({ id }) => id) } })}
                  >
                    {t(texts.seen)}
                  </Button>
                }
              >
                {tellings.map((one) => (
                  <p key={one.id}>
                    {t(texts.changedLine, {
                      from: dayName(one.fromDay, language),
                      to: dayName(one.toDay, language),
                      added: one.added,
                      removed: one.removed,
                    })}
                  </p>
                ))}
              </Notice>
            )}
            <Card flush>
              <Table
                label={t(screenNames.mine)}
                columns={columns}
                rows={items}
                idOf={({ shiftId }) => shiftId}
                empty={<EmptyState title={t(texts.none)} />}
              />
            </Card>
            <CalendarCard />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function useShiftColumns(templates: readonly { code: string; name: string }[]): readonly Column<AttendanceRow>[] {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const attendance = useAttendanceColumns();
  return useMemo(
    () => [
      { id: 'day', name: t(texts.day), isRowHeader: true, cell: ({ day }) => dayName(day, language) },
      {
        id: 'shift',
        name: t(texts.shift),
        cell: ({ template }) => templates.find(({ code }) => code === template)?.name ?? template,
      },
      {
        id: 'time',
        name: t(texts.time),
        cell: ({ startsAt, endsAt }) => `${format.time(startsAt).slice(0, 5)} – ${format.time(endsAt).slice(0, 5)}`,
      },
      ...attendance,
    ],
    [t, format, language, templates, attendance],
  );
}
