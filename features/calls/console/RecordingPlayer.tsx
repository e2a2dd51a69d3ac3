import { Play } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import type { CallView } from '../contract.ts';
import { recordingPath } from '../contract.ts';
import { listTexts } from './list-texts.ts';

interface RecordingPlayerProps {
  readonly callId: string;
  readonly number: number;
  readonly state: CallView['recording'];
}

/** Plays the recording of a call once a reason is given; the server logs who listened and why. */
export function RecordingPlayer({ callId, number, state }: RecordingPlayerProps) {
  const t = useText();
  const can = useCan();
  const [reason, setReason] = useState('');
  const [address, setAddress] = useState<string | null>(null);
  const [hasFailed, setFailed] = useState(false);
  if (state !== 'stored') {
    const words = {
      recording: listTexts.recordingRunning,
      missing: listTexts.recordingMissing,
      erased: listTexts.recordingErased,
      none: listTexts.recordingNone,
    };
    return <p className="text-ink-soft">{t(words[state ?? 'none'])}</p>;
  }
  if (!can('recording.play')) return <p className="text-ink-soft">{t(listTexts.recordingForbidden)}</p>;
  const handleOpen = (event: FormEvent) => {
    event.preventDefault();
    setFailed(false);
    setAddress(`${recordingPath.replace(':id', callId)}?${new URLSearchParams({ reason: reason.trim() })}`);
  };
  if (address === null) {
    return (
      <form onSubmit={handleOpen} className="flex flex-wrap items-end gap-2">
        <TextField
          label={t(listTexts.recordingReason)}
          description={t(listTexts.recordingNote)}
          value={reason}
          onChange={setReason}
          maxLength={200}
        />
        <Button type="submit" isDisabled={reason.trim().length < 3} icon={<Play aria-hidden size={16} />}>
          {t(listTexts.recordingOpen)}
        </Button>
      </form>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      {hasFailed ? <Notice tone="life">{t(listTexts.recordingFailed)}</Notice> : null}
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said; captions do not exist */}
      <audio
        controls
        autoPlay
        src={address}
        aria-label={t(listTexts.recordingOf, { number })}
        onError={() => setFailed(true)}
        className="w-full"
      />
    </div>
  );
}
