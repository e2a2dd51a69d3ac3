import { useState } from 'react';
import { instantOf } from '#features/calls/console/local-time.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { texts as kitTexts } from '#platform/ui/texts.ts';
import { isRefusal } from '#platform/web/api-client.ts';
import { useText, useZone } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { askAfterHours, type SurgeKind, surgeKinds, wholeRegency } from '../../surge.ts';
import { changeSurge, type SurgeView, startSurge } from '../../surge-contract.ts';
import { surgeKindTexts } from '../../surge-texts.ts';
import { ScopeFields } from './ScopeFields.tsx';
import { texts } from './texts.ts';

interface SwitchDialogProps {
  /** Null: it is turned on. */
  readonly surge: SurgeView | null;
  readonly onClose: () => void;
}

/** Turns disaster mode on, saying first what will happen; or changes what is said of the one that is on. */
export function SwitchDialog({ surge, onClose }: SwitchDialogProps) {
  const t = useText();
  const errorText = useErrorText();
  const zone = useZone();
  // What was typed is kept with the version it was begun on: another change in between is refused, not overwritten.
  const [begun] = useState(surge);
  const [kind, setKind] = useState<SurgeKind | null>(surge?.kind ?? null);
  const [sentence, setSentence] = useState(surge?.sentence ?? '');
  const [scope, setScope] = useState(surge?.scope ?? wholeRegency);
  const [end, setEnd] = useState('');
  const [hours, setHours] = useState(String(surge?.askAfterHours ?? 4));
  const done = { invalidates: ['/api/surges', '/api/surge-incidents'], onDone: onClose };
  const start = useCommand(startSurge, done);
  const change = useCommand(changeSurge, done);
  const command = begun === null ? start : change;
  const asked = askAfterHours.safeParse(Number(hours));
  const isBlocked = kind === null || sentence.trim().length < 3 || !asked.success;
  const handleSave = () => {
    if (kind === null || !asked.success) return;
    const expectedEnd = end === '' ? (begun?.expectedEnd ?? null) : instantOf(end, zone);
    const body = { kind, sentence, scope, expectedEnd, askAfterHours: asked.data };
    if (begun === null) start.mutate({ body });
    else change.mutate({ params: { id: begun.id }, body: { ...body, version: begun.version } });
  };
  return (
    <Dialog
      title={t(begun === null ? texts.turnOn : texts.change)}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t(kitTexts.cancel)}</Button>
          <Button
            look={begun === null ? 'danger' : 'primary'}
            isDisabled={isBlocked}
            isPending={command.isPending}
            onPress={handleSave}
          >
            {t(begun === null ? texts.turnOn : texts.save)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <RadioCards
          label={t(texts.kind)}
          isRequired
          columns={3}
          value={kind}
          onChange={setKind}
          options={surgeKinds.map((id, index) => ({ id, name: t(surgeKindTexts[id]), key: String(index + 1) }))}
        />
        <TextField
          label={t(texts.sentence)}
          description={t(texts.sentenceNote)}
          isRequired
          value={sentence}
          onChange={setSentence}
          maxLength={300}
        />
        <ScopeFields scope={scope} onChange={setScope} />
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            type="datetime-local"
            label={t(texts.expectedEnd)}
            description={t(texts.optional)}
            value={end}
            onChange={setEnd}
          />
          <TextField type="number" label={t(texts.askAfter)} min={1} max={48} value={hours} onChange={setHours} />
        </div>
        {begun === null ? (
          <Notice tone="calm" title={t(texts.willHappen)}>
            <ul className="list-disc pl-5">
              {[texts.willBanner, texts.willForm, texts.willNot].map((text) => (
                <li key={text.id}>{t(text)}</li>
              ))}
            </ul>
          </Notice>
        ) : null}
        {command.error === null ? null : (
          <Notice tone="life">
            <p>{errorText(command.error)}</p>
            {isRefusal(command.error, changeSurge, 'surge.stale') ? <p>{t(texts.staleNow)}</p> : null}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
