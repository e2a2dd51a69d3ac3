import { Headphones } from 'lucide-react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { taskTexts } from '../code-texts.ts';
import { type fillSheet, openSample, sampleSoundPath, type WaitingSample } from '../contract.ts';
import { screenNames } from '../screen-names.ts';
import { SampleFacts } from './SampleFacts.tsx';
import { SetAside } from './SetAside.tsx';
import { SheetForm } from './SheetForm.tsx';
import { texts } from './texts.ts';

const WaveformPlayer = part(() =>
  import('#features/calls/console/recording/WaveformPlayer.tsx').then((file) => file.WaveformPlayer),
);

interface SampleSheetProps {
  readonly sample: WaitingSample;
  /** How many wait for this person. */
  readonly of: number;
  readonly onOpened: () => void;
  readonly onFilled: (filled: RouteOutput<typeof fillSheet>) => void;
  readonly onSetAside: () => void;
}

/** Listen, answer each criterion, save. Mounted anew for each sample. */
export function SampleSheet({ sample, of, onOpened, onFilled, onSetAside }: SampleSheetProps) {
  const t = useText();
  const errorText = useErrorText();
  const open = useCommand(openSample, { invalidates: [], onDone: onOpened });
  const opened = open.data;
  const openCommand: Command = {
    id: 'quality.open',
    name: texts.listen,
    keys: ['F8'],
    group: screenNames.quality,
    when: () => (opened === undefined ? true : texts.isOpen),
    run: () => open.mutate({ params: { id: sample.id } }),
  };
  useCommands([openCommand]);
  const aside = sample.task === 'assess' ? <SetAside id={sample.id} onDone={onSetAside} /> : null;
  return (
    <Card title={t(texts.oneOf, { task: t(taskTexts[sample.task]), of })} actions={aside}>
      <div className="flex flex-col gap-4">
        <p className="text-ink-soft">{t(texts.blind)}</p>
        {open.error === null ? null : <Notice tone="life">{errorText(open.error)}</Notice>}
        {opened === undefined ? (
          <div className="flex flex-wrap items-center gap-3">
            <CommandButton command={openCommand} look="primary" icon={<Headphones aria-hidden size={16} />} />
            <span className="text-sm text-ink-soft">{t(texts.listenNote)}</span>
          </div>
        ) : (
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
            <div className="flex flex-col gap-4 lg:sticky lg:top-4">
              <WaveformPlayer
                address={`${sampleSoundPath.replace(':id', sample.id)}?listening=${opened.listening.id}`}
                number={1}
                listening={opened.listening}
                hasPageKeys
              />
              <SampleFacts opened={opened} />
            </div>
            <SheetForm opened={opened} onFilled={onFilled} />
          </div>
        )}
      </div>
    </Card>
  );
}
