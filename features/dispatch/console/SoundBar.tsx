import { BellRing, Volume2, VolumeX } from 'lucide-react';
import { memo, useState } from 'react';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import type { Sound } from '../assignment.ts';
import type { Alarm } from './alarm.ts';
import { texts } from './texts.ts';

interface SoundProps {
  readonly alarm: Alarm;
  readonly sound: Sound;
}

/** Whether this screen can be heard, how to make it so, and a test. */
export const SoundBar = memo(function SoundBar({ alarm, sound }: SoundProps) {
  const t = useText();
  return (
    <>
      {sound === 'on' ? (
        <span className="inline-flex items-center px-1">
          <StatusDot tone="good">{t(texts.soundOn)}</StatusDot>
        </span>
      ) : null}
      <Button size="small" icon={<Volume2 aria-hidden size={16} />} onPress={alarm.test}>
        {t(texts.testSound)}
      </Button>
      {sound === 'muted' ? null : (
        <Button size="small" look="quiet" icon={<VolumeX aria-hidden size={16} />} onPress={() => alarm.setMuted(true)}>
          {t(texts.mute)}
        </Button>
      )}
      <AllowNotices />
    </>
  );
});

/** In red as long as new tasks would come in silence. */
export function SoundNotice({ alarm, sound, place = 'agency' }: SoundProps & { readonly place?: 'agency' | 'board' }) {
  const t = useText();
  if (sound === 'on') return null;
  const isMuted = sound === 'muted';
  return (
    <Notice
      tone="life"
      title={t(isMuted ? texts.soundMuted : texts.soundBlocked)}
      action={
        <Button
          look="danger"
          icon={<Volume2 aria-hidden size={16} />}
          onPress={() => (isMuted ? alarm.setMuted(false) : alarm.test())}
        >
          {t(isMuted ? texts.unmute : texts.testSound)}
        </Button>
      }
    >
      {place === 'agency' ? t(isMuted ? texts.soundMutedNote : texts.soundBlockedNote) : t(texts.soundBoardNote)}
    </Notice>
  );
}

/** Browsers ask only after a press, and only once: the button goes when the person has decided. */
function AllowNotices() {
  const t = useText();
  const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'denied'));
  if (permission !== 'default') return null;
  return (
    <Button
      size="small"
      look="quiet"
      icon={<BellRing aria-hidden size={16} />}
      onPress={() => void Notification.requestPermission().then(setPermission)}
    >
      {t(texts.allowNotices)}
    </Button>
  );
}
