import { Camera, Mic, Square, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import type { ShownTask } from '../field-view.ts';
import { BigButton } from './BigButton.tsx';
import { shrinkPhoto } from './shrink-photo.ts';
import { texts } from './texts.ts';
import { useField } from './use-field.tsx';

/** Photos and voice notes: kept on the device first, sent when the network carries them. */
export function Attach({ task }: { task: ShownTask }) {
  const t = useText();
  return (
    <section aria-label={`${t(texts.photo)}, ${t(texts.voice)}`} className="flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-2">
        <PhotoButton task={task} />
        <VoiceButton task={task} />
      </div>
      {task.unsentFiles === 0 ? null : (
        <p role="status" className="text-lg font-semibold text-warn">
          {t(texts.unsent, { count: task.unsentFiles })}
        </p>
      )}
    </section>
  );
}

const aboutOf = ({ unitId, assignmentId }: ShownTask) => ({ unitId, assignmentId });

function PhotoButton({ task }: { task: ShownTask }) {
  const t = useText();
  const { sender } = useField();
  const [isPending, setPending] = useState(false);
  const handleSelect = async (files: FileList | null) => {
    setPending(true);
    for (const file of files ?? []) {
      const photo = await shrinkPhoto(file);
      if (photo === null) toast(t(texts.photoBad), 'life');
      else {
        await sender.attach({ ...aboutOf(task), kind: 'photo' }, photo);
        toast(t(texts.photoKept));
      }
    }
    setPending(false);
  };
  return (
    <FileTrigger
      acceptedFileTypes={['image/*']}
      defaultCamera="environment"
      onSelect={(files) => void handleSelect(files)}
    >
      <BigButton wide isPending={isPending} icon={<Camera aria-hidden size={26} />}>
        {t(texts.photo)}
      </BigButton>
    </FileTrigger>
  );
}

const longestVoiceMs = 120_000;
/** What browsers record in, and the server keeps (server/field/read-file.ts). */
const voiceTypes = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

interface Recording {
  readonly recorder: MediaRecorder;
  readonly since: string;
}

function VoiceButton({ task }: { task: ShownTask }) {
  const t = useText();
  const { sender } = useField();
  const [recording, setRecording] = useState<Recording | null>(null);
  const isWanted = useRef(false);
  const start = async () => {
    if (typeof MediaRecorder === 'undefined' || navigator.mediaDevices === undefined)
      return toast(t(texts.voiceNone), 'warn');
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    if (stream === null) return toast(t(texts.voiceRefused), 'warn');
    const mimeType = voiceTypes.find((type) => MediaRecorder.isTypeSupported(type));
    const options = { audioBitsPerSecond: 32_000, ...(mimeType === undefined ? {} : { mimeType }) };
    const recorder = new MediaRecorder(stream, options);
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => void parts.push(data);
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      setRecording(null);
      if (!isWanted.current) return;
      const sound = new Blob(parts, { type: recorder.mimeType });
      void sender.attach({ ...aboutOf(task), kind: 'voice' }, sound).then(() => toast(t(texts.voiceKept)));
    };
    isWanted.current = true;
    recorder.start();
    setRecording({ recorder, since: new Date().toISOString() });
  };
  const end = (keep: boolean) => {
    isWanted.current = keep;
    recording?.recorder.stop();
  };
  useEndAfter(recording?.recorder ?? null);
  return (
    <>
      <BigButton wide icon={<Mic aria-hidden size={26} />} onPress={() => void start()}>
        {t(texts.voice)}
      </BigButton>
      <Dialog
        title={t(texts.voiceTitle)}
        isOpen={recording !== null}
        onClose={() => end(false)}
        size="small"
        mustAnswer
      >
        <div className="flex flex-col gap-3">
          <p role="status" className="text-lg font-semibold">
            {t(texts.voiceRecording)}
          </p>
          <RunningClock since={recording?.since ?? null} size="huge" />
          <BigButton paint="step" wide icon={<Square aria-hidden size={26} />} onPress={() => end(true)}>
            {t(texts.voiceStop)}
          </BigButton>
          <BigButton wide icon={<Trash2 aria-hidden size={22} />} onPress={() => end(false)}>
            {t(texts.voiceDrop)}
          </BigButton>
        </div>
      </Dialog>
    </>
  );
}

/** A recording that nobody ends is ended and kept. */
function useEndAfter(recorder: MediaRecorder | null): void {
  useEffect(() => {
    if (recorder === null) return;
    const timer = setTimeout(() => recorder.state === 'recording' && recorder.stop(), longestVoiceMs);
    return () => clearTimeout(timer);
  }, [recorder]);
}
