import { useMemo, useState } from 'react';
import { dayOf } from '#platform/shared/time.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useLanguage, useText, useZone } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type AttendanceRow, readAttendance } from '../contract.ts';
import { screenNames } from '../screen-names.ts';
import { useAttendanceColumns } from './attendance-columns.tsx';
import { dayName } from './day-words.ts';
import { SpanBar } from './SpanBar.tsx';
import { mineTexts, rotaTexts, attendanceTexts as texts } from './texts.ts';
import { useLiveRoster } from './use-live-roster.ts';
import { useSpan } from './use-span.ts';
import './rota-print.css';

const CorrectDialog = part(() => import('./CorrectDialog.tsx').then((file) => file.CorrectDialog));

/** Who was at their post, shift by shift. */
export function AttendancePage() {
  const t = useText();
  useLiveRoster();
  const place = useSpan(dayOf(new Date().toISOString(), useZone()));
  const attendance = useRoute(readAttendance, { query: { from: place.span.from, to: place.span.to } });
  const [correcting, setCorrecting] = useState<AttendanceRow | null>(null);
  const columns = useColumns(attendance.data?.templates ?? [], setCorrecting);
  return (
    <Page title={t(screenNames.attendance)} description={t(texts.about)}>
      <SpanBar place={place} />
      <QueryView query={attendance}>
        {({ items }) => (
          <>
            <Summary items={items} />
            <Card flush>
              <Table
                label={t(screenNames.attendance)}
                columns={columns}
                rows={items}
                idOf={({ shiftId }) => shiftId}
                isUrgent={({ attendance: { verdict, correction } }) => verdict === 'missing' && correction === null}
                empty={<EmptyState title={t(texts.none)} />}
              />
            </Card>
          </>
        )}
      </QueryView>
      {correcting === null ? null : <CorrectDialog row={correcting} onClose={() => setCorrecting(null)} />}
    </Page>
  );
}

/** As measured: corrections stand in their column. */
function Summary({ items }: { items: readonly AttendanceRow[] }) {
  const t = useText();
  const count = (verdict: string) => items.filter(({ attendance }) => attendance.verdict === verdict).length;
  const [present, late, missing] = [count('present'), count('late'), count('missing')];
  const shifts = items.length - count('planned');
  return shifts === 0 ? null : <p>{t(texts.summary, { shifts, present, late, missing })}</p>;
}

function useColumns(
  templates: readonly { code: string; name: string }[],
  onCorrect: (row: AttendanceRow) => void,
): readonly Column<AttendanceRow>[] {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const mayCorrect = useCan()('attendance.correct');
  const attendance = useAttendanceColumns();
  return useMemo(
    () => [
      {
        id: 'day',
        name: t(mineTexts.day),
        cell: ({ day }) => dayName(day, language),
        sortBy: ({ startsAt }) => startsAt,
      },
      {
        id: 'shift',
        name: t(mineTexts.shift),
        cell: ({ template, startsAt, endsAt }) =>
          `${templates.find(({ code }) => code === template)?.name ?? template} ${format.time(startsAt).slice(0, 5)}–${format.time(endsAt).slice(0, 5)}`,
      },
      {
        id: 'person',
        name: t(rotaTexts.person),
        isRowHeader: true,
        cell: ({ user }) => user.displayName,
        sortBy: ({ user }) => user.displayName,
      },
      ...attendance,
      ...(mayCorrect
        ? [
            {
              id: 'correct',
              name: '',
              cell: (row: AttendanceRow) =>
                row.attendance.verdict === 'planned' ? null : (
                  <Button
                    size="small"
                    aria-label={t(texts.correctOf, { person: row.user.displayName })}
                    onPress={() => onCorrect(row)}
                  >
                    {t(texts.correct)}
                  </Button>
                ),
            },
          ]
        : []),
    ],
    [t, format, language, templates, attendance, mayCorrect, onCorrect],
  );
}
