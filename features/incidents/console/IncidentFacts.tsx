import { Eye } from 'lucide-react';
import { useState } from 'react';
import { localNumber } from '#features/calls/console/numbers.ts';
import { cannotSpeakTexts } from '#features/calls/silent-texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type IncidentView, showCaller } from '../contract.ts';
import { showReasons } from '../incident.ts';
import { categoryTexts, lifeAtRiskTexts, sourceTexts } from '../texts.ts';
import { reasonTexts } from '../timeline-texts.ts';
import { PriorityMark, StateMark } from './IncidentMarks.tsx';
import { PositionFacts } from './place-field/PositionFacts.tsx';
import { texts } from './texts.ts';

/** What is known of an incident, for reading across a desk. */
export function IncidentFacts({ incident }: { incident: IncidentView }) {
  const t = useText();
  const format = useFormat();
  const dash = (value: string | null) => (value === null || value === '' ? '–' : value);
  return (
    <div className="flex flex-col gap-3">
      {incident.callerCannotSpeak ? <Notice tone="life">{t(cannotSpeakTexts.warning)}</Notice> : null}
      {incident.withheld ? <Notice tone="calm">{t(texts.withheld)}</Notice> : null}
      <DefinitionList
        items={[
          { term: t(texts.state), value: <StateMark state={incident.state} /> },
          { term: t(texts.priority), value: <PriorityMark priority={incident.priority} /> },
          {
            term: t(texts.type),
            value:
              incident.type === null
                ? t(texts.noType)
                : `${t(incident.type.name)} (${t(categoryTexts[incident.type.category])})`,
          },
          {
            term: t(texts.place),
            value: dash(
              [incident.placeText, incident.village && `${incident.village.name}, ${incident.village.districtName}`]
                .filter(Boolean)
                .join(' – '),
            ),
          },
          { term: t(texts.landmark), value: dash(incident.landmark) },
          { term: t(texts.point), value: <PositionFacts incident={incident} /> },
          {
            term: t(texts.life),
            value:
              incident.lifeAtRisk === null ? (
                '–'
              ) : (
                <Badge tone={incident.lifeAtRisk === 'yes' ? 'life' : 'neutral'}>
                  {t(lifeAtRiskTexts[incident.lifeAtRisk])}
                </Badge>
              ),
          },
          { term: t(texts.description), value: dash(incident.description) },
          { term: t(texts.source), value: t(sourceTexts[incident.source]) },
          {
            term: t(texts.reported),
            value: (
              <>
                {format.full(incident.reportedAt)}{' '}
                <RunningClock
                  since={incident.reportedAt}
                  stoppedAt={incident.resolvedAt}
                  label={t(texts.age)}
                  size="small"
                />
              </>
            ),
          },
          { term: t(texts.openedBy), value: incident.openedBy?.name ?? t(texts.system) },
          { term: t(texts.caller), value: <Caller incident={incident} /> },
        ]}
      />
    </div>
  );
}

/** The caller as far as this reader sees them; more after a reason, which is logged. */
function Caller({ incident }: { incident: IncidentView }) {
  const t = useText();
  const can = useCan();
  const errorText = useErrorText();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState<(typeof showReasons)[number] | null>(null);
  const show = useCommand(showCaller, { onDone: () => setAsking(false) });
  const { caller } = incident;
  if (caller.level === 'hidden') return <span className="text-ink-soft">{t(texts.hidden)}</span>;
  const number = caller.number === null ? null : localNumber(caller.number);
  return (
    <span className="flex flex-wrap items-center gap-2">
      {[caller.name, number].filter(Boolean).join(' · ') || '–'}
      {caller.level === 'masked' && can('caller.show') ? (
        <Button size="small" icon={<Eye aria-hidden size={14} />} onPress={() => setAsking(true)}>
          {t(texts.showCaller)}
        </Button>
      ) : null}
      <ConfirmDialog
        title={t(texts.showCaller)}
        confirmName={t(texts.showCaller)}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => reason !== null && show.mutate({ params: { id: incident.id }, body: { reason } })}
        isPending={show.isPending}
        isBlocked={reason === null}
        error={show.error && errorText(show.error)}
      >
        <RadioCards
          label={t(texts.showReason)}
          description={t(texts.showNote)}
          columns={1}
          value={reason}
          onChange={setReason}
          options={showReasons.map((one, index) => ({
            id: one,
            name: t(reasonTexts[one]),
            key: String(index + 1),
          }))}
        />
      </ConfirmDialog>
    </span>
  );
}
