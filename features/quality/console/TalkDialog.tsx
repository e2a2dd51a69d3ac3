import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { holdTalk, listCoached, type Talk } from '../talk-contract.ts';
import { texts } from './texts.ts';

interface TypedStep {
  readonly words: string;
  readonly due: string;
}

/** As the server asks of it; an empty row is none. */
const isEmpty = ({ words, due }: TypedStep) => words.trim() === '' && due === '';
const isSound = ({ words, due }: TypedStep) => words.trim().length >= 3 && due !== '';
const mostSteps = 10;

/** A talk that was held: with whom, what about, and the steps both agreed on. */
export function TalkDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const people = useRoute(listCoached, {});
  const [personId, setPersonId] = useState<Talk['person']['id'] | null>(null);
  const [words, setWords] = useState('');
  const [steps, setSteps] = useState<readonly TypedStep[]>([{ words: '', due: '' }]);
  const hold = useCommand(holdTalk, { invalidates: ['/api/quality/talks'], onDone: onClose });
  const typed = steps.filter((step) => !isEmpty(step));
  const isReady = personId !== null && words.trim().length >= 5 && typed.every(isSound);
  const revise = (at: number, part: Partial<TypedStep>) =>
    setSteps((old) => old.map((step, index) => (index === at ? { ...step, ...part } : step)));
  const save = (
    <Button
      look="primary"
      isDisabled={!isReady}
      isPending={hold.isPending}
      onPress={() => personId !== null && hold.mutate({ body: { personId, words, steps: typed } })}
    >
      {t(texts.talkSave)}
    </Button>
  );
  return (
    <Dialog title={t(texts.talkAdd)} isOpen onClose={onClose} actions={save}>
      <QueryView query={people}>
        {({ items }) => (
          <div className="flex flex-col gap-3">
            <Select
              label={t(texts.talkWith)}
              isRequired
              value={personId}
              onChange={setPersonId}
              options={items.map(({ id, name }) => ({ id, name }))}
            />
            <TextArea
              label={t(texts.talkWords)}
              isRequired
              rows={4}
              value={words}
              onChange={setWords}
              maxLength={4000}
            />
            {steps.map((step, at) => (
              // Rows have no names of their own: their place is what they are.
              // biome-ignore lint/suspicious/noArrayIndexKey: as said above
              <div key={at} className="flex items-end gap-2">
                <div className="flex-1">
                  <TextField
                    label={t(texts.stepWords, { number: at + 1 })}
                    value={step.words}
                    onChange={(next) => revise(at, { words: next })}
                    maxLength={300}
                  />
                </div>
                <TextField
                  type="date"
                  label={t(texts.stepDue)}
                  value={step.due}
                  onChange={(due) => revise(at, { due })}
                />
                <IconButton
                  label={t(texts.stepDrop, { number: at + 1 })}
                  icon={<Trash2 aria-hidden size={16} />}
                  onPress={() => setSteps((old) => old.filter((_, index) => index !== at))}
                />
              </div>
            ))}
            {steps.length < mostSteps ? (
              <div>
                <Button
                  icon={<Plus aria-hidden size={16} />}
                  onPress={() => setSteps((old) => [...old, { words: '', due: '' }])}
                >
                  {t(texts.stepAdd)}
                </Button>
              </div>
            ) : null}
            {hold.error === null ? null : <Notice tone="life">{errorText(hold.error)}</Notice>}
          </div>
        )}
      </QueryView>
    </Dialog>
  );
}
