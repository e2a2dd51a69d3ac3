import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Checkbox } from '#platform/ui/Checkbox.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { readHandoverDraft, writeHandover } from '../handover-contract.ts';
import { handoverTexts as texts } from './handover-texts.ts';
import { OpenItems } from './OpenItems.tsx';

/** The close-of-shift check and the handover in one: what is open, the checklist, notes. */
export function WriteHandover({ onClose }: { onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const draft = useRoute(readHandoverDraft, {}, { refreshMs: 15_000 });
  const [done, setDone] = useState<readonly string[]>([]);
  const [notes, setNotes] = useState('');
  const [reason, setReason] = useState('');
  const write = useCommand(writeHandover, {
    invalidates: ['/api/handovers'],
    onDone: () => {
      toast(t(texts.sent));
      onClose();
    },
  });
  return (
    <Card title={t(texts.write)}>
      <QueryView query={draft}>
        {({ checks, items, blockers }) => {
          const isBlocked = blockers.calls + blockers.assignments > 0;
          return (
            <div className="flex flex-col gap-4">
              {isBlocked ? (
                <Notice tone="warn">{t(texts.blocked, blockers)}</Notice>
              ) : (
                <Notice tone="good">{t(texts.clean)}</Notice>
              )}
              <section aria-label={t(texts.open)}>
                <h3 className="mb-1 font-semibold">{t(texts.open)}</h3>
                <OpenItems items={items} />
              </section>
              <fieldset className="flex flex-col gap-1">
                <legend className="mb-1 font-semibold">{t(texts.checks)}</legend>
                {checks.map(({ id, text }) => (
                  <Checkbox
                    key={id}
                    isSelected={done.includes(id)}
                    onChange={(is) => setDone(is ? [...done, id] : done.filter((one) => one !== id))}
                  >
                    {text}
                  </Checkbox>
                ))}
              </fieldset>
              <TextArea
                label={t(texts.notes)}
                description={t(texts.notesNote)}
                value={notes}
                onChange={setNotes}
                maxLength={2000}
              />
              {isBlocked ? <TextField label={t(texts.reason)} value={reason} onChange={setReason} isRequired /> : null}
              {write.error === null ? null : <Notice tone="life">{errorText(write.error)}</Notice>}
              <div className="flex gap-2">
                <Button
                  look="primary"
                  isDisabled={isBlocked && reason.trim().length < 3}
                  isPending={write.isPending}
                  onPress={() =>
                    write.mutate({ body: { done: [...done], notes, reason: reason.trim().length < 3 ? null : reason } })
                  }
                >
                  {t(texts.send)}
                </Button>
                <Button onPress={onClose}>{t(texts.cancel)}</Button>
              </div>
            </div>
          );
        }}
      </QueryView>
    </Card>
  );
}
