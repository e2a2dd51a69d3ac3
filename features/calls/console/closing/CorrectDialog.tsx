import { useState } from 'react';
import { Checkbox } from '#platform/ui/Checkbox.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type Disposition, dispositions } from '../../call.ts';
import { classifyCall } from '../../closing-contract.ts';
import type { CallView } from '../../contract.ts';
import { dispositionTexts } from '../../disposition-texts.ts';
import { type EvidenceCode, fittingEvidence, leastEvidence } from '../../evidence.ts';
import { evidenceTexts } from '../../evidence-texts.ts';
import { closingTexts as texts } from './closing-screen-texts.ts';

/** A call was called something it was not: what it should be, on what evidence, and why. */
export function CorrectDialog({ call, onClose }: { call: CallView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [code, setCode] = useState<Disposition | null>(null);
  const [evidence, setEvidence] = useState<readonly EvidenceCode[]>([]);
  const [reason, setReason] = useState('');
  const correct = useCommand(classifyCall, {
    invalidates: ['/api/calls', '/api/desk', '/api/desk-care', '/api/figures'],
    onDone: onClose,
  });
  const offered = code === null ? [] : (fittingEvidence[code] ?? []);
  const least = code === null ? 0 : (leastEvidence[code] ?? 0);
  const words = reason.trim();
  const handleConfirm = () => {
    if (code === null) return;
    const body = { code, evidence: [...evidence], ...(words === '' ? {} : { reason: words }) };
    correct.mutate({ params: { id: call.id }, body });
  };
  return (
    <ConfirmDialog
      title={t(call.disposition === null ? texts.classifyNow : texts.correct)}
      confirmName={t(call.disposition === null ? texts.classifyNow : texts.correct)}
      isOpen
      onClose={onClose}
      onConfirm={handleConfirm}
      isPending={correct.isPending}
      isBlocked={
        code === null ||
        code === call.disposition ||
        evidence.length < least ||
        words.length === 1 ||
        words.length === 2
      }
      error={correct.error && errorText(correct.error)}
    >
      <p className="text-ink-soft">{t(texts.correctNote)}</p>
      <ComboBox
        label={t(texts.newClass)}
        options={dispositions
          .filter((each) => each !== call.disposition)
          .map((each) => ({ id: each, name: t(dispositionTexts[each]) }))}
        value={code}
        onChange={(chosen) => {
          setCode(chosen);
          setEvidence([]);
        }}
        autoFocus
      />
      {offered.length === 0 ? null : (
        <fieldset className="flex flex-col gap-1">
          <legend className="font-medium">
            {least > 0 ? t(texts.evidenceNeeded, { count: least }) : t(texts.evidenceFree)}
          </legend>
          {offered.map((each) => (
            <Checkbox
              key={each}
              isSelected={evidence.includes(each)}
              onChange={(isChosen) =>
                setEvidence(isChosen ? [...evidence, each] : evidence.filter((other) => other !== each))
              }
            >
              {t(evidenceTexts[each])}
            </Checkbox>
          ))}
        </fieldset>
      )}
      <TextField
        label={t(texts.reason)}
        description={t(texts.reasonNote)}
        value={reason}
        onChange={setReason}
        maxLength={300}
      />
    </ConfirmDialog>
  );
}
