import { msBetween } from '#platform/shared/time.ts';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import type { Format, Translate } from '#platform/web/language.tsx';
import type { CallState } from '../call.ts';
import type { CallView } from '../contract.ts';
import { dispositionTexts, systemDispositionTexts } from '../disposition-texts.ts';
import { callStateTexts, outboundStateTexts, purposeTexts } from '../texts.ts';
import { CallerNumber } from './CallCard.tsx';
import { listTexts } from './list-texts.ts';
import { texts } from './texts.ts';

const tones: Readonly<Record<CallState, Tone>> = {
  arrived: 'accent',
  queued: 'warn',
  offered: 'accent',
  answered: 'accent',
  ended: 'good',
  lost: 'life',
  overflowed: 'warn',
  failed: 'life',
};
const dispositionNames = { ...dispositionTexts, ...systemDispositionTexts };

export function CallStateMark({ call, t }: { call: Pick<CallView, 'state' | 'direction'>; t: Translate }) {
  const words = call.direction === 'outbound' ? outboundStateTexts[call.state] : undefined;
  return <StatusDot tone={tones[call.state]}>{t(words ?? callStateTexts[call.state])}</StatusDot>;
}

/** How long the caller waited for a person, or until they gave up; milliseconds. */
export function waitedMs(call: CallView): number | null {
  const until = call.answeredAt ?? call.endedAt;
  return until === null ? null : msBetween(call.arrivedAt, until);
}

/** The columns that every list of calls begins with. */
export function callColumns(t: Translate, format: Format): Column<CallView>[] {
  return [
    {
      id: 'number',
      name: t(listTexts.number),
      cell: (call) => call.number,
      sortBy: (call) => call.number,
      narrow: true,
      isRowHeader: true,
    },
    {
      id: 'arrived',
      name: t(listTexts.arrivedAt),
      cell: (call) => format.full(call.arrivedAt),
      sortBy: (call) => call.arrivedAt,
      narrow: true,
    },
    {
      id: 'caller',
      name: t(listTexts.caller),
      cell: (call) => (call.purpose === 'public' ? <CallerNumber call={call} /> : t(purposeTexts[call.purpose])),
      narrow: true,
    },
    { id: 'state', name: t(texts.state), cell: (call) => <CallStateMark call={call} t={t} />, narrow: true },
    {
      id: 'waited',
      name: t(texts.waited),
      cell: (call) => durationOf(waitedMs(call), format),
      sortBy: waitedMs,
      align: 'right',
      narrow: true,
    },
  ];
}

/** What only answered calls have. */
export function answeredColumns(t: Translate, format: Format): Column<CallView>[] {
  const talked = (call: CallView) =>
    call.answeredAt === null || call.endedAt === null ? null : msBetween(call.answeredAt, call.endedAt);
  return [
    {
      id: 'talked',
      name: t(listTexts.talked),
      cell: (call) => durationOf(talked(call), format),
      sortBy: talked,
      align: 'right',
      narrow: true,
    },
    { id: 'by', name: t(listTexts.answeredBy), cell: (call) => call.answeredBy?.displayName ?? '–' },
    {
      id: 'disposition',
      name: t(listTexts.disposition),
      cell: (call) => <DispositionMark call={call} t={t} />,
    },
  ];
}

export function DispositionMark({ call, t }: { call: CallView; t: Translate }) {
  if (call.disposition !== null) return t(dispositionNames[call.disposition]);
  return call.state === 'ended' ? <Badge tone="warn">{t(listTexts.notClassified)}</Badge> : '–';
}

function durationOf(ms: number | null, format: Format): string {
  return ms === null ? '–' : format.duration(ms);
}
