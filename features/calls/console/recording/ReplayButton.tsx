import { RotateCcw, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { recordingTailPath } from '../../recording-contract.ts';
import { texts } from './texts.ts';

/** What was said in the last half minute, once more in this headset, while the call goes on; the same key stops it. */
export function ReplayButton({ callId }: { callId: string }) {
  const t = useText();
  const audio = useRef<HTMLAudioElement | null>(null);
  const [state, setState] = useState<'rest' | 'playing'>('rest');
  const stop = () => {
    audio.current?.pause();
    audio.current = null;
    setState('rest');
  };
  const play = async () => {
    // Another address each time: a press must give what was said until then.
    const element = new Audio(`${recordingTailPath.replace(':id', callId)}?at=${Date.now()}`);
    audio.current = element;
    element.addEventListener('ended', stop);
    setState('playing');
    try {
      await element.play();
    } catch {
      // Stopped by the same key before it began.
      if (audio.current !== element) return;
      stop();
      toast(t(texts.replayEmpty), 'warn');
    }
  };
  // It ends with the call.
  useEffect(
    () => () => {
      audio.current?.pause();
      audio.current = null;
    },
    [],
  );
  const command: Command = {
    id: 'call.replay',
    name: state === 'playing' ? texts.replayStop : texts.replay,
    keys: ['Alt+R'],
    group: texts.calls,
    everywhere: true,
    run: () => (state === 'rest' ? play() : stop()),
  };
  useCommands([command]);
  return (
    <CommandButton
      command={command}
      look={state === 'playing' ? 'primary' : 'plain'}
      icon={state === 'playing' ? <Square aria-hidden size={18} /> : <RotateCcw aria-hidden size={18} />}
    />
  );
}
