import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { usualDeeds, type WaveDeed, waveDeeds } from '../../wave.ts';
import type { WaveView } from '../../wave-contract.ts';
import { deedTexts } from '../../wave-deed-texts.ts';
import { noteWave } from '../../wave-history-contract.ts';
import { waveTexts } from '../../wave-texts.ts';
import { wavePageTexts as texts } from './wave-page-texts.ts';
import { waveWords } from './wave-words.ts';

/** What somebody did about a wave; what fits its kind stands first. */
export function NoteWaveDialog({ wave, onClose }: { wave: WaveView; onClose: () => void }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const first = usualDeeds[wave.kind];
  const choices = [...first, ...waveDeeds.filter((each) => !first.includes(each))];
  const [done, setDone] = useState<WaveDeed>(first[0] ?? 'other');
  const [words, setWords] = useState('');
  const note = useCommand(noteWave, {
    invalidates: ['/api/waves', '/api/waves/history'],
    onDone: () => {
      toast(t(texts.noted));
      onClose();
    },
  });
  const isBlocked = done === 'other' && words.trim() === '';
  return (
    <Dialog
      title={t(texts.note)}
      isOpen
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isPending={note.isPending}
          isDisabled={isBlocked}
          onPress={() =>
            note.mutate({
              params: { id: wave.id },
              body: { done, ...(words.trim() === '' ? {} : { words: words.trim() }) },
            })
          }
        >
          {t(texts.save)}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-ink-soft">{t(waveTexts[wave.kind], waveWords(wave, format.number))}</p>
        <Select
          label={t(texts.done)}
          value={done}
          onChange={setDone}
          options={choices.map((id) => ({ id, name: t(deedTexts[id]) }))}
        />
        <TextArea
          label={t(texts.words)}
          description={t(texts.wordsNote)}
          value={words}
          onChange={setWords}
          maxLength={300}
          isRequired={done === 'other'}
        />
        {note.error === null ? null : <Notice tone="life">{errorText(note.error)}</Notice>}
      </div>
    </Dialog>
  );
}
