import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type AttendanceRow, correctAttendance } from '../contract.ts';
import { type CorrectionVerdict, correctionVerdicts } from '../shift.ts';
import { correctionTexts } from '../texts.ts';
import { rotaTexts, attendanceTexts as texts } from './texts.ts';

/** What a supervisor says beside the measured attendance. */
export function CorrectDialog({ row, onClose }: { row: AttendanceRow; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [verdict, setVerdict] = useState<CorrectionVerdict>('present');
  const [reason, setReason] = useState('');
  const correct = useCommand(correctAttendance, {
    invalidates: ['/api/attendance', '/api/own-shifts'],
    onDone: () => {
      toast(t(texts.saved));
      onClose();
    },
  });
  return (
    <Dialog
      title={t(texts.correctOf, { person: row.user.displayName })}
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t(rotaTexts.cancel)}</Button>
          <Button
            look="primary"
            isDisabled={reason.trim().length < 3}
            isPending={correct.isPending}
            onPress={() => correct.mutate({ params: { id: row.shiftId }, body: { verdict, reason } })}
          >
            {t(texts.save)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Select<CorrectionVerdict>
          label={t(texts.said)}
          options={correctionVerdicts.map((id) => ({ id, name: t(correctionTexts[id]) }))}
          value={verdict}
          onChange={setVerdict}
        />
        <TextField label={t(texts.reason)} value={reason} onChange={setReason} isRequired />
        {correct.error === null ? null : <Notice tone="life">{errorText(correct.error)}</Notice>}
      </div>
    </Dialog>
  );
}
