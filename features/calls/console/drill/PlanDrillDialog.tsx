import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText, useZone } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type DrillScenario, drillScenarios } from '../../drill.ts';
import { planDrill } from '../../drill-contract.ts';
import { expectedTexts, scenarioTexts } from '../../drill-texts.ts';
import { instantOf } from '../local-time.ts';
import { texts } from './drill-screen-texts.ts';

/** One drill by hand; it waits for a quiet moment by itself. */
export function PlanDrillDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [scenario, setScenario] = useState<DrillScenario>('whisper');
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [typed, setTyped] = useState('');
  const zone = useZone();
  const at = when === 'later' && typed !== '' ? instantOf(typed, zone) : null;
  const isBlocked = when === 'later' && at === null;
  const plan = useCommand(planDrill, {
    invalidates: ['/api/drills'],
    onDone: () => {
      toast(t(texts.planned));
      onClose();
    },
  });
  return (
    <Dialog
      title={t(texts.plan)}
      isOpen
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isPending={plan.isPending}
          isDisabled={isBlocked}
          onPress={() => plan.mutate({ body: { scenario, ...(at === null ? {} : { at }) } })}
        >
          {t(texts.plan)}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-ink-soft">{t(texts.planNote)}</p>
        <Select
          label={t(texts.scenario)}
          description={t(expectedTexts[scenario])}
          value={scenario}
          onChange={setScenario}
          options={drillScenarios.map((id) => ({ id, name: t(scenarioTexts[id]) }))}
        />
        <Select
          label={t(texts.when)}
          value={when}
          onChange={setWhen}
          options={[
            { id: 'now', name: t(texts.now) },
            { id: 'later', name: t(texts.later) },
          ]}
        />
        {when === 'later' ? (
          <TextField label={t(texts.at)} type="datetime-local" value={typed} onChange={setTyped} isRequired />
        ) : null}
        {plan.error === null ? null : <Notice tone="life">{errorText(plan.error)}</Notice>}
      </div>
    </Dialog>
  );
}
