import { msBetween } from '#platform/shared/time.ts';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import type { Format, Translate } from '#platform/web/language.tsx';
import type { CallState } from '../call.ts';
import type { CallView } from '../contract.ts';
import { dispositionTexts, systemDispositionTexts } from '../disposition-texts.ts';
import { freeNumber, partyModeTexts } from '../party-texts.ts';
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

/** A call that goes on between its caller and somebody else says with whom: no desk watches it. */
export function CallStateMark({ call, t }: { call: Pick<CallView, 'state' | 'direction' | 'party'>; t: Translate }) {
  const { state, party } = call;
  const words = call.direction === 'outbound' ? outboundStateTexts[state] : undefined;
  const who = party === null ? null : `${t(partyModeTexts[party.mode])}: ${party.label ?? t(freeNumber)}`;
  return (
    <>
      <StatusDot tone={tones[state]}>{t(words ?? callStateTexts[state])}</StatusDot>
      {who === null ? null : <span className="block text-sm text-ink-soft">{who}</span>}
      {party?.mode === 'handed_over' && party.isOpen ? <Badge tone="warn">{t(listTexts.withoutDesk)}</Badge> : null}
    </>
  );
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
    { id: 'state', name: t(listTexts.state), cell: (call) => <CallStateMark call={call} t={t} />, narrow: true },
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
