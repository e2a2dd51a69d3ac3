import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { asideTexts } from '../code-texts.ts';
import { setAside, type WaitingSample } from '../contract.ts';
import { asideReasons } from '../quality.ts';
import { texts } from './texts.ts';

/** A call that cannot be assessed leaves the sample, with the reason. */
export function SetAside({ id, onDone }: { id: WaitingSample['id']; onDone: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [isOpen, setOpen] = useState(false);
  const [why, setWhy] = useState<(typeof asideReasons)[number] | null>(null);
  const command = useCommand(setAside, { invalidates: ['/api/quality'], onDone });
  return (
    <>
      <Button size="small" look="quiet" onPress={() => setOpen(true)}>
        {t(texts.aside)}
      </Button>
      <ConfirmDialog
        title={t(texts.aside)}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        confirmName={t(texts.asideDo)}
        onConfirm={() => why !== null && command.mutate({ params: { id }, body: { why } })}
        isBlocked={why === null}
        isPending={command.isPending}
        error={command.error === null ? null : errorText(command.error)}
      >
        <p>{t(texts.asideNote)}</p>
        <Select
          label={t(texts.asideWhy)}
          isRequired
          value={why}
          onChange={setWhy}
          options={asideReasons.map((one) => ({ id: one, name: t(asideTexts[one]) }))}
        />
      </ConfirmDialog>
    </>
  );
}
