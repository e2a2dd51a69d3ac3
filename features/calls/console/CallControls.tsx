import { Grid3x3, Mic, MicOff, Pause, Play } from 'lucide-react';
import { Badge } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice, ToneIcon } from '#platform/ui/Notice.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { cx, toneSoft } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useNow } from '#platform/web/ticking.ts';
import type { DeskCommands } from './desk-commands.ts';
import { isHeldTooLong, type PhoneSession } from './phone-session.ts';
import { texts } from './texts.ts';

/** Comes with a call, and is there before the first. */
export const ReplayButton = part(() => import('./recording/ReplayButton.tsx').then((file) => file.ReplayButton));

interface CallControlsProps {
  readonly session: PhoneSession;
  readonly commands: DeskCommands;
  /** By the server's clock. */
  readonly heldSince: string | null;
}

/** Hold, mute and keypad of the running call, and in plain sight whatever keeps the two from hearing each other. */
export function CallControls({ session, commands, heldSince }: CallControlsProps) {
  const t = useText();
  return (
    <div className="mt-3 flex flex-col gap-2">
      {heldSince === null ? null : <HeldNotice since={heldSince} commands={commands} />}
      {session.isMuted ? (
        <Notice tone="warn">
          <p className="flex items-center gap-2 text-lg font-semibold">
            <MicOff aria-hidden size={22} />
            {t(texts.mutedNotice)}
          </p>
        </Notice>
      ) : null}
      <fieldset aria-label={t(texts.controls)} className="flex flex-wrap gap-2">
        {heldSince === null ? <CommandButton command={commands.hold} icon={<Pause aria-hidden size={18} />} /> : null}
        <MuteButton session={session} commands={commands} />
        <CommandButton command={commands.keypad} icon={<Grid3x3 aria-hidden size={18} />} />
        {session.callId === null ? null : <ReplayButton key={session.callId} callId={session.callId} />}
      </fieldset>
    </div>
  );
}

/** The name stays: whether it is pressed says which of the two is so. */
export function MuteButton({ session, commands }: { session: PhoneSession; commands: DeskCommands }) {
  const { isMuted } = session;
  return (
    <CommandButton
      command={commands.mute}
      look={isMuted ? 'primary' : 'plain'}
      aria-pressed={isMuted}
      icon={isMuted ? <MicOff aria-hidden size={18} /> : <Mic aria-hidden size={18} />}
    />
  );
}

/** A citizen waits in silence: how long, the way back, and after a minute the question whether they were forgotten. */
export function HeldNotice({ since, commands }: { since: string; commands: DeskCommands }) {
  const t = useText();
  const isTooLong = isHeldTooLong(since, useNow());
  const tone = isTooLong ? 'life' : 'warn';
  return (
    <div
      data-tone={tone}
      className={cx(
        'flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border-2 p-3',
        toneSoft[tone],
      )}
    >
      <div className="flex items-center gap-3">
        {isTooLong ? <ToneIcon tone="life" size={32} /> : <Pause aria-hidden size={32} className="shrink-0" />}
        <p className="flex flex-wrap items-baseline gap-x-2 text-2xl font-semibold">
          {t(texts.heldSince)}
          <RunningClock since={since} label={t(texts.heldSince)} size="huge" />
        </p>
      </div>
      <CommandButton command={commands.hold} look="primary" size="large" icon={<Play aria-hidden size={22} />} />
      {/* Always there, so that the words are read aloud when they come. */}
      <p role="alert" className={isTooLong ? 'w-full text-lg font-semibold' : 'sr-only'}>
        {isTooLong ? t(texts.heldTooLong) : null}
      </p>
    </div>
  );
}

/** For the bar above other pages. */
export function HeldBadge({ since }: { since: string }) {
  const t = useText();
  const isTooLong = isHeldTooLong(since, useNow());
  return (
    <Badge tone={isTooLong ? 'life' : 'warn'} icon={<Pause aria-hidden size={16} />}>
      <span role={isTooLong ? 'alert' : undefined}>{t(isTooLong ? texts.heldTooLong : texts.heldSince)}</span>{' '}
      <RunningClock since={since} label={t(texts.heldSince)} />
    </Badge>
  );
}
