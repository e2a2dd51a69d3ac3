import { Check } from 'lucide-react';
import { memo, useCallback, useState } from 'react';
import { PriorityMark } from '#features/incidents/console/IncidentMarks.tsx';
import { addNote, type IncidentItem } from '#features/incidents/contract.ts';
import { stateTexts } from '#features/incidents/texts.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { AssignmentItem } from '../contract.ts';
import { AlertingMark } from './AlertingMark.tsx';
import { clockGoals } from './steps.ts';
import { nameOf } from './TaskCard.tsx';
import { texts } from './texts.ts';
import type { Unheard } from './use-board.ts';

/** The rest is counted: the most urgent come first, and each one taken up makes room. */
const listed = 15;

const seenKey = 'dispatch.escalations.seen';

/** Escalations somebody at this browser has taken up, by assignment and step: the next step of the same one is new. */
export function useSeen() {
  const [seen, setSeen] = useState<ReadonlySet<string>>(
    () => new Set((localStorage.getItem(seenKey) ?? '').split(' ')),
  );
  const see = useCallback(
    (one: AssignmentItem) =>
      setSeen((before) => {
        // A few hundred are enough: older ones have ended or have been escalated again.
        const next = [...before, escalationKey(one)].slice(-300);
        localStorage.setItem(seenKey, next.join(' '));
        return new Set(next);
      }),
    [],
  );
  return { seen, see };
}

export function escalationKey(one: AssignmentItem): string {
  return `${one.id}:${one.escalationStep}`;
}

/** What ran out of time and nobody has taken up yet; taking up is written into the incident. */
export function Escalations({
  escalated,
  onSeen,
}: {
  escalated: readonly AssignmentItem[];
  onSeen: (one: AssignmentItem) => void;
}) {
  const t = useText();
  const errorText = useErrorText();
  const { mutate } = useCommand(addNote, { onRefused: (error) => toast(errorText(error), 'life') });
  const take = useCallback(
    (one: AssignmentItem) => {
      onSeen(one);
      const text = t(texts.seenNote, { step: one.escalationStep, agency: one.agency.name });
      mutate({ params: { id: one.incident.id }, body: { text, assignmentId: one.id } });
    },
    [onSeen, mutate, t],
  );
  return (
    <Card title={`${t(texts.escalations)} (${escalated.length})`} tone={escalated.length > 0 ? 'life' : 'neutral'}>
      {escalated.length === 0 ? (
        <p className="text-ink-soft">{t(texts.noEscalations)}</p>
      ) : (
        <ul className="flex max-h-72 flex-col gap-2 overflow-auto">
          {escalated.slice(0, listed).map((one) => (
            <EscalationLine key={one.id} escalated={one} onTake={take} />
          ))}
        </ul>
      )}
      <More count={escalated.length} />
    </Card>
  );
}

interface EscalationLineProps {
  readonly escalated: AssignmentItem;
  readonly onTake: (one: AssignmentItem) => void;
}

/** Remembered: the board is told anew with every message, and a line costs a button and a link of the kit. */
const EscalationLine = memo(function EscalationLine({ escalated: one, onTake }: EscalationLineProps) {
  const t = useText();
  return (
    <li className="flex items-start justify-between gap-2">
      <div className="min-w-0">
        <p className="flex items-start gap-1.5">
          <PriorityMark priority={one.incident.priority} short />
          <Link href={`/incidents/${one.incident.id}`} quiet>
            {one.incident.number} {nameOf(one, t)}
          </Link>
        </p>
        <p className="text-sm">
          {one.agency.name} · {t(texts.escalation, { step: one.escalationStep })}
        </p>
        {one.clock === null ? null : (
          <p className="flex flex-wrap gap-x-1.5 text-sm text-ink-soft">
            {/* Of fixed size: a tick lays out itself alone. */}
            <span className="flex h-5 w-40 [contain:strict]">
              <RunningClock until={one.clock.dueAt} size="small" />
            </span>
            {t(clockGoals[one.clock.clock])}
          </p>
        )}
      </div>
      <span className="shrink-0 whitespace-nowrap">
        <Button size="small" icon={<Check aria-hidden size={14} />} onPress={() => onTake(one)}>
          {t(texts.seen)}
        </Button>
      </span>
    </li>
  );
});

function More({ count }: { count: number }) {
  const t = useText();
  return count <= listed ? null : (
    <p className="pt-1 text-sm text-ink-soft">{t(texts.andMore, { count: count - listed })}</p>
  );
}

/** Agencies whose screens would not sound, those with work first. */
export const NotAlerting = memo(function NotAlerting({ unheard }: { unheard: readonly Unheard[] }) {
  const t = useText();
  const format = useFormat();
  return (
    <Card title={`${t(texts.notAlerting)} (${unheard.length})`}>
      {unheard.length === 0 ? (
        <p className="text-ink-soft">{t(texts.allAlerting)}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {unheard.map(({ agency, alerting, since, openAssignments }) => (
            <li key={agency.id}>
              <p className="font-medium">{agency.name}</p>
              <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
                <AlertingMark alerting={alerting} phone={agency.phone} />
                {since === null ? null : t(texts.lastHeard, { time: format.time(since) })}
                {openAssignments === 0 ? null : ` · ${t(texts.openTasks, { count: openAssignments })}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
});

/** Resolved incidents: the caller is to be informed, then they are closed. */
export const ToClose = memo(function ToClose({ resolved }: { resolved: readonly IncidentItem[] }) {
  const t = useText();
  return (
    <Card title={`${t(texts.toClose)} (${resolved.length})`}>
      {resolved.length === 0 ? (
        <p className="text-ink-soft">{t(texts.noneToClose)}</p>
      ) : (
        <ul className="flex max-h-60 flex-col gap-1 overflow-auto">
          {resolved.slice(0, listed).map((incident) => (
            <li key={incident.id} className="flex flex-wrap items-center gap-1.5">
              <PriorityMark priority={incident.priority} short />
              <Link href={`/incidents/${incident.id}`} quiet>
                {incident.number} {incident.type === null ? t(texts.untyped) : t(incident.type.name)}
              </Link>
              <span className="text-sm text-ink-soft">{t(stateTexts[incident.state])}</span>
            </li>
          ))}
        </ul>
      )}
      <More count={resolved.length} />
    </Card>
  );
});
