import { CircleCheck, Coffee, LogOut } from 'lucide-react';
import { useState } from 'react';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { type BreakReason, breakReasons, type PresenceState } from '../call.ts';
import { breakReasonTexts, presenceTexts } from '../texts.ts';
import { usePresenceCommands } from './desk-commands.ts';
import { texts } from './texts.ts';
import type { DeskView } from './use-desk.ts';

const tones: Readonly<Record<PresenceState, Tone>> = {
  offline: 'neutral',
  ready: 'good',
  offered: 'accent',
  talking: 'accent',
  wrap_up: 'calm',
  break: 'warn',
};

/** My presence, and the keys that change it. */
export function PresenceSwitch({ desk }: { desk: DeskView | undefined }) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const { ready, pause, offline, choose } = usePresenceCommands(desk, () => setAsking(true));
  useCommands([ready, pause, offline]);
  const presence = desk?.presence;
  const handleReason = (reason: BreakReason) => {
    setAsking(false);
    choose('break', reason);
  };
  return (
    <div className="flex flex-col gap-2">
      {presence === undefined ? null : (
        <p role="status" className="flex flex-wrap items-center justify-between gap-2 text-lg font-semibold">
          <StatusDot tone={tones[presence.state]}>
            {t(presenceTexts[presence.state])}
            {presence.reason === null ? null : ` – ${t(breakReasonTexts[presence.reason])}`}
          </StatusDot>
          <RunningClock since={presence.since} size="small" />
        </p>
      )}
      <CommandButton
        command={ready}
        wide
        look={presence?.state === 'ready' ? 'plain' : 'primary'}
        icon={<CircleCheck aria-hidden size={16} />}
      />
      <div className="grid grid-cols-2 gap-2">
        <CommandButton command={pause} size="small" icon={<Coffee aria-hidden size={15} />} />
        <CommandButton command={offline} size="small" icon={<LogOut aria-hidden size={15} />} />
      </div>
      <Dialog title={t(texts.pauseWhy)} isOpen={isAsking} onClose={() => setAsking(false)} size="small">
        <BreakReasons onChoose={handleReason} />
      </Dialog>
    </div>
  );
}

function BreakReasons({ onChoose }: { onChoose: (reason: BreakReason) => void }) {
  const t = useText();
  useCommands(
    breakReasons.map((reason, index) => ({
      id: `break.${reason}`,
      name: breakReasonTexts[reason],
      keys: [String(index + 1)],
      run: () => onChoose(reason),
    })),
  );
  return (
    <div className="flex flex-col gap-2">
      <p className="text-ink-soft">{t(texts.pauseNote)}</p>
      {breakReasons.map((reason, index) => (
        <Button key={reason} wide autoFocus={index === 0} keyHint={String(index + 1)} onPress={() => onChoose(reason)}>
          {t(breakReasonTexts[reason])}
        </Button>
      ))}
    </div>
  );
}
