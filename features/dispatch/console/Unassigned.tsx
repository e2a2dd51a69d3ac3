import { Send } from 'lucide-react';
import { memo, useState } from 'react';
import { PriorityMark } from '#features/incidents/console/IncidentMarks.tsx';
import type { IncidentItem } from '#features/incidents/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { ToneIcon } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { texts as kitTexts } from '#platform/ui/texts.ts';
import { useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { IncidentMarks } from './IncidentMarks.tsx';
import { reasonText } from './outcome-text.ts';
import { texts } from './texts.ts';
import type { Waiting } from './use-board.ts';

const pageSize = 20;

const ProposalPanel = part(() => import('./ProposalPanel.tsx').then((file) => file.ProposalPanel));

/** Incidents nobody is on, those an agency gave back with its reason; F9 sends the first. */
export const Unassigned = memo(function Unassigned({ waiting }: { waiting: readonly Waiting[] }) {
  const t = useText();
  const [limit, setLimit] = useState(pageSize);
  const [sending, setSending] = useState<IncidentItem | null>(null);
  const first = waiting[0]?.incident;
  useCommands([
    {
      id: 'board.send',
      name: texts.sendNext,
      keys: ['F9'],
      group: texts.board,
      when: () => (first === undefined ? texts.noUnassigned : true),
      run: () => setSending(first ?? null),
    },
  ]);
  return (
    <Card title={`${t(texts.unassigned)} (${waiting.length})`} tone={waiting.length > 0 ? 'warn' : 'neutral'}>
      {waiting.length === 0 ? (
        <p className="text-ink-soft">{t(texts.noUnassigned)}</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {waiting.slice(0, limit).map((one, index) => (
            <WaitingLine
              key={one.incident.id}
              waiting={one}
              isFirst={index === 0}
              onSend={() => setSending(one.incident)}
            />
          ))}
        </ul>
      )}
      {waiting.length > limit ? <Button onPress={() => setLimit(limit + pageSize)}>{t(kitTexts.more)}</Button> : null}
      <Dialog
        title={t(texts.proposalFor, { number: sending?.number ?? '' })}
        isOpen={sending !== null}
        onClose={() => setSending(null)}
      >
        {sending === null ? null : <ProposalPanel incidentId={sending.id} bare onSent={() => setSending(null)} />}
      </Dialog>
    </Card>
  );
});

function WaitingLine({ waiting, isFirst, onSend }: { waiting: Waiting; isFirst: boolean; onSend: () => void }) {
  const t = useText();
  const { incident, lastRejection } = waiting;
  const place = [incident.placeText, incident.village?.name].filter(Boolean).join(' — ');
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-1.5">
          <PriorityMark priority={incident.priority} short />
          <Link href={`/incidents/${incident.id}`} quiet>
            <span className="font-medium">
              {incident.number} {incident.type === null ? t(texts.untyped) : t(incident.type.name)}
            </span>
          </Link>
          <IncidentMarks {...incident} />
          <span className="text-ink-soft">{place}</span>
        </p>
        {lastRejection === null ? null : (
          <p className="flex items-center gap-1 text-sm font-medium text-life">
            <ToneIcon tone="life" size={14} />
            {t(texts.rejectedBy, { agency: lastRejection.agencyName, reason: reasonText(lastRejection.reason, t) })}
          </p>
        )}
      </div>
      <span className="flex items-center gap-3">
        <RunningClock
          since={lastRejection?.at ?? incident.verifiedAt ?? incident.reportedAt}
          label={t(texts.waitingSince)}
        />
        <Button
          look={isFirst ? 'primary' : 'plain'}
          icon={<Send aria-hidden size={16} />}
          keyHint={isFirst ? 'F9' : undefined}
          onPress={onSend}
        >
          {t(texts.send)}
        </Button>
      </span>
    </li>
  );
}
