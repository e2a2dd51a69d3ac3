import { Siren } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { alarmReasons } from '../../unit.ts';
import { acknowledgeUnitAlarm, listUnitAlarms, type UnitAlarm } from '../../unit-contract.ts';
import { alarmKindTexts, alarmReasonTexts } from '../../unit-texts.ts';
import { AskDialog, ChoiceCards, WordsField } from '../AskDialog.tsx';
import { positionOf } from './describe-unit.ts';
import { unitTexts as texts } from './texts.ts';

/** Crews that gave no sign or pressed for help. Stays until somebody says what came of it. */
export function UnitAlarms() {
  const t = useText();
  const alarms = useRoute(listUnitAlarms, {});
  const mayAnswer = useCan()('unit.answer_alarm');
  const [opened, setOpened] = useState<UnitAlarm | null>(null);
  const items = alarms.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section
      aria-label={t(texts.alarms)}
      role="alert"
      className="flex flex-col gap-2 rounded-lg border-2 border-life bg-life-soft p-3"
    >
      {items.map((alarm) => (
        <div key={alarm.id} className="flex flex-wrap items-center justify-between gap-3">
          <span className="flex flex-wrap items-center gap-2 text-lg font-semibold text-life">
            <Siren aria-hidden size={22} />
            {alarm.unit.callSign} ({alarm.unit.agency.code}): {t(alarmKindTexts[alarm.kind])}
            {alarm.step < 2 ? null : <Badge tone="life">{t(texts.alarmStep, { step: alarm.step })}</Badge>}
          </span>
          <span className="text-ink">
            {alarm.unit.tasks[0] === undefined
              ? ''
              : `${t(texts.incident, { number: alarm.unit.tasks[0].incidentNumber })} · `}
            {t(texts.position)}: {positionOf(alarm.unit, alarms.data?.now ?? alarm.raisedAt, t)}
          </span>
          {mayAnswer ? (
            <Button look="danger" onPress={() => setOpened(alarm)}>
              {t(texts.answerAlarm)}
            </Button>
          ) : null}
        </div>
      ))}
      {opened === null ? null : <AnswerDialog alarm={opened} onClose={() => setOpened(null)} />}
    </section>
  );
}

function AnswerDialog({ alarm, onClose }: { alarm: UnitAlarm; onClose: () => void }) {
  const t = useText();
  const [reason, setReason] = useState<(typeof alarmReasons)[number] | null>(null);
  const [note, setNote] = useState('');
  const answer = useCommand(acknowledgeUnitAlarm, { invalidates: ['/api/unit-alarms', '/api/units'], onDone: onClose });
  return (
    <AskDialog
      title={t(texts.answerTitle, { unit: alarm.unit.callSign })}
      name={texts.answerAlarm}
      isBlocked={reason === null}
      state={answer}
      onClose={onClose}
      onConfirm={() => {
        if (reason === null) return;
        const words = note.trim();
        answer.mutate({ params: { id: alarm.id }, body: { reason, ...(words === '' ? {} : { note: words }) } });
      }}
    >
      <ChoiceCards
        label={texts.alarmResult}
        isRequired
        choices={alarmReasons}
        choiceTexts={alarmReasonTexts}
        value={reason}
        onChange={setReason}
      />
      <WordsField value={note} onChange={setNote} />
    </AskDialog>
  );
}
