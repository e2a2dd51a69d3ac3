import { useMemo } from 'react';
import { StatusDot } from '#platform/ui/Badge.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { AttendanceRow } from '../contract.ts';
import type { AttendanceVerdict } from '../shift.ts';
import { correctionTexts, verdictTexts } from '../texts.ts';
import { attendanceTexts as texts } from './texts.ts';

const tones: Readonly<Record<AttendanceVerdict, Tone>> = {
  planned: 'neutral',
  waiting: 'accent',
  present: 'good',
  late: 'warn',
  missing: 'life',
};

const sumOf = (spans: readonly { from: string; to: string }[]) =>
  spans.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);

/** How somebody was at their post; the same for the person and for the supervisor. */
export function useAttendanceColumns(): readonly Column<AttendanceRow>[] {
  const t = useText();
  const format = useFormat();
  return useMemo((): Column<AttendanceRow>[] => {
    const spans = (found: readonly { from: string; to: string }[]) =>
      found.length === 0 ? '–' : t(texts.times, { length: format.duration(sumOf(found)), count: found.length });
    return [
      {
        id: 'verdict',
        name: t(texts.verdict),
        cell: ({ attendance: { verdict, lateMs } }) => (
          <StatusDot tone={tones[verdict]}>
            {t(verdictTexts[verdict])}
            {lateMs === 0 ? '' : ` ${format.duration(lateMs)}`}
          </StatusDot>
        ),
      },
      {
        id: 'arrived',
        name: t(texts.arrived),
        cell: ({ attendance: { arrivedAt } }) => (arrivedAt === null ? '–' : format.time(arrivedAt)),
      },
      {
        id: 'left',
        name: t(texts.left),
        cell: ({ attendance: { leftAt, earlyMs } }) =>
          leftAt === null
            ? '–'
            : `${format.time(leftAt)}${earlyMs === 0 ? '' : `, ${t(texts.earlyBy, { length: format.duration(earlyMs) })}`}`,
      },
      { id: 'breaks', name: t(texts.breaks), cell: ({ attendance }) => spans(attendance.breaks) },
      { id: 'gaps', name: t(texts.gaps), cell: ({ attendance }) => spans(attendance.gaps) },
      {
        id: 'correction',
        name: t(texts.correction),
        cell: ({ attendance: { correction } }) =>
          correction === null ? '–' : t(texts.by, { ...correction, verdict: t(correctionTexts[correction.verdict]) }),
      },
    ];
  }, [t, format]);
}
