import { MessageSquare, PhoneOff } from 'lucide-react';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import type { Format, Translate } from '#platform/web/language.tsx';
import type { FollowUpView, TryView } from '../../follow-up-contract.ts';
import {
  closeReasonTexts,
  followUpCauseTexts,
  followUpOutcomeTexts,
  followUpStateTexts,
  tryKindTexts,
  tryResultTexts,
} from '../../follow-up-texts.ts';
import { CallerNumber } from '../CallCard.tsx';
import { texts } from './texts.ts';

interface Shown {
  readonly group: 'open' | 'done';
  /** Automatic calls of the regency's plan. */
  readonly steps: number;
  readonly t: Translate;
  readonly format: Format;
}

/** The columns of the work list. */
export function followUpColumns({ group, steps, t, format }: Shown): Column<FollowUpView>[] {
  return [
    {
      id: 'number',
      name: t(texts.number),
      cell: ({ call }) => call.number,
      sortBy: ({ call }) => call.number,
      narrow: true,
      isRowHeader: true,
    },
    group === 'open'
      ? { id: 'next', name: t(texts.next), cell: (each) => <NextStep followUp={each} t={t} />, narrow: true }
      : { id: 'end', name: t(texts.end), cell: (each) => <Ending followUp={each} t={t} format={format} /> },
    {
      id: 'caller',
      name: t(texts.caller),
      cell: ({ call, canCall }) =>
        canCall ? (
          <CallerNumber call={call} />
        ) : (
          <Badge tone="warn" icon={<PhoneOff aria-hidden size={13} />}>
            {t(texts.noNumber)}
          </Badge>
        ),
      narrow: true,
    },
    {
      id: 'cause',
      name: t(texts.cause),
      cell: ({ cause, said, wantedAt, auditedAt }) => (
        <span className="flex flex-wrap items-center gap-x-2">
          {t(followUpCauseTexts[cause])}
          {auditedAt === null || cause === 'audit' ? null : <Badge tone="life">{t(followUpCauseTexts.audit)}</Badge>}
          {said === null ? null : <SaidBadges said={said} isWanted={wantedAt !== null} t={t} />}
        </span>
      ),
      sortBy: ({ cause }) => cause,
    },
    {
      id: 'lost',
      name: t(texts.lostAt),
      cell: ({ call, openedAt }) => format.full(call.endedAt ?? openedAt),
      sortBy: ({ call, openedAt }) => call.endedAt ?? openedAt,
      narrow: true,
    },
    {
      id: 'tried',
      name: t(texts.tried),
      cell: ({ tries, step }) => (
        <span className="flex flex-wrap items-center gap-x-2">
          <Badge>{t(texts.steps, { step, steps })}</Badge>
          {tries.length === 0 ? t(texts.nothingTried) : tries.map((each) => wordsOf(each, t)).join(' · ')}
        </span>
      ),
    },
  ];
}

interface SaidProps {
  readonly said: NonNullable<FollowUpView['said']>;
  readonly isWanted: boolean;
  readonly t: Translate;
}

/**
 * That the caller wrote, and whether they said last that they are safe. Both stand side by side: who holds the telephone now may
 * not be who asked for help.
 */
function SaidBadges({ said, isWanted, t }: SaidProps) {
  const unseen = said.unseen === 0 ? '' : ` · ${t(texts.unseen, { count: said.unseen })}`;
  return (
    <>
      {isWanted ? (
        <Badge tone="life" icon={<MessageSquare aria-hidden size={13} />}>
          {t(texts.wanted)}
          {unseen}
        </Badge>
      ) : null}
      {said.kind === 'safe' ? (
        <Badge tone="good" icon={<MessageSquare aria-hidden size={13} />}>
          {t(texts.saidSafe)}
          {isWanted ? '' : unseen}
        </Badge>
      ) : null}
    </>
  );
}

/** What happens next and when: nobody has to work it out. */
export function NextStep({ followUp, t }: { followUp: FollowUpView; t: Translate }) {
  const { state, dueAt, overdueAt } = followUp;
  if (state === 'trying')
    return <StatusDot tone="accent">{t(dueAt === null ? texts.inQueue : followUpStateTexts.trying)}</StatusDot>;
  if (state === 'scheduled')
    return (
      <span className="flex flex-wrap items-center gap-x-2">
        <StatusDot tone="calm">{t(texts.machineCalls)}</StatusDot>
        <RunningClock until={dueAt} warnMs={0} size="small" label={t(texts.machineCalls)} />
      </span>
    );
  if (state === 'done') return <StatusDot tone="good">{t(followUpStateTexts.done)}</StatusDot>;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <StatusDot tone={overdueAt === null ? 'warn' : 'life'}>
        {t(overdueAt === null ? followUpStateTexts.person : texts.overdue)}
      </StatusDot>
      <RunningClock
        {...(overdueAt === null ? { until: dueAt } : { since: overdueAt })}
        size="small"
        label={t(texts.byPeople)}
      />
    </span>
  );
}

function Ending({ followUp, t, format }: { followUp: FollowUpView; t: Translate; format: Format }) {
  const { outcome, reason, endedAt, endedBy } = followUp;
  if (outcome === null) return '–';
  return (
    <span className="flex flex-col">
      <span>
        {t(followUpOutcomeTexts[outcome])}
        {reason === null ? '' : `: ${t(closeReasonTexts[reason])}`}
      </span>
      <span className="text-sm text-ink-soft">
        {endedAt === null ? '' : format.full(endedAt)}
        {endedBy === null ? '' : ` · ${endedBy.displayName}`}
      </span>
    </span>
  );
}

/** `Mesin: tidak diangkat`. */
export function wordsOf(tried: TryView, t: Translate): string {
  const result = tried.result === null ? t(texts.running) : t(tryResultTexts[tried.result]);
  return `${t(tryKindTexts[tried.kind])}: ${result}`;
}
