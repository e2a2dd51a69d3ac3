import { CircleCheck, Coffee, LogOut } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { Button, type ButtonLook } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { type Command, reasonAgainst, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import type { BreakReason } from '../call.ts';
import { breakReasonTexts, presenceTexts } from '../texts.ts';
import { usePresenceCommands } from './desk-commands.ts';
import { presenceTones } from './presence-tones.ts';
import { texts } from './texts.ts';
import type { DeskView } from './use-desk.ts';

const BreakReasons = part(() => import('./BreakReasons.tsx').then((file) => file.BreakReasons));
const DutyClock = part(() => import('./queue/DutyClock.tsx').then((file) => file.DutyClock));

/** My presence, and the keys that change it. */
export function PresenceSwitch({ desk }: { desk: DeskView | undefined }) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const { ready, pause, offline, choose } = usePresenceCommands(desk, () => setAsking(true));
  useCommands([ready, pause, offline]);
  const presence = desk?.presence;
  const reason = reasonAgainst(ready);
  const handleReason = (reason: BreakReason) => {
    setAsking(false);
    choose('break', reason);
  };
  return (
    <div className="flex flex-col gap-2">
      {presence === undefined ? null : (
        <p role="status" className="flex flex-wrap items-center justify-between gap-2 text-lg font-semibold">
          <StatusDot tone={presenceTones[presence.state]}>
            {t(presenceTexts[presence.state])}
            {presence.reason === null ? null : ` – ${t(breakReasonTexts[presence.reason])}`}
          </StatusDot>
          <RunningClock since={presence.since} size="small" />
        </p>
      )}
      {desk === undefined ? null : <DutyClock desk={desk} />}
      <PresenceButton
        command={ready}
        look={presence?.state === 'ready' ? 'plain' : 'primary'}
        icon={<CircleCheck aria-hidden size={16} />}
      />
      <PresenceButton command={pause} icon={<Coffee aria-hidden size={15} />} />
      <PresenceButton command={offline} icon={<LogOut aria-hidden size={15} />} />
      {reason === null ? null : <p className="text-sm text-ink-soft">{t(reason)}</p>}
      <Dialog title={t(texts.pauseWhy)} isOpen={isAsking} onClose={() => setAsking(false)} size="small">
        <BreakReasons onChoose={handleReason} />
      </Dialog>
    </div>
  );
}

/** The three share one reason why they cannot be used now; it is written once below them. */
function PresenceButton({ command, look, icon }: { command: Command; look?: ButtonLook; icon: ReactNode }) {
  const t = useText();
  return (
    <Button
      wide
      look={look ?? 'plain'}
      icon={icon}
      keyHint={command.keys?.[0]}
      isDisabled={reasonAgainst(command) !== null}
      onPress={() => void command.run()}
    >
      {t(command.name)}
    </Button>
  );
}
