import type { ReactNode } from 'react';
import { PriorityMark, StateMark } from '#features/incidents/console/IncidentMarks.tsx';
import { lifeAtRiskTexts } from '#features/incidents/texts.ts';
import { formatDuration, type Instant, msBetween } from '#platform/shared/time.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { cx } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { clockThen, type ReplayedAssignment, type ReplayState } from '../../replay-rules.ts';
import { isTerminal } from '../../rules.ts';
import { assignmentStateTexts, partTexts } from '../../texts.ts';
import { callStateTexts, replayTexts as texts } from './texts.ts';

/** What stood on whose screen at this moment: the control room's, the desks', each agency's. */
export function ThenScreens({ state, at }: { state: ReplayState; at: Instant }) {
  const t = useText();
  const format = useFormat();
  const { incident, assignments, calls } = state;
  return (
    <div className="flex flex-col gap-4" data-replay-state={incident.state ?? ''}>
      <Part name={t(texts.room)}>
        {incident.state === null ? (
          <p className="text-ink-soft">{t(texts.notOpened)}</p>
        ) : (
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-lg">
            <StateMark state={incident.state} />
            <PriorityMark priority={incident.priority} />
            {incident.lifeAtRisk === 'yes' ? <Badge tone="life">{t(lifeAtRiskTexts.yes)}</Badge> : null}
            {incident.cannotSpeak ? <Badge tone="life">{t(texts.cannotSpeak)}</Badge> : null}
            {incident.reopenedCount === 0 ? null : (
              <Badge tone="warn">{t(texts.reopened, { count: incident.reopenedCount })}</Badge>
            )}
            {incident.since === null ? null : (
              <span className="text-sm text-ink-soft">{t(texts.sinceThen, { time: format.time(incident.since) })}</span>
            )}
          </p>
        )}
      </Part>
      <Part name={t(texts.desks)}>
        {calls.length === 0 ? <p className="text-ink-soft">{t(texts.noCalls)}</p> : null}
        <ul className="flex flex-col gap-1">
          {calls.map((call) => (
            <li key={call.id} className="flex flex-wrap items-center gap-x-2">
              <span className="font-medium">{t(texts.callNumber, { number: call.number ?? '–' })}</span>
              <Badge tone={call.state === 'talking' ? 'accent' : call.state === 'lost' ? 'life' : 'neutral'}>
                {t(callStateTexts[call.state])}
              </Badge>
              {call.person === null ? null : (
                <span className="text-ink-soft">{t(texts.atDesk, { person: call.person })}</span>
              )}
            </li>
          ))}
        </ul>
      </Part>
      <Part name={t(texts.agencies)}>
        {assignments.length === 0 ? <p className="text-ink-soft">{t(texts.noAgencies)}</p> : null}
        <ul className="flex flex-col gap-2">
          {assignments.map((one) => (
            <AgencyScreen key={one.id} one={one} at={at} />
          ))}
        </ul>
      </Part>
    </div>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section aria-label={name} className="flex flex-col gap-1">
      <h3 className="text-sm font-semibold text-ink-soft">{name}</h3>
      {children}
    </section>
  );
}

function AgencyScreen({ one, at }: { one: ReplayedAssignment; at: Instant }) {
  const t = useText();
  const format = useFormat();
  const clock = clockThen(one, at);
  return (
    <li
      className={cx(
        'rounded-md border px-2.5 py-1.5',
        clock?.late === true ? 'border-life border-l-4' : 'border-line',
        isTerminal(one.state) && 'text-ink-soft',
      )}
    >
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="font-semibold">{one.agency}</span>
        <span className="text-sm">{t(partTexts[one.part])}</span>
        {one.escalationStep === 0 ? null : (
          <Badge tone="life">{t(texts.escalation, { step: one.escalationStep })}</Badge>
        )}
      </p>
      <p className="flex flex-wrap items-center justify-between gap-x-3">
        <span>
          {t(assignmentStateTexts[one.state])}{' '}
          <span className="text-sm text-ink-soft">{t(texts.sinceThen, { time: format.time(one.since) })}</span>
        </span>
        {clock === null ? null : (
          <span className={cx('font-semibold tabular-nums', clock.late && 'text-life')}>
            {formatDuration(Math.abs(msBetween(at, clock.dueAt)))} {t(clock.late ? texts.late : texts.left)}
          </span>
        )}
      </p>
    </li>
  );
}
